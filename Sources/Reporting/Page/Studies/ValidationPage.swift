package import Experiments
import FacilityModel

/// The page of a validation: what was observed beside the range of one more replication.
package enum ValidationPage {
  /// The most charts, and figures on one of them.
  private static let (most, mostRows) = (20, 48)

  /// - Parameter log: what was observed, where it is a log or counts.
  package static func of(
    _ validation: Validation, replications: Int, observed: String, log: ObservedLog? = nil,
    unit: ReportUnit = .minutes
  ) -> StudyPage {
    var groups: [(title: String, unit: String, rows: [Validation.Row])] = []
    for row in validation.rows {
      let title = title(row.figure)
      if let place = groups.firstIndex(where: {
        $0.title == title && $0.unit == row.figure.unit
      }) {
        groups[place].rows.append(row)
      } else {
        groups.append((title, row.figure.unit, [row]))
      }
    }
    let percent = TerminalSummary.short(validation.confidence * 100)
    let charts = groups.prefix(most).enumerated().map { index, group in
      chart(
        group.title, Array(group.rows.prefix(mostRows)), number: index + 1, percent: percent)
    }
    let isCut = groups.count > most || groups.contains { $0.rows.count > mostRows }
    return StudyPage(
      name: "validation", title: "model and observation",
      words: ValidationText.verdict(on: validation),
      sections: [
        PageSection(
          id: "figures", title: "Observed beside simulated",
          content: SectionContent(
            html: HTML.paragraph(
              "Diamonds are observed; dots are means of the model with the range in which \(percent) % of "
                + "further replications would fall."),
            charts: charts, missing: isCut ? "More figures are in validation.csv." : nil))
      ] + (log.flatMap { process($0, unit, observed) }.map { [$0] } ?? []),
      tables: ["validation.csv"],
      made: [
        ("observed", observed), ("replications", "\(replications)"),
        ("range", "\(percent) % of further replications as long as the observation"),
      ])
  }

  /// Process behaviour charts of what was observed; nil where there are too few days.
  private static func process(_ log: ObservedLog, _ unit: ReportUnit, _ observed: String)
    -> PageSection?
  {
    let series = DaySeries(
      log.cases.map { ($0.arrival, $0.departure) },
      counts: log.counts.map { ($0.start, $0.arrivals) }, in: log.start..<log.end, unit: unit)
    let charts = ProcessSection.charts(
      series, unit: unit.name, names: "observed", of: "As observed in \(observed)")
    if charts.isEmpty { return nil }
    return PageSection(
      id: "process", title: "What was observed, day by day (XmR)",
      content: SectionContent(
        html: HTML.paragraph(
          "After the rules of NHS England's “Making data count”: limits are the mean ± 2.66 mean moving "
            + "ranges. Marks are signals that something more than chance was at work, which the model should "
            + "know of, such as weekdays, or which one period alone has seen."),
        charts: charts))
  }

  /// What figures are shown together: a statistic of a measure, by hour, by weekday or by part.
  private static func title(_ figure: Figure) -> String {
    let by =
      figure.scope.hasPrefix("hour ")
      ? ", by hour of the day"
      : ClockTime.weekdayNames.contains { $0.hasPrefix(figure.scope) } ? ", by weekday" : ""
    return "\(figure.measure), \(figure.statistic)\(by)"
  }

  private static func chart(
    _ title: String, _ rows: [Validation.Row], number: Int, percent: String
  ) -> Chart {
    let (factor, unit) = rows.first?.figure.shown ?? (1, "")
    return IntervalChart(
      name: "validation-\(number)", title: title,
      description: "Observed (diamond) beside the model's mean and range of \(percent) %.",
      unit: unit,
      rows: rows.map { row in
        IntervalChart.Row(
          label: KeyMeasuresSection.label(row.figure.scope),
          mean: row.simulated.map { $0 * factor }, lower: row.lower.map { $0 * factor },
          upper: row.upper.map { $0 * factor },
          note: row.fits.map { $0 ? "" : "does not fit" } ?? "no range",
          tone: row.fits == false ? "bad" : nil, other: row.observed * factor)
      }, otherName: "observed"
    ).chart
  }
}
