import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

@Suite("Counts of appointments")
struct AppointmentCountTests {
  private func counts(_ appointments: String, time: String, seed: UInt64 = 1) throws -> [Int64] {
    let record = try EventEngineTests.record(
      facility(
        time: time, every: #""appointments": { \#(appointments) }"#,
        steps: #"{ "delay": "d", "for": "1 min" }"#), seed: seed)
    return record.appointments
  }

  /// Ten slots on Mondays and Thursdays; four weeks hold eight sessions, of which Christmas Eve, a
  /// Thursday, and all of the week after are skipped.
  @Test("leave sessions out that are not held, worked by hand")
  func skipped() throws {
    let text = #""days": ["Mon", "Thu"], "first": "09:00", "every": "20 min", "number": 10"#
    let time = #""start": "2026-12-07", "length": "4 weeks""#
    #expect(try counts(text, time: time) == [80, 80, 0, 0, 0, 0])
    let some = try counts(
      text + #", "except": ["2026-12-24", "2026-12-28/2027-01-03"]"#, time: time)
    #expect(some == [50, 50, 0, 0, 0, 0])
    // The slots after the skipped ones keep their patients: all come 5 minutes late.
    let late = try counts(
      text + #", "lateness": "5 min", "except": ["2026-12-10"]"#, time: time)
    #expect(late == [70, 70, 70, 0, 0, 0])
  }

  @Test("add up, and come near to what the probabilities give")
  func shares() throws {
    let found = try counts(
      """
      "days": "daily", "first": "08:00", "every": "1 min", "number": 400, "noShow": 0.2,
      "lateness": { "choice": { "-5 min": 1, "0 min": 1, "5 min": 2 } },
      "cancelled": { "share": 0.25, "notice": { "uniform": { "min": "0 h", "max": "4 h" } },
        "refill": { "notice": "3 h", "share": 0.8 } }
      """, time: #""length": "30 days""#)
    let count = AppointmentCount.allCases.count
    #expect(found.count == count)
    let booked = Double(found[AppointmentCount.booked.rawValue])
    #expect(booked == 12_000)
    // A quarter is called off, a fifth of that is given again: 3 of 4 hours are too late, and 0.8.
    let shares: [(AppointmentCount, Double)] = [
      (.refilled, 0.25 * 0.2), (.calledOff, 0.25 * 0.8), (.noShows, 0.8 * 0.2),
      (.came, 0.8 * 0.8), (.late, 0.8 * 0.8 * 0.5),
    ]
    for (what, share) in shares {
      // Four standard deviations: a false alarm in 3,000 seeds over the five.
      let sd = (share * (1 - share) * booked).squareRoot()
      #expect(abs(Double(found[what.rawValue]) - share * booked) < 4 * sd, "\(what)")
    }
    let whole = [AppointmentCount.came, .noShows, .calledOff].map { found[$0.rawValue] }
    #expect(whole.reduce(0, +) == 12_000)
  }
}
