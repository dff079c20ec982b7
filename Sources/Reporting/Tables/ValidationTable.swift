package import Experiments
import OutputStatistics

/// `validation.csv`: observed figures beside simulated ones.
package struct ValidationTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("measure", "what is measured"),
    ("scope", "of what: all, a source, an activity, a weekday, an hour of the day"),
    ("statistic", "which statistic of it"),
    ("unit", "the unit of the figures of this row"),
    ("observed", "the observed figure"),
    ("observations", "how many observations it rests on, where that is known"),
    ("simulated", "the mean over the replications"),
    ("lower", "from here a further replication as long as the observation would give it"),
    ("upper", "to here"),
    ("difference", "observed less simulated"),
    ("fits", "1 where the observed figure lies in the range, 0 where not, empty without a range"),
  ]

  package static func table(of validation: Validation) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for row in validation.rows {
      table.append([
        .text(row.figure.measure), .text(row.figure.scope), .text(row.figure.statistic),
        .text(row.figure.unit), .number(row.observed),
        .integer(row.count.flatMap { $0 > 0 ? Int64($0) : nil }), .number(row.simulated),
        .number(row.lower), .number(row.upper), .number(row.simulated.map { row.observed - $0 }),
        row.fits.map { .integer($0 ? 1 : 0) } ?? .empty,
      ])
    }
    return table
  }
}

/// What a validation came to, in words.
package enum ValidationText {
  /// What a validation came to, for a program.
  package static func json(of validation: Validation) -> JSONText {
    let rows = validation.rows.map { row in
      JSONText.object([
        ("measure", .string(row.figure.measure)), ("scope", .string(row.figure.scope)),
        ("statistic", .string(row.figure.statistic)), ("unit", .string(row.figure.unit)),
        ("observed", .number(row.observed)), ("simulated", .optional(row.simulated)),
        ("lower", .optional(row.lower)), ("upper", .optional(row.upper)),
        ("fits", row.fits.map { .bool($0) } ?? .null),
      ])
    }
    return [
      "confidence": .number(validation.confidence),
      "judged": .integer(Int128(validation.judged.count)),
      "misfits": .integer(Int128(validation.misfits.count)), "figures": .array(rows),
    ]
  }

  /// How many misfits are listed.
  private static let most = 15

  /// How much fits, and what only one side has.
  static func verdict(on validation: Validation) -> [String] {
    [fit(of: validation)]
      + list("Only observed, unknown to the model", validation.onlyObserved).dropFirst()
      + list("Only in the model, not observed", validation.onlySimulated).dropFirst()
  }

  private static func fit(of validation: Validation) -> String {
    let (judged, misfits) = (validation.judged, validation.misfits)
    let percent = TerminalSummary.short(validation.confidence * 100)
    let chance = TerminalSummary.short(Double(judged.count) * (1 - validation.confidence))
    let open = validation.rows.count - judged.count
    return
      "\(judged.count - misfits.count) of \(judged.count) observed figures lie where \(percent) % of "
      + "further replications would; by chance some \(chance) would not."
      + (open == 0
        ? ""
        : " \(open) more cannot be judged: too few replications have them, or all are equal.")
  }

  package static func lines(of validation: Validation) -> [String] {
    let misfits = validation.misfits
    var lines = [fit(of: validation)]
    if !misfits.isEmpty {
      lines += ["", "What does not fit, the worst first:"]
      let cells = misfits.prefix(most).map { row -> [String] in
        let unit =
          row.figure.unit == "1" || row.figure.unit == "entities" ? "" : " \(row.figure.unit)"
        func number(_ value: Double?) -> String { value.map(TerminalSummary.short) ?? "–" }
        let change = row.simulated.flatMap { mean in
          mean == 0
            ? nil
            : ", \(row.observed >= mean ? "+" : "")\(Int((100 * (row.observed / mean - 1)).rounded())) %"
        }
        return [
          FigureQuery.name(of: row.figure),
          "observed \(number(row.observed))\(unit)\(change ?? "")",
          "model \(number(row.simulated)) (\(number(row.lower)) to \(number(row.upper)))",
        ]
      }
      let widths = (0..<2).map { column in cells.map { $0[column].count }.max() ?? 0 }
      for row in cells {
        let padded = (0..<2).map { column in
          row[column] + String(repeating: " ", count: widths[column] - row[column].count + 2)
        }
        lines.append("  " + padded.joined() + row[2])
      }
      if misfits.count > most { lines.append("  … and \(misfits.count - most) more") }
    }
    lines += list("Only observed, unknown to the model", validation.onlyObserved)
    lines += list("Only in the model, not observed", validation.onlySimulated)
    return lines
  }

  private static func list(_ title: String, _ figures: [Figure]) -> [String] {
    var scopes: [String] = []
    for figure in figures where !scopes.contains(figure.scope) { scopes.append(figure.scope) }
    if scopes.isEmpty { return [] }
    return [
      "",
      "\(title): \(scopes.prefix(12).joined(separator: ", "))"
        + (scopes.count > 12 ? " and \(scopes.count - 12) more" : ""),
    ]
  }
}
