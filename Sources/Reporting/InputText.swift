package import Experiments
import OutputStatistics

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
          + (row.isShown ? "" : "nothing that can be told from chance: ")
          + "\(TerminalSummary.short((row.share ?? 0) * 100)) % of the variance, at most "
          + "\(TerminalSummary.short((row.upperShare ?? 0) * 100)) %; sd "
          + "\(number(row.variance.sd))\(unit)")
    }
    return lines.joined(separator: "\n")
  }

  /// Which figure owes most to the data, or that none can be told to owe anything.
  static func most(of result: InputUncertainty) -> String {
    let all = result.rows.filter { $0.input == nil }
    let percent = TerminalSummary.short(result.confidence * 100)
    guard
      let most = all.filter(\.isShown).max(by: { ($0.share ?? 0) < ($1.share ?? 0) }),
      let share = most.share
    else {
      let limits = all.prefix(3).compactMap { row in
        row.upperShare.map {
          "at most \(TerminalSummary.short($0 * 100)) % of the variance of the mean of "
            + "“\(FigureQuery.name(of: row.figure))”"
        }
      }
      return
        "With \(result.plan.samples) samples of \(result.replications) replications no effect of the data "
        + "can be told from chance"
        + (limits.isEmpty
          ? "." : ": it is \(limits.joined(separator: ", ")) (\(percent) % confidence).")
    }
    return
      "“\(FigureQuery.name(of: most.figure))” owes most to the data: "
      + "\(TerminalSummary.short(share * 100)) % of the variance of its mean"
      + (most.upperShare.map {
        ", and at most \(TerminalSummary.short($0 * 100)) % (\(percent) % confidence)."
      } ?? ".")
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
              ("inputShareUpper", .optional(row.upperShare)),
              ("inputP", .optional(row.variance.pValue)),
              ("lower", .number(row.lower)), ("upper", .number(row.upper)),
            ])
          })
      ),
    ])
  }
}
