package import Experiments
import OutputStatistics

/// `select.csv`: every policy that was looked at, and what became of it.
package struct SelectionTable {
  package static let columns: [(name: String, meaning: String)] = [
    ("policy", "the policy"),
    ("state", "selected, worse, equal, breaks a limit, or open where the cap came first"),
    ("role", "objective, or constraint with its limit"),
    ("measure", "what is measured"),
    ("scope", "of what"),
    ("statistic", "which statistic of it within a replication"),
    ("unit", "the unit of the figures of this row"),
    ("limit", "the limit of a constraint"),
    ("estimate", "mean over the replications used"),
    ("lower", "lower limit of its own interval, which the selection does not rest on"),
    ("upper", "upper limit of it"),
    ("replications", "replications used"),
    ("without", "those of them that lack a figure and were left out"),
  ]

  package static func table(of selection: Selection) -> CSVTable {
    var table = CSVTable(columns: columns.map(\.name))
    for row in selection.rows {
      for (index, figure) in selection.figures.enumerated() {
        let limit = index > 0 ? selection.limits[index - 1].limit : nil
        table.append([
          .text(row.policy), .text(SelectionText.state(row, selection)),
          .text(
            index == 0
              ? selection.plan.maximise ? "maximised" : "minimised"
              : selection.plan.constraints[index - 1].isAtLeast ? "at least" : "at most"),
          .text(figure.measure), .text(figure.scope), .text(figure.statistic), .text(figure.unit),
          .number(limit), .number(row.intervals[index].mean), .number(row.intervals[index].lower),
          .number(row.intervals[index].upper), .integer(Int64(row.replications)),
          .integer(Int64(row.without)),
        ])
      }
    }
    return table
  }
}

/// What a selection comes to, in words and for programs.
package struct SelectionText {
  static func state(_ row: Selection.Row, _ selection: Selection) -> String {
    switch row.state {
    case .selected: "selected"
    case .worse: "worse"
    case .tied: "equal to the selected one in every replication"
    case .open: "open"
    case .infeasible(let index): "breaks “\(selection.plan.constraints[index].text)”"
    }
  }

  /// What was selected, and how sure that is.
  static func verdict(on selection: Selection) -> [String] {
    let plan = selection.plan
    let goal = "\(plan.maximise ? "greatest" : "least") “\(plan.objective.text)”"
    let percent = TerminalSummary.short(plan.probability * 100)
    var lines: [String] = []
    if let chosen = selection.selected {
      lines.append("Selected: \(chosen.policy)")
      if let indifference = selection.indifference, plan.budget == nil {
        lines.append(
          "With \(percent) % probability it has the \(goal) of those that may be chosen, provided "
            + "that the best of them is \(TerminalSummary.short(indifference)) better than every "
            + "other (Kim & Nelson). Where others are nearer to the best than that, one of these may "
            + "have been selected; how probably is not guaranteed.")
      } else if let estimate = selection.estimatedProbability {
        let limits = plan.constraints.isEmpty ? "" : "keeps the limits and "
        lines.append(
          "It \(limits)has the \(goal) with an estimated probability of at least "
            + "\(TerminalSummary.short(estimate * 100)) % (\(method(of: plan)); no guarantee).")
      }
      if !plan.constraints.isEmpty, plan.budget == nil {
        lines.append(
          "Limits were told apart by Andradóttir & Kim's procedure (shares of replications by Wald's), "
            + "each within its tolerance; the probability holds for both together.")
      }
    } else if selection.rows.contains(where: { $0.state == .open }) {
      lines.append(
        "Nothing selected: after \(plan.cap) replications it is still open. Give a greater "
          + "--at-most, or a greater --indifference.")
    } else {
      lines.append("Nothing selected: no policy keeps all limits.")
    }
    return lines + cautions(on: selection)
  }

  /// What speaks against taking a selection at its word.
  private static func cautions(on selection: Selection) -> [String] {
    var lines: [String] = []
    for (index, figure) in selection.figures.enumerated() {
      let same = selection.rows.filter { $0.intervals[index].width == .constant }
      if same.isEmpty { continue }
      let all = same.count == selection.rows.count && same.count > 1
      lines.append(
        "“\(FigureQuery.name(of: figure))” was the same in every replication under "
          + (all ? "each policy" : same.map { "“\($0.policy)”" }.joined(separator: ", "))
          + ": what happens more rarely than once in "
          + "\(same.map(\.replications).min() ?? 0) replications is not in it.")
    }
    let equal = selection.rows.filter { $0.state == .tied }.map { "“\($0.policy)”" }
    if let chosen = selection.selected, !equal.isEmpty {
      lines.append(
        "Equal to “\(chosen.policy)” in every replication: \(equal.joined(separator: ", ")).")
    }
    let without = selection.rows.filter { $0.without > 0 }.map {
      "\($0.without) of \($0.replications) of “\($0.policy)”"
    }
    if !without.isEmpty {
      lines.append(
        "Replications that lack a figure were left out: \(without.joined(separator: ", ")).")
    }
    return lines
  }

  /// What a selection goes by.
  static func method(of plan: SelectionPlan) -> String {
    switch (plan.budget != nil, plan.constraints.isEmpty) {
    case (true, true): "OCBA"
    case (true, false): "OCBA-CO"
    case (false, true): "KN"
    case (false, false): "F_B^I, then KN"
    }
  }

  package static func text(of selection: Selection) -> String {
    var lines = verdict(on: selection)
    lines.append("\(selection.total) replications in all:")
    let width = selection.rows.map(\.policy.count).max() ?? 0
    for row in selection.rows {
      let numbers = zip(selection.figures, row.intervals).map { figure, interval in
        "\(figure.measure) \(interval.mean.map(TerminalSummary.short) ?? "–")"
          + (figure.unit == "1" ? "" : " \(figure.unit)")
      }
      lines.append(
        "  \(row.policy.padded(to: width))  \(numbers.joined(separator: ", ")); "
          + "\(row.replications) replications: \(state(row, selection))")
    }
    return lines.joined(separator: "\n")
  }

  package static func json(of selection: Selection) -> JSONText {
    .object([
      ("selected", selection.selected.map { .string($0.policy) } ?? .null),
      ("method", .string(method(of: selection.plan))),
      ("probability", .number(selection.plan.probability)),
      ("estimatedProbability", .optional(selection.estimatedProbability)),
      ("replications", .integer(Int128(selection.total))),
      (
        "policies",
        .array(
          selection.rows.map { row in
            .object([
              ("policy", .string(row.policy)), ("state", .string(state(row, selection))),
              ("replications", .integer(Int128(row.replications))),
              ("without", .integer(Int128(row.without))),
              ("estimates", .array(row.intervals.map { .optional($0.mean) })),
            ])
          })
      ),
    ])
  }
}
