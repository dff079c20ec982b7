import OutputStatistics
import Testing

@Suite struct TimeIntegralTests {
  @Test func `A level of known shape has the area of its rectangles`() {
    var level = TimeIntegral()
    level.change(by: 2, at: 10)
    level.change(by: 3, at: 20)
    level.change(by: -4, at: 25)
    #expect(level.value == 1 && level.max == 5)
    #expect(level.area(at: 25) == 2 * 10 + 5 * 5)
    #expect(level.area(at: 100) == 2 * 10 + 5 * 5 + 1 * 75)
  }

  @Test func `A reset keeps the level and starts area and maximum anew`() {
    var level = TimeIntegral(value: 7, at: 5)
    level.change(by: -4, at: 50)
    level.reset(at: 60)
    #expect(level.value == 3 && level.max == 3 && level.area(at: 60) == 0)
    level.change(by: 1, at: 70)
    #expect(level.area(at: 80) == 3 * 10 + 4 * 10 && level.max == 4)
    #expect(level.average(at: 80, over: 20) == 3.5)
    #expect(level.average(at: 80, over: 0) == nil)
  }

  @Test func `A century of a million units is exact although it overflows Int64`() {
    let century: Int64 = 3_155_760_000_000_000
    var level = TimeIntegral(value: 1_000_000, at: 1)
    level.change(by: 1, at: century)
    #expect(level.area(at: century) == Int128(1_000_000) * Int128(century - 1))
    #expect(level.area(at: century + 3) - level.area(at: century) == 3_000_003)
  }

  @Test func `The area equals the sum over entities of the ticks each spent inside`() {
    var generator = TestGenerator(state: 31)
    for _ in 0..<50 {
      var changes: [(tick: Int64, delta: Int64)] = []
      var stays: Int128 = 0
      for _ in 0..<40 {
        let enter = Int64.random(in: 0...1_000_000_000_000, using: &generator)
        let leave = Int64.random(in: enter...2_000_000_000_000, using: &generator)
        changes += [(enter, 1), (leave, -1)]
        stays += Int128(leave - enter)
      }
      var inside = TimeIntegral()
      var highest: Int64 = 0
      for change in changes.sorted(by: { $0.tick < $1.tick }) {
        inside.change(by: change.delta, at: change.tick)
        highest = Swift.max(highest, inside.value)
      }
      #expect(inside.value == 0 && inside.max == highest)
      #expect(inside.area(at: 2_000_000_000_000) == stays)
    }
  }
}
