import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

@Suite("Units that open on a condition")
struct EscalationTests {
  /// One unit and two more that open 5 minutes after two wait; six come at 0 for 10 minutes each.
  @Test("come after their delay and leave when they are free, worked by hand")
  func extra() throws {
    let record = try EventEngineTests.record(
      facility(
        time: #""length": "1 h""#,
        resources: """
          "r": { "capacity": 1, "extra": { "units": 2, "delay": "5 min",
            "opensWhen": "queue(r) >= 2", "closesWhen": "queue(r) = 0" } }
          """,
        every: #""at": [ "0 min", "0 min", "0 min", "0 min", "0 min", "0 min" ]"#,
        steps: #"{ "do": "s", "with": "r", "for": "10 min" }"#))
    // Starts: 0; 5, 5; 10; 15, 15. The last two have begun at 15, and nobody waits: the extra units
    // close while all three are busy until 20 and 25.
    let request = 0
    #expect(record.waits[request].mean == Double((0 + 5 + 5 + 10 + 15 + 15) * minute) / 6)
    #expect(record.area(.busy, of: 0) == Int128(60 * minute))
    #expect(record.area(.planned, of: 0) == Int128((60 + 2 * 10) * minute))
    // Overtime: two too many at work from 15 to 20, one from 20 to 25.
    #expect(record.area(.onDuty, of: 0) - record.area(.planned, of: 0) == Int128(15 * minute))
    #expect(record.maximumBusy[0] == 3)
  }

  /// Four beds for every nurse: two nurses until 1:00, one until 3:00, then two.
  @Test("are closed where staff are short, worked by hand")
  func ratio() throws {
    let record = try EventEngineTests.record(
      facility(
        time: #""start": "2026-01-05T00:00", "length": "4 h""#,
        resources: """
          "bed": { "capacity": 6, "limitedBy": { "resource": "nurse", "ratio": 4 } },
          "nurse": { "capacity": { "daily": { "00:00": 2, "01:00": 1, "03:00": 2 } } }
          """,
        every: #""at": [ "0 h", "0 h", "0 h", "0 h", "0 h", "2 h", "2 h" ]"#,
        steps: #"{ "do": "stay", "with": "bed", "for": "90 min" }"#))
    // Five until 1:30; one of them is then beyond the four open beds. At 2:00 both find a bed.
    #expect(record.waits[0].mean == 0)
    #expect(record.area(.planned, of: 0) == Int128((6 * 2 + 4 * 2) * 60 * minute))
    #expect(record.area(.onDuty, of: 0) - record.area(.planned, of: 0) == Int128(30 * minute))
  }

  @Test("hold nobody up for ever: a run in which they only open and close is given up")
  func vain() throws {
    let model = try compiled(
      facility(
        time: #""start": "2026-01-05T00:00", "until": "empty", "length": "1 h""#,
        resources: """
          "r": { "capacity": 1, "extra": { "units": 1, "opensWhen": "hour >= 8",
            "closesWhen": "hour < 8" } }
          """,
        every: #""at": [ "0 min" ]"#, steps: #"{ "wait": "w", "until": "inside > 1" }"#))
    guard case .failed(let failure) = runEngine(model.program, seed: 1, replication: 1) else {
      Issue.record("the run ended")
      return
    }
    guard case .deadlock = failure.kind else {
      Issue.record("\(failure)")
      return
    }
  }
}
