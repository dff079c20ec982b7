package import Experiments
import OutputStatistics

/// `inputs.csv`: how much figures owe to the data that the model was made from.
package struct InputTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("statistic", "which statistic of it within a replication"),
    ("unit", "the unit of the figures of this row"),
    ("input", "the file or list that is drawn anew, or all"),
    ("estimate", "mean over replications with the data as they are"),
    ("lower", "lower limit of its interval, which is about chance in the runs alone"),
    ("upper", "upper limit of it"),
    ("input_sd", "standard deviation between samples of the data"),
    ("input_share", "share of the uncertainty (variance) that is due to the data"),
    ("total_lower", "lower limit of an interval for both, the data and chance in the runs"),
    ("total_upper", "upper limit of it"),
    ("samples", "how often the data were drawn anew"),
    ("replications", "replications of each"),
  ]

  package static func table(of result: InputUncertainty) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for row in result.rows {
      table.append([
        .text(row.figure.measure), .text(row.figure.scope), .text(row.figure.statistic),
        .text(row.figure.unit), .text(row.input ?? "all"), .number(row.interval.mean),
        .number(row.interval.lower), .number(row.interval.upper), .number(row.variance.sd),
        .number(row.share), .number(row.lower), .number(row.upper),
        .integer(Int64(row.variance.samples)), .integer(Int64(result.replications)),
      ])
    }
    return table
  }
}

/// What figures owe to the data, in words and for programs.
package struct InputText {
  package static func text(of result: InputUncertainty) -> String {
    let names = result.plan.inputs.map { "“\($0)”" }.joined(separator: ", ")
    let percent = TerminalSummary.short(result.confidence * 100)
    var lines = [
      "\(names) drawn anew \(result.plan.samples) times, \(result.replications) replications each, the "
        + "same random numbers with all."
    ]
    for row in result.rows {
      let isShare = row.figure.isShare
      let unit = isShare ? " %" : row.figure.unit == "1" ? "" : " \(row.figure.unit)"
      func number(_ value: Double?) -> String {
        value.map { TerminalSummary.short(isShare ? $0 * 100 : $0) } ?? "–"
      }
      if row.input == nil {
        lines.append("")
        lines.append("\(FigureQuery.name(of: row.figure))  \(number(row.interval.mean))\(unit)")
        lines.append(
          "  chance in the runs alone  \(number(row.interval.lower)) to "
            + "\(number(row.interval.upper)) (\(percent) %)")
        lines.append("  with that of the data     \(number(row.lower)) to \(number(row.upper))")
      }
      lines.append(
        "  due to \(row.input.map { "“\($0)”" } ?? "the data")  "
          + "\(TerminalSummary.short((row.share ?? 0) * 100)) % of the variance, sd "
          + "\(number(row.variance.sd))\(unit)")
    }
    return lines.joined(separator: "\n")
  }

  package static func json(of result: InputUncertainty) -> JSONText {
    .object([
      ("inputs", .array(result.plan.inputs.map { .string($0) })),
      ("samples", .integer(Int128(result.plan.samples))),
      ("replications", .integer(Int128(result.replications))),
      (
        "figures",
        .array(
          result.rows.map { row in
            .object([
              ("figure", .string(FigureQuery.name(of: row.figure))),
              ("input", .string(row.input ?? "all")), ("estimate", .optional(row.interval.mean)),
              ("inputSd", .number(row.variance.sd)), ("inputShare", .optional(row.share)),
              ("lower", .number(row.lower)), ("upper", .number(row.upper)),
            ])
          })
      ),
    ])
  }
}
