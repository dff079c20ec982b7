import EventEngine

/// Circles of resources in which entities can hold one and wait for the next for ever.
///
/// Coffman, Elphick and Shoshani, “System deadlocks”, Computing Surveys 3 (1971): without taking
/// units away, holding and waiting in a circle is what it takes. Waits that are given up, that take
/// units away or whose time is limited break the circle; so does a single unit of another resource
/// that whoever waits so must hold.
struct DeadlockRisk {
  private struct Edge {
    let to: Int32
    let wait: HeldWait
    /// Resources of one unit that the entity certainly holds: nobody else waits so meanwhile.
    let guards: Set<Int32>
  }

  private let model: Model
  private var edges: [Int32: [Edge]] = [:]
  private var found: [Finding] = []
  private var steps: Set<String> = []
  private var seen: Set<Set<Int32>> = []
  private var budget = 100_000

  static func findings(_ waits: [HeldWait], _ model: Model) -> [Finding] {
    searched(waits, model).found
  }

  /// The names of the steps at which entities can wait in a circle, in order.
  static func steps(_ waits: [HeldWait], _ model: Model) -> [String] {
    searched(waits, model).steps.sorted()
  }

  private static func searched(_ waits: [HeldWait], _ model: Model) -> DeadlockRisk {
    var risk = DeadlockRisk(model: model)
    for wait in waits { risk.add(wait) }
    for start in risk.edges.keys.sorted() { risk.search(from: start, [start], []) }
    return risk
  }

  private init(model: Model) { self.model = model }

  private mutating func add(_ wait: HeldWait) {
    func isScarce(_ resource: Int32) -> Bool {
      let definition = model.resources[Int(resource)]
      return !definition.plan.isUnlimited && definition.stock == nil
        && definition.sharedUnits == 0
    }
    let guards = Set(wait.certain.filter { model.resources[Int($0)].mostUnits == 1 })
    for held in wait.held where isScarce(held) {
      for asked in wait.asked where isScarce(asked) {
        let edge = Edge(to: asked, wait: wait, guards: guards)
        edges[held, default: []].append(edge)
      }
    }
  }

  /// Follows the waits from the last resource of a path; circles begin at their lowest number.
  private mutating func search(from start: Int32, _ path: [Int32], _ taken: [Edge]) {
    for edge in edges[path[path.count - 1]] ?? [] {
      budget -= 1
      guard budget > 0, path.count <= 6 else { return }
      // Two entities cannot both hold the one unit; one entity is in one place.
      guard taken.allSatisfy({ $0.guards.isDisjoint(with: edge.guards) }) else { continue }
      if edge.to == start {
        report(path, taken + [edge])
      } else if edge.to > start, !path.contains(edge.to) {
        search(from: start, path + [edge.to], taken + [edge])
      }
    }
  }

  private mutating func report(_ path: [Int32], _ taken: [Edge]) {
    steps.formUnion(taken.map(\.wait.info.name))
    guard seen.insert(Set(path)).inserted else { return }
    func name(_ resource: Int32) -> String { "“\(model.resources[Int(resource)].name)”" }
    let first = taken[0].wait
    guard path.count > 1 else {
      found.append(
        .warning(
          ModelCode.deadlockRisk,
          "who waits here for more of \(name(path[0])) may hold some already: if all units are "
            + "held so, all wait for ever", at: first.info.place,
          help: "seize all units at once, or let the wait be given up with “renege”"))
      return
    }
    var words = path.indices.map { index in
      "\(name(taken[index].to)) by who holds \(name(path[index]))"
    }
    let own = words.removeFirst()
    let notes = taken.dropFirst().enumerated().map { index, edge in
      Finding.Note("waits for \(words[index])", at: edge.wait.info.place)
    }
    found.append(
      .warning(
        ModelCode.deadlockRisk,
        "a circle of waits: here for \(own), elsewhere for \(words.joined(separator: ", "))",
        at: first.info.place, notes: notes,
        help: "seize them at once, as a list, or in the same order everywhere, or let a wait be "
          + "given up with “renege”"))
  }
}
