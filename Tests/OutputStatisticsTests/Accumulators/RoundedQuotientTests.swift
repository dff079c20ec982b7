import OutputStatistics
import Testing

@Suite struct RoundedQuotientTests {
  @Test func `A remainder beyond every kept bit still breaks a tie`() {
    // (2^53 + 1) + r/2^120: without r it is a tie and goes to the even neighbour 2^53.
    let high = UInt128(1 << 53 + 1) >> 8
    let low = UInt128(1) << 120
    #expect(roundedQuotient(high: high, low: low, by: 1 << 120) == 0x1p53)
    #expect(roundedQuotient(high: high, low: low + 1, by: 1 << 120) == 0x1p53 + 2)
  }

  @Test func `Quotients at the ends of the range are right`() {
    #expect(roundedQuotient(high: 0, low: 0, by: 7) == 0)
    #expect(roundedQuotient(high: 0, low: 1, by: .max) == 0x1p-128)
    #expect(roundedQuotient(high: 1 << 126, low: 0, by: 1) == 0x1p254)
    #expect(roundedQuotient(high: (1 << 127) - 1, low: .max, by: .max) == 0x1p127)
    #expect(roundedQuotient(high: 0, low: 10, by: 4) == 2.5)
  }

  @Test func `Quotients of doubles that are whole numbers equal those of the processor`() {
    var generator = TestGenerator(state: 61)
    for _ in 0..<20_000 {
      let dividend = UInt64.random(in: 1...(1 << 53), using: &generator)
      let divisor = UInt64.random(in: 1...(1 << 53), using: &generator)
      let expected = Double(dividend) / Double(divisor)
      let power = Int.random(in: 0...74, using: &generator)
      let scaled = UInt128(dividend) << power
      #expect(
        roundedQuotient(high: 0, low: scaled, by: UInt128(divisor))
          == Double(sign: .plus, exponent: power, significand: expected))
    }
  }
}
