import EventEngine
package import Experiments
package import FacilityModel

/// What is asked of each resource and what theory expects of its queue, as `kendall check` says it.
package enum OutlookText {
  private static let headers = [
    "resource", "asked for", "held", "load", "closest hour", "mean wait (M/M/c)",
  ]

  /// A table with a line for each resource; empty where there are none.
  package static func lines(of outlooks: [QueueOutlook]) -> [String] {
    if outlooks.isEmpty { return [] }
    let rows = [headers] + outlooks.map(cells)
    let widths = headers.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let table = rows.map { row -> String in
      var line = "  "
      for (column, cell) in row.enumerated() {
        line += cell
        if column < row.count - 1 {
          line += String(repeating: " ", count: widths[column] - cell.count + 2)
        }
      }
      return line
    }
    return ["What theory expects of each line, if nobody waited for anything else:"] + table
  }

  /// A warning for each resource of which more is asked for than there is.
  package static func findings(_ outlooks: [QueueOutlook], _ model: Model) -> [Finding] {
    outlooks.filter(\.isOverloaded).compactMap { outlook in
      guard let units = outlook.units,
        let resource = model.resources.first(where: { $0.name == outlook.resource })
      else { return nil }
      return .warning(
        ModelCode.overload,
        "\(atLeast(outlook))\(number(outlook.load)) units of “\(outlook.resource)” would be in use "
          + "if nobody waited, "
          + "and there are \(number(units))\(inService(outlook, model)): the line grows for as long as the run lasts",
        at: resource.place,
        help: "add units, shorten the times, or ask whether the rates and shares are right")
    }
  }

  /// The queues as JSON: durations in hours.
  package static func json(of outlooks: [QueueOutlook]) -> JSONText {
    .array(
      outlooks.map { outlook in
        .object([
          ("resource", .string(outlook.resource)), ("units", .optional(outlook.units)),
          ("asked_per_hour", .number(outlook.askedPerHour)),
          ("held_hours", .optional(outlook.held.map(hours))), ("load", .number(outlook.load)),
          ("load_standard_error", .number(outlook.loadError)),
          ("certainty", .string(outlook.certainty.rawValue)),
          ("closest_hour", .optional(outlook.peak.map { Double($0.hour) })),
          ("closest_hour_load", .optional(outlook.peak?.load)),
          ("closest_hour_units", .optional(outlook.peak?.units)),
          ("mean_wait_hours", .optional(outlook.wait.map(hours))),
          ("no_wait_because", outlook.reason.map { .string($0.rawValue) } ?? .null),
        ])
      })
  }

  private static func cells(_ outlook: QueueOutlook) -> [String] {
    if outlook.certainty == .unknown {
      let reason = outlook.reason.map { "– (\($0.rawValue))" } ?? "–"
      return [outlook.resource, "–", "–", "–", "–", reason]
    }
    var load = atLeast(outlook) + number(outlook.load)
    if let units = outlook.units {
      load += " of \(number(units))"
      if units > 0 { load += " (\(Int((outlook.load / units * 100).rounded())) %)" }
    }
    // Where load and units are the same all the time, no hour is worse than another.
    let peak = outlook.peak.flatMap { peak in
      let isNews =
        outlook.units.map {
          abs(peak.units - $0) > 0.05 * $0 || peak.load > 1.1 * outlook.load
        } ?? false
      return isNews ? "\(clock(peak)): \(number(peak.load)) of \(number(peak.units))" : nil
    }
    return [
      outlook.resource, "\(atLeast(outlook))\(number(outlook.askedPerHour)) /h",
      outlook.held.map(TimeUnits.words) ?? "–", load, peak ?? "–",
      outlook.wait.map(TimeUnits.words) ?? outlook.reason.map { "– (\($0.rawValue))" } ?? "–",
    ]
  }

  private static func atLeast(_ outlook: QueueOutlook) -> String {
    outlook.certainty == .atLeast ? "at least " : ""
  }

  /// That failures have been taken off the units, or that those which may open are among them.
  private static func inService(_ outlook: QueueOutlook, _ model: Model) -> String {
    guard let resource = model.resources.first(where: { $0.name == outlook.resource }) else {
      return ""
    }
    if !resource.escalations.isEmpty { return ", with all that can open" }
    return resource.outages.isEmpty ? "" : " in service"
  }

  private static func clock(_ peak: QueueOutlook.Peak) -> String {
    let hour = peak.hour % 24
    let time = (hour < 10 ? "0" : "") + "\(hour):00"
    return peak.isOfWeek ? "\(ClockTime.weekdayNames[peak.hour / 24].prefix(3)) \(time)" : time
  }

  private static func number(_ value: Double) -> String { TerminalSummary.short(value) }
  private static func hours(_ ticks: Double) -> Double { ticks / Double(Ticks.hour) }
}
