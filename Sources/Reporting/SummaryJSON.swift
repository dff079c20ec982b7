package import Experiments
import FacilityModel
import OutputStatistics

/// What a run or a comparison came to, for a program: the figures that the terminal shows, and
/// where the files are that hold all of them.
package enum SummaryJSON {
  /// - Parameter comparison: set where policies are compared with the first.
  package static func json(
    of result: ExperimentResult, comparison: Comparison? = nil, folder: String
  ) -> JSONText {
    var members: [(name: String, value: JSONText)] = [
      ("model", .string(result.arms.first?.model.name ?? "")),
      ("seed", .string(String(result.experiment.seed))),
      ("replications", .integer(Int128(result.experiment.replications))),
      ("confidence", .number(result.experiment.confidence)),
      ("policies", .array(result.arms.map { policy($0, in: result) })),
    ]
    if let comparison {
      members.append(("baseline", .string(comparison.baseline)))
      members.append(("comparison", .array(comparison.rows.filter(\.isKey).map(row))))
    }
    if let precision = result.precision {
      members.append(("precisionReached", .bool(precision.isReached)))
    }
    members.append(("folder", .string(folder)))
    members.append(("report", .string(folder + "/report.html")))
    return .object(members)
  }

  private static func policy(_ arm: ArmResult, in result: ExperimentResult) -> JSONText {
    let level = result.experiment.confidence
    let figures = TerminalSummary.places(in: arm, of: result).map { index in
      let figure = arm.figures[index]
      let interval = arm.estimate(index, confidence: level).interval
      return JSONText.object(
        names(of: figure) + [
          ("mean", .optional(interval.mean)), ("lower", .optional(interval.lower)),
          ("upper", .optional(interval.upper)), ("replications", .integer(Int128(interval.count))),
          ("target", .optional(arm.measure(of: figure)?.target)),
        ])
    }
    return [
      "policy": .string(arm.name), "failed": .integer(Int128(arm.failures.count)),
      "figures": .array(figures),
    ]
  }

  private static func row(_ row: Comparison.Row) -> JSONText {
    .object(
      [("policy", .string(row.policy))] + names(of: row.figure) + [
        ("baselineMean", .optional(row.baselineMean)), ("policyMean", .optional(row.policyMean)),
        ("difference", .optional(row.difference.mean)),
        ("lower", .optional(row.difference.interval.lower)),
        ("upper", .optional(row.difference.interval.upper)), ("p", .optional(row.pValue)),
        ("verdict", .string(row.verdict.rawValue)),
      ])
  }

  private static func names(of figure: Figure) -> [(name: String, value: JSONText)] {
    [
      ("measure", .string(figure.measure)), ("scope", .string(figure.scope)),
      ("statistic", .string(figure.statistic)), ("unit", .string(figure.unit)),
    ]
  }
}
