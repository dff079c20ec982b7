package import Experiments
import FacilityModel
import OutputStatistics

/// What becomes of policies in stress cases, in words and for programs.
package struct RobustnessText {
  package static func text(of robustness: Robustness) -> String {
    let (plan, figure) = (robustness.plan, robustness.figure)
    let isShare = figure.isShare
    let unit = isShare ? "%" : figure.unit == "1" ? "" : figure.unit
    func number(_ value: Double?) -> String {
      value.map { TerminalSummary.short(isShare ? $0 * 100 : $0) } ?? "–"
    }
    func limits(_ bounds: Regret.Bounds) -> String {
      guard let lower = bounds.lower, let upper = bounds.upper else {
        return number(bounds.estimate)
      }
      return "\(number(bounds.estimate)) (\(number(lower)) to \(number(upper)))"
    }
    let percent = TerminalSummary.short(robustness.confidence * 100)
    var lines = [
      "\(FigureQuery.name(of: figure))\(unit.isEmpty ? "" : ", \(unit)"): the "
        + "\(plan.maximise ? "greatest" : "least") is the best. \(plan.policies.count) policies, "
        + "\(plan.cases.count) cases, \(robustness.replications) replications each.",
      "Regret is the distance from the best policy in the same case.", "",
    ]
    let rows = robustness.rows.sorted { a, b in
      (a.rankByGreatest, a.rankByMean) < (b.rankByGreatest, b.rankByMean)
    }
    lines += table(
      [["", "mean", "mean regret", "greatest regret", "in"]]
        + rows.map { row in
          [
            row.policy, number(row.mean.mean), limits(row.meanRegret),
            limits(row.greatestRegret),
            row.greatestRegret.estimate > 0 ? row.worstCase : "no case",
          ]
        })
    lines.append("")
    lines += table(
      [["case", "weight", "best", ""]]
        + plan.cases.indices.compactMap { place in
          guard let cell = rows.first?.cells[place],
            let best = rows.first(where: { $0.policy == cell.best })
          else { return nil }
          return [
            cell.stress.name, TerminalSummary.short(cell.stress.weight), cell.best,
            number(best.cells[place].interval.mean),
          ]
        })
    lines.append("")
    if robustness.replications > 1 {
      lines.append(
        "The \(percent) % limits of all regrets hold together (\(robustness.comparisons) paired "
          + "differences). Estimates of regrets lean upwards, as chance makes the best of several "
          + "look better than it is; the limits allow for that.")
      if robustness.rows.contains(where: { $0.greatestRegret.upper == nil }) {
        lines.append(
          "No limits where two policies differ by the same in every replication of a case: "
            + "\(robustness.replications) do not tell how they differ otherwise.")
      }
    }
    lines += verdict(on: robustness)
    return lines.joined(separator: "\n")
  }

  /// Which policy is the best by either rank, what is given away, and what was left out.
  static func verdict(on robustness: Robustness) -> [String] {
    let (factor, unit) = robustness.figure.shown
    func amount(_ value: Double) -> String {
      TerminalSummary.short(value * factor) + (unit.isEmpty ? "" : " \(unit)")
    }
    func names(_ rows: [Robustness.Row]) -> String {
      rows.map { "“\($0.policy)”" }.joined(separator: ", ")
    }
    let onAverage = robustness.rows.filter { $0.rankByMean == 1 }
    let atWorst = robustness.rows.filter { $0.rankByGreatest == 1 }
    let figure = "“\(FigureQuery.name(of: robustness.figure))”"
    var sentences: [String] = []
    if let best = atWorst.first, best.greatestRegret.estimate == 0 {
      sentences.append(
        "\(names(atWorst)) has the best \(figure) in \(robustness.plan.cases.count == 1 ? "the only case" : "all \(robustness.plan.cases.count) cases")."
      )
    } else if let mean = onAverage.first, let worst = atWorst.first {
      sentences.append(
        "\(names(onAverage)) gives least away on average: \(amount(mean.meanRegret.estimate)) of \(figure) "
          + "against the best policy in the same case (mean regret).")
      sentences.append(
        "\(names(atWorst)) gives least away at worst: \(amount(worst.greatestRegret.estimate)), in "
          + "“\(worst.worstCase)” (greatest regret).")
    }
    if let worst = robustness.rows.max(by: {
      $0.greatestRegret.estimate < $1.greatestRegret.estimate
    }), worst.greatestRegret.estimate > 0 {
      sentences.append(
        "“\(worst.policy)” gives most away: \(amount(worst.greatestRegret.estimate)) in "
          + "“\(worst.worstCase)”.")
    }
    if robustness.leftOut > 0 {
      sentences.append(
        "Left out: \(robustness.leftOut) replications that some policy lacks in some case.")
    }
    return sentences
  }

  /// Lines of cells, each column as wide as its widest.
  private static func table(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      var line = "  " + zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  package static func json(of robustness: Robustness) -> JSONText {
    func bounds(_ bounds: Regret.Bounds) -> JSONText {
      .object([
        ("estimate", .number(bounds.estimate)), ("lower", .optional(bounds.lower)),
        ("upper", .optional(bounds.upper)),
      ])
    }
    return .object([
      ("measure", .string(FigureQuery.name(of: robustness.figure))),
      ("unit", .string(robustness.figure.unit)),
      ("goal", .string(robustness.plan.maximise ? "maximise" : "minimise")),
      ("replications", .integer(Int128(robustness.replications))),
      (
        "policies",
        .array(
          robustness.rows.map { row in
            .object([
              ("policy", .string(row.policy)), ("mean", .optional(row.mean.mean)),
              ("meanRegret", bounds(row.meanRegret)),
              ("greatestRegret", bounds(row.greatestRegret)),
              ("worstCase", .string(row.worstCase)),
              ("rankByMean", .integer(Int128(row.rankByMean))),
              ("rankByGreatest", .integer(Int128(row.rankByGreatest))),
              (
                "cases",
                .array(
                  row.cells.map { cell in
                    .object([
                      ("case", .string(cell.stress.name)),
                      ("estimate", .optional(cell.interval.mean)),
                      ("regret", bounds(cell.regret)),
                    ])
                  })
              ),
            ])
          })
      ),
    ])
  }
}
