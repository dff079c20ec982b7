package import Experiments
import FacilityModel
import OutputStatistics

/// The page of policies in stress cases: their regrets, and what they come to case by case.
package enum RobustnessPage {
  /// The most cases with charts.
  private static let most = 12

  package static func of(_ robustness: Robustness) -> StudyPage {
    let (plan, figure) = (robustness.plan, robustness.figure)
    let rows = robustness.rows.sorted {
      ($0.rankByGreatest, $0.rankByMean) < ($1.rankByGreatest, $1.rankByMean)
    }
    let percent = TerminalSummary.short(robustness.confidence * 100)
    let (factor, unit) = figure.shown
    func regrets(
      _ name: String, _ title: String, _ bounds: (Robustness.Row) -> Regret.Bounds,
      _ note: (Robustness.Row) -> String, isLeast: (Robustness.Row) -> Bool
    ) -> Chart {
      IntervalChart(
        name: name, title: title,
        description: "Less is better. The \(percent) % limits of all regrets hold together.",
        unit: unit,
        rows: rows.map { row in
          let bounds = bounds(row)
          return IntervalChart.Row(
            label: row.policy, mean: bounds.estimate * factor,
            lower: bounds.lower.map { $0 * factor }, upper: bounds.upper.map { $0 * factor },
            note: note(row), tone: isLeast(row) ? "good" : "even")
        }, marksZero: true
      ).chart
    }
    let regret = [
      regrets("regret-greatest", "greatest regret", \.greatestRegret) {
        $0.greatestRegret.estimate > 0 ? $0.worstCase : ""
      } isLeast: {
        $0.rankByGreatest == 1
      },
      regrets("regret-mean", "mean regret", \.meanRegret) { _ in
        ""
      } isLeast: {
        $0.rankByMean == 1
      },
    ]
    let cases = plan.cases.indices.prefix(most).map { place in
      IntervalChart(
        name: "case-\(place + 1)", title: plan.cases[place].name,
        description: "\(FigureQuery.name(of: figure)) with \(percent) % intervals; weight "
          + "\(TerminalSummary.short(plan.cases[place].weight)).", unit: unit,
        rows: rows.map { row in
          let cell = row.cells[place]
          return IntervalChart.Row(
            label: row.policy, mean: cell.interval.mean.map { $0 * factor },
            lower: cell.interval.lower.map { $0 * factor },
            upper: cell.interval.upper.map { $0 * factor },
            note: cell.best == row.policy ? "best here" : "",
            tone: cell.best == row.policy ? "good" : "even")
        }
      ).chart
    }
    return StudyPage(
      name: "robustness", title: "policies under stress",
      words: RobustnessText.verdict(on: robustness),
      sections: [
        PageSection(
          id: "regret", title: "Regret",
          content: SectionContent(
            html: HTML.paragraph(
              "Regret is the distance from the best policy in the same case: what one would have given away "
                + "by having chosen another, once the case has come."), charts: regret)),
        PageSection(
          id: "cases", title: "Case by case",
          content: SectionContent(
            charts: cases,
            missing: plan.cases.count > most ? "More cases are in robustness-cases.csv." : nil)),
      ], tables: ["robustness.csv", "robustness-cases.csv"],
      made: [
        (
          "objective", "\(plan.maximise ? "maximise" : "minimise") “\(plan.objective.text)”"
        ),
        ("cases", plan.cases.map(\.name).joined(separator: ", ")),
        ("replications", "\(robustness.replications) of every policy in every case"),
        ("limits of regrets", "Bonferroni over \(robustness.comparisons) paired differences"),
      ])
  }
}
