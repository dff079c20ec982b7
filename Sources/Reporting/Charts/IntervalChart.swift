/// Means with their confidence intervals, one below the other.
struct IntervalChart {
  struct Row {
    var label: String
    var mean: Double?
    var lower: Double?
    var upper: Double?
    /// In words behind the interval.
    var note = ""
    /// `good`, `bad` or `even`, where something is said of it; else nil.
    var tone: String?
    /// What it is set beside, such as what was observed.
    var other: Double?
  }

  var name: String
  var title: String
  var description: String
  var unit: String
  var rows: [Row]
  var target: Double?
  /// What the line of the target is called.
  var targetName = "target"
  /// Whether 0 has a line of its own, as for differences.
  var marksZero = false
  /// What the other values are, where there are some.
  var otherName: String?

  var chart: Chart {
    let values = rows.flatMap { [$0.mean, $0.lower, $0.upper, $0.other].compactMap(\.self) }
    let labels = rows.map { TextWidth.of($0.label, size: 12) }.max() ?? 0
    let left = min(240, max(80, labels + 14))
    let width = 720.0
    let right = rows.contains { !$0.note.isEmpty } ? 150.0 : 20
    let bottom = 14 + Double(rows.count) * 26
    let scale = Scale(
      values + [target].compactMap(\.self), from: left, to: width - right,
      holdsZero: marksZero || unit == "%")
    var plot = Plot()
    plot.horizontalAxis(scale, top: 6, bottom: bottom, title: unit)
    if marksZero { plot.line(scale.place(0), 6, scale.place(0), bottom, "zero") }
    for (index, row) in rows.enumerated() {
      draw(row, at: 22 + Double(index) * 26, left: left, scale, width: width, into: &plot)
    }
    if let target {
      plot.line(scale.place(target), 2, scale.place(target), bottom, "target")
      plot.text(
        scale.place(target), bottom + 46, "\(targetName) \(TerminalSummary.short(target))", "axis",
        anchor: scale.place(target) > width - right - 40 ? "end" : "middle")
    }
    return Chart(
      name: name, title: title, description: description, width: width,
      height: bottom + (target == nil ? 40 : 54), body: plot.body,
      columns: [""] + (otherName.map { [$0] } ?? []) + ["mean", "lower", "upper", "unit", "note"],
      rows: rows.map { row in
        [row.label] + (otherName == nil ? [] : [Self.words(row.other)])
          + [row.mean, row.lower, row.upper].map { Self.words($0) } + [unit, row.note]
      }, specification: specification)
  }

  private func draw(
    _ row: Row, at y: Double, left: Double, _ scale: Scale, width: Double, into plot: inout Plot
  ) {
    let label = TextWidth.shortened(row.label, width: left - 12, size: 12)
    plot.text(left - 8, y + 4, label, anchor: "end")
    if !row.note.isEmpty {
      plot.text(width - 142, y + 4, TextWidth.shortened(row.note, width: 140, size: 11), "tick")
    }
    if let other = row.other, let otherName {
      let x = scale.place(other)
      plot.path(
        [(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y), (x, y - 7)],
        "mark \(row.tone == "bad" ? "fbad" : "f1")",
        title: "\(row.label), \(otherName): \(Self.words(other)) \(unit)")
    }
    guard let mean = row.mean else { return }
    let tone = row.tone ?? "s0"
    var words = "\(row.label): \(Self.words(mean)) \(unit)"
    if let lower = row.lower, let upper = row.upper {
      words += " (\(Self.words(lower)) to \(Self.words(upper)))"
      plot.path(
        [(scale.place(lower), y), (scale.place(upper), y)], "whisker \(tone)", title: words)
      for end in [lower, upper] {
        plot.line(scale.place(end), y - 5, scale.place(end), y + 5, "whisker \(tone)")
      }
    }
    plot.dot(scale.place(mean), y, 4.5, "mark \(row.tone.map { "f" + $0 } ?? "f0")", title: words)
  }

  static func words(_ value: Double?) -> String { value.map { TerminalSummary.short($0) } ?? "–" }

  private var specification: [(name: String, value: JSONText)] {
    let y = Vega.field("row", "nominal", title: "", [Vega.noSort])
    let zero = JSONText.object([("zero", .bool(marksZero || unit == "%"))])
    let x = Vega.field("mean", "quantitative", title: unit, [("scale", zero)])
    var layers = [
      Vega.layer(
        .object([("type", "rule"), ("strokeWidth", 2)]),
        [
          ("y", y), ("x", Vega.field("lower", "quantitative", title: unit, [("scale", zero)])),
          ("x2", .object([("field", "upper")])),
        ]),
      Vega.layer(
        .object([("type", "point"), ("filled", true), ("size", 70), ("tooltip", true)]),
        [("y", y), ("x", x)]),
    ]
    if otherName != nil {
      layers.append(
        Vega.layer(
          .object([
            ("type", "point"), ("filled", true), ("shape", "diamond"), ("size", 90),
            ("color", "#B95000"), ("tooltip", true),
          ]),
          [("y", y), ("x", Vega.field("other", "quantitative", title: unit, [("scale", zero)]))]))
    }
    for line in [target, marksZero ? 0 : nil].compactMap(\.self) {
      layers.append(
        Vega.layer(
          .object([("type", "rule"), ("strokeDash", [4, 3])]),
          [("x", .object([("datum", .number(line))]))]))
    }
    return [
      Vega.data(
        ["row", "mean", "lower", "upper", "note"] + (otherName == nil ? [] : ["other"]),
        rows.map { row in
          [
            .string(row.label), .optional(row.mean), .optional(row.lower), .optional(row.upper),
            .string(row.note),
          ] + (otherName == nil ? [] : [.optional(row.other)])
        }), ("layer", .array(layers)),
    ]
  }
}
