import EventEngine
import Experiments
import FacilityModel
import OutputStatistics

/// How busy the resources are, and how long the lines before them.
enum ResourcesSection: ReportSection {
  static let id = "resources"
  static let title = "Resources"

  static func content(of input: ReportInput) -> SectionContent? {
    var content = SectionContent()
    let charts = [
      (Utilisation.name, "utilisation", 100.0, "%", "Share of the units on duty that are in use"),
      (QueueLength.name, "queue-length", 1.0, "entities", "Entities waiting, on average over time"),
    ]
    for (measure, name, factor, unit, words) in charts {
      let rows = input.model.resources.compactMap { resource -> IntervalChart.Row? in
        if resource.plan.isUnlimited { return nil }
        let scope = "resource " + resource.name
        guard
          let place = input.base.figures.firstIndex(where: {
            $0.measure == measure && $0.scope == scope && $0.statistic == "mean"
          })
        else { return nil }
        let interval = input.base.estimate(place, confidence: input.confidence).interval
        return IntervalChart.Row(
          label: resource.name, mean: interval.mean.map { $0 * factor },
          lower: interval.lower.map { $0 * factor }, upper: interval.upper.map { $0 * factor })
      }
      if rows.isEmpty { continue }
      content.charts.append(
        IntervalChart(
          name: name, title: measure,
          description: words + ", under “\(input.base.name)”, with \(input.percent) % intervals.",
          unit: unit, rows: rows
        ).chart)
    }
    return content.charts.isEmpty ? nil : content
  }
}
