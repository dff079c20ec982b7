package import Experiments
import FacilityModel
import OutputStatistics

/// `comparison.csv`: every figure of every policy against the baseline.
package struct ComparisonTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("statistic", "which statistic of it within a replication"),
    ("unit", "the unit of the figures of this row"),
    ("policy", "the policy"),
    ("baseline", "what it is compared with"),
    ("baseline_mean", "mean over the replications compared, of the baseline"),
    ("policy_mean", "the same of the policy"),
    ("difference", "policy minus baseline, mean over replications"),
    ("lower", "lower limit of the interval of the difference, paired by replication"),
    ("upper", "upper limit of it"),
    ("confidence", "the level at which the intervals of the family hold together"),
    ("relative_difference", "difference over the baseline's mean"),
    ("p", "two-sided p value of no difference, adjusted as the interval is"),
    ("replications", "replications that both have"),
    ("unpaired", "replications that one of them lacks"),
    ("share_lower", "share of the replications in which the policy's figure was the lower"),
    ("share_better", "share in which it was better; empty where it is not said what is better"),
    (
      "variance_ratio",
      "variance of the difference over that of independent draws: below 1, common random numbers have helped"
    ),
    ("family", "key: judged together with the other key rows; exploratory: each for itself"),
    ("verdict", "what the interval says"),
    ("caution", "what speaks against taking it at its word"),
  ]

  package static func table(of comparison: Comparison) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for row in comparison.rows {
      let interval = row.difference.interval
      let count = Double(row.difference.count)
      func share(_ part: Int) -> Double? { count > 0 ? Double(part) / count : nil }
      let better: Double? =
        switch row.better {
        case .lower: share(row.lowerCount)
        case .higher: share(row.higherCount)
        case nil: nil
        }
      table.append([
        .text(row.figure.measure), .text(row.figure.scope), .text(row.figure.statistic),
        .text(row.figure.unit), .text(row.policy), .text(comparison.baseline),
        .number(row.baselineMean), .number(row.policyMean), .number(interval.mean),
        .number(interval.lower), .number(interval.upper), .number(comparison.confidence),
        .number(relative(row)), .number(row.pValue), .integer(Int64(interval.count)),
        .integer(Int64(row.unpaired)), .number(share(row.lowerCount)), .number(better),
        .number(row.difference.varianceRatio), .text(row.isKey ? "key" : "exploratory"),
        .text(row.verdict.rawValue), .text(caution(row, comparison)),
      ])
    }
    return table
  }

  private static func relative(_ row: Comparison.Row) -> Double? {
    guard let base = row.baselineMean, base != 0, let mean = row.difference.mean else {
      return nil
    }
    return mean / abs(base)
  }

  private static func caution(_ row: Comparison.Row, _ comparison: Comparison) -> String {
    var words: [String] = []
    if row.difference.interval.mayUnderCover {
      words.append("few replications of a skewed difference: the interval may be too narrow")
    }
    if row.unpaired > 0 {
      words.append(
        "only \(row.difference.count) of \(row.difference.count + row.unpaired) replications have it "
          + "under both")
    }
    if comparison.changedArrivals.contains(row.policy) {
      words.append("the policy changes who arrives")
    }
    return words.joined(separator: "; ")
  }
}
