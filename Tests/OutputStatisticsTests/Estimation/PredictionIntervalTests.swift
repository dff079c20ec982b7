import OutputStatistics
import Testing

@Suite struct PredictionIntervalTests {
  @Test func `it is the mean with t times the spread of one more value`() {
    // n = 4, mean 3, s² = 10/3; t(0.975, 3) = 3.182446305284263.
    let interval = PredictionInterval([1, 2, 4, 5])
    let spread = (10.0 / 3 * 1.25).squareRoot()
    #expect(interval.mean == 3 && isNear(interval.spread, spread, 1e-14))
    #expect(isNear(interval.halfWidth, 3.182446305284263 * spread, 1e-11))
    #expect(interval.contains(9.4) == true && interval.contains(9.6) == false)
    #expect(PredictionInterval([1]).contains(1) == nil)
    #expect(PredictionInterval([2, 2]).contains(2) == true)
    #expect(PredictionInterval([2, 2]).contains(2.1) == false)
  }

  @Test func `it holds the next value as often as it says`() {
    var generator = TestGenerator(state: 91)
    var held = 0
    for _ in 0..<4000 {
      // Sums of twelve uniform numbers are nearly normal.
      let values = (0..<6).map { _ in
        (0..<12).reduce(0.0) { sum, _ in sum + Double(generator.next() >> 11) * 0x1p-53 }
      }
      if PredictionInterval(Array(values.prefix(5))).contains(values[5]) == true { held += 1 }
    }
    // 95 % ± 4.5 standard errors of 0.34 %: once in 150,000 seeds.
    #expect(abs(Double(held) / 4000 - 0.95) < 0.0155)
  }
}
