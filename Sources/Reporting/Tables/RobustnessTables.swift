package import Experiments
import FacilityModel
import OutputStatistics

/// `robustness.csv`: policies over all stress cases.
package struct RobustnessTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("policy", "the policy"),
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("statistic", "which statistic of it within a replication"),
    ("unit", "the unit of the figures of this row"),
    ("mean", "mean of the measure over the cases, by their weights"),
    ("mean_lower", "lower limit of its own interval"),
    ("mean_upper", "upper limit of it"),
    (
      "mean_regret",
      "mean regret over the cases, by their weights; a regret is the distance from the policy "
        + "that is best in the same case"
    ),
    ("mean_regret_lower", "lower limit of it; the limits of all regrets hold together"),
    ("mean_regret_upper", "upper limit of it"),
    ("greatest_regret", "the greatest regret over the cases; the estimate leans upwards"),
    ("greatest_regret_lower", "lower limit of it"),
    ("greatest_regret_upper", "upper limit of it"),
    ("worst_case", "the case of the greatest regret"),
    ("rank_by_mean", "place by mean regret, from 1"),
    ("rank_by_greatest", "place by greatest regret, from 1 (minimax regret)"),
    ("replications", "replications that all policies have in all cases"),
  ]

  package static func table(of robustness: Robustness) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    let figure = robustness.figure
    for row in robustness.rows {
      table.append([
        .text(row.policy), .text(figure.measure), .text(figure.scope), .text(figure.statistic),
        .text(figure.unit), .number(row.mean.mean), .number(row.mean.lower),
        .number(row.mean.upper), .number(row.meanRegret.estimate), .number(row.meanRegret.lower),
        .number(row.meanRegret.upper), .number(row.greatestRegret.estimate),
        .number(row.greatestRegret.lower), .number(row.greatestRegret.upper),
        .text(row.worstCase), .integer(Int64(row.rankByMean)),
        .integer(Int64(row.rankByGreatest)), .integer(Int64(robustness.replications)),
      ])
    }
    return table
  }
}

/// `robustness-cases.csv`: policies in each stress case.
package struct RobustnessCasesTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("policy", "the policy"),
    ("case", "the stress case"),
    ("weight", "how much the case counts in means over the cases"),
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("statistic", "which statistic of it within a replication"),
    ("unit", "the unit of the figures of this row"),
    ("estimate", "mean over replications"),
    ("lower", "lower limit of its own interval; empty where there is none"),
    ("upper", "upper limit of it"),
    ("regret", "distance from the mean of the policy that is best in the case"),
    ("regret_lower", "lower limit of it; the limits of all regrets hold together"),
    ("regret_upper", "upper limit of it"),
    ("best", "the policy with the best mean in the case"),
    ("share_best", "share of the replications in which no policy was better than this one"),
    ("replications", "replications that all policies have in all cases"),
  ]

  package static func table(of robustness: Robustness) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    let figure = robustness.figure
    for row in robustness.rows {
      for cell in row.cells {
        table.append([
          .text(row.policy), .text(cell.stress.name), .number(cell.stress.weight),
          .text(figure.measure), .text(figure.scope), .text(figure.statistic),
          .text(figure.unit), .number(cell.interval.mean), .number(cell.interval.lower),
          .number(cell.interval.upper), .number(cell.regret.estimate),
          .number(cell.regret.lower), .number(cell.regret.upper), .text(cell.best),
          .number(cell.shareBest), .integer(Int64(robustness.replications)),
        ])
      }
    }
    return table
  }
}
