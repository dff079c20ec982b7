/// What a chart is drawn with: marks with the words that a pointer shows, in one set of styles.
struct Plot {
  private(set) var body = ""
  /// Whether no mark has words for a pointer, as where there is none.
  private let isBare: Bool

  init(_ format: Chart.Format) { isBare = format == .telephone }

  mutating func text(
    _ x: Double, _ y: Double, _ text: String, _ style: String = "", anchor: String = "start"
  ) {
    let place = "x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\""
    let end = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
    let styled = style.isEmpty ? "" : " class=\"\(style)\""
    body += "<text \(place)\(end)\(styled)>\(Markup.escaped(text))</text>\n"
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String
  ) {
    path([(x1, y1), (x2, y2)], style)
  }

  mutating func path(_ points: [(Double, Double)], _ style: String, title: String? = nil) {
    let places = points.map { "\(Markup.number($0.0)) \(Markup.number($0.1))" }
    add("path", "d=\"M\(places.joined(separator: "L"))\"", style, title)
  }

  /// A curve of cubic Bézier pieces, drawn as wide as what it stands for.
  ///
  /// - Parameter points: where it begins, then three points a piece.
  mutating func curve(
    _ points: [(Double, Double)], width: Double, _ style: String, title: String? = nil
  ) {
    let places = points.map { "\(Markup.number($0.0)) \(Markup.number($0.1))" }
    add(
      "path",
      "d=\"M\(places[0])C\(places.dropFirst().joined(separator: " "))\" stroke-width=\"\(Markup.number(width))\"",
      style, title)
  }

  /// A band between two curves of one cubic Bézier piece each, the second backwards.
  mutating func band(
    _ there: [(Double, Double)], _ back: [(Double, Double)], _ style: String,
    title: String? = nil
  ) {
    func text(_ points: [(Double, Double)]) -> String {
      points.map { "\(Markup.number($0.0)) \(Markup.number($0.1))" }.joined(separator: " ")
    }
    add(
      "path",
      "d=\"M\(text([there[0]]))C\(text(Array(there.dropFirst())))L\(text([back[0]]))"
        + "C\(text(Array(back.dropFirst())))Z\"", style, title)
  }

