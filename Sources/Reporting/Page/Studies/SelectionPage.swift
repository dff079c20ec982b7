package import Experiments
import OutputStatistics

/// The page of a selection: each policy with the interval of the objective and of limited figures.
package enum SelectionPage {
  package static func of(_ selection: Selection) -> StudyPage {
    let plan = selection.plan
    let charts = selection.figures.indices.map { chart(selection, $0) }
    return StudyPage(
      name: "select", title: "the best policy", words: SelectionText.verdict(on: selection),
      sections: [
        PageSection(
          id: "policies", title: "Policies",
          content: SectionContent(
            html: HTML.paragraph(
              "The intervals are those of each policy by itself. The selection does not rest on them: all "
                + "policies meet the same entities, so that their differences are known better than either."
            ),
            charts: charts))
      ], tables: ["select.csv"],
      made: [
        ("objective", "\(plan.maximise ? "maximise" : "minimise") “\(plan.objective.text)”")
      ] + plan.constraints.map { ("limit", $0.text) } + [
        (
          "procedure",
          plan.budget != nil
            ? plan.constraints.isEmpty
              ? "optimal computing budget allocation (OCBA; Chen et al. 2000)"
              : "optimal computing budget allocation with constraints (OCBA-CO; Lee et al. 2012)"
            : plan.constraints.isEmpty
              ? "Kim & Nelson (2001)" : "Andradóttir & Kim (2010), then Kim & Nelson (2001)"
        ),
        ("replications", "\(selection.total) in all"),
      ])
  }

  private static func chart(_ selection: Selection, _ index: Int) -> Chart {
    let figure = selection.figures[index]
    let (factor, unit) = figure.shown
    let goal =
      index == 0
      ? selection.plan.maximise ? "More is better." : "Less is better."
      : selection.plan.constraints[index - 1].isAtLeast
        ? "At least the limit is asked for." : "At most the limit is asked for."
    return IntervalChart(
      name: "selection-\(index + 1)", title: FigureQuery.name(of: figure),
      description: "\(goal) \(TerminalSummary.short(selection.confidence * 100)) % intervals.",
      unit: unit,
      rows: selection.rows.map { row in
        let interval = row.intervals[index]
        let (note, tone): (String, String) =
          switch row.state {
          case .selected: ("selected", "good")
          case .worse: ("worse", "even")
          case .tied: ("equal", "even")
          case .open: ("open", "even")
          case .infeasible(let broken):
            (broken + 1 == index ? "breaks this limit" : "breaks a limit", "bad")
          }
        return IntervalChart.Row(
          label: row.policy, mean: interval.mean.map { $0 * factor },
          lower: interval.lower.map { $0 * factor }, upper: interval.upper.map { $0 * factor },
          note: "\(note), n = \(row.replications)", tone: tone)
      },
      target: index == 0 ? nil : selection.limits[index - 1].limit * factor, targetName: "limit"
    ).chart
  }
}
