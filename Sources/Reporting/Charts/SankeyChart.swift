import Experiments

/// Flows between nodes from top to bottom, as bands as wide as there are entities.
struct SankeyChart {
  var name: String
  var title: String
  var description: String
  var flow: EntityFlow

  /// The height of a node, the room of a label, and the distance of levels.
  private static let (bar, pitch, level) = (9.0, 98.0, 74.0)

  var chart: Chart {
    let (side, width, top) = (8.0, 720.0, 22.0)
    let levels = FlowLevels(flow, width: width - 2 * side - 30, gap: 12, pitch: Self.pitch)
    let bottom = top + Double(max(0, levels.count - 1)) * Self.level
    func y(_ node: Int) -> Double { top + Double(levels.level[node]) * Self.level }
    var plot = Plot(.page)
    bands(levels, side, y, edge: width - side, into: &plot)
    for (node, one) in flow.nodes.enumerated() {
      let colour = one.kind == .arrival ? 0 : one.kind == .step ? 7 : 1
      plot.rect(
        side + levels.left[node], y(node), max(1, levels.width(node)), Self.bar,
        "mark f\(colour)", title: words(node))
    }
    for (node, one) in flow.nodes.enumerated() {
      let (x, room) = (side + levels.middle(node), max(Self.pitch, levels.width(node)))
      plot.text(
        x, y(node) + Self.bar + 13, TextWidth.shortened(one.name, width: room, size: 12), "halo",
        anchor: "middle")
      plot.text(x, y(node) + Self.bar + 26, count(node), "halo count", anchor: "middle")
    }
    return Chart(
      name: name, title: title, description: description, width: width, height: bottom + 42,
      body: plot.body, columns: ["from", "to", "entities", "share of those there"],
      rows: flow.links.map { link in
        [
          flow.nodes[link.from].name, flow.nodes[link.to].name, "\(link.entities)",
          percent(link.entities, of: flow.nodes[link.from].entities),
        ]
      }, specification: specification)
  }

  private var total: Int {
    flow.nodes.reduce(0) { $0 + ($1.kind == .arrival ? $1.entities : 0) }
  }

  private func percent(_ part: Int, of whole: Int) -> String {
    NumberText.brief(100 * Double(part) / Double(max(1, whole))) + " %"
  }

  private func count(_ node: Int) -> String {
    let entities = flow.nodes[node].entities
    return "\(entities), \(percent(entities, of: total))"
  }

  private func words(_ node: Int) -> String {
    let one = flow.nodes[node]
    let again = one.visits > one.entities ? ", \(one.visits) times in all" : ""
    return "\(one.name): \(count(node)) of all\(again)"
  }

  /// Draws the bands, the widest first; those that go back up pass along the right edge.
  private func bands(
    _ levels: FlowLevels, _ side: Double, _ y: (Int) -> Double, edge: Double,
    into plot: inout Plot
  ) {
    let starts = ends(levels, isFrom: true)
    let goals = ends(levels, isFrom: false)
    let order = flow.links.indices.sorted {
      let (a, b) = (flow.links[$0].entities, flow.links[$1].entities)
      return a == b ? $0 < $1 : a > b
    }
    for index in order {
      let link = flow.links[index]
      let half = max(0.4, Double(link.entities) * levels.scale / 2)
      let (x1, y1) = (side + starts[index], y(link.from) + Self.bar)
      let (x2, y2) = (side + goals[index], y(link.to))
      let words =
        "\(flow.nodes[link.from].name) to \(flow.nodes[link.to].name): \(link.entities), "
        + "\(percent(link.entities, of: flow.nodes[link.from].entities)) of those there"
      let colour = flow.nodes[link.to].kind == .outcome ? 1 : 0
      if levels.isForward(link) {
        let middle = (y1 + y2) / 2
        plot.band(
          [(x1 - half, y1), (x1 - half, middle), (x2 - half, middle), (x2 - half, y2)],
          [(x2 + half, y2), (x2 + half, middle), (x1 + half, middle), (x1 + half, y1)],
          "mark flow f\(colour)", title: words)
      } else {
        plot.curve(
          [
            (x1, y1), (x1, y1 + 40), (edge, y1 + 40), (edge, y1), (edge, y1), (edge, y2),
            (edge, y2), (edge, y2 - 40), (x2, y2 - 40), (x2, y2),
          ], width: 2 * half, "mark back s3", title: words)
      }
    }
  }

  /// The middle of each link at one of its ends: links lie side by side in the order of where they go.
  private func ends(_ levels: FlowLevels, isFrom: Bool) -> [Double] {
    var places = Array(repeating: 0.0, count: flow.links.count)
    for node in flow.nodes.indices {
      let own = flow.links.indices.filter {
        (isFrom ? flow.links[$0].from : flow.links[$0].to) == node
      }.sorted {
        let (a, b) = (place(of: $0, levels, isFrom), place(of: $1, levels, isFrom))
        return a == b ? $0 < $1 : a < b
      }
      var x = levels.left[node]
      for link in own {
        let width = Double(flow.links[link].entities) * levels.scale
        places[link] = x + width / 2
        x += width
      }
    }
    return places
  }

  /// How far to the right the other end of a link lies; what goes back lies last.
  private func place(of link: Int, _ levels: FlowLevels, _ isFrom: Bool) -> Double {
    let one = flow.links[link]
    return levels.isForward(one) ? levels.middle(isFrom ? one.to : one.from) : .infinity
  }

  private var specification: [(name: String, value: JSONText)] {
    [
      Vega.data(
        ["from", "to", "entities"],
        flow.links.map {
          [
            .string(flow.nodes[$0.from].name), .string(flow.nodes[$0.to].name),
            .integer(Int128($0.entities)),
          ]
        }),
      ("mark", .object([("type", "rect"), ("tooltip", true)])),
      (
        "encoding",
        .object([
          ("y", Vega.field("from", "nominal", title: "from", [Vega.noSort])),
          ("x", Vega.field("to", "nominal", title: "to", [Vega.noSort])),
          ("color", Vega.field("entities", "quantitative", title: "entities")),
        ])
      ),
    ]
  }
}
