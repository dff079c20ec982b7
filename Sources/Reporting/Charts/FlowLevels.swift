package import Experiments

/// Where the nodes of a flow are drawn: levels from top to bottom, places from left to right.
package struct FlowLevels {
  /// The level of each node, from 0.
  package private(set) var level: [Int]
  /// The left end of each node, and how wide an entity is.
  package private(set) var left: [Double]
  package private(set) var scale = 0.0
  private let flow: EntityFlow
  /// The least distance of nodes on a level, and the room of each for what is written at it.
  private let gap: Double
  private let pitch: Double
  private var members: [[Int]] = []

  package var count: Int { members.count }

  package func width(_ node: Int) -> Double { Double(flow.nodes[node].entities) * scale }
  package func middle(_ node: Int) -> Double { left[node] + width(node) / 2 }
  /// Whether a link goes downwards.
  package func isForward(_ link: EntityFlow.Link) -> Bool { level[link.from] < level[link.to] }

  /// Lays out a flow within a width.
  ///
  /// - Parameters:
  ///   - gap: the least distance of nodes on a level.
  ///   - pitch: the least room of each, for what is written at it.
  package init(_ flow: EntityFlow, width: Double, gap: Double, pitch: Double) {
    self.flow = flow
    self.gap = gap
    self.pitch = pitch
    level = Self.levels(of: flow)
    left = Array(repeating: 0, count: flow.nodes.count)
    let last = level.max() ?? 0
    members = (0...last).map { one in flow.nodes.indices.filter { level[$0] == one } }
    let most = members.map { $0.reduce(0) { $0 + flow.nodes[$1].entities } }.max() ?? 0
    // As wide as there is room for on every level.
    scale = width / Double(max(1, most))
    while scale > 1e-9, members.contains(where: { used($0) > width }) { scale *= 0.98 }
    for nodes in members { place(nodes.map { ($0, width / 2) }, width: width) }
    for round in 0..<12 {
      let isDown = round % 2 == 0
      for one in isDown ? Array(0..<count) : Array((0..<count).reversed()) {
        settle(one, width: width, byUpper: isDown)
      }
    }
  }

  /// The level of a step lies below those from which a good part of its entities come; outcomes are
  /// last.
  private static func levels(of flow: EntityFlow) -> [Int] {
    var level = Array(repeating: 0, count: flow.nodes.count)
    for (node, one) in flow.nodes.enumerated() where one.kind == .step {
      level[node] = 1
      for link in flow.links
      where link.to == node && link.from < node && link.entities * 10 >= one.entities {
        level[node] = max(level[node], level[link.from] + 1)
      }
    }
    let last = (level.max() ?? 0) + 1
    for (node, one) in flow.nodes.enumerated() where one.kind == .outcome { level[node] = last }
    return divided(level, last: last)
  }

  /// The most nodes side by side.
  private static let most = 6

  /// Levels with at most so many nodes: what is too many for one lies on further ones below it.
  private static func divided(_ level: [Int], last: Int) -> [Int] {
    var result = level
    var next = 0
    for one in 0...last {
      let nodes = level.indices.filter { level[$0] == one }
      for (index, node) in nodes.enumerated() { result[node] = next + index / most }
      next += max(1, (nodes.count + most - 1) / most)
    }
    return result
  }

  /// How far the middles of two neighbours are apart at least.
  private func distance(_ a: Int, _ b: Int) -> Double {
    (max(width(a), pitch) + max(width(b), pitch)) / 2 + gap
  }

  /// The room that a level takes.
  private func used(_ nodes: [Int]) -> Double {
    guard let first = nodes.first, let last = nodes.last else { return 0 }
    let ends = max(width(first), pitch) / 2 + max(width(last), pitch) / 2
    return ends + zip(nodes, nodes.dropFirst()).reduce(0) { $0 + distance($1.0, $1.1) }
  }

  /// Puts nodes in the order in which they are given as near to the middles they want as can be.
  private mutating func place(_ wanted: [(node: Int, middle: Double)], width: Double) {
    var middles: [Double] = []
    for (index, one) in wanted.enumerated() {
      let room = max(self.width(one.node), pitch) / 2
      let least =
        index == 0 ? room : middles[index - 1] + distance(wanted[index - 1].node, one.node)
      middles.append(max(least, one.middle))
    }
    // What has been pushed over the edge comes back.
    var most = Double.infinity
    for index in wanted.indices.reversed() {
      let node = wanted[index].node
      most =
        index == wanted.count - 1
        ? width - max(self.width(node), pitch) / 2
        : middles[index + 1] - distance(node, wanted[index + 1].node)
      middles[index] = min(middles[index], most)
      left[node] = middles[index] - self.width(node) / 2
    }
  }

  /// Moves the nodes of a level towards those they have most to do with above or below.
  private mutating func settle(_ one: Int, width: Double, byUpper: Bool) {
    var wanted: [(node: Int, middle: Double)] = []
    for node in members[one] {
      var (sum, weight) = (0.0, 0.0)
      for link in flow.links {
        let other: Int? =
          byUpper
          ? link.to == node && level[link.from] < one ? link.from : nil
          : link.from == node && level[link.to] > one ? link.to : nil
        guard let other else { continue }
        sum += middle(other) * Double(link.entities)
        weight += Double(link.entities)
      }
      wanted.append((node, weight > 0 ? sum / weight : middle(node)))
    }
    wanted.sort { $0.middle == $1.middle ? $0.node < $1.node : $0.middle < $1.middle }
    members[one] = wanted.map(\.node)
    place(wanted, width: width)
  }
}
