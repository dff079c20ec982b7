/// A part of a drawing with its own coordinates: what an entity enters at the top of its axis.
struct FlowPiece {
  enum Item {
    case rect(x: Double, y: Double, width: Double, height: Double, radius: Double, style: String)
    case line([(x: Double, y: Double)], style: String)
    case text(x: Double, y: Double, String, style: String)
    /// Items that belong together, with the words that a pointer over them shows.
    case group(title: String, [Item])
    /// An item that is known by an id.
    indirect case named(String, Item)
    /// Where somebody can be, and a way that nothing draws; only for those who go along.
    case spot(FlowSpot)
    case pass([(x: Double, y: Double)])
  }

  var width: Double
  var height: Double
  /// Where the way through it runs, from its left edge.
  var axis: Double
  /// Whether the way goes on at its bottom.
  var isOpen = true
  var items: [Item] = []

  var right: Double { width - axis }

  /// Puts another piece in, its axis at `x` and its top at `y`.
  mutating func add(_ piece: FlowPiece, axisAt x: Double, top y: Double) {
    for item in piece.items { items.append(item.moved(x - piece.axis, y)) }
  }
}

extension FlowPiece.Item {
  func moved(_ dx: Double, _ dy: Double) -> Self {
    switch self {
    case .rect(let x, let y, let width, let height, let radius, let style):
      .rect(
        x: x + dx, y: y + dy, width: width, height: height, radius: radius, style: style)
    case .line(let points, let style):
      .line(points.map { ($0.x + dx, $0.y + dy) }, style: style)
    case .text(let x, let y, let text, let style): .text(x: x + dx, y: y + dy, text, style: style)
    case .group(let title, let items): .group(title: title, items.map { $0.moved(dx, dy) })
    case .named(let id, let item): .named(id, item.moved(dx, dy))
    case .spot(let spot): .spot(spot.moved(dx, dy))
    case .pass(let points): .pass(points.map { ($0.x + dx, $0.y + dy) })
    }
  }

  /// Whether there is something to be seen.
  var isDrawn: Bool {
    switch self {
    case .spot, .pass: false
    default: true
    }
  }

  /// The line along which one goes, where the item is one.
  var way: [FlowSpot.Point]? {
    switch self {
    case .line(let points, let style) where ["a", "w", "w h"].contains(style): points
    case .pass(let points): points
    default: nil
    }
  }

  /// The item as SVG.
  var svg: String {
    switch self {
    case .rect(let x, let y, let width, let height, let radius, let style):
      let rounded = radius > 0 ? " rx=\"\(Markup.number(radius))\"" : ""
      return
        "<rect x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\" width=\"\(Markup.number(width))\" "
        + "height=\"\(Markup.number(height))\"\(rounded) class=\"\(style)\"/>"
    case .line(let points, let style):
      let path = points.enumerated().map { index, point in
        "\(index == 0 ? "M" : "L")\(Markup.number(point.x)) \(Markup.number(point.y))"
      }.joined()
      let line = "<path d=\"\(path)\" class=\"\(style)\"/>"
      guard style == "a", let end = points.last else { return line }
      // The head of an arrow that points down.
      let head = [(end.x - 3.5, end.y - 5.5), (end.x + 3.5, end.y - 5.5), (end.x, end.y)]
      let corners = head.map { "\(Markup.number($0.0)) \(Markup.number($0.1))" }
      return line + "<path d=\"M\(corners.joined(separator: "L"))Z\" class=\"v\"/>"
    case .text(let x, let y, let text, let style):
      return
        "<text x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\" class=\"\(style)\">"
        + "\(Markup.escaped(text))</text>"
    case .group(let title, let items):
      return "<g><title>\(Markup.escaped(title))</title>" + items.map(\.svg).joined() + "</g>"
    case .named(let id, let item):
      let svg = item.svg
      let end = svg.firstIndex(of: " ") ?? svg.endIndex
      return String(svg[..<end]) + " id=\"\(id)\"" + svg[end...]
    case .spot, .pass: return ""
    }
  }
}
