import Experiments
import Testing

@Suite("Sessions of appointments") struct SessionTests {
  /// Three slots from 09:00, half an hour apart, of half an hour's work, planned to end at 10:30.
  private func clinic(length: String, more: String = "") -> String {
    """
    { "name": "clinic", "time": { "start": "2026-01-05T00:00", "length": "\(length)", "unit": "min" },
      "resources": { "doctor": { "capacity": 1 } },
      "arrivals": { "patient": {
        "appointments": { "days": ["Mon", "Tue"], "first": "09:00", "every": "30 min", "number": 3,
          "ends": "10:30"\(more) },
        "attributes": { "work": "if(weekday = Mon, 30 min, 50 min)" },
        "pathway": "visit" } },
      "pathways": { "visit": [ { "do": "see", "with": "doctor", "for": "work" } ] } }
    """
  }

  @Test func `overrun until the last patient leaves, worked by hand`() async throws {
    // On Mondays the last leaves at 10:30; on Tuesdays at 09:00 + 3 × 50 min = 11:30.
    let scope = "source patient"
    let result = try await SmallResult(clinic(length: "2 weeks"))
    #expect(try result.value("session overrun", scope) == 30)
    #expect(try result.value("session overrun", scope, "max") == 60)
    #expect(try result.value("session overrun", scope, "share") == 0.5)
    #expect(try result.observations("session overrun", scope) == 4)
    #expect(try result.value("session overrun", scope, "unfinished") == 0)
    // The run ends on Tuesday at 11:00, with one still there.
    let cut = try await SmallResult(clinic(length: "35 h"))
    #expect(try cut.value("session overrun", scope) == 0)
    #expect(try cut.observations("session overrun", scope) == 1)
    #expect(try cut.value("session overrun", scope, "unfinished") == 1)
  }

  @Test func `are those that are held`() async throws {
    // The first Tuesday is none; on the others nobody comes late to anything.
    let result = try await SmallResult(
      clinic(length: "2 weeks", more: #", "except": "2026-01-06""#))
    #expect(try result.observations("session overrun", "source patient") == 3)
    #expect(try result.value("session overrun", "source patient") == 20)
    // Where nobody comes, it is over in time.
    let empty = try await SmallResult(clinic(length: "2 weeks", more: #", "noShow": 1"#))
    #expect(try empty.observations("session overrun", "source patient") == 4)
    #expect(try empty.value("session overrun", "source patient") == 0)
  }
}
