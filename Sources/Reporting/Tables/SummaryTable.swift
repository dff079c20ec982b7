import EventEngine
package import Experiments
import OutputStatistics

/// `summary.csv`: one row per policy, measure, scope and statistic, over all replications.
package struct SummaryTable {
  /// The columns and what each holds.
  package static let columns: [(name: String, meaning: String)] = [
    ("policy", "the policy; “as written” is the model without one"),
    ("measure", "what is measured"),
    ("scope", "of what: all, or a source, step, resource, outcome or class"),
    ("statistic", "which statistic of it within a replication, or pooled over all"),
    ("unit", "the unit of the figures of this row; 1 for shares and plain numbers"),
    ("estimate", "mean over replications of the statistic"),
    ("lower", "lower limit of the confidence interval (Student's t over replications)"),
    ("upper", "upper limit of the confidence interval"),
    ("confidence", "the nominal level of the interval"),
    ("sd", "standard deviation between replications"),
    ("replications", "replications that had the figure"),
    ("without_observation", "replications that had no observation and are left out"),
    ("observations", "observations in all replications together; empty for time averages"),
    ("target", "the target, where the model gives one"),
    (
      "verdict",
      "of what has a target: met, not met, or open where the interval contains the target"
    ),
    ("key", "1 for the model's key measures"),
    ("caution", "what speaks against taking the interval at its word"),
  ]

  package static func table(of result: ExperimentResult) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for arm in result.arms {
      for (index, figure) in arm.figures.enumerated() {
        let estimate = arm.estimate(index, confidence: result.experiment.confidence)
        let interval = estimate.interval
        let measure = arm.measure(of: figure)
        table.append([
          .text(arm.name), .text(figure.measure), .text(figure.scope), .text(figure.statistic),
          .text(figure.unit), .number(interval.mean), .number(interval.lower),
          .number(interval.upper), .number(interval.level), .number(interval.sd),
          .integer(Int64(interval.count)), .integer(Int64(estimate.without)),
          .integer(estimate.observations.map(Int64.init)), .number(measure?.target),
          .text(arm.verdict(on: index, confidence: result.experiment.confidence)?.rawValue ?? ""),
          .integer(measure?.isKey == true ? 1 : 0), .text(caution(estimate)),
        ])
      }
      appendPools(of: arm, result, to: &table)
    }
    return table
  }

  /// Percentiles over all replications together, where single replications hold too few.
  private static func appendPools(
    of arm: ArmResult, _ result: ExperimentResult, to table: inout CSVTable
  ) {
    for pool in arm.thinPools {
      let figure = arm.figures[pool.figure]
      let values = pool.values ?? []
      let isDuration = pool.kind == .duration
      let factor = isDuration ? 1 / result.experiment.unit.ticks : 1
      for (name, order) in FigureCollector.percentiles {
        table.append([
          .text(arm.name), .text(figure.measure), .text(figure.scope), .text("pooled " + name),
          .text(isDuration ? result.experiment.unit.name : "1"),
          .number(Quantile.type7(ofSorted: values, order).map { $0 * factor }), .empty, .empty,
          .empty, .empty,
          .integer(Int64(arm.replications.count)), .empty, .integer(Int64(values.count)),
          .empty, .empty, .integer(0), "pooled over replications: no interval",
        ])
      }
    }
  }

  private static func caution(_ estimate: Estimate) -> String {
    switch estimate.interval.width {
    case .tooFew: "fewer than two replications: no interval"
    case .constant: "equal in all replications: no interval"
    case .notFinite: "no finite interval"
    case .deterministic: "nothing random: the figure is exact"
    case .estimated:
      estimate.interval.mayUnderCover
        ? "few replications of a skewed figure: the interval may be too narrow" : ""
    }
  }
}