  mutating func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String,
    title: String? = nil, fill: String? = nil
  ) {
    let place =
      "x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\" width=\"\(Markup.number(max(0, width)))\" "
      + "height=\"\(Markup.number(max(0, height)))\"" + (fill.map { " style=\"fill:\($0)\"" } ?? "")
    add("rect", place, style, title)
  }

  mutating func dot(
    _ x: Double, _ y: Double, _ radius: Double, _ style: String, title: String? = nil
  ) {
    let place =
      "cx=\"\(Markup.number(x))\" cy=\"\(Markup.number(y))\" r=\"\(Markup.number(radius))\""
    add("circle", place, style, title)
  }

  private mutating func add(_ element: String, _ place: String, _ style: String, _ title: String?) {
    if isBare {
      if style == "mark hit" { return }
      let plain = style.hasPrefix("mark ") ? String(style.dropFirst(5)) : style
      body += "<\(element) \(place) class=\"\(plain)\"/>\n"
      return
    }
    body += "<\(element) \(place) class=\"\(style)\""
    body += title.map { "><title>\(Markup.escaped($0))</title></\(element)>\n" } ?? "/>\n"
  }

  /// The lines and numbers of a horizontal axis below a plot.
  mutating func horizontalAxis(_ scale: Scale, top: Double, bottom: Double, title: String) {
    for tick in scale.ticks {
      let x = scale.place(tick)
      line(x, top, x, bottom, "grid")
      text(x, bottom + 15, TerminalSummary.short(tick), "tick", anchor: "middle")
    }
    text((scale.from + scale.to) / 2, bottom + 32, title, "axis", anchor: "middle")
  }

  /// The lines and numbers of a vertical axis at the left of a plot.
  mutating func verticalAxis(_ scale: Scale, left: Double, right: Double, title: String) {
    for tick in scale.ticks {
      let y = scale.place(tick)
      line(left, y, right, y, "grid")
      text(left - 6, y + 4, TerminalSummary.short(tick), "tick", anchor: "end")
    }
    text(left, scale.to - 10, title, "axis", anchor: "start")
  }

  /// Words one below the other, no wider than there is room.
  ///
  /// - Returns: how far down the last line is.
  mutating func lines(
    _ words: String, _ x: Double, from y: Double, width: Double, _ style: String
  ) -> Double {
    var y = y
    for line in TextWidth.wrapped(words, width: width, size: 11, lines: 4) {
      text(x, y, line, style)
      y += 14
    }
    return y - 14
  }

  /// The keys of a legend side by side, as many in a row as there is room for.
  ///
  /// - Parameter draw: draws a key to the right of a place, at a height, and says how wide it is.
  /// - Returns: how far down the last row is.
  mutating func legend(
    _ names: [String], left: Double, width: Double,
    draw: (Int, Double, Double, inout Plot) -> Double
  ) -> Double {
    var (x, y) = (left, 13.0)
    for (index, name) in names.enumerated() {
      // Every key is drawn where it fits: none is wider than this.
      let widest = 27.0
      if x > left, x + widest + TextWidth.of(name, size: 11) > width { (x, y) = (left, y + 17) }
      x += draw(index, x, y, &self)
      let shown = TextWidth.shortened(name, width: width - x, size: 11)
      text(x, y + 4, shown, "tick")
      x += TextWidth.of(shown, size: 11) + 18
    }
    return y
  }

  /// The styles of all charts.
  static let style: String = {
    let colours = Palette.light.indices.map {
      ".chart .s\($0){stroke:var(--k\($0))}.chart .f\($0){fill:var(--k\($0))}"
    }.joined()
    return """
      .chart{font-family:Helvetica,Arial,'Liberation Sans',sans-serif;font-size:12px}
      .chart .paper{fill:var(--paper)}.chart text{fill:var(--ink)}\(colours)
      .chart .tick{fill:var(--soft);font-size:11px}.chart .axis{fill:var(--soft);font-size:11px}
      .chart .heading{font-weight:600}
      .chart .grid{stroke:var(--line);stroke-width:1;fill:none}
      .chart .zero{stroke:var(--soft);stroke-width:1.5;fill:none}
      .chart .target{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:5 3;fill:none}
      .chart .whisker{stroke-width:2;fill:none}.chart .thin{stroke-width:1;fill:none}
      .chart .curve{stroke-width:2;fill:none;stroke-linejoin:round}
      .chart .faint{stroke-width:1;stroke-opacity:.65;fill:none}.chart .warm{fill:var(--faint)}
      .chart .flow{fill-opacity:.3;stroke:none}.chart .flow:hover{fill-opacity:.6}
      .chart .back{fill:none;stroke-opacity:.3}.chart .back:hover{stroke-opacity:.6}
      .chart .count{font-size:11px}
      .chart .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
      .chart .off{fill:var(--line);fill-opacity:.6}
      .chart .slot{stroke:var(--paper);stroke-width:.5}
      .chart .bars{fill-opacity:.75}
      .chart .cut{stroke:var(--k1);stroke-width:2;fill:none}
      .chart .step{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:3 3;fill:none}
      .chart .band{fill-opacity:.22;stroke:none}.chart .box{fill-opacity:.3;stroke-width:1}
      .chart .hit{fill:transparent;stroke:none}.chart .hit:hover{fill:var(--ink);fill-opacity:.08}
      .chart .cell{stroke:var(--paper);stroke-width:1}
      .chart .good{stroke:var(--good)}.chart .fgood{fill:var(--good)}
      .chart .bad{stroke:var(--bad)}.chart .fbad{fill:var(--bad)}
      .chart .even{stroke:var(--soft)}.chart .feven{fill:var(--soft)}
      """
  }()
}

/// A linear scale with round ticks.
package struct Scale {
  package let lower: Double
  package let upper: Double
  /// Where its ends are drawn.
  let from: Double
  let to: Double
  package let ticks: [Double]

  /// A scale that holds all values.
  package init(
    _ values: [Double], from: Double, to: Double, atMost count: Int = 6, holdsZero: Bool = true
  ) {
    let finite = values.filter(\.isFinite)
    var (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    if holdsZero { (low, high) = (min(low, 0), max(high, 0)) }
    if low == high {
      let room = low == 0 ? 1 : abs(low) / 2
      if low != 0 || !holdsZero { low -= holdsZero ? 0 : room }
      high += room
    }
    let step = Self.step((high - low) / Double(max(1, count)))
    lower = (low / step + 1e-9).rounded(.down) * step
    upper = (high / step - 1e-9).rounded(.up) * step
    (self.from, self.to) = (from, to)
    let number = Int(((upper - lower) / step).rounded())
    let first = lower
    ticks = (0...max(1, number)).map { first + Double($0) * step }
  }

  package func place(_ value: Double) -> Double {
    from + (value - lower) / (upper - lower) * (to - from)
  }

  /// The least of 1, 2, 5, 10, 20 … times a power of ten that is at least `least`.
  private static func step(_ least: Double) -> Double {
    var step = 1.0
    while step < least { step *= 10 }
    while step / 10 >= least { step /= 10 }
    return step / 5 >= least ? step / 5 : step / 2 >= least ? step / 2 : step
  }
}
