import EventEngine
import FacilityModel
import Testing

@Suite("Measures between marks, of waits and by class") struct MarkTests {
  /// One doctor and one nurse; patients at 0, 10 and 20 minutes; triage takes 2, treatment 15.
  private static func clinic(_ measures: String, time: String = #""until": "empty""#) -> String {
    """
    { "name": "clinic", "time": { "start": "2026-01-05T08:45", \(time) },
      "resources": { "nurse": { "capacity": 1 }, "doctor": { "capacity": 1 } },
      "arrivals": { "x": { "at": ["0 min", "10 min", "20 min"], "pathway": "p" } },
      "pathways": { "p": [
        { "do": "triage", "with": "nurse", "for": "2 min" }, { "mark": "door" },
        { "branch": [ { "when": "ordinal = 3", "steps": [
            { "seize": "doctor" }, { "delay": "short", "for": "1 min" }, { "release": "doctor" },
            { "leave": "sent on" } ] },
          { "otherwise": [] } ] },
        { "repeat": "treat", "times": 2, "steps": [
          { "seize": "doctor" }, { "mark": "doctor" }, { "delay": "talk", "for": "6 min" },
          { "release": "doctor" } ] } ] },
      "measures": { \(measures) } }
    """
  }

  @Test func `the time from one mark to another is taken at each passage of the second`()
    async throws
  {
    // First: door 2, doctor 2 and 8. Second: door 12, doctor 14 and 20. The third has the doctor
    // from 26 to 27 and passes no mark there.
    let result = try await SmallResult(
      Self.clinic(
        """
        "door to doctor": { "between": ["door", "doctor"] },
        "those completed": { "between": ["door", "doctor"], "outcome": "completed" },
        "to the door": { "between": ["arrival", "door"] },
        "after the door": { "between": ["door", "departure"] }
        """))
    #expect(try result.value("door to doctor") == (0 + 6 + 2 + 8) / 4)
    #expect(try result.observations("door to doctor") == 4)
    #expect(try result.value("door to doctor", "all", "max") == 8)
    // As entities leave, the latest passage counts.
    #expect(try result.value("those completed") == 7)
    #expect(try result.observations("those completed") == 2)
    #expect(try result.value("to the door") == 2)
    #expect(try result.value("after the door") == (12 + 14 + 5) / 3.0)
  }

  @Test func `what ends within the warm-up does not count`() async throws {
    let result = try await SmallResult(
      Self.clinic(
        #""door to doctor": { "between": ["door", "doctor"] }"#,
        time: #""warmUp": "14 min", "length": "1 h""#))
    // The passages at 2, 8 and 14 belong to the warm-up.
    #expect(try result.observations("door to doctor") == 1)
    #expect(try result.value("door to doctor") == 8)
  }

  @Test func `waits add up by resource and by step, and are told apart by class`() async throws {
    // Waits for the doctor: none; 12 to 14; 22 to 26.
    let result = try await SmallResult(
      Self.clinic(
        """
        "doctor": { "mean": "wait(doctor)", "by": ["hour of arrival", "source"] },
        "triage": { "mean": "wait(triage)" },
        "step": { "mean": "wait('treat/doctor')" },
        "unseen": { "share": "since('doctor') <= 10 min" },
        "seen": { "share": "passed('doctor')" },
        "by day": { "mean": "timeInSystem", "by": "day of arrival" }
        """))
    #expect(try result.value("doctor") == 2)
    // The first two come before 9:00.
    #expect(try result.value("doctor", "hour of arrival 8, source x") == 1)
    #expect(try result.value("doctor", "hour of arrival 9, source x") == 4)
    #expect(try result.value("triage") == 0)
    // No comparison with a mark that was not passed holds.
    #expect(try result.value("unseen", "all", "share") == 2.0 / 3)
    #expect(try result.value("seen", "all", "share") == 2.0 / 3)
    #expect(try result.observations("by day", "day of arrival Mon") == 3)
    #expect(try result.observations("by day", "day of arrival Tue") == 0)
  }

  @Test func `a standard is the share within its limit, whole and by class`() async throws {
    // Stays: 14, 16 and 7 minutes.
    let result = try await SmallResult(
      Self.clinic(
        """
        "out": { "standard": { "within": "14 min", "share": 0.6 }, "by": "hour of arrival" },
        "at the doctor's": { "standard": { "within": "5 min", "share": 0.9 },
          "between": ["door", "doctor"] },
        "waiting": { "standard": { "within": "2 min", "share": 0.5 }, "time": "wait(doctor)" }
        """), replications: 2)
    #expect(try result.value("out", "all", "share") == 2.0 / 3)
    #expect(try result.value("out", "hour of arrival 8", "share") == 0.5)
    #expect(try result.value("out", "hour of arrival 9", "share") == 1)
    #expect(try result.value("at the doctor's", "all", "share") == 0.5)
    #expect(try result.value("waiting", "all", "share") == 2.0 / 3)
    #expect(try result.verdict("out", "all") == "met")
    #expect(try result.verdict("out", "hour of arrival 8") == "not met")
    #expect(try result.verdict("at the doctor's", "all") == "not met")
  }
}
