/// What a figure comes to as each of several parameters goes from its lowest to its highest value.
struct TornadoChart {
  struct Row {
    var label: String
    /// The values of the parameter, as they would be typed.
    var lowest: String
    var highest: String
    /// The figure there.
    var atLowest: Double
    var atHighest: Double

    var size: Double { abs(atHighest - atLowest) }
  }

  var name: String
  var title: String
  var description: String
  var unit: String
  /// The figure with all parameters in the middle.
  var centre: Double
  /// The parameter that matters most first.
  var rows: [Row]

  var chart: Chart { Chart.drawn { drawn($0) } }

  private func drawn(_ format: Chart.Format) -> Chart {
    let isNarrow = format == .telephone
    let labels = rows.map { TextWidth.of($0.label, size: 12) }.max() ?? 0
    let left = isNarrow ? 6 : min(220, max(80, labels + 14))
    let (width, pitch) = (format.width, isNarrow ? 50.0 : 34.0)
    var plot = Plot(format)
    let keys = ["parameter at its lowest", "parameter at its highest"]
    let top =
      plot.legend(keys, left: left, width: width - 6) { index, x, y, plot in
        plot.rect(x, y - 8, 11, 11, "key f\(index)")
        return 16
      } + 15
    let bottom = top + Double(rows.count) * pitch + 4
    // Room at both sides for the values of the parameters.
    let room = min(
      isNarrow ? 60 : 90,
      10
        + (rows.flatMap { [$0.lowest, $0.highest] }
          .map { TextWidth.of($0, size: 11) }.max() ?? 0))
    let scale = Scale(
      rows.flatMap { [$0.atLowest, $0.atHighest] } + [centre], from: left + room,
      to: width - room - 6, atMost: isNarrow ? 4 : 6, holdsZero: false)
    plot.horizontalAxis(scale, top: top, bottom: bottom, title: unit)
    for (index, row) in rows.enumerated() {
      let y = top + pitch * Double(index) + (isNarrow ? 34 : 19)
      if isNarrow {
        plot.text(4, y - 18, TextWidth.shortened(row.label, width: width - 8, size: 12), "halo")
      } else {
        let label = TextWidth.shortened(row.label, width: left - 12, size: 12)
        plot.text(left - 8, y + 4, label, anchor: "end")
      }
      draw(row, at: y, room: room - 10, scale, into: &plot)
    }
    plot.line(scale.place(centre), top, scale.place(centre), bottom, "zero")
    return Chart(
      name: name, title: title, description: description, width: width, height: bottom + 40,
      body: plot.body,
      columns: ["parameter", "lowest", "highest", "figure at lowest", "figure at highest", "unit"],
      rows: rows.map { row in
        [
          row.label, row.lowest, row.highest, TerminalSummary.short(row.atLowest),
          TerminalSummary.short(row.atHighest), unit,
        ]
      }, specification: specification)
  }

  private func draw(
    _ row: Row, at y: Double, room: Double, _ scale: Scale, into plot: inout Plot
  ) {
    let middle = scale.place(centre)
    // Ends on the same side of the middle share the height.
    let areApart = (row.atLowest - centre) * (row.atHighest - centre) <= 0
    let ends = [
      (row.atLowest, row.lowest, 0, row.atLowest <= row.atHighest),
      (row.atHighest, row.highest, 1, row.atHighest < row.atLowest),
    ]
    let height = areApart ? 20.0 : 10
    for (value, setting, colour, isLower) in ends {
      let above = areApart || colour == 0 ? -10.0 : 0
      let x = scale.place(value)
      let words =
        "\(row.label) = \(setting): \(TerminalSummary.short(value)) \(unit)"
      plot.rect(
        min(x, middle), y + above, abs(x - middle), height, "mark f\(colour)", title: words)
      // The lower of the two leads to the left, unless both lie on the same side of the middle.
      let isLeft = areApart ? isLower : value < centre
      plot.text(
        x + (isLeft ? -5 : 5), y + above + height / 2 + 4,
        TextWidth.shortened(setting, width: room, size: 11), "tick",
        anchor: isLeft ? "end" : "start")
    }
  }

  private var specification: [(name: String, value: JSONText)] {
    let data = rows.flatMap { row in
      [
        (row.lowest, "lowest", row.atLowest), (row.highest, "highest", row.atHighest),
      ].map { setting, end, value -> [JSONText] in
        [
          .string(row.label), .string(setting), .string(end), .number(value), .number(centre),
        ]
      }
    }
    return [
      Vega.data(["parameter", "setting", "end", "value", "centre"], data),
      ("mark", .object([("type", "bar"), ("tooltip", true)])),
      (
        "encoding",
        .object([
          ("y", Vega.field("parameter", "nominal", title: "", [Vega.noSort])),
          (
            "x",
            Vega.field(
              "value", "quantitative", title: unit,
              [("scale", .object([("zero", false)])), ("stack", .null)])
          ),
          ("x2", .object([("field", "centre")])),
          ("color", Vega.field("end", "nominal", title: "parameter at its", [Vega.noSort])),
        ])
      ),
    ]
  }
}
