/// Points by two figures, in groups that colour and shape tell apart.
struct ScatterChart {
  struct Point {
    var label: String
    var x: Double
    var y: Double
    /// The ends of a whisker.
    var lower: Double?
    var upper: Double?
    /// The place of its group.
    var group: Int
  }

  /// A border between what can be had together and what cannot.
  struct Frontier {
    var groups: Set<Int>
    /// Whether more of the horizontal figure is better.
    var isRightBetter: Bool
  }

  var name: String
  var title: String
  var description: String
  var xTitle: String
  var yTitle: String
  /// What the groups are called; later ones are drawn on top.
  var groups: [String]
  var points: [Point]
  /// Groups whose points no other beats, which steps join.
  var frontier: Frontier?
  /// Limits of either figure.
  var xLimit: Double?
  var yLimit: Double?
  var xHoldsZero = false
  var yHoldsZero = false
  /// Whether the points have their labels beside them.
  var showsLabels = false

  /// By group: ring, dot, diamond.
  private static let colours = [7, 0, 1, 2]

  var chart: Chart { Chart.drawn { drawn($0) } }

  private func drawn(_ format: Chart.Format) -> Chart {
    let (left, right, width) = (56.0, 16.0, format.width)
    var plot = Plot(format)
    let top = legend(into: &plot, left: format == .page ? left : 6, width: width - 4) + 35
    let bottom = top + 252
    let x = Scale(
      points.map(\.x) + [xLimit].compactMap(\.self), from: left, to: width - right,
      atMost: format == .page ? 6 : 4, holdsZero: xHoldsZero)
    let y = Scale(
      points.flatMap { [$0.lower, $0.y, $0.upper] }.compactMap(\.self)
        + [yLimit].compactMap(\.self), from: bottom, to: top,
      holdsZero: yHoldsZero)
    plot.verticalAxis(y, left: left, right: width - right, title: yTitle)
    plot.horizontalAxis(x, top: top, bottom: bottom, title: xTitle)
    if let xLimit { plot.line(x.place(xLimit), top, x.place(xLimit), bottom, "target") }
    if let yLimit { plot.line(left, y.place(yLimit), width - right, y.place(yLimit), "target") }
    if let frontier { plot.path(line(frontier, x, y), "thin s0") }
    for group in groups.indices {
      for point in points where point.group == group {
        let words =
          "\(point.label): \(TerminalSummary.short(point.x)), \(TerminalSummary.short(point.y))"
        let at = x.place(point.x)
        if let lower = point.lower, let upper = point.upper {
          plot.line(at, y.place(lower), at, y.place(upper), "thin s\(colour(group))")
        }
        mark(group, at, y.place(point.y), title: words, into: &plot)
      }
    }
    if showsLabels { labels(x, y, right: width - right, into: &plot) }
    return Chart(
      name: name, title: title, description: description, width: width, height: bottom + 40,
      body: plot.body, columns: ["", xTitle, yTitle, "group"],
      rows: points.map { point in
        [
          point.label, TerminalSummary.short(point.x), TerminalSummary.short(point.y),
          groups[point.group],
        ]
      }, specification: specification)
  }

  private func colour(_ group: Int) -> Int { Self.colours[group % Self.colours.count] }

  /// The steps of the frontier from left to right: what a point reaches is had with less as well.
  private func line(_ frontier: Frontier, _ x: Scale, _ y: Scale) -> [(Double, Double)] {
    let sorted = points.filter { frontier.groups.contains($0.group) }
      .sorted { ($0.x, $0.y) < ($1.x, $1.y) }.map { (x.place($0.x), y.place($0.y)) }
    return sorted.enumerated().flatMap { index, point in
      if index == 0 { return [point] }
      let last = sorted[index - 1]
      return [frontier.isRightBetter ? (last.0, point.1) : (point.0, last.1), point]
    }
  }

  /// The labels beside the points, below or above each other where they would meet.
  private func labels(_ x: Scale, _ y: Scale, right: Double, into plot: inout Plot) {
    var taken: [(left: Double, right: Double, y: Double)] = []
    for point in points.sorted(by: { ($0.y, $0.x) > ($1.y, $1.x) }) {
      let wide = TextWidth.of(point.label, size: 11)
      let at = x.place(point.x)
      let isLeft = at + 9 + wide > right
      let from = isLeft ? at - 9 - wide : at + 9
      var line = y.place(point.y) + 4
      while taken.contains(where: {
        $0.left < from + wide && from < $0.right && abs($0.y - line) < 12
      }) { line += 12 }
      taken.append((from, from + wide, line))
      plot.text(from, line, point.label, "tick")
    }
  }

  private func mark(
    _ group: Int, _ x: Double, _ y: Double, title: String?, into plot: inout Plot
  ) {
    let style = title == nil ? "key" : "mark"
    switch group % Self.colours.count {
    case 0: plot.dot(x, y, 3.5, "\(style) thin ring s\(colour(group))", title: title)
    case 1: plot.dot(x, y, 4.5, "\(style) f\(colour(group))", title: title)
    case 2:
      plot.path(
        [(x, y - 7.5), (x + 7.5, y), (x, y + 7.5), (x - 7.5, y), (x, y - 7.5)],
        "\(style) f\(colour(group))", title: title)
    default: plot.rect(x - 4, y - 4, 8, 8, "\(style) f\(colour(group))", title: title)
    }
  }

  private func legend(into plot: inout Plot, left: Double, width: Double) -> Double {
    let shown = groups.indices.filter { group in points.contains { $0.group == group } }
    let limit = xLimit != nil || yLimit != nil ? ["limit"] : []
    return plot.legend(shown.map { groups[$0] } + limit, left: left, width: width) {
      index, x, y, plot in
      if index == shown.count {
        plot.line(x, y, x + 20, y, "target")
        return 25
      }
      mark(shown[index], x + 6, y, title: nil, into: &plot)
      return 17
    }
  }

  private var specification: [(name: String, value: JSONText)] {
    func channel(_ field: String, _ title: String, _ zero: Bool) -> JSONText {
      Vega.field(
        field, "quantitative", title: title, [("scale", .object([("zero", .bool(zero))]))])
    }
    var layers = [
      Vega.layer(
        .object([("type", "point"), ("filled", true), ("size", 60), ("tooltip", true)]),
        [
          ("x", channel("x", xTitle, xHoldsZero)), ("y", channel("y", yTitle, yHoldsZero)),
          ("color", Vega.field("group", "nominal", title: "", [Vega.noSort])),
          ("shape", Vega.field("group", "nominal", title: "", [Vega.noSort])),
        ])
    ]
    let hasWhiskers = points.contains { $0.lower != nil }
    if hasWhiskers {
      layers.insert(
        Vega.layer(
          "rule",
          [
            ("x", channel("x", xTitle, xHoldsZero)), ("y", channel("lower", yTitle, yHoldsZero)),
            ("y2", .object([("field", "upper")])),
          ]), at: 0)
    }
    for (axis, limit) in [("x", xLimit), ("y", yLimit)] {
      guard let limit else { continue }
      layers.append(
        Vega.layer(
          .object([("type", "rule"), ("strokeDash", [4, 3])]),
          [(axis, .object([("datum", .number(limit))]))]))
    }
    return [
      Vega.data(
        ["label", "x", "y", "group"] + (hasWhiskers ? ["lower", "upper"] : []),
        points.map {
          [.string($0.label), .number($0.x), .number($0.y), .string(groups[$0.group])]
            + (hasWhiskers ? [.number($0.lower ?? $0.y), .number($0.upper ?? $0.y)] : [])
        }), ("layer", .array(layers)),
    ]
  }
}
