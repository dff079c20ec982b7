import EventEngine
import Experiments
import FacilityModel

/// How waits and stays are distributed.
enum WaitingSection: ReportSection {
  static let id = "waiting"
  static let title = "Waits and stays"

  static func content(of input: ReportInput) -> SectionContent? {
    var content = SectionContent()
    let waits = input.model.resources.compactMap {
      row("resource " + $0.name, of: WaitingTime.name, label: $0.name, input)
    }.filter { $0.p99 > 0 }
    if !waits.isEmpty {
      content.charts.append(
        BoxChart(
          name: "waits", title: "waiting time by resource",
          description: "Percentiles within a replication, mean over replications; zeros included, "
            + "under “\(input.base.name)”.", unit: input.unit, rows: waits
        ).chart)
    }
    var stays: [BoxChart.Row] = []
    for figure in input.base.figures
    where figure.measure == TimeInSystem.name && figure.statistic == "mean" {
      if let row = row(
        figure.scope, of: figure.measure, label: KeyMeasuresSection.label(figure.scope), input)
      {
        stays.append(row)
      }
    }
    if !stays.isEmpty {
      content.charts.append(
        BoxChart(
          name: "stays", title: "time in system",
          description: "From arrival to departure, of those who left in the window, under "
            + "“\(input.base.name)”.", unit: input.unit, rows: Array(stays.prefix(15))
        ).chart)
    }
    var number = 0
    for group in input.own where input.base.figures[group.figures[0]].statistic == "mean" {
      let rows = group.figures.compactMap { place -> BoxChart.Row? in
        let figure = input.base.figures[place]
        return row(
          figure.scope, of: figure.measure, label: KeyMeasuresSection.label(figure.scope), input)
      }
      if rows.isEmpty || number == 6 { continue }
      number += 1
      let unit = input.base.figures[group.figures[0]].unit
      content.charts.append(
        BoxChart(
          name: "distribution-\(number)", title: group.measure,
          description: "Percentiles within a replication, mean over replications, under "
            + "“\(input.base.name)”.", unit: unit == "1" ? "" : unit, rows: rows
        ).chart)
    }
    return content.charts.isEmpty ? nil : content
  }

  /// The percentiles of a measure; nil where it has none.
  private static func row(
    _ scope: String, of measure: String, label: String, _ input: ReportInput
  ) -> BoxChart.Row? {
    let wanted = ["p5", "p25", "p50", "p75", "p95", "p99", "mean"]
    let values = wanted.compactMap { input.mean(measure, scope, $0) }
    guard values.count == wanted.count else { return nil }
    return BoxChart.Row(
      label: label, p5: values[0], p25: values[1], p50: values[2], p75: values[3], p95: values[4],
      p99: values[5], mean: values[6])
  }
}

/// What waits are due to.
enum CausesSection: ReportSection {
  static let id = "causes"
  static let title = "What waits are due to"

  static func content(of input: ReportInput) -> SectionContent? {
    let prefix = WaitCauses.name + " "
    var parts: [String] = []
    for figure in input.base.figures
    where figure.measure.hasPrefix(prefix) && figure.statistic == "mean" {
      let part = String(figure.measure.dropFirst(prefix.count))
      if !parts.contains(part) { parts.append(part) }
    }
    if parts.isEmpty {
      return SectionContent(
        missing:
          "The run did not keep what waits are due to: write \"observe\": [\"causes\"] in the "
          + "model to split them into shifts, turnaround, outages and units in use.")
    }
    let rows = input.model.resources.compactMap { resource -> (String, [Double])? in
      let amounts = parts.map { part in
        input.mean(prefix + part, "resource " + resource.name, "mean") ?? 0
      }
      return amounts.contains { $0 > 0 } ? (resource.name, amounts) : nil
    }
    let used = parts.indices.filter { part in rows.contains { $0.1[part] > 0 } }
    if rows.isEmpty {
      return SectionContent(html: HTML.paragraph("Nobody waits for any resource."))
    }
    return SectionContent(charts: [
      StackChart(
        name: "causes", title: "mean wait by cause",
        description: "The parts of the mean wait for each resource, under “\(input.base.name)”.",
        unit: input.unit, parts: used.map { parts[$0] },
        rows: rows.map { row in (label: row.0, amounts: used.map { row.1[$0] }) }
      ).chart
    ])
  }
}

/// The drawing of the model.
enum FlowSection: ReportSection {
  static let id = "flow"
  static let title = "The model"

  static func content(of input: ReportInput) -> SectionContent? {
    let svg = FlowDrawing.svg(of: FlowReader.chart(of: input.model), hasHeading: false)
    return SectionContent(
      html:
        "<figure class=\"wide\"><div class=\"scroll sideways\" tabindex=\"0\" role=\"group\" aria-label=\"Drawing of the model\">"
        + svg + "</div></figure>\n")
  }
}
