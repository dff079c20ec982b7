import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let hour = Ticks.hour

@Suite("Exceptions of rotas and rates")
struct ExceptionTests {
  /// Hours since the start and units, from Monday 2026-12-21, 06:00, for the days given.
  private func plan(_ capacity: String, time: String = #""length": "2 weeks""#) throws
    -> CapacityPlan
  {
    try compiled(
      facility(
        time: """
          "start": "2026-12-21T06:00", \(time) },
          "calendar": { "feast": { "dates": ["2026-12-25", "2026-12-26"] }
          """,
        resources: #""r": { "capacity": \#(capacity) }"#,
        steps: #"{ "delay": "d", "for": "1 min" }"#)
    ).program.resources[0].plan
  }

  private func hours(_ plan: CapacityPlan) -> [[Int64]] {
    plan.changes.map { [$0.tick / hour, $0.value] }
  }

  @Test("come once, and the rota goes on afterwards, worked by hand")
  func daily() throws {
    let plan = try plan(
      """
      { "daily": { "07:00": 5, "21:00": 2 },
        "exceptions": { "2026-12-22": 1, "2026-12-23": { "daily": { "12:00": 4, "18:00": 0 } } } }
      """)
    // Tuesday is from hour 18 to 42, Wednesday to 66; from then on as every day.
    #expect(
      hours(plan) == [
        [0, 2], [1, 5], [15, 2], [18, 1], [42, 0], [54, 4], [60, 0], [66, 2], [73, 5], [87, 2],
      ])
    #expect(plan.loopsFrom == 7 && plan.period == Ticks.day)
  }

  @Test("of a constant capacity, by names, ranges and dates, which go before them")
  func ranks() throws {
    let plan = try plan(
      """
      { "units": 3, "exceptions": { "feast": 1, "2026-12-24/2026-12-25": 2, "2026-12-24": 0 } }
      """)
    // The 24th begins at hour 66.
    #expect(hours(plan) == [[0, 3], [66, 0], [90, 2], [114, 1], [138, 3]])
    #expect(plan.loopsFrom == 5 && plan.period == 0)
  }

  @Test("like another day of the week")
  func like() throws {
    let plan = try plan(
      """
      { "weekly": { "Mon 00:00": 4, "Sat 00:00": 2, "Sun 10:00": 1, "Sun 20:00": 0 },
        "exceptions": { "2026-12-23": { "like": "Sun" }, "2026-12-21": { "like": "Wed" } } }
      """)
    #expect(
      hours(plan) == [
        [0, 4], [42, 2], [52, 1], [62, 0], [66, 4], [114, 2], [148, 1], [158, 0], [162, 4],
      ])
    #expect(plan.loopsFrom == 4 && plan.period == Ticks.week)
  }

  @Test("that lie before the run or after it change nothing")
  func outside() throws {
    let usual = try plan(#"{ "daily": { "07:00": 5, "21:00": 2 } }"#)
    let more = try plan(
      """
      { "daily": { "07:00": 5, "21:00": 2 },
        "exceptions": { "2026-12-20": 1, "2027-03-01": { "like": "Sun" } } }
      """)
    #expect(usual == more)
  }

  @Test("come every year, as far as thirty years ahead where a run has no fixed end")
  func years() throws {
    let plan = try compiled(
      facility(
        time: """
          "start": "2026-01-01", "until": { "departures": 10 } },
          "calendar": { "feast": { "from": "12-25", "to": "12-26" }
          """,
        resources: #""r": { "capacity": { "units": 2, "exceptions": { "feast": 1 } } }"#,
        steps: #"{ "delay": "d", "for": "1 min" }"#)
    ).program.resources[0].plan
    #expect(plan.changes.count == 61)
    // 25 December of the leap year 2028: 365 + 365 days, and 359 of its own.
    #expect(plan.changes[5] == CapacityPlan.Change(tick: (730 + 359) * Ticks.day, value: 1))
  }

  /// From 2026-12-21: one unit from 8 to 16, none on the 22nd; the work of 10 hours of somebody who
  /// comes on the 21st at 10:00 is done 6 hours on that day, and 4 on the 23rd.
  @Test("stop work, which goes on after them")
  func work() throws {
    let record = try EventEngineTests.record(
      facility(
        time: #""start": "2026-12-21", "length": "4 days""#,
        resources: """
          "r": { "capacity": { "daily": { "00:00": 0, "08:00": 1, "16:00": 0 },
                   "exceptions": { "2026-12-22": 0 } }, "atShiftEnd": "pre-empt" }
          """,
        every: #""at": [ "10 h" ]"#, steps: #"{ "do": "s", "with": "r", "for": "10 h" }"#))
    #expect(record.stays[0].mean == Double(50 * hour))
    #expect(record.area(.planned, of: 0) == Int128(24 * hour))
  }

  @Test("of a rate have the expected number of arrivals of their days")
  func rates() throws {
    var found: Int64 = 0
    let program = try compiled(
      facility(
        time: #""start": "2026-12-21T12:00", "length": "10 days""#,
        resources: #""r": { "capacity": 1 }"#,
        every: """
          "rate": { "daily": { "00:00": "4 per hour", "12:00": "2 per hour" },
            "exceptions": { "2026-12-23": "10 per hour", "2026-12-24/2026-12-26": { "like": "Mon" },
              "2026-12-30": { "daily": { "00:00": "0 per hour" } } } }
          """,
        steps: #"{ "delay": "d", "for": "1 min" }"#)
    ).program
    for replication in 0..<40 {
      var engine = Engine(program, seed: 1, replication: UInt64(replication))
      try engine.run()
      found += engine.record().entered[0]
    }
    // Ten days from noon to noon at 72 a day; the 23rd has 240 and the 30th none.
    let expected = 40.0 * (720 + 168 - 72)
    // Four standard deviations: a false alarm in 16,000 seeds.
    #expect(abs(Double(found) - expected) < 4 * expected.squareRoot())
  }
}
