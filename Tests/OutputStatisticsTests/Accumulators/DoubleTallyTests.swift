import OutputStatistics
import Testing

@Suite struct DoubleTallyTests {
  @Test func `An empty tally estimates nothing and one observation no variance`() {
    var tally = DoubleTally()
    #expect(tally.mean == nil && tally.variance == nil && tally.min == nil && tally.max == nil)
    tally.record(2.5)
    #expect(tally.mean == 2.5 && tally.variance == nil && tally.min == 2.5 && tally.max == 2.5)
  }

  @Test func `Mean and variance survive a great offset`() {
    var tally = DoubleTally()
    for value in [4.0, 7, 13, 16] { tally.record(1e9 + value) }
    #expect(tally.mean == 1e9 + 10)
    #expect(isNear(tally.variance, 30, 1e-12))
    #expect(isNear(tally.sd, 30.0.squareRoot(), 1e-12))
  }

  @Test func `Merging equals recording to rounding, and an empty side changes nothing`() {
    var generator = TestGenerator(state: 21)
    let values = (0..<1000).map { _ in Double.random(in: -5...100, using: &generator) }
    var (whole, left, right) = (DoubleTally(), DoubleTally(), DoubleTally())
    for (index, value) in values.enumerated() {
      whole.record(value)
      if index < 137 { left.record(value) } else { right.record(value) }
    }
    var merged = DoubleTally()
    merged.merge(left)
    #expect(merged == left)
    merged.merge(DoubleTally())
    #expect(merged == left)
    merged.merge(right)
    #expect(merged.count == 1000 && merged.min == whole.min && merged.max == whole.max)
    #expect(isNear(merged.mean, whole.mean!, 1e-13))
    #expect(isNear(merged.variance, whole.variance!, 1e-12))
  }
}
