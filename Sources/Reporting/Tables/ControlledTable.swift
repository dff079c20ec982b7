package import Experiments
import OutputStatistics

/// `controlled.csv`: every figure with its estimate by control variates.
package struct ControlledTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("policy", "the policy"),
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("statistic", "which statistic of it within a replication"),
    ("unit", "the unit of the figures of this row"),
    ("plain", "mean over replications"),
    ("plain_lower", "lower limit of its confidence interval; empty where there is none"),
    ("plain_upper", "upper limit of it"),
    ("estimate", "the mean with what chance did to the controls taken out"),
    ("lower", "lower limit of its confidence interval"),
    ("upper", "upper limit of it"),
    (
      "variance_factor",
      "variance of the estimate over that of the plain mean: below 1, controls have helped"
    ),
    ("explained", "share of the variance between replications that the controls explain (R²)"),
    ("controls", "how many controls there are that vary and do not follow from others"),
    ("replications", "replications that have the figure"),
  ]

  package static func table(of result: ControlledResult) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for row in result.rows {
      table.append([
        .text(row.policy), .text(row.figure.measure), .text(row.figure.scope),
        .text(row.figure.statistic), .text(row.figure.unit), .number(row.plain.mean),
        .number(row.plain.lower), .number(row.plain.upper), .number(row.controlled.mean),
        .number(row.controlled.lower), .number(row.controlled.upper),
        .number(row.controlled.varianceFactor), .number(row.controlled.explained),
        .integer(Int64(row.controlled.rank)), .integer(Int64(row.controlled.count)),
      ])
    }
    return table
  }
}

/// What control variates have brought, in words.
package struct ControlledText {
  package static func text(of result: ControlledResult) -> String {
    var lines: [String] = []
    for (policy, names) in result.controls {
      if result.controls.count > 1 { lines.append(policy) }
      lines.append("With the controls \(names.map { "“\($0)”" }.joined(separator: ", ")):")
      let rows = result.rows.filter { $0.policy == policy && $0.isKey }
      let width = rows.map { FigureQuery.name(of: $0.figure).count }.max() ?? 0
      for row in rows {
        let isShare = row.figure.isShare
        let unit = isShare ? " %" : row.figure.unit == "1" ? "" : " \(row.figure.unit)"
        func number(_ value: Double) -> String {
          TerminalSummary.short(isShare ? value * 100 : value)
        }
        var words = number(row.controlled.mean) + unit
        if let lower = row.controlled.lower, let upper = row.controlled.upper {
          words += " (\(number(lower)) to \(number(upper)))"
        }
        if let factor = row.controlled.varianceFactor {
          words += ", \(TerminalSummary.short(factor * 100)) % of the plain mean's variance"
        }
        lines.append("  \(FigureQuery.name(of: row.figure).padded(to: width))  \(words)")
      }
    }
    return lines.joined(separator: "\n")
  }
}
