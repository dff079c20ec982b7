package import Experiments
import OutputStatistics

/// The page of one long run: every figure with its interval, by measure.
package enum LongRunPage {
  private static let most = 20

  package static func of(_ run: LongRun, confidence: Double) -> StudyPage {
    var groups: [(measure: String, unit: String, rows: [LongRun.Row])] = []
    for row in run.rows {
      if let place = groups.firstIndex(where: {
        $0.measure == row.name.measure && $0.unit == row.name.unit
      }) {
        groups[place].rows.append(row)
      } else {
        groups.append((row.name.measure, row.name.unit, [row]))
      }
    }
    let percent = TerminalSummary.short(confidence * 100)
    let charts = groups.prefix(most).enumerated().map { index, group in
      IntervalChart(
        name: "long-run-\(index + 1)", title: group.measure,
        description: "Means over the batches with \(percent) % intervals.",
        unit: group.unit == "1" ? "" : group.unit,
        rows: group.rows.map { row in
          let isCorrelated = run.isCorrelated(row)
          return IntervalChart.Row(
            label: KeyMeasuresSection.label(row.name.scope), mean: row.means.interval.mean,
            lower: row.means.interval.lower, upper: row.means.interval.upper,
            note: isCorrelated ? "batches correlated" : "", tone: isCorrelated ? "bad" : nil)
        }
      ).chart
    }
    return StudyPage(
      name: "long-run", title: "one long run", words: LongRunText.verdict(on: run),
      sections: [
        PageSection(
          id: "figures", title: "Figures",
          content: SectionContent(
            charts: charts,
            missing: groups.count > most ? "More figures are in long-run.csv." : nil))
      ], tables: ["long-run.csv"],
      made: [
        ("warm-up", WarmUpText.words(run.warmUp)), ("observed", WarmUpText.words(run.length)),
        ("batches", "\(run.batches)"), ("confidence", "\(percent) %"),
      ])
  }
}
