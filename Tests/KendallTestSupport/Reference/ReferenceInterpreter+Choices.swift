import EventEngine
import FacilityModel
import RandomStreams

/// How a resource has been used so far, since the start of the run.
struct Usage {
  /// Unit·ticks in use, and how many units have been given back, the last of them when.
  var area: Int128 = 0
  var ended: Int64 = 0
  var last: Int64 = 0
  /// The mean time in use as it was when a unit was last given back.
  var mean = 0.0
}

extension ReferenceInterpreter {
  /// An entity asks for one of several alternatives; false if it has to wait.
  func seizeAny(
    _ choice: Choice, _ request: SeizeRequest, _ visitor: Visitor, _ step: StepInfo,
    then: @escaping ([Need]) -> [Task]
  ) throws(ReferenceFailure) -> Bool {
    let priority =
      try request.priority.map { expression throws(ReferenceFailure) in
        try finite(value(of: expression, for: visitor))
      } ?? 0
    if request.items.contains(where: { isRemovable($0.resource) }) { visitor.priority = priority }
    visitor.service = nil
    let ways = choice.options.map(needs)
    let chosen = choose(
      choice, among: ways.indices.filter { choice.commits || isAvailable(ways[$0]) }, ways,
      visitor, step)
    if let chosen {
      remember(chosen, of: choice, visitor, step)
      if isAvailable(ways[chosen]) {
        start(ways[chosen], visitor, step, then)
        return true
      }
    }
    if let condition = request.preempt, value(of: condition, for: visitor) != 0 {
      for way in chosen.map({ [$0] }) ?? Array(ways.indices) where try preempt(ways[way], visitor) {
        remember(way, of: choice, visitor, step)
        start(ways[way], visitor, step, then)
        isChangingHands = false
        beginAllPending()
        return true
      }
    }
    let waiting: Waiting
    if let chosen {
      waiting = Waiting(
        visitor, step, needs: ways[chosen], priority: priority, since: now,
        whenGranted: then(ways[chosen]), renege: request.renege)
      if choice.jockey != nil {
        waiting.jockeying = Jockeying(choice: choice, ways: ways, then: then)
      }
    } else {
      waiting = Waiting(
        visitor, step, needs: lines(of: ways), priority: priority, since: now, whenGranted: [],
        renege: request.renege)
      waiting.ways = ways
      waiting.whenChosen = { way in
        self.remember(way, of: choice, visitor, step)
        return then(ways[way])
      }
    }
    waiting.asked = ways.flatMap { $0.map(\.resource) }
    try join(waiting)
    return false
  }

  private func needs(_ option: Choice.Option) -> [Need] {
    option.units.map { Need(resource: $0.resource, units: Int64($0.count.constantValue ?? 0)) }
  }

  /// One line for each resource, for the fewest units that any way asks of it.
  private func lines(of ways: [[Need]]) -> [Need] {
    var lines: [Need] = []
    for need in ways.flatMap({ $0 }) {
      if let index = lines.firstIndex(where: { $0.resource == need.resource }) {
        lines[index].units = min(lines[index].units, need.units)
      } else {
        lines.append(need)
      }
    }
    return lines
  }

  private func start(
    _ way: [Need], _ visitor: Visitor, _ step: StepInfo, _ then: ([Need]) -> [Task]
  ) {
    for need in way { take(need, visitor) }
    if isObserving { out.waits[step.name, default: []].append(0) }
    note(.granted, visitor, step.name)
    visitor.first(then(way))
  }

  private func isAvailable(_ way: [Need]) -> Bool {
    way.allSatisfy {
      stations[Int($0.resource)].line.isEmpty && stations[Int($0.resource)].free >= $0.units
    }
  }

