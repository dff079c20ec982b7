import OutputStatistics
import Testing

@Suite("The double nearest to an exact integer")
struct NearestDoubleTests {
  @Test("it is what the standard library's conversion gives, at every edge")
  func sameAsTheStandardLibrary() {
    var wholes: [Int128] = [0, Int128(Int64.max), Int128(Int64.min), .max, .min]
    for bit in 0..<127 {
      let power = Int128(1) << bit
      // A tie of the last bit of a double lies 53 bits below the first.
      let tie = bit >= 54 ? Int128(1) << (bit - 53) : 0
      for offset: Int128 in [-1, 0, 1] { wholes += [power + offset, power + tie + offset] }
    }
    for whole in wholes + wholes.map({ $0 == .min ? .max : -$0 }) {
      #expect(Double(nearest: whole) == Double(whole), "\(whole)")
    }
  }
}
