import FacilityModel

/// A level by hour of the day and day of the week.
struct HeatMap {
  var name: String
  var title: String
  var description: String
  var unit: String
  /// 168 values from Monday 00:00; nil where there is none.
  var values: [Double?]

  var chart: Chart { Chart.drawn { drawn($0) } }

  private func drawn(_ format: Chart.Format) -> Chart {
    let isNarrow = format == .telephone
    let (left, top, cell, high) = (isNarrow ? 34.0 : 46.0, 8.0, isNarrow ? 12.5 : 27.5, 22.0)
    let most = values.compactMap(\.self).max() ?? 0
    // From nothing on, or what chance alone makes of even hours would look like a peak.
    let least = min(0, values.compactMap(\.self).min() ?? 0)
    let bottom = top + 7 * high
    var plot = Plot(format)
    for day in 0..<7 {
      let name = String(ClockTime.weekdayNames[day].prefix(3))
      plot.text(left - 6, top + Double(day) * high + 15, name, "tick", anchor: "end")
    }
    for hour in stride(from: 0, to: 24, by: isNarrow ? 3 : 2) {
      plot.text(
        left + (Double(hour) + 0.5) * cell, bottom + 14, "\(hour)", "tick", anchor: "middle")
    }
    plot.text(left + 12 * cell, bottom + 29, "hour of the day", "axis", anchor: "middle")
    for (bin, value) in values.enumerated() {
      guard let value else { continue }
      let words = BandChart.hour(bin, isWeek: true) + ": \(TerminalSummary.short(value)) \(unit)"
      plot.rect(
        left + Double(bin % 24) * cell, top + Double(bin / 24) * high, cell, high, "mark cell",
        title: words, fill: Self.colour(most > least ? (value - least) / (most - least) : 0))
    }
    key(into: &plot, least: least, most: most, left: left, top: bottom + 40)
    return Chart(
      name: name, title: title, description: description, width: format.width,
      height: bottom + 66,
      body: plot.body, columns: ["day"] + (0..<24).map { "\($0):00" }, rows: rows,
      specification: specification)
  }

  /// From the colour of nothing to that of the most.
  private static func colour(_ share: Double) -> String {
    let percent = Markup.number((share * 100).rounded())
    return "color-mix(in oklab,var(--heat1) \(percent)%,var(--heat0))"
  }

  private func key(into plot: inout Plot, least: Double, most: Double, left: Double, top: Double) {
    for index in 0..<10 {
      plot.rect(
        left + Double(index) * 16, top, 16, 10, "key", fill: Self.colour(Double(index) / 9))
    }
    plot.text(left, top + 22, TerminalSummary.short(least), "tick")
    plot.text(left + 160, top + 22, "\(TerminalSummary.short(most)) \(unit)", "tick", anchor: "end")
  }

  private var rows: [[String]] {
    (0..<7).map { day in
      [ClockTime.weekdayNames[day]]
        + (0..<24).map { hour in IntervalChart.words(values[day * 24 + hour]) }
    }
  }

  private var specification: [(name: String, value: JSONText)] {
    let rows = values.enumerated().compactMap { bin, value -> [JSONText]? in
      guard let value else { return nil }
      return [
        .string(ClockTime.weekdayNames[bin / 24]), .integer(Int128(bin % 24)), .number(value),
      ]
    }
    return [
      Vega.data(["day", "hour", "value"], rows),
      ("mark", .object([("type", "rect"), ("tooltip", true)])),
      (
        "encoding",
        .object([
          ("x", Vega.field("hour", "ordinal", title: "hour of the day")),
          ("y", Vega.field("day", "nominal", title: "", [Vega.noSort])),
          ("color", Vega.field("value", "quantitative", title: unit)),
        ])
      ),
    ]
  }
}
