import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

@Suite("Turnarounds by a crew")
struct CleaningTests {
  /// Two beds, one cleaner who takes 10 minutes a bed.
  ///
  /// At 0, 0, 0 and 0 come four patients for 5 minutes each: both beds are dirty from 5; the first
  /// is clean at 15, the second at 25.
  private func record(_ more: String = "", cleaners: String = "1") throws -> ReplicationRecord {
    try EventEngineTests.record(
      facility(
        time: #""length": "2 h""#,
        resources: """
          "bed": { "capacity": 2, "turnaround": "10 min", "turnaroundBy": "cleaner"\(more) },
          "cleaner": { "capacity": \(cleaners) }
          """,
        every: #""at": [ "0 min", "0 min", "0 min", "0 min" ]"#,
        steps: #"{ "do": "stay", "with": "bed", "for": "5 min" }"#))
  }

  @Test("make units wait dirty until somebody cleans them, worked by hand")
  func waits() throws {
    let record = try record()
    // The third waits 15 minutes, the fourth 25; those beds are dirty from 20 and 30.
    #expect(record.waits[0].mean == Double(10 * minute))
    #expect(record.area(.busy, of: 0) == Int128(20 * minute))
    // 5–15, 5–25, and then 20–35 (the cleaner is busy until 25) and 30–45.
    #expect(record.area(.dirty, of: 0) == Int128((10 + 20 + 15 + 15) * minute))
    #expect(record.area(.busy, of: 1) == Int128(40 * minute))
    #expect(record.area(.queued, of: 1) == Int128((10 + 5 + 5) * minute))
    #expect(record.isConserved)
  }

  @Test("take the time of the turnaround alone where there are crews enough")
  func plenty() throws {
    let record = try record(cleaners: "2")
    #expect(record.area(.dirty, of: 0) == Int128(40 * minute))
    #expect(record.waits[0].mean == Double((15 + 15) * minute) / 4)
  }

  @Test("hold up a run whose crew never comes back, and none that nobody waits in")
  func never() throws {
    let model = try compiled(
      facility(
        time: #""until": "empty", "length": "1 h""#,
        resources: """
          "bed": { "capacity": 1, "turnaround": "1 min", "turnaroundBy": { "cleaner": 2 } },
          "cleaner": { "capacity": 2 }
          """,
        every: #""at": [ "0 min" ]"#,
        steps: #"{ "do": "stay", "with": "bed", "for": "5 min" }"#))
    guard case .ended(let record) = runEngine(model.program, seed: 1, replication: 1) else {
      Issue.record("the run failed")
      return
    }
    #expect(record.area(.dirty, of: 0) == 0)
  }
}
