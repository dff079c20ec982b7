import EventEngine
import FacilityModel
import KendallTestSupport
import OutputStatistics
import Testing

/// Shocks that take listed units away, worked out by hand.
@Suite("Shocks to listed units")
struct ListedShockTests {
  private let minute = Int128(Ticks.minute)

  private func record(_ workInHand: String) throws -> ReplicationRecord? {
    let jobs = [("A", 0, 90), ("C", 70, 10), ("A", 170, 30), ("B", 170, 20), ("any", 185, 5)]
    let sources = jobs.enumerated().map { index, job in
      """
      "job \(index + 1)": { "at": [ "\(job.1) min" ], "pathway": "work",
        "attributes": { "wanted": { "text": "\(job.0)" }, "stay": "\(job.2) min" } }
      """
    }
    let compiled = try KendallTestSupport.compiled(
      """
      { "name": "theatres", "time": { "length": "5 h" },
        "resources": { "theatre": { "units": [
          { "name": "A", "kind": "A" }, { "name": "B", "kind": "B" }, { "name": "C", "kind": "C" } ] } },
        "shocks": { "strike": { "at": [ "1 h", "3 h" ], "for": "1 h",
          "capacity": { "theatre": { "less": 2 } }\(workInHand) } },
        "arrivals": { \(sources.joined(separator: ", ")) },
        "pathways": { "work": [ { "do": "work", "with": "theatre",
          "where": "wanted = any or unit(kind) = wanted", "for": "stay" } ] } }
      """)
    #expect(disagreements(compiled, seed: 1, replication: 0) == [])
    guard case .ended(let record) = runEngine(compiled.program, seed: 1, replication: 0) else {
      Issue.record("the run fails")
      return nil
    }
    return record
  }

  /// Of three theatres a strike closes two, from 60 to 120 and from 180 to 240. In minutes:
  ///
  /// A is in use until 90, so B and C close at 60; who wants C at 70 waits until 120. At 180 A and B
  /// are in use: C closes, and B as it is given back at 190. Who would take any at 185 waits for A,
  /// which is given back at 200.
  @Test("close those free in their order, and others as they are given back")
  func finish() throws {
    let run = try record("")
    #expect(run?.unitAreas == [125 * minute, 20 * minute, 10 * minute])
    #expect(run?.area(.planned, of: 0) == 660 * minute)
    #expect(run?.area(.onDuty, of: 0) == 670 * minute)
    guard let run, case .ticks(let waits, _) = run.waits[0] else { return }
    #expect(waits.sum == 65 * minute)
    #expect(run.waits[0].count == 5)
  }

  /// The same where work in hand is interrupted.
  ///
  /// At 180 the last who got a theatre loses it, which is B. As C is closed, too, and A in use until 200, the rest of 10 is done when B is open again,
  /// from 240 to 250: it wants B. The last takes A at 200.
  @Test("interrupt work in hand where they say so")
  func preempt() throws {
    let run = try record(#", "workInHand": "pre-empt""#)
    #expect(run?.unitAreas == [125 * minute, 20 * minute, 10 * minute])
    #expect(run?.area(.onDuty, of: 0) == 660 * minute)
    guard let run, case .ticks(let resumptions, _) = run.resumptions[0] else {
      Issue.record("nothing is resumed")
      return
    }
    #expect(resumptions.sum == 60 * minute)
  }
}
