package import Experiments
import OutputStatistics

/// The page of input uncertainty: each figure with the interval of chance in the runs alone, and with
/// that of the data as well.
package enum InputPage {
  /// The most figures with charts.
  private static let most = 12

  package static func of(_ result: InputUncertainty) -> StudyPage {
    let percent = TerminalSummary.short(result.confidence * 100)
    var figures: [Figure] = []
    for row in result.rows where !figures.contains(row.figure) { figures.append(row.figure) }
    let charts = figures.prefix(most).enumerated().map { index, figure in
      let (factor, unit) = figure.shown
      let own = result.rows.filter { $0.figure == figure }
      var rows: [IntervalChart.Row] = []
      if let first = own.first {
        rows.append(
          IntervalChart.Row(
            label: "runs alone", mean: first.interval.mean.map { $0 * factor },
            lower: first.interval.lower.map { $0 * factor },
            upper: first.interval.upper.map { $0 * factor }))
      }
      for row in own {
        rows.append(
          IntervalChart.Row(
            label: "runs and " + (row.input ?? "all data"),
            mean: row.interval.mean.map { $0 * factor }, lower: row.lower * factor,
            upper: row.upper * factor,
            note: row.isShown
              ? row.share.map { "\(TerminalSummary.short($0 * 100)) % due to it" } ?? ""
              : "no effect shown"))
      }
      return IntervalChart(
        name: "inputs-\(index + 1)", title: FigureQuery.name(of: figure),
        description:
          "\(percent) % intervals: with the data as they are, and as they might have been.",
        unit: unit, rows: rows
      ).chart
    }
    return StudyPage(
      name: "inputs", title: "what figures owe to the data",
      words: [InputText.most(of: result)],
      sections: [
        PageSection(
          id: "figures", title: "Figures",
          content: SectionContent(
            html: HTML.paragraph(
              "More replications narrow the first interval of each figure. The others become narrower by "
                + "more data alone."), charts: charts,
            missing: figures.count > most ? "More figures are in inputs.csv." : nil))
      ], tables: ["inputs.csv"],
      made: [
        ("samples", "\(result.plan.samples) of each, drawn with replacement"),
        ("data", result.plan.inputs.joined(separator: ", ")),
        ("replications", "\(result.replications) with each"),
      ])
  }
}
