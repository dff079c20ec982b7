/// A chart as nodes and edges, for programs that lay out graphs themselves.
struct FlowGraph {
  struct Node {
    var id: String
    var shape: FlowStep.Shape
    /// Whether entities come into the facility here.
    var isArrival: Bool
    var lines: [String]
    /// The resource that it is coloured by.
    var resource: Int?
  }

  struct Edge {
    var from: String
    var to: String
    var label: String
    var isExit: Bool
  }

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  /// By pathway: the first node of it.
  private var entries: [String: String] = [:]
  private var jumps: [(from: String, pathway: String)] = []
  private let chart: FlowChart

  /// An edge that still has no end.
  private typealias Loose = (from: String, label: String, isExit: Bool)

  init(_ chart: FlowChart) {
    self.chart = chart
    for stream in chart.streams {
      var loose: [Loose] = []
      for arrivals in stream.arrivals {
        let id = add(.other, [arrivals.name, arrivals.detail], isArrival: true)
        loose.append((id, "", false))
      }
      let before = nodes.count
      loose = follow(stream.steps, from: loose)
      if !loose.isEmpty { join(loose, to: add(.end, ["leaves"])) }
      if nodes.count > before { entries[stream.pathway] = nodes[before].id }
    }
    for jump in jumps {
      if let to = entries[jump.pathway] {
        edges.append(Edge(from: jump.from, to: to, label: "makes", isExit: true))
      }
    }
  }

  private mutating func add(
    _ shape: FlowStep.Shape, _ lines: [String], isArrival: Bool = false, resource: Int? = nil
  ) -> String {
    let id = "n\(nodes.count + 1)"
    nodes.append(
      Node(id: id, shape: shape, isArrival: isArrival, lines: lines, resource: resource))
    return id
  }

  private mutating func join(_ loose: [Loose], to id: String) {
    for one in loose {
      edges.append(Edge(from: one.from, to: id, label: one.label, isExit: one.isExit))
    }
  }

  private mutating func follow(_ steps: [FlowStep], from loose: [Loose]) -> [Loose] {
    var loose = loose
    for step in steps { loose = follow(step, from: loose) }
    return loose
  }

  private mutating func follow(_ step: FlowStep, from loose: [Loose]) -> [Loose] {
    let names = step.needs.map { need in
      let name = chart.cards[need.resource].name
      return need.count.isEmpty ? name : "\(need.count) × \(name)"
    }
    let title = step.title.isEmpty ? "?" : step.title
    let lines =
      [title] + (names.isEmpty ? [] : ["with " + names.joined(separator: ", ")]) + step.details
    let id = add(step.shape, lines, resource: step.needs.first?.resource)
    join(loose, to: id)
    var open: [Loose] = []
    switch step.shape {
    case .end: break
    case .choice, .parallel:
      for way in step.ways { open += follow(way.steps, from: [(id, way.label, false)]) }
    case .frame: open = follow(step.inner, from: [(id, "", false)])
    default: open = [(id, "", false)]
    }
    for way in step.exits { open += follow(way.steps, from: [(id, way.label, true)]) }
    if let target = step.target { jumps.append((id, target)) }
    return open
  }
}

/// The chart for Mermaid, which many wikis and editors draw.
package struct MermaidText {
  package static func text(of chart: FlowChart) -> String {
    let graph = FlowGraph(chart)
    var lines = ["---", "title: \(quoted(chart.title))", "---", "flowchart TD"]
    for node in graph.nodes {
      let text = quoted(node.lines.joined(separator: "<br>"))
      let (open, close) = brackets(node)
      lines.append("  \(node.id)\(open)\(text)\(close)")
    }
    for edge in graph.edges {
      let arrow = edge.isExit ? "-.->" : "-->"
      let label = edge.label.isEmpty ? "" : "|\(quoted(edge.label))|"
      lines.append("  \(edge.from) \(arrow)\(label) \(edge.to)")
    }
    for (index, colour) in Palette.light.enumerated() {
      let ids = graph.nodes.filter { node in
        node.resource.map { $0 % Palette.light.count == index } ?? false
      }.map(\.id)
      if ids.isEmpty { continue }
      lines.append("  classDef r\(index) stroke:\(colour),stroke-width:3px")
      lines.append("  class \(ids.joined(separator: ",")) r\(index)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Text within quotation marks, with the characters written as entities that Mermaid reads.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "#", ";", "`", "\\": result += "#\(scalar.value);"
      case "&": result += "#amp;"
      case "\0"..<" ": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    // Lines are broken by <br>, and nothing else is markup.
    result = result.replacing("<", with: "#lt;").replacing(">", with: "#gt;")
      .replacing("#lt;br#gt;", with: "<br>")
    return result + "\""
  }

  private static func brackets(_ node: FlowGraph.Node) -> (String, String) {
    if node.isArrival { return ("([", "])") }
    return switch node.shape {
    case .end: ("((", "))")
    case .choice: ("{", "}")
    case .delay, .wait: ("(", ")")
    case .parallel: ("[[", "]]")
    case .note: ("[/", "/]")
    default: ("[", "]")
    }
  }
}

/// The chart for Graphviz.
package struct DOTText {
  package static func text(of chart: FlowChart) -> String {
    let graph = FlowGraph(chart)
    var lines = [
      "digraph kendall {",
      "  graph [label=\(quoted([chart.title])), labelloc=t, fontname=\"Helvetica\"];",
      "  node [shape=box, fontname=\"Helvetica\", fontsize=11];",
      "  edge [fontname=\"Helvetica\", fontsize=10];",
    ]
    for node in graph.nodes {
      var attributes = ["label=\(quoted(node.lines))"]
      if let shape = shape(node) { attributes.append(shape) }
      if let resource = node.resource {
        let colour = Palette.light[resource % Palette.light.count]
        attributes.append("color=\"\(colour)\", penwidth=2")
      }
      lines.append("  \(node.id) [\(attributes.joined(separator: ", "))];")
    }
    for edge in graph.edges {
      var attributes: [String] = []
      if !edge.label.isEmpty { attributes.append("label=\(quoted([edge.label]))") }
      if edge.isExit { attributes.append("style=dashed") }
      let written = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
      lines.append("  \(edge.from) -> \(edge.to)\(written);")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  private static func quoted(_ lines: [String]) -> String {
    let text = lines.map { line in
      String(
        String.UnicodeScalarView(
          line.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
            switch scalar {
            case "\"", "\\": ["\\", scalar]
            case "\0"..<" ": [" "]
            default: [scalar]
            }
          }))
    }
    return "\"" + text.joined(separator: "\\n") + "\""
  }

  private static func shape(_ node: FlowGraph.Node) -> String? {
    if node.isArrival { return "shape=cds" }
    return switch node.shape {
    case .end: "shape=ellipse"
    case .choice: "shape=diamond"
    case .delay, .wait: "style=rounded"
    case .parallel: "shape=box3d"
    case .note: "shape=plain"
    case .frame: "shape=folder"
    default: nil
    }
  }
}
