package import Experiments
import FacilityModel
import OutputStatistics

/// `validation.csv`: what was observed beside what the model does.
package struct ValidationTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("weekday", "the day of the week, where the figure is of one"),
    ("hour", "the hour of the day that begins here, where the figure is of one"),
    ("statistic", "which statistic of it within a period"),
    ("unit", "the unit of the figures of this row"),
    ("observed", "what was observed; empty where it was not"),
    ("simulated", "mean over replications; empty where the model has no such figure"),
    (
      "lower",
      "where one more period of the model would lie: lower limit of the prediction interval"
    ),
    ("upper", "upper limit of it"),
    ("difference", "observed minus simulated"),
    ("relative_difference", "difference over simulated"),
    ("distance", "difference in standard deviations of such a period"),
    ("fits", "1 where the observed lies within the interval, 0 where not"),
    ("replications", "replications that have the figure"),
  ]

  package static func table(of validation: Validation) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for row in validation.rows {
      let (mean, half) = (row.interval.mean, row.interval.halfWidth)
      func limit(_ sign: Double) -> Double? { mean.flatMap { m in half.map { m + sign * $0 } } }
      let difference = row.observed.flatMap { seen in mean.map { seen - $0 } }
      let relative = difference.flatMap { difference in
        mean.flatMap { $0 != 0 ? difference / abs($0) : nil }
      }
      table.append([
        .text(row.measure), .text(row.scope),
        .text(row.weekday.map { ClockTime.weekdayNames[$0] } ?? ""),
        .integer(row.hour.map(Int64.init)), .text(row.statistic), .text(row.unit),
        .number(row.observed), .number(mean), .number(limit(-1)), .number(limit(1)),
        .number(difference), .number(relative), .number(row.distance),
        .integer(row.fits.map { $0 ? 1 : 0 }), .integer(Int64(row.replications)),
      ])
    }
    return table
  }
}

/// What a validation comes to, in words and for programs.
package struct ValidationText {
  private static let most = 12

  package static func text(of validation: Validation) -> String {
    let (judged, misfits) = (validation.judged.count, validation.misfits)
    let percent = TerminalSummary.short(validation.level * 100)
    let chance = TerminalSummary.short(Double(judged) * (1 - validation.level))
    var lines = [
      "\(judged - misfits.count) of \(judged) figures lie where the model puts \(percent) % of such "
        + "periods; by chance about \(chance) would not."
    ]
    if !misfits.isEmpty { lines.append("\nWhat does not fit, the worst first:") }
    let labels = misfits.prefix(most).map { label($0) }
    let width = labels.map(\.count).max() ?? 0
    for (row, label) in zip(misfits, labels) {
      lines.append("  \(label.padded(to: width))  \(words(row))")
    }
    if misfits.count > most {
      lines.append("  … \(misfits.count - most) more are in validation.csv")
    }
    let missing = validation.unmatched
    if !missing.isEmpty {
      let names = Set(missing.map { "\($0.measure), \($0.scope)" }).sorted().prefix(4)
      lines.append(
        "\nOnly one side has \(names.joined(separator: "; ")): the names of classes may differ.")
    }
    return lines.joined(separator: "\n")
  }

  private static func label(_ row: Validation.Row) -> String {
    let statistic = row.statistic == "mean" ? "" : row.statistic + " of "
    let scope = row.scope == "all" ? "" : ", " + row.scope
    let day = row.weekday.map { ClockTime.weekdayNames[$0] + " " } ?? ""
    let hour = row.hour.map { ", \(day)\($0):00" } ?? ""
    return statistic + row.measure + scope + hour
  }

  private static func words(_ row: Validation.Row) -> String {
    func number(_ value: Double?) -> String { value.map(TerminalSummary.short) ?? "–" }
    let unit = row.unit == "1" ? "" : " " + row.unit
    let (mean, half) = (row.interval.mean ?? 0, row.interval.halfWidth ?? 0)
    var text =
      "observed \(number(row.observed))\(unit), model \(number(mean)) "
      + "(\(number(mean - half)) to \(number(mean + half)))"
    if let seen = row.observed, mean != 0 {
      let off = (seen - mean) / abs(mean) * 100
      text += ", \(off > 0 ? "+" : "")\(number(off)) %"
    }
    return text
  }

  package static func json(of validation: Validation) -> JSONText {
    .object([
      ("level", .number(validation.level)),
      ("figures", .integer(Int128(validation.judged.count))),
      ("misfits", .integer(Int128(validation.misfits.count))),
      (
        "rows",
        .array(
          validation.rows.map { row in
            .object([
              ("measure", .string(row.measure)), ("scope", .string(row.scope)),
              ("hour", row.hour.map { .integer(Int128($0)) } ?? .null),
              ("statistic", .string(row.statistic)), ("unit", .string(row.unit)),
              ("observed", .optional(row.observed)), ("simulated", .optional(row.interval.mean)),
              ("halfWidth", .optional(row.interval.halfWidth)),
              ("distance", .optional(row.distance)),
              ("fits", row.fits.map { .bool($0) } ?? .null),
            ])
          })
      ),
    ])
  }
}
