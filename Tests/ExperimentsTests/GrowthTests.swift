import EventEngine
import Experiments
import FacilityModel
import OutputStatistics
import Testing

/// Whether a run tells that its facility fills up.
@Suite("A facility that fills up") struct GrowthTests {
  private func growth(_ runs: [[Double]], cycle: Int64? = nil) -> Growth? {
    Growth(
      runs, width: 1, cycle: cycle, warmUp: 0, policy: "as written", isDeterministic: true)
  }

  @Test func `is one whose level rises as fast at the end as at the beginning`() throws {
    let line = (0..<90).map { Double($0) }
    let found = try #require(growth([line, line]))
    #expect(found.levels == [14.5, 44.5, 74.5])
    #expect(found.rise.mean == 60 && found.rise.lower == 60)
    // Waves of its cycle do not matter, nor do bins beyond whole cycles: ten cycles, three to a part.
    let waves = (0..<99).map { Double($0 / 9) + [0, 5, 9, 5, 0, -5, -9, -5, 0][$0 % 9] }
    #expect(try #require(growth([waves, waves], cycle: 9)).levels == [1, 5, 9])
  }

  @Test func `is none that settles, stays as it is, or cannot be judged`() {
    // Three quarters of the way to its level in the first third.
    let settling = (0..<90).map { 100 * (1 - 0.955.power($0)) }
    #expect(growth([settling, settling]) == nil)
    let flat = Array(repeating: 7.0, count: 90)
    #expect(growth([flat, flat]) == nil)
    let line = (0..<90).map { Double($0) }
    #expect(growth([line]) == nil)
    #expect(growth([line, line], cycle: 40) == nil)
    // One run that rises and one that falls as much.
    #expect(growth([line, line.reversed()]) == nil)
  }

  @Test func `is found in runs, and a busy one that keeps up is none`() async throws {
    func model(_ minutes: Int) -> String {
      """
      { "name": "desk", "time": { "warmUp": "1 day", "length": "12 days" },
        "resources": { "clerk": { "capacity": 1 } },
        "arrivals": { "visitor": { "rate": { "daily": { "00:00": "2 per hour", "08:00": "8 per hour",
          "20:00": "2 per hour" } }, "pathway": "p" } },
        "pathways": { "p": [
          { "do": "talk", "with": "clerk", "for": { "exponential": { "mean": "\(minutes) min" } } } ] } }
      """
    }
    // 5 an hour come on average: 83 % of what one clerk does in 10 minutes each, 125 % in 15.
    let full = try await SmallResult(model(15), replications: 5)
    let found = try #require(Growth(full.arm))
    #expect(found.levels == found.levels.sorted() && (found.levels.last ?? 0) > 200)
    let busy = try await SmallResult(model(10), replications: 5)
    #expect(Growth(busy.arm) == nil)
  }
}

extension Double {
  fileprivate func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * self }
  }
}
