import Experiments
import Foundation
import Testing

@Suite("What waits are due to") struct WaitCauseTests {
  private static let causes = [
    "nobody on duty", "unit in turnaround", "unit out of service", "blocked units", "all in use",
    "too few free", "other resource",
  ]

  /// Minutes of waiting by cause, of all waits together, leaving out those that are 0.
  private func minutes(_ result: SmallResult, _ scope: String) throws -> [String: Double] {
    var found: [String: Double] = [:]
    var sum = 0.0
    for cause in Self.causes where result.has("wait due to \(cause)", scope) {
      let count = try #require(try result.observations("wait due to \(cause)", scope))
      let mean = try result.value("wait due to \(cause)", scope)
      sum += mean
      if mean > 0 { found[cause] = (mean * Double(count) * 1e6).rounded() / 1e6 }
    }
    // The parts add up to the wait.
    #expect(abs(sum - (try result.value("waiting time", scope))) < 1e-9 * max(1, sum))
    return found
  }

  private func result(
    _ resources: String, _ arrivals: String, _ steps: String, time: String = #""until": "empty""#
  ) async throws -> SmallResult {
    try await SmallResult(
      """
      { "name": "waits", "time": { \(time) }, "observe": ["causes"],
        "resources": { \(resources) },
        "arrivals": { "x": { "at": [\(arrivals)], "pathway": "p" } },
        "pathways": { "p": [ \(steps) ] } }
      """)
  }