  /// Which of some ways the rule of a choice gives.
  func choose(
    _ choice: Choice, among able: [Int], _ ways: [[Need]], _ visitor: Visitor, _ step: StepInfo
  ) -> Int? {
    func stations(_ way: Int) -> [(index: Int32, station: Station)] {
      ways[way].map { ($0.resource, self.stations[Int($0.resource)]) }
    }
    func firstBest(_ rank: (Int) -> Double) -> Int? {
      let best = able.map(rank).min()
      return able.first { rank($0) == best }
    }
    switch choice.rule {
    case .first: return able.first
    case .cyclic:
      let last = lastChosen[key(choice, step)] ?? ways.count - 1
      return able.first { $0 > last } ?? able.first
    case .random:
      if able.isEmpty { return nil }
      var stream = self.stream(
        step.name + "/choice",
        word: entityWord(
          identity: visitor.identity, visit: visit(visitor, loopDepth: choice.loopDepth)))
      return able.count == 1 ? able[0] : able[Int(stream.uniform() * Double(able.count))]
    case .shortestLine:
      return firstBest { way in
        stations(way).map { Double($0.station.line.count) - Double(max(0, $0.station.free)) }
          .max() ?? 0
      }
    case .leastBusy:
      return firstBest { way in
        stations(way).map {
          let capacity = $0.station.capacity
          return capacity <= 0
            ? .infinity : Double(capacity - $0.station.free) / Double(capacity)
        }.max() ?? 0
      }
    case .longestIdle:
      return firstBest { way in
        let all = stations(way)
        if all.contains(where: { $0.station.free <= 0 }) { return 1 }
        return -Double(all.map { now - usage[$0.index, default: Usage()].last }.min() ?? 0)
      }
    }
  }

  /// Chooses a way without asking for anything.
  func chooseWay(_ choice: Choice, _ visitor: Visitor, _ step: StepInfo) -> Int? {
    let ways = choice.options.map(needs)
    let chosen = choose(choice, among: Array(ways.indices), ways, visitor, step)
    if let chosen { remember(chosen, of: choice, visitor, step) }
    return chosen
  }

  /// An entity has chosen or got one of several ways.
  func remember(_ way: Int, of choice: Choice, _ visitor: Visitor, _ step: StepInfo) {
    lastChosen[key(choice, step)] = way
    if let name = choice.name { visitor.attributes[name.attribute] = choice.options[way].label }
  }

  private func key(_ choice: Choice, _ step: StepInfo) -> String {
    "\(step.name) at \(step.place.line):\(step.place.column)"
  }

  /// The first of the ways with a resource in which somebody can start now.
  func startingWay(of waiting: Waiting, at resource: Int32) -> Int? {
    waiting.ways.firstIndex { way in
      way.contains { $0.resource == resource }
        && way.allSatisfy { $0.units <= stations[Int($0.resource)].free }
    }
  }

  /// Somebody who stood in several lines gets one way, and leaves them all.
  func grantWay(_ waiting: Waiting, at resource: Int32) -> [Task] {
    guard let way = startingWay(of: waiting, at: resource) else {
      preconditionFailure("nothing to start with")
    }
    for need in waiting.needs.reversed() {
      change(need.resource) { $0.line.removeAll { $0 === waiting } }
      mark(need.resource)
    }
    for need in waiting.ways[way] { take(need, waiting.visitor) }
    return waiting.whenChosen(way)
  }

  /// Gives back what was taken, by the name that it was given.
  func release(_ name: ChoiceName, _ visitor: Visitor, _ step: ReleaseStep)
    throws(ReferenceFailure)
  {
    let label = visitor.attributes[name.attribute]
    guard let option = name.options.first(where: { $0.label == label }) ?? name.options.last
    else { return }
    for need in needs(option) {
      try release(need.units, of: need.resource, visitor, step.info, loopDepth: step.loopDepth)
    }
  }

  /// Lets time pass in the use of all resources.
  func followUse(for elapsed: Int64) {
    for (index, station) in stations.enumerated() {
      usage[Int32(index), default: Usage()].area += Int128(station.busy) * Int128(elapsed)
    }
  }

  /// Units have been given back.
  func noteEndOfUse(_ units: Int64, of resource: Int32) {
    var use = usage[resource, default: Usage()]
    use.ended += units
    use.last = now
    use.mean = Double(use.area) / Double(use.ended)
    usage[resource] = use
  }

  /// How long the last in the line of a resource has to expect to wait.
  func expectedWait(_ resource: Int32) -> Double {
    let station = stations[Int(resource)]
    if station.line.isEmpty, station.free > 0 { return 0 }
    if station.capacity <= 0 { return .infinity }
    return Double(station.line.count + 1) / Double(station.capacity)
      * usage[resource, default: Usage()].mean
  }
}
