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
    /// Words above it, where rows of another kind begin.
    var heading: String?
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

  var chart: Chart { Chart.drawn { drawn($0) } }

  private func drawn(_ format: Chart.Format) -> Chart {
    let values = rows.flatMap { [$0.mean, $0.lower, $0.upper, $0.other].compactMap(\.self) }
    let isNarrow = format == .telephone
    let left = isNarrow ? 14 : labelWidth + 14
    let width = format.width
    let right = !isNarrow && rows.contains { !$0.note.isEmpty } ? 150.0 : 20
    let heights = rows.map { isNarrow ? Self.narrowHeight($0, reading($0)) : 26 }
    var tops: [Double] = []
    var bottom = 8.0
    for (row, height) in zip(rows, heights) {
      if row.heading != nil { bottom += 30 }
      tops.append(bottom)
      bottom += height
    }
    bottom += 6
    let scale = Scale(
      values + [target].compactMap(\.self), from: left, to: width - right,
      atMost: isNarrow ? 5 : 6, holdsZero: marksZero || unit == "%")
    var plot = Plot(format)
    plot.horizontalAxis(scale, top: 6, bottom: bottom, title: unit)
    if marksZero { plot.line(scale.place(0), 6, scale.place(0), bottom, "zero") }
    if let target {
      let words = "\(targetName) \(TerminalSummary.short(target))"
      let place = scale.place(target)
      let half = TextWidth.of(words, size: 11) / 2
      plot.line(place, 2, place, bottom, "target")
      plot.text(
        min(max(place, half + 2), width - half - 2), bottom + 46, words, "axis", anchor: "middle")
    }
    for (index, row) in rows.enumerated() {
      if let heading = row.heading {
        let shown = TextWidth.shortened(heading, width: width - 10, size: 12)
        plot.text(isNarrow ? 4 : 6, tops[index] - 6, shown, "heading halo")
      }
      if isNarrow {
        let line = label(row, reading(row), from: tops[index], width: width, into: &plot)
        draw(row, at: line + 14, scale, into: &plot)
      } else {
        draw(row, at: tops[index] + 14, scale, into: &plot)
        label(row, at: tops[index] + 14, left: left, width: width, into: &plot)
      }
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

  private var labelWidth: Double {
    min(226, max(66, rows.map { TextWidth.of($0.label, size: 12) }.max() ?? 0))
  }

  /// A row in words: estimate, interval, verdict.
  private func reading(_ row: Row) -> String {
    var words = Self.words(row.mean)
    if let lower = row.lower, let upper = row.upper {
      words += " (\(Self.words(lower)) to \(Self.words(upper)))"
    }
    if let other = row.other, let otherName {
      words = "\(otherName) \(Self.words(other)); " + words
    }
    return row.note.isEmpty ? words : words + ", \(row.note)"
  }

  /// Whether the label of a row and its reading stand on one line of a narrow picture.
  private static func fits(_ label: String, _ reading: String, _ width: Double) -> Bool {
    TextWidth.of(label, size: 12) + TextWidth.of(reading, size: 11) + 12 <= width - 8
  }

  private static func narrowHeight(_ row: Row, _ reading: String) -> Double {
    let width = Chart.Format.telephone.width
    if fits(row.label, reading, width) { return 40 }
    return 40 + 14
      * Double(TextWidth.wrapped(reading, width: width - 8, size: 11, lines: 4).count)
  }

  /// The label of a row and its reading above it, in a narrow picture.
  ///
  /// - Returns: how far down their last line is.
  private func label(
    _ row: Row, _ reading: String, from top: Double, width: Double, into plot: inout Plot
  ) -> Double {
    plot.text(4, top + 13, TextWidth.shortened(row.label, width: width - 8, size: 12), "halo")
    if Self.fits(row.label, reading, width) {
      plot.text(width - 4, top + 13, reading, "tick halo", anchor: "end")
      return top + 13
    }
    return plot.lines(reading, 4, from: top + 27, width: width - 8, "tick halo")
  }

  private func label(
    _ row: Row, at y: Double, left: Double, width: Double, into plot: inout Plot
  ) {
    let label = TextWidth.shortened(row.label, width: left - 12, size: 12)
    plot.text(left - 8, y + 4, label, anchor: "end")
    if !row.note.isEmpty {
      plot.text(width - 142, y + 4, TextWidth.shortened(row.note, width: 140, size: 11), "tick")
    }
  }

  private func draw(_ row: Row, at y: Double, _ scale: Scale, into plot: inout Plot) {
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