  @Test func `are a unit in use and a unit in turnaround, worked by hand`() async throws {
    // In use to 10, dirty to 20, in use to 30, dirty to 40.
    let result = try await result(
      #""r": { "capacity": 1, "turnaround": "10 min" }"#, #""0 min", "5 min", "6 min""#,
      #"{ "do": "work", "with": "r", "for": "10 min" }"#)
    let expected = ["all in use": 19.0, "unit in turnaround": 30]
    #expect(try minutes(result, "step p/work") == expected)
    #expect(try minutes(result, "resource r") == expected)
    #expect(try result.value("wait due to all in use", "resource r", "share") == 19.0 / 49)
  }

  @Test func `are a rota with nobody on duty, worked by hand`() async throws {
    // One at work from 8:50 to 9:10; those of 8:55 and 9:15 wait from 9:00 on for the next morning,
    // and then the second for the first.
    let result = try await result(
      #""r": { "capacity": { "daily": { "08:00": 1, "09:00": 0 } } }"#,
      #""50 min", "55 min", "75 min""#, #"{ "do": "work", "with": "r", "for": "20 min" }"#,
      time: #""start": "2026-01-05T08:00", "until": "empty""#)
    // 5 and 20 min; 23 h and 22 h 45 min.
    let expected: [String: Double] = ["all in use": 25, "nobody on duty": 2745]
    #expect(try minutes(result, "resource r") == expected)
  }

  @Test func `are units that are blocked downstream, worked by hand`() async throws {
    // The second is ready at 10 and holds the first station to 25, when the first leaves the other.
    let result = try await result(
      #""cut": { "capacity": 1 }, "drill": { "capacity": 1 }"#, #""0 min", "0 min", "0 min""#,
      """
      { "seize": "cut", "name": "cutting" }, { "delay": "cut it", "for": "5 min" },
      { "seize": "drill", "name": "drilling" }, { "release": "cut" },
      { "delay": "drill it", "for": "20 min" }, { "release": "drill" }
      """)
    let expected: [String: Double] = ["all in use": 15, "blocked units": 15]
    #expect(try minutes(result, "step p/cutting") == expected)
    #expect(try minutes(result, "step p/drilling") == ["all in use": 30])
  }

  @Test func `are units out of service, and too few of them, worked by hand`() async throws {
    // Of two units one fails at 30 min and is repaired at 50; one is in use from 25 to 65. Who comes
    // at 35 and needs one waits to 50; who comes at 55 and needs two has one free, and waits to 60.
    let result = try await SmallResult(
      """
      { "name": "waits", "time": { "length": "2 h" }, "observe": ["causes"],
        "resources": { "r": { "capacity": 2,
          "failures": { "after": "if(now < 1 s, 30 min, 10 h)", "repair": "20 min",
            "workInHand": "finish" } } },
        "arrivals": {
          "first": { "at": ["25 min"], "pathway": "long" },
          "second": { "at": ["35 min"], "pathway": "short" },
          "third": { "at": ["55 min"], "pathway": "both" } },
        "pathways": {
          "long": [ { "do": "long", "with": "r", "for": "15 min" } ],
          "short": [ { "do": "short", "with": "r", "for": "10 min" } ],
          "both": [ { "do": "both", "with": { "r": 2 }, "for": "1 min" } ] } }
      """)
    // Both units fail at 30; the one in use goes out of service at 40, and comes back at 60.
    #expect(try minutes(result, "step short/short") == ["unit out of service": 15])
    #expect(try minutes(result, "step both/both") == ["unit out of service": 5])
    #expect(try minutes(result, "resource r") == ["unit out of service": 20])
  }

  @Test func `are the other resource, and too few that are free`() async throws {
    // The doctor is with the first to 10, the nurses are free. The third needs both nurses: one is
    // with the second from 10 to 14.
    let result = try await SmallResult(
      """
      { "name": "waits", "time": { "until": "empty" }, "observe": ["causes"],
        "resources": { "nurse": { "capacity": 2 }, "doctor": { "capacity": 1 } },
        "arrivals": {
          "first": { "at": ["0 min"], "pathway": "alone" },
          "second": { "at": ["4 min"], "pathway": "together" },
          "third": { "at": ["11 min"], "pathway": "lift" } },
        "pathways": {
          "alone": [ { "do": "alone", "with": "doctor", "for": "10 min" } ],
          "together": [ { "do": "together", "with": ["nurse", "doctor"], "for": "4 min" } ],
          "lift": [ { "do": "lift", "with": { "nurse": 2 }, "for": "1 min" } ] } }
      """)
    #expect(try minutes(result, "step together/together") == ["all in use": 6])
    #expect(try minutes(result, "step lift/lift") == ["too few free": 3])
    #expect(try minutes(result, "resource doctor") == ["all in use": 6])
    #expect(try minutes(result, "resource nurse") == ["other resource": 6, "too few free": 3])
    #expect(!result.has("wait due to other resource", "step together/together"))
  }

  @Test(arguments: [
    (#""turnaround": { "exponential": { "mean": "4 min" } }"#, "unit in turnaround"),
    (
      #""failures": { "clock": "uses", "after": 1, "repair": { "exponential": { "mean": "4 min" } } }"#,
      "unit out of service"
    ),
  ])
  func `of M/G/1 with work S and then a time R out of use are those of the closed form`(
    resource: String, cause: String
  ) async throws {
    // λ = 0.05 a minute, S and R exponential with means 6 and 4. By Pollaczek and Khinchine,
    // W = λ E[(S + R)²] / (2 (1 − ρ)) = 7.6. As the queue found at the start of R is what has come
    // since its customer came, the part due to R is λ (E[R] (W + E[S]) + E[R²] / 2) = 3.52.
    let result = try await SmallResult(
      """
      { "name": "M/G/1", "time": { "warmUp": "2 days", "length": "60 days", "profile": "none" },
        "observe": ["causes"],
        "resources": { "r": { "capacity": 1, \(resource) } },
        "arrivals": { "x": { "rate": "3 per hour", "pathway": "p" } },
        "pathways": { "p": [
          { "do": "work", "with": "r", "for": { "exponential": { "mean": "6 min" } } } ] } }
      """, replications: 30)
    #expect(try result.isNear(7.6, "waiting time", "resource r"))
    #expect(try result.isNear(3.52, "wait due to \(cause)", "resource r"))
    #expect(try result.isNear(4.08, "wait due to all in use", "resource r"))
    #expect(try result.value("wait due to blocked units", "resource r") == 0)
  }
}
