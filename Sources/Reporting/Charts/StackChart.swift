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

  var chart: Chart {
    let labels = rows.map { TextWidth.of($0.label, size: 12) }.max() ?? 0
    let left = min(240, max(80, labels + 14))
    let width = 720.0
    var plot = Plot()
    var (x, y) = (left, 12.0)
    for (index, part) in parts.enumerated() {
      let wide = TextWidth.of(part, size: 11) + 28
      if x + wide > width, x > left { (x, y) = (left, y + 17) }
      plot.rect(x, y - 9, 11, 11, "key f\(index % Palette.light.count)")
      plot.text(x + 16, y, part, "tick")
      x += wide
    }
    let top = y + 10
    let bottom = top + Double(rows.count) * 28 + 6
    let sums = rows.map { $0.amounts.reduce(0, +) }
    let scale = Scale(sums, from: left, to: width - 20)
    plot.horizontalAxis(scale, top: top, bottom: bottom, title: unit)
    for (index, row) in rows.enumerated() {
      let middle = top + 18 + Double(index) * 28
      let label = TextWidth.shortened(row.label, width: left - 12, size: 12)
      plot.text(left - 8, middle + 4, label, anchor: "end")
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
