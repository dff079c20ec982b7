/// The chart of a model as an SVG picture: light and dark, to be printed or looked at.
package struct FlowDrawing {
  private let chart: FlowChart
  private let layout: FlowLayout
  private static let margin = 20.0
  private static let cardWidth = 196.0

  private init(_ chart: FlowChart, hasRoom: Bool = false) {
    self.chart = chart
    layout = FlowLayout(chart: chart, hasRoom: hasRoom)
  }

  /// The picture; without its heading where it stands in a page that has one.
  package static func svg(of chart: FlowChart, hasHeading: Bool = true) -> String {
    let drawing = FlowDrawing(chart)
    let (items, size) = drawing.items(hasHeading: hasHeading)
    return drawing.svg(
      items, size, style: "<style>\(Palette.variables)\n\(style)</style>\n", end: "")
  }

  /// The same picture without its heading, with room for those who are in the facility.
  package static func scene(of chart: FlowChart) -> FlowScene {
    let drawing = FlowDrawing(chart, hasRoom: true)
    let (items, size) = drawing.items(hasHeading: false)
    let spots = items.compactMap { item -> FlowSpot? in
      if case .spot(let spot) = item { spot } else { nil }
    }
    let frames = spots.enumerated().map { index, spot in
      FlowPiece.Item.named(
        "n\(index)",
        .rect(
          x: spot.box.x, y: spot.box.y, width: spot.box.width, height: spot.box.height, radius: 3,
          style: "spot")
      ).svg + "\n"
    }
    return FlowScene(
      svg: drawing.svg(
        items, size, style: "", end: frames.joined() + "<g id=\"tokens\"></g>\n"),
      spots: spots, ways: items.compactMap(\.way))
  }

  /// What stands in the picture, and its size without the margin.
  private func items(hasHeading: Bool) -> ([FlowPiece.Item], (width: Double, height: Double)) {
    let streams = chart.streams.map { stream(of: $0) }
    let rows = rows(of: streams)
    let widest = rows.map { $0.reduce(-30) { $0 + $1.width + 30 } }.max() ?? 0
    let inner = max(widest, 2 * Self.cardWidth + 10, hasHeading ? 480 : 0)
    var items: [FlowPiece.Item] = []
    var y = 0.0
    if hasHeading { heading(&items, &y, width: inner) }
    cards(&items, &y, width: inner)
    for row in rows {
      let width = row.reduce(-30) { $0 + $1.width + 30 }
      var x = (inner - width) / 2
      for piece in row {
        for item in piece.items { items.append(item.moved(x, y)) }
        x += piece.width + 30
      }
      y += (row.map(\.height).max() ?? 0) + 30
    }
    legend(&items, &y, width: inner)
    return (items, (inner, y))
  }

  private func svg(
    _ items: [FlowPiece.Item], _ inner: (width: Double, height: Double), style: String, end: String
  ) -> String {
    // Pages show it no larger than it is; those of replays allow no style of single elements.
    let (width, height) = (inner.width + 2 * Self.margin, inner.height + 2 * Self.margin)
    let size = "\(Markup.number(width)) \(Markup.number(height))"
    let natural = style.isEmpty ? "" : " style=\"--natural:\(Markup.number(width))px\""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" width="\(Markup.number(width))" \
      height="\(Markup.number(height))"\(natural) class="kendall flow" role="img" aria-labelledby="flow-title flow-desc">
      <title id="flow-title">\(Markup.escaped(chart.title)): the flow</title>
      <desc id="flow-desc">\(Markup.escaped(description))</desc>
      \(style)<rect class="paper" width="100%" height="100%"/>
      <g transform="translate(\(Markup.number(Self.margin)) \(Markup.number(Self.margin)))">
      \(items.filter(\.isDrawn).map(\.svg).joined(separator: "\n"))
      \(end)</g>
      </svg>

      """
  }

  /// The streams side by side, as many in a row as fit a page.
  private func rows(of streams: [FlowPiece]) -> [[FlowPiece]] {
    var rows: [[FlowPiece]] = []
    var width = Double.infinity
    for piece in streams {
      if width + piece.width > 1100 {
        rows.append([])
        width = 0
      }
      rows[rows.count - 1].append(piece)
      width += piece.width + 30
    }
    return rows
  }

  private func stream(of stream: FlowChart.Stream) -> FlowPiece {
    let heads = stream.arrivals.map {
      layout.marked(
        arrival($0), as: "arrivals/" + $0.source, in: stream.pathway, title: $0.source)
    }
    var centres: [Double] = []
    var x = 0.0
    for head in heads {
      centres.append(x + head.axis)
      x += head.width + 20
    }
    let middle = ((centres.first ?? 0) + (centres.last ?? 0)) / 2
    let tall = heads.map(\.height).max() ?? 0
    var top = FlowPiece(width: max(0, x - 20), height: tall + 14, axis: middle)
    for (head, centre) in zip(heads, centres) {
      top.add(head, axisAt: centre, top: tall - head.height)
      top.items.append(
        .line(
          [(centre, tall), (centre, tall + 7), (middle, tall + 7), (middle, tall + 14)], style: "w")
      )
    }
    var pieces = [top]
    let name = TextWidth.of(stream.pathway, size: 12, bold: true) + 10
    if chart.streams.count > 1 {
      pieces.append(
        layout.passed(
          FlowPiece(
            width: name, height: 16, axis: name / 2,
            items: [.text(x: name / 2, y: 12, stream.pathway, style: "t s")])))
    }
    pieces += layout.pieces(of: stream.steps)
    if pieces[pieces.count - 1].isOpen {
      pieces.append(
        layout.marked(
          FlowPiece(
            width: 70, height: 20, axis: 35, isOpen: false,
            items: [
              .rect(x: 0, y: 0, width: 70, height: 20, radius: 10, style: "b o"),
              .text(x: 35, y: 14, "leaves", style: "t e"),
            ]), as: stream.pathway + "/end", in: stream.pathway, title: "leaves"))
    }
    return layout.columns(pieces)
  }

  private func arrival(_ arrivals: FlowChart.Arrivals) -> FlowPiece {
    let heads = TextWidth.wrapped(arrivals.name, width: 200, size: 12, bold: true, lines: 3)
    let details = TextWidth.wrapped(arrivals.detail, width: 200, size: 10.5, lines: 2)
    let width =
      ((heads.map { TextWidth.of($0, size: 12, bold: true) }
        + details.map { TextWidth.of($0, size: 10.5) }).max() ?? 0) + 36
    let height = Double(heads.count) * 15 + Double(details.count) * 13 + 10
    var items: [FlowPiece.Item] = [
      .rect(x: 0, y: 0, width: width, height: height, radius: height / 2, style: "b z")
    ]
    var y = 4.0
    for line in heads {
      y += 15
      items.append(.text(x: width / 2, y: y - 3, line, style: "t"))
    }
    for line in details {
      y += 13
      items.append(.text(x: width / 2, y: y - 3, line, style: "d"))
    }
    return FlowPiece(
      width: width, height: height, axis: width / 2,
      items: [.group(title: "\(arrivals.name) arrive: \(arrivals.detail)", items)])
  }

  private func heading(_ items: inout [FlowPiece.Item], _ y: inout Double, width: Double) {
    items.append(.text(x: 0, y: 18, chart.title, style: "hd"))
    y = 30
    for line in TextWidth.wrapped(chart.about ?? "", width: width, size: 12, lines: 5)
    where !line.isEmpty {
      y += 15
      items.append(.text(x: 0, y: y, line, style: "ab"))
    }
    y += 18
  }

  private func cards(_ items: inout [FlowPiece.Item], _ y: inout Double, width: Double) {
    guard !chart.cards.isEmpty else { return }
    let columns = max(1, Int((width + 10) / (Self.cardWidth + 10)))
    let (height, pitch) = layout.hasRoom ? (52.0, 58.0) : (36.0, 42.0)
    for (index, card) in chart.cards.enumerated() {
      let x = Double(index % columns) * (Self.cardWidth + 10)
      let top = y + Double(index / columns) * pitch
      let name = TextWidth.shortened(card.name, width: Self.cardWidth - 22, size: 12, bold: true)
      let words = card.details.joined(separator: ", ")
      let detail = TextWidth.shortened(words, width: Self.cardWidth - 22, size: 10.5)
      items.append(
        .group(
          title: "\(card.name): \(words)",
          [
            .rect(x: x, y: top, width: Self.cardWidth, height: height, radius: 3, style: "cd"),
            .rect(
              x: x, y: top, width: 6, height: height, radius: 0,
              style: "r\(index % Palette.light.count)"),
            .text(x: x + 14, y: top + 15, name, style: "t l"),
            .text(x: x + 14, y: top + 29, detail, style: "d l"),
          ]))
      if layout.hasRoom { items += bar(of: index, x: x + 14, y: top + 37) }
    }
    y += Double((chart.cards.count + columns - 1) / columns) * pitch + 18
  }

  /// The bar of a resource that shows how much of it is on duty and in use, with its numbers.
  private func bar(of resource: Int, x: Double, y: Double) -> [FlowPiece.Item] {
    func part(_ id: String, _ width: Double, _ style: String) -> FlowPiece.Item {
      .named(
        "\(id)\(resource)", .rect(x: x, y: y, width: width, height: 8, radius: 2, style: style))
    }
    return [
      part("most", FlowScene.barWidth, "bar"), part("duty", 0, "bar on"),
      part("busy", 0, "r\(resource % Palette.light.count)"),
      .named(
        "level\(resource)",
        .text(x: x + FlowScene.barWidth + 6, y: y + 7.5, "\u{2013}", style: "d l")),
    ]
  }

  private func legend(_ items: inout [FlowPiece.Item], _ y: inout Double, width: Double) {
    let words =
      "coloured edge: a resource is needed · rounded: time passes · diamond: one of several ways · "
      + "dashed: gives up or finds no place"
    for line in TextWidth.wrapped(words, width: width, size: 10.5, lines: 5) {
      items.append(.text(x: 0, y: y, line, style: "d l"))
      y += 14
    }
    y -= 8
  }

  /// The drawing in words, for those who cannot see it.
  private var description: String {
    chart.streams.map { stream in
      "\(stream.arrivals.map(\.name).joined(separator: " and ")) follow \(stream.pathway): "
        + Self.words(stream.steps) + "."
    }.joined(separator: " ")
  }

  private static func words(_ steps: [FlowStep]) -> String {
    steps.filter { $0.shape != .note }.map { step in
      let inner = step.shape == .frame ? " (" + words(step.inner) + ")" : ""
      let ways = step.ways.map { "\($0.label): \($0.steps.isEmpty ? "on" : words($0.steps))" }
      return (step.title.isEmpty ? "a choice" : step.title) + inner
        + (ways.isEmpty ? "" : " (" + ways.joined(separator: "; ") + ")")
    }.joined(separator: ", ")
  }

  static let style: String = {
    let colours = Palette.light.indices.map { ".flow .r\($0){fill:var(--k\($0))}" }.joined()
    return """
      .flow{font-family:Helvetica,Arial,'Liberation Sans',sans-serif;max-width:100%;height:auto}
      .flow .paper{fill:var(--paper)}\(colours)
      .flow text{fill:var(--ink)}
      .flow .hd{font-size:20px;font-weight:600}.flow .ab{font-size:12px;fill:var(--soft)}
      .flow .t{font-size:12px;font-weight:600;text-anchor:middle}
      .flow .d{font-size:10.5px;fill:var(--soft);text-anchor:middle}
      .flow .c{font-size:11.5px}.flow .q{font-size:11px;fill:var(--soft)}
      .flow .l{text-anchor:start}.flow .e{fill:var(--paper)}.flow .i{font-style:italic}
      .flow .x{fill:var(--bad)}.flow .k{font-weight:500}.flow .s{font-size:13px;fill:var(--k0)}
      .flow .b{fill:var(--paper);stroke:var(--soft);stroke-width:1.2}
      .flow .f{fill:var(--faint)}.flow .o{fill:var(--soft)}.flow .z{fill:var(--faint);stroke:var(--k0);stroke-width:2}
      .flow .h2{stroke-dasharray:2 3}
      .flow .n{fill:var(--paper)}
      .flow .g{fill:var(--faint);fill-opacity:.55;stroke:var(--soft);stroke-dasharray:5 3}
      .flow .cd{fill:var(--faint);stroke:var(--line)}
      .flow .w,.flow .a,.flow .h,.flow .p{fill:none;stroke:var(--soft);stroke-width:1.2}
      .flow .v{fill:var(--soft)}
      .flow .h{stroke:var(--bad);stroke-dasharray:4 3}.flow .p{stroke:var(--ink);stroke-width:3}
      """
  }()
}
