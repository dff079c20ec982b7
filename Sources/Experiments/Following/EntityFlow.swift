import EventEngine

/// How many entities went from where to where: arrivals, steps and outcomes.
///
/// An entity counts once at each step, in the order in which it came there first; what it does again
/// is no flow. So as many leave a node as come to it.
package struct EntityFlow: Sendable, Equatable {
  package enum Kind: Sendable { case arrival, step, outcome }

  package struct Node: Sendable, Equatable {
    package var name: String
    package var kind: Kind
    /// Entities that pass it.
    package var entities: Int
    /// How often a step is done: more than there are entities where some come again.
    package var visits: Int
  }

  package struct Link: Sendable, Equatable {
    package var from: Int
    package var to: Int
    package var entities: Int
  }

  /// Arrivals, then steps in the order in which most entities meet them, then outcomes.
  package private(set) var nodes: [Node] = []
  /// By node, in that order.
  package private(set) var links: [Link] = []
  /// Steps that are passed over because few come there.
  package private(set) var hidden: [String] = []

  /// Where entities are that have not left.
  static let inside = "still inside"

  /// The flow of those who arrive within a window.
  ///
  /// - Parameters:
  ///   - mostSteps: how many steps it has, those with the most entities.
  ///   - mostEnds: how many kinds of arrivals, and outcomes; the smallest are taken together.
  package init(
    _ log: EventLog, in window: Range<Int64>, mostSteps: Int = 16, mostEnds: Int = 6
  ) {
    let paths = log.cases.compactMap { Path($0, in: window) }
    var met: [String: Int] = [:]
    for path in paths { for step in path.steps { met[step, default: 0] += 1 } }
    let ranked = met.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
    let shown = Set(ranked.prefix(mostSteps).map(\.key))
    hidden = ranked.dropFirst(mostSteps).map(\.key)
    let short = paths.map { path in
      var path = path
      path.steps.removeAll { !shown.contains($0) }
      return path
    }
    let arrivals = Self.ends(short.map(\.arrival), most: mostEnds, others: "other arrivals")
    let outcomes = Self.ends(short.map(\.outcome), most: mostEnds, others: "other outcomes")
    let steps = Self.ordered(short.map(\.steps))
    let names = arrivals.names + steps + outcomes.names
    var place: [String: Int] = [:]
    for (index, step) in steps.enumerated() { place[step] = arrivals.names.count + index }
    nodes = names.enumerated().map { index, name in
      let kind: Kind =
        index < arrivals.names.count
        ? .arrival : index < arrivals.names.count + steps.count ? .step : .outcome
      return Node(name: name, kind: kind, entities: 0, visits: 0)
    }
    var counts: [Int: Int] = [:]
    for path in short {
      let way =
        [arrivals.places[path.arrival] ?? 0] + path.steps.compactMap { place[$0] }
        + [arrivals.names.count + steps.count + (outcomes.places[path.outcome] ?? 0)]
      for node in way {
        nodes[node].entities += 1
        nodes[node].visits += path.visits[nodes[node].name] ?? 1
      }
      for (from, to) in zip(way, way.dropFirst()) {
        counts[from * names.count + to, default: 0] += 1
      }
    }
    links = counts.sorted { $0.key < $1.key }.map { key, count in
      Link(from: key / names.count, to: key % names.count, entities: count)
    }
  }

  /// The way of one entity.
  private struct Path {
    var arrival: String
    /// Each step once, in the order of the first visits.
    var steps: [String] = []
    var visits: [String: Int] = [:]
    var outcome: String

    init?(_ one: EventLog.Case, in window: Range<Int64>) {
      guard let first = one.activities.first, window.contains(first.start) else { return nil }
      arrival = one.source
      outcome = one.outcome ?? EntityFlow.inside
      for activity in one.activities where activity.kind == .work && window.contains(activity.start)
      {
        if visits[activity.name] == nil { steps.append(activity.name) }
        visits[activity.name, default: 0] += 1
      }
    }
  }

  /// The names of arrivals or outcomes, the most frequent first, and the place of each.
  private static func ends(_ all: [String], most: Int, others: String)
    -> (names: [String], places: [String: Int])
  {
    var counts: [String: Int] = [:]
    for name in all { counts[name, default: 0] += 1 }
    let ranked = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
      .map(\.key)
    let own = ranked.count > most ? Array(ranked.prefix(most - 1)) : ranked
    var places: [String: Int] = [:]
    for (index, name) in ranked.enumerated() { places[name] = min(index, own.count) }
    return (ranked.count > most ? own + [others] : own, places)
  }

  /// Steps in an order in which as few entities as possible go backwards: by their mean place on the
  /// ways, then neighbours change places where more would then go forwards.
  private static func ordered(_ ways: [[String]]) -> [String] {
    var sums: [String: (sum: Int, count: Int)] = [:]
    var before: [String: [String: Int]] = [:]
    for way in ways {
      for (index, step) in way.enumerated() {
        sums[step, default: (0, 0)].sum += index
        sums[step, default: (0, 0)].count += 1
        for later in way[(index + 1)...] { before[step, default: [:]][later, default: 0] += 1 }
      }
    }
    var order = sums.sorted {
      let (a, b) = ($0.value, $1.value)
      return a.sum * b.count == b.sum * a.count
        ? $0.key < $1.key : a.sum * b.count < b.sum * a.count
    }.map(\.key)
    for _ in order.indices {
      var isDone = true
      for index in order.indices.dropLast() {
        let (a, b) = (order[index], order[index + 1])
        if (before[b]?[a] ?? 0) > (before[a]?[b] ?? 0) {
          order.swapAt(index, index + 1)
          isDone = false
        }
      }
      if isDone { break }
    }
    return order
  }
}
