/// Amounts made of parts, one bar below the other.
struct StackChart {
  var name: String
  var title: String
  var description: String
  var unit: String
  /// The names of the parts, in the order in which they are stacked.
  var parts: [String]
  /// By bar: its label and the amount of each part.
  var rows: [(label: String, amounts: [Double])]

  var chart: Chart { Chart.drawn { drawn($0) } }

  private func drawn(_ format: Chart.Format) -> Chart {
    let isNarrow = format == .telephone
    let labels = rows.map { TextWidth.of($0.label, size: 12) }.max() ?? 0
    let left = isNarrow ? 12 : min(240, max(80, labels + 14))
    let width = format.width
    var plot = Plot(format)
    let y = plot.legend(parts, left: left, width: width - 4) { index, x, y, plot in
      plot.rect(x, y - 5, 11, 11, "key f\(index % Palette.light.count)")
      return 16
    }
    let top = y + 14
    let pitch = isNarrow ? 42.0 : 28
    let bottom = top + Double(rows.count) * pitch + 6
    let sums = rows.map { $0.amounts.reduce(0, +) }
    let scale = Scale(sums, from: left, to: width - 20, atMost: isNarrow ? 5 : 6)
    plot.horizontalAxis(scale, top: top, bottom: bottom, title: unit)
    for (index, row) in rows.enumerated() {
      let middle = top + Double(index) * pitch + (isNarrow ? 30 : 18)
      if isNarrow {
        let sum = "\(TerminalSummary.short(sums[index])) \(unit)"
        let room = width - 20 - TextWidth.of(sum, size: 11)
        plot.text(4, middle - 14, TextWidth.shortened(row.label, width: room, size: 12), "halo")
        plot.text(width - 4, middle - 14, sum, "tick halo", anchor: "end")
      } else {
        let label = TextWidth.shortened(row.label, width: left - 12, size: 12)
        plot.text(left - 8, middle + 4, label, anchor: "end")
      }
      var sum = 0.0
      for (part, amount) in row.amounts.enumerated() where amount > 0 {
        let words = "\(row.label), \(parts[part]): \(TerminalSummary.short(amount)) \(unit)"
        plot.rect(
          scale.place(sum), middle - 9, scale.place(sum + amount) - scale.place(sum), 18,
          "mark f\(part % Palette.light.count)", title: words)
        sum += amount
      }
    }
    return Chart(
      name: name, title: title, description: description, width: width, height: bottom + 40,
      body: plot.body, columns: [""] + parts + ["together", "unit"],
      rows: zip(rows, sums).map { row, sum in
        [row.label] + (row.amounts + [sum]).map { TerminalSummary.short($0) } + [unit]
      }, specification: specification)
  }

  private var specification: [(name: String, value: JSONText)] {
    let data = rows.flatMap { row in
      row.amounts.enumerated().map { part, amount -> [JSONText] in
        [.string(row.label), .string(parts[part]), .integer(Int128(part)), .number(amount)]
      }
    }
    return [
      Vega.data(["row", "part", "place", "amount"], data),
      ("mark", .object([("type", "bar"), ("tooltip", true)])),
      (
        "encoding",
        .object([
          ("y", Vega.field("row", "nominal", title: "", [Vega.noSort])),
          ("x", Vega.field("amount", "quantitative", title: unit)),
          ("color", Vega.field("part", "nominal", title: "", [Vega.noSort])),
          ("order", Vega.field("place", "ordinal")),
        ])
      ),
    ]
  }
}
