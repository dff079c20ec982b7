import Experiments
import FacilityModel
import OutputStatistics

/// Process behaviour charts of one replication, as planners keep them of the real facility.
enum ProcessSection: ReportSection {
  static let id = "process"
  static let title = "Day by day (XmR)"

  static func content(of input: ReportInput) -> SectionContent? {
    guard let followed = input.followed else { return nil }
    let log = followed.log
    let cases = log.cases.compactMap { one -> (arrival: Int64, departure: Int64?)? in
      guard let first = one.activities.first, first.name == "arrival" else { return nil }
      return (
        log.moment(first.start),
        one.activities.last { $0.kind == .departure }.map { log.moment($0.start) }
      )
    }
    let window = log.moment(followed.window.lowerBound)..<log.moment(followed.window.upperBound)
    let series = DaySeries(
      cases, in: window, unit: input.result.experiment.unit, isDated: log.isDated)
    let charts = charts(
      series, unit: input.unit, names: "process",
      of: "Replication \(followed.replication + 1) under “\(input.base.name)”")
    if charts.isEmpty {
      return SectionContent(
        missing: "Process behaviour charts need twelve whole days on which entities leave.")
    }
    return SectionContent(
      html: HTML.paragraph(
        "The same charts as of the real facility, after the rules of NHS England's “Making data count”: limits "
          + "are the mean ± 2.66 mean moving ranges. What is marked here is the model's own variation, such as "
          + "weekdays and long queues that last, not a change."),
      charts: charts)
  }

  /// The charts of a series of days; none where there are too few.
  static func charts(_ series: DaySeries, unit: String, names: String, of what: String) -> [Chart] {
    let period = series.isWeekly ? "week" : "day"
    // Days without a value are left out, and long stays are told in hours or days.
    let known = zip(series.labels, series.stays).compactMap { label, value in
      value.map { (label, $0) }
    }
    let most = known.map(\.1).max() ?? 0
    let (shown, factor) =
      unit != "min" || most <= 8 * 60
      ? (unit, 1.0) : most > 4 * 1440 ? ("days", 1440) : ("h", 60)
    let stays = known.map { ($0.0, $0.1 / factor) }
    let rows: [(title: String, unit: String, labels: [String], values: [Double])] = [
      ("time in system, mean of those who leave", shown, stays.map(\.0), stays.map(\.1)),
      ("arrivals", "entities", series.labels, series.arrivals),
      ("departures", "entities", series.labels, series.departures),
    ]
    var charts: [Chart] = []
    for row in rows {
      guard row.values.contains(where: { $0 > 0 }),
        let behaviour = ProcessBehaviour(row.values)
      else { continue }
      charts.append(
        ProcessChart(
          name: "\(names)-\(charts.count + 1)", title: "\(row.title), by \(period)",
          description: "\(what).", unit: row.unit, labels: row.labels, behaviour: behaviour
        ).chart)
    }
    return charts
  }
}
