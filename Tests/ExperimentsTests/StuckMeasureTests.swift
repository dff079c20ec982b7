import Experiments
import Testing

@Suite("Entities that are stuck for ever") struct StuckMeasureTests {
  private func result(_ first: String) async throws -> SmallResult {
    try await SmallResult(
      """
      { "name": "stuck", "time": { "length": "4 h", "unit": "min" },
        "resources": { "a": { "capacity": 1 }, "b": { "capacity": 1 },
          "c": { "capacity": 1 } },
        "arrivals": { "x": { "at": ["0 min"], "pathway": "p" },
                      "y": { "at": ["\(first)"], "pathway": "q" },
                      "w": { "every": "30 min", "pathway": "r" } },
        "pathways": {
          "r": [ { "do": "c", "with": "c", "for": "5 min" } ],
          "p": [ { "seize": "a" }, { "delay": "d", "for": "1 min" }, { "seize": "b", "name": "b" },
                 { "release": ["a", "b"] } ],
          "q": [ { "seize": "b" }, { "delay": "e", "for": "2 min" }, { "seize": "a", "name": "a" },
                 { "release": ["a", "b"], "name": "back" } ] } }
      """)
  }

  @Test func `are counted at the step where they wait`() async throws {
    let stuck = try await result("0 min")
    #expect(try stuck.value("stuck for ever", "all", "count") == 2)
    #expect(try stuck.value("stuck for ever", "all", "since") == 2)
    #expect(try stuck.value("stuck for ever", "step p/b", "count") == 1)
    #expect(try stuck.value("stuck for ever", "step q/a", "count") == 1)
    // Where they do not meet, nobody is, though they might.
    let free = try await result("1 h")
    #expect(try free.value("stuck for ever", "all", "count") == 0)
  }
}
