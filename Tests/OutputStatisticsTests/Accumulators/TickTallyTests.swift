import OutputStatistics
import Testing

@Suite struct TickTallyTests {
  @Test func `An empty tally estimates nothing`() {
    let tally = TickTally()
    #expect(tally.count == 0)
    #expect(tally.mean == nil && tally.variance == nil && tally.sd == nil)
    #expect(tally.min == nil && tally.max == nil)
  }

  @Test func `One observation has a mean but no variance`() {
    let tally = tally([-7])
    #expect(tally.mean == -7 && tally.variance == nil && tally.min == -7 && tally.max == -7)
  }

  @Test func `Small samples match hand-computed figures`() {
    let tally = tally([3, -1, 4, 1, -5])
    #expect(tally.count == 5 && tally.sum == 2 && tally.sumOfSquares == 52)
    #expect(tally.mean == 0.4)
    #expect(tally.variance == 12.8)  // (5 · 52 − 4) / 20
    #expect(tally.min == -5 && tally.max == 4)
  }

  @Test func `Squares of an hour in microseconds, which overflow Int64, are summed exactly`() {
    let hour: Int64 = 3_600_000_000
    #expect(hour.multipliedReportingOverflow(by: hour).overflow)
    let tally = tally([hour, hour + 1, hour + 2])
    #expect(tally.sumOfSquares == 38_880_000_021_600_000_005)
    #expect(tally.variance == 1)  // lost entirely if the squares were summed as doubles
    #expect(tally.sd == 1)
  }

  @Test func `The widest observations neither overflow nor lose a digit`() {
    var tally = TickTally()
    for _ in 0..<8 { tally.record(.min) }
    for _ in 0..<8 { tally.record(.max) }
    #expect(tally.mean == -0.5)
    #expect(tally.sumOfSquares == nil)
    // Deviations are ±(2^63 − 1/2): 16 (2^63 − 1/2)^2 / 15, rounded once.
    #expect(isNear(tally.variance, 16.0 / 15 * 0x1p126, 1e-15))
    let equal = self.tally([.max, .max, .max])
    #expect(equal.variance == 0 && equal.mean == Double(Int64.max))
  }

  @Test func `Sums of squares beyond 128 bits are carried, when recorded and when merged`() {
    let (low, high) = (Array(repeating: Int64.min, count: 3), Array(repeating: Int64.max, count: 3))
    var merged = tally(low)
    #expect(merged.sumOfSquares == nil)  // 3 · 2^126 still fits 128 bits, though no Int128
    merged.merge(tally(high))
    #expect(merged == tally(low + high))
    var generator = TestGenerator(state: 13)
    let wide = (0..<1000).map { _ in Int64(bitPattern: generator.next()) }
    let mean = wide.reduce(0) { $0 + Double($1) } / 1000
    let squares = wide.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    #expect(isNear(tally(wide).variance, squares / 999, 1e-12))
  }

  @Test func `A mean beyond 2^53 is rounded once, to even`() {
    #expect(tally([1 << 53, (1 << 53) + 1]).mean == 0x1p53)  // 2^53 + 1/2
    #expect(tally([(1 << 53) + 1, (1 << 53) + 2]).mean == 0x1p53 + 2)  // 2^53 + 3/2
    #expect(tally([1, 1, 2]).mean == 4.0 / 3.0)
    #expect(tally([-1, -1, -2]).mean == -4.0 / 3.0)
  }

  @Test func `The variance is the correctly rounded quotient wherever a double can hold both`() {
    var generator = TestGenerator(state: 11)
    for _ in 0..<2000 {
      let values = (0..<7).map { _ in Int64.random(in: -30_000_000...30_000_000, using: &generator)
      }
      let sum = values.reduce(0, +)
      let numerator = 7 * values.reduce(0) { $0 + $1 * $1 } - sum * sum
      guard numerator < 1 << 53 else { continue }
      #expect(tally(values).variance == Double(numerator) / 42)
      #expect(tally(values).mean == Double(sum) / 7)
    }
  }

  @Test func `Merging in any order and grouping gives the same state as recording all`() {
    var generator = TestGenerator(state: 12)
    for _ in 0..<100 {
      let parts = (0..<6).map { _ in
        (0..<Int.random(in: 0...30, using: &generator)).map { _ in
          Int64(bitPattern: generator.next()) >> Int64.random(in: 0...63, using: &generator)
        }
      }
      let whole = tally(parts.flatMap { $0 })
      var forward = TickTally()
      for part in parts { forward.merge(tally(part)) }
      var shuffled = TickTally()
      for part in parts.shuffled(using: &generator) { shuffled.merge(tally(part)) }
      var left = tally(parts[0])
      var right = tally(parts[1])
      for part in parts[2...3] { left.merge(tally(part)) }
      for part in parts[4...5] { right.merge(tally(part)) }
      right.merge(left)
      #expect(forward == whole && shuffled == whole && right == whole)
    }
  }

  private func tally(_ values: [Int64]) -> TickTally {
    var tally = TickTally()
    for value in values { tally.record(value) }
    return tally
  }
}
