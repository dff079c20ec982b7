import Experiments
import FacilityModel

/// Levels by the hour of the week, or of the day.
enum WeekSection: ReportSection {
  static let id = "week"
  static let title = "Over the hours"
  private static let most = 20

  static func content(of input: ReportInput) -> SectionContent? {
    let profile = input.base.profile
    guard profile.bins > 0 else {
      return SectionContent(
        missing: "There is no profile by the hour: the run is shorter than a day, or nothing in it "
          + "follows the clock.")
    }
    let isWeek = profile.bins > 24
    var content = SectionContent(
      html: HTML.paragraph(
        "Time averages within each hour of the \(isWeek ? "week" : "day") under "
          + "“\(input.base.name)”, over \(input.base.replications.count) replications."))
    var number = 0
    var idle: [String] = []
    for (index, series) in profile.series.enumerated() where series.measure != UnitsOnDuty.name {
      let onDuty =
        series.measure == Occupancy.name
        ? profile.series.firstIndex { $0.measure == UnitsOnDuty.name && $0.scope == series.scope }
        : nil
      let points = (0..<profile.bins).map { bin -> BandChart.Point? in
        guard let band = profile.band(index, bin: bin) else { return nil }
        return BandChart.Point(
          lower: band.lower, median: band.median, upper: band.upper,
          other: onDuty.flatMap { profile.band($0, bin: bin)?.median })
      }
      // What never is anything says nothing.
      guard points.contains(where: { ($0?.upper ?? 0) > 0 }) else { continue }
      if series.measure == QueueLength.name, profile.isHardlyAnything(index) {
        idle.append(KeyMeasuresSection.resource(series.scope))
        continue
      }
      number += 1
      if number > most { break }
      let title = series.scope == "all" ? series.measure : "\(series.measure), \(series.scope)"
      content.charts.append(
        BandChart(
          name: "hours-\(number)", title: title,
          description: isWeek ? "By hour of the week." : "By hour of the day.", unit: series.unit,
          other: onDuty == nil ? nil : "on duty", points: points,
          colour: series.measure == QueueLength.name ? 1 : 0
        ).chart)
    }
    if !idle.isEmpty {
      content.end = HTML.paragraph(
        "Hardly anybody ever waits for \(idle.joined(separator: ", ")): in no hour more than "
          + "\(TerminalSummary.short(ProfileResult.hardlyAnything)) on average, so "
          + (idle.count == 1 ? "that line has" : "those lines have") + " no chart.", "small")
    }
    if number > most { content.missing = "More levels by the hour are in timeline.csv." }
    return content
  }
}

/// Levels by hour of the day and day of the week, as a map.
enum HeatSection: ReportSection {
  static let id = "heat"
  static let title = "Hour by weekday"

  static func content(of input: ReportInput) -> SectionContent? {
    let profile = input.base.profile
    guard profile.bins == 168 else {
      if profile.bins == 0 { return nil }
      return SectionContent(
        missing: "The profile is one of the day: a map by weekday needs a run of at least a week.")
    }
    let means = profile.series.indices.map { profile.means($0) }
    func total(_ index: Int) -> Double { means[index].compactMap(\.self).reduce(0, +) }
    let inside = profile.series.firstIndex { $0.measure == "number inside" }
    let queues = profile.series.indices.filter {
      profile.series[$0].measure == QueueLength.name && !profile.isHardlyAnything($0)
    }.sorted { total($0) == total($1) ? $0 < $1 : total($0) > total($1) }.prefix(3)
    var content = SectionContent()
    for (number, index) in ([inside].compactMap(\.self) + queues).enumerated() {
      let series = profile.series[index]
      content.charts.append(
        HeatMap(
          name: "map-\(number + 1)",
          title: series.scope == "all" ? series.measure : "\(series.measure), \(series.scope)",
          description: "Mean over replications within each hour of the week from 0 on, under "
            + "“\(input.base.name)”; darker is more on paper, lighter on a dark screen.",
          unit: series.unit, values: means[index]
        ).chart)
    }
    return content
  }
}

extension ProfileResult {
  /// Below so many entities in its worst hour, a line says nothing but that there is hardly any.
  static let hardlyAnything = 0.05

  /// Whether a level is next to nothing in every hour.
  func isHardlyAnything(_ series: Int) -> Bool {
    means(series).allSatisfy { ($0 ?? 0) < Self.hardlyAnything }
  }
}
