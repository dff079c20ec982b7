import Experiments
import FacilityModel
import OutputStatistics
import Testing

/// Targets of measures of any kind.
@Suite("Verdicts on targets") struct VerdictTests {
  /// Three at once, ten minutes each: waits of 0, 10 and 20, stays of 10, 20 and 30 minutes.
  private static let text = """
    { "name": "bench", "time": { "until": "empty" }, "resources": { "bench": { "capacity": 1 } },
      "arrivals": { "job": { "at": [ "0 min", "0 min", "0 min" ], "pathway": "p" } },
      "pathways": { "p": [ { "do": "work", "with": "bench", "for": "10 min" } ] },
      "measures": {
        "soon": { "share": "waitingTime <= 10 min", "target": 0.6 },
        "late": { "share": "waitingTime > 10 min", "target": 0.3, "better": "lower" },
        "stay": { "mean": "timeInSystem", "target": "20 min" },
        "short stay": { "mean": "timeInSystem", "target": "19 min" },
        "number": { "mean": "ordinal", "target": 1 },
        "high number": { "mean": "ordinal", "target": 1, "better": "higher" },
        "busy": { "shareOfTime": "busy(bench) > 0", "target": 1 },
        "plain": { "mean": "timeInSystem" } } }
    """

  @Test func `shares should be higher and durations lower, or as the model says`() async throws {
    let arm = try await SmallResult(Self.text, replications: 2).arm
    var verdicts: [String: String] = [:]
    for (index, figure) in arm.figures.enumerated() {
      if let verdict = arm.verdict(on: index, confidence: 0.95) {
        verdicts[figure.measure] = verdict.rawValue
      }
    }
    #expect(
      verdicts == [
        "soon": "met", "late": "not met", "stay": "met", "short stay": "not met",
        "high number": "met", "busy": "met",
      ])
  }
}
