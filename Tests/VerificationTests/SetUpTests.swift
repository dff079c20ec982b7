import EventEngine
import FacilityModel
import Foundation
import KendallTestSupport
import OutputStatistics
import Testing

/// Set-up times that depend on the sequence: against a closed form, and worked out by hand.
@Suite("Set-up times")
struct SetUpTests {
  /// Two kinds of jobs come at random, half of each, and a change between them takes s.
  ///
  /// Whether a
  /// job differs from the one before is then a fair coin of its own, so the time at the machine is
  /// S + s·coin, and Pollaczek and Khinchine give the wait: λE[(S + s·coin)²] / 2(1 − ρ).
  @Test("of two kinds half each are a queue with a general service time")
  func coin() throws {
    let (rate, setUp) = (0.5, 0.8)
    // S is exponential with mean 1: E S = 1, E S² = 2.
    let mean = 1 + setUp / 2
    let second = 2 + setUp + setUp * setUp / 2
    let runs = try Replicated(
      """
      { "name": "machine", "time": { "unit": "min", "length": "1 day" },
        "resources": { "machine": { "capacity": 1, "setUp": { "by": "kind", "default": \(setUp) } } },
        "arrivals": { "job": { "rate": "\(rate) per min", "pathway": "make",
          "attributes": { "kind": { "choice": { "1": 1, "2": 1 } } } } },
        "pathways": { "make": [
          { "do": "work", "with": "machine", "for": { "exponential": { "mean": 1 } } } ] } }
      """, minutes: 60_000)
    try runs.check("wait", is: rate * second / (2 * (1 - rate * mean)), runs.wait("work"))
    try runs.check("in use", is: rate * mean, runs.level(.busy, of: 0))
    try runs.check("in set-up", is: rate * setUp / 2) {
      Double($0.setUpAreas[0]) / Double($0.windowEnd - $0.windowStart)
    }
  }

  private let matrix = """
    "times": { "A": { "B": "10 min", "C": "2 min" }, "B": { "A": "4 min", "C": "20 min" },
      "C": { "A": "7 min", "B": "1 min" } }, "first": "5 min"
    """

  private func jobs(_ list: [(kind: String, at: Int)]) -> String {
    list.enumerated().map { index, job in
      """
      "job \(index + 1)": { "at": [ "\(job.at) min" ], "pathway": "make",
        "attributes": { "kind": { "choice": { "\(job.kind)": 1 } } } }
      """
    }.joined(separator: ", ")
  }

  private func record(_ text: String) throws -> ReplicationRecord? {
    let compiled = try KendallTestSupport.compiled(text)
    #expect(disagreements(compiled, seed: 1, replication: 0) == [])
    guard case .ended(let record) = runEngine(compiled.program, seed: 1, replication: 0) else {
      Issue.record("the run fails")
      return nil
    }
    return record
  }

  /// Jobs A, B, C, A, B of 10 min all come at 0, in this order.
  ///
  /// First come first served they are set
  /// up for 5 (the first), 10, 20, 7 and 10 min: 52 min, all done at 102. With the shortest set-up
  /// first: A (5), the other A (0), C (2), B (1), B (0), which is 8 min, all done at 58.
  @Test("are worked out by hand in either order of service")
  func orders() throws {
    // Waits: 0, 15, 35, 65, 82; and 0, 15 (A), 25 (C), 37 (B), 48 (B).
    let cases: [(queue: String, setUps: Int128, waits: Int128)] = [
      (#""first come first served""#, 52, 197),
      (#"{ "order": "setUpTime(machine)", "reevaluate": true }"#, 8, 125),
    ]
    let minute = Int128(Ticks.minute)
    for (queue, setUps, waits) in cases {
      let record = try record(
        """
        { "name": "order", "time": { "length": "3 h" },
          "resources": { "machine": { "capacity": 1, "queue": \(queue),
            "setUp": { "by": "kind", \(matrix), "as": "took" } } },
          "arrivals": { \(jobs([("A", 0), ("B", 0), ("C", 0), ("A", 0), ("B", 0)])) },
          "pathways": { "make": [ { "do": "work", "with": "machine", "for": "10 min" } ] },
          "measures": { "took": { "mean": "took" } } }
        """)
      guard let record, case .ticks(let waiting, _) = record.waits[0] else { continue }
      #expect(record.setUpAreas == [setUps * minute], "\(queue)")
      #expect(record.unitAreas == [(50 + setUps) * minute], "\(queue)")
      #expect(waiting.sum == waits * minute, "\(queue)")
      let mean = Double(setUps * minute) / 5
      #expect(record.tallies[0].mean == mean, "\(queue)")
    }
  }

  /// Two machines that have both been set up, the first for A and the second for B.
  ///
  /// That took 5 min each, and both are done at 15. At 20 comes B: who prefers the shorter set-up takes the second at once
  /// (0), whoever does not the first (10 min). At 21 comes A: the first (0), or the second (4 min).
  @Test("choose the unit, where a step prefers the shortest")
  func preferred() throws {
    let cases: [(prefer: String, setUps: [Int128])] = [
      (#", "prefer": "setUpTime(machine)""#, [5, 5]), ("", [15, 9]),
    ]
    for (prefer, setUps) in cases {
      let record = try record(
        """
        { "name": "two", "time": { "length": "2 h" },
          "resources": { "machine": { "capacity": 2, "setUp": { "by": "kind", \(matrix) } } },
          "arrivals": { \(jobs([("A", 0), ("B", 0), ("B", 20), ("A", 21)])) },
          "pathways": { "make": [
            { "do": "work", "with": "machine", "for": "10 min"\(prefer) } ] } }
        """)
      let expected = setUps.map { $0 * Int128(Ticks.minute) }
      #expect(record?.setUpAreas == expected, "\(prefer)")
    }
  }
}
