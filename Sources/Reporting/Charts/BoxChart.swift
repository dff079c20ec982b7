/// Distributions by their percentiles, one below the other.
struct BoxChart {
  struct Row {
    var label: String
    var p5: Double
    var p25: Double
    var p50: Double
    var p75: Double
    var p95: Double
    var p99: Double
    var mean: Double

    var values: [Double] { [p5, p25, p50, p75, p95, p99, mean] }
  }

  var name: String
  var title: String
  var description: String
  var unit: String
  var rows: [Row]

  var chart: Chart { Chart.drawn { readable.drawn($0) } }

  /// The same in hours or days, where minutes would be many.
  private var readable: BoxChart {
    let most = rows.map(\.p95).max() ?? 0
    let (name, factor) = most > 2 * 1440 ? ("days", 1440.0) : ("h", 60)
    guard unit == "min", most > 8 * 60 else { return self }
    var other = self
    other.unit = name
    other.rows = rows.map { row in
      Row(
        label: row.label, p5: row.p5 / factor, p25: row.p25 / factor, p50: row.p50 / factor,
        p75: row.p75 / factor, p95: row.p95 / factor, p99: row.p99 / factor,
        mean: row.mean / factor)
    }
    return other
  }

  private func drawn(_ format: Chart.Format) -> Chart {
    let isNarrow = format == .telephone
    let labels = rows.map { TextWidth.of($0.label, size: 12) }.max() ?? 0
    let left = isNarrow ? 14 : min(240, max(80, labels + 14))
    let width = format.width
    let scale = Scale(
      rows.flatMap(\.values), from: left, to: width - 20, atMost: isNarrow ? 5 : 6)
    var plot = Plot(format)
    let legend = "box: middle half; whiskers: 5th to 95th percentile; ring: mean; tick: 99th"
    var top = 20.0
    if isNarrow {
      top = plot.lines(legend, 4, from: 12, width: width - 8, "tick") + 8
    } else {
      plot.text(width - 20, 12, legend, "tick", anchor: "end")
    }
    let pitch = isNarrow ? 44.0 : 28
    let bottom = top + 6 + Double(rows.count) * pitch
    plot.horizontalAxis(scale, top: top, bottom: bottom, title: unit)
    for (index, row) in rows.enumerated() {
      let y = top + 18 + Double(index) * pitch
      if isNarrow {
        label(row, at: y - 2, width: width, into: &plot)
      } else {
        let label = TextWidth.shortened(row.label, width: left - 12, size: 12)
        plot.text(left - 8, y + 4, label, anchor: "end")
      }
      draw(row, at: isNarrow ? y + 14 : y, scale, into: &plot)
    }
    return Chart(
      name: name, title: title, description: description, width: width, height: bottom + 40,
      body: plot.body,
      columns: ["", "5th", "25th", "median", "75th", "95th", "99th", "mean", "unit"],
      rows: rows.map { [$0.label] + $0.values.map { TerminalSummary.short($0) } + [unit] },
      specification: specification)
  }

  /// The label of a row and what it says most, above it in a narrow picture.
  private func label(_ row: Row, at y: Double, width: Double, into plot: inout Plot) {
    let reading =
      "median \(TerminalSummary.short(row.p50)), 95 % up to \(TerminalSummary.short(row.p95))"
    let room = width - 20 - TextWidth.of(reading, size: 11)
    plot.text(4, y, TextWidth.shortened(row.label, width: room, size: 12), "halo")
    plot.text(width - 4, y, reading, "tick halo", anchor: "end")
  }

  private func draw(_ row: Row, at y: Double, _ scale: Scale, into plot: inout Plot) {
    let x = { (value: Double) in scale.place(value) }
    plot.line(x(row.p5), y, x(row.p25), y, "thin s0")
    plot.line(x(row.p75), y, x(row.p95), y, "thin s0")
    for end in [row.p5, row.p95] { plot.line(x(end), y - 4, x(end), y + 4, "thin s0") }
    let words =
      "\(row.label): median \(TerminalSummary.short(row.p50)), mean \(TerminalSummary.short(row.mean)), "
      + "middle half \(TerminalSummary.short(row.p25)) to \(TerminalSummary.short(row.p75)), "
      + "95th percentile \(TerminalSummary.short(row.p95)) \(unit)"
    plot.rect(x(row.p25), y - 8, x(row.p75) - x(row.p25), 16, "mark box s0 f0", title: words)
    plot.line(x(row.p50), y - 8, x(row.p50), y + 8, "whisker s0")
    plot.line(x(row.p99), y - 3, x(row.p99), y + 3, "whisker s1")
    plot.dot(x(row.mean), y, 3.5, "thin s1 ring")
  }

  private var specification: [(name: String, value: JSONText)] {
    let y = Vega.field("row", "nominal", title: "", [Vega.noSort])
    func range(_ mark: JSONText, _ from: String, _ to: String) -> JSONText {
      Vega.layer(
        mark,
        [
          ("y", y), ("x", Vega.field(from, "quantitative", title: unit)),
          ("x2", .object([("field", .string(to))])),
        ])
    }
    return [
      Vega.data(
        ["row", "p5", "p25", "p50", "p75", "p95", "p99", "mean"],
        rows.map { [.string($0.label)] + $0.values.map { .number($0) } }),
      (
        "layer",
        .array([
          range("rule", "p5", "p95"),
          range(.object([("type", "bar"), ("size", 14)]), "p25", "p75"),
          Vega.layer(
            .object([("type", "tick"), ("color", "white"), ("size", 14)]),
            [("y", y), ("x", Vega.field("p50", "quantitative", title: unit))]),
          Vega.layer("point", [("y", y), ("x", Vega.field("mean", "quantitative", title: unit))]),
        ])
      ),
    ]
  }
}
