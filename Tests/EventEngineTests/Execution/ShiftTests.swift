import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

@Suite("Shifts")
struct ShiftTests {
  /// From Monday 00:00: an early shift 07:00–15:00 of 2 with a break of one at 10:00, a late one
  /// 14:30–22:00 of 1, a night 22:00–06:00 of 1 but on Sunday.
  private static let rota = """
    { "shifts": [
      { "name": "early", "days": "Mon-Sun", "from": "07:00", "to": "15:00", "units": 2,
        "breaks": [ { "at": "10:00", "for": "15 min", "units": 1 } ] },
      { "name": "late", "from": "14:30", "to": "22:00", "units": 1 },
      { "name": "night", "days": "Mon-Sat", "from": "22:00", "to": "06:00", "units": 1 } ] }
    """

  @Test("add up to a plan with breaks, handovers and nights")
  func plan() throws {
    let model = try compiled(
      facility(
        time: #""start": "2026-01-05T00:00", "length": "1 week""#,
        resources: #""r": { "capacity": \#(Self.rota) }"#,
        steps: #"{ "delay": "d", "for": "1 min" }"#))
    let plan = model.program.resources[0].plan
    #expect(plan.period == Ticks.week)
    // Monday and Tuesday; nobody before Monday 07:00, and from Sunday 22:00 on.
    let hours = plan.changes.map { Double($0.tick) / Double(Ticks.hour) }
    let day: [(Double, Int64)] = [
      (7, 2), (10, 1), (10.25, 2), (14.5, 3), (15, 1), (30, 0), (31, 2),
    ]
    #expect(hours[0] == 0 && plan.changes[0].value == 0)
    for (index, expected) in day.enumerated() {
      #expect(hours[index + 1] == expected.0)
      #expect(plan.changes[index + 1].value == expected.1)
    }
    #expect(hours[hours.count - 1] == 6 * 24 + 22)
    #expect(plan.changes[plan.changes.count - 1].value == 0)
  }

  /// Two on duty 07:00–15:00, none later.
  ///
  /// At 14:00 two jobs of 2 hours begin, of priority 1 and 2.
  private func record(_ rule: String) throws -> ReplicationRecord {
    try EventEngineTests.record(
      facility(
        time: #""start": "2026-01-05T00:00", "length": "2 days""#,
        resources: """
          "r": { "capacity": { "shifts": [ { "from": "07:00", "to": "15:00", "units": 2 } ] }\(rule) }
          """,
        every: #""at": [ "14 h", "14 h" ]"#,
        steps: #"{ "do": "s", "with": "r", "for": "2 h", "priority": "ordinal" }"#))
  }

  @Test("end with overtime, or with work interrupted until the next, worked by hand")
  func ends() throws {
    let finished = try record("")
    #expect(finished.stays[0].mean == Double(120 * minute))
    // Both work from 15:00 to 16:00, when nobody is on duty.
    let planned = finished.area(.planned, of: 0)
    #expect(planned == Int128(2 * 16 * 60 * minute))
    #expect(finished.area(.onDuty, of: 0) - planned == Int128(2 * 60 * minute))
    let interrupted = try record(#", "atShiftEnd": "pre-empt""#)
    // An hour each is left, and done from 07:00 to 08:00 of the next day.
    #expect(interrupted.stays[0].mean == Double(18 * 60 * minute))
    #expect(interrupted.area(.onDuty, of: 0) == planned)
    #expect(interrupted.area(.busy, of: 0) == Int128(4 * 60 * minute))
    #expect(interrupted.resumptions[0].mean == Double(16 * 60 * minute))
  }

  @Test("that shrink stop the work of the worst priority")
  func shrinks() throws {
    let record = try EventEngineTests.record(
      facility(
        time: #""start": "2026-01-05T00:00", "length": "1 day""#,
        resources: """
          "r": { "capacity": { "daily": { "00:00": 2, "01:00": 1, "05:00": 2 } },
                 "atShiftEnd": "pre-empt" }
          """,
        every: #""at": [ "0 h", "0 h" ]"#,
        steps: #"{ "do": "s", "with": "r", "for": "2 h", "priority": "ordinal" }"#))
    // The first ends at 2:00; the second is stopped from 1:00 to 2:00 and ends at 3:00.
    #expect(record.stays[0].mean == Double(150 * minute))
  }
}
