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
    ("input_share_upper", "upper limit of it"),
    ("input_p", "how likely samples that differ so much are where the data make no difference"),
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
        .number(row.share), .number(row.upperShare), .number(row.variance.pValue),
        .number(row.lower), .number(row.upper),
        .integer(Int64(row.variance.samples)), .integer(Int64(result.replications)),
      ])
    }
    return table
  }
}
