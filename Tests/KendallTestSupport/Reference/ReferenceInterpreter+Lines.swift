import EventEngine
import FacilityModel
import RandomStreams

extension ReferenceInterpreter {
  /// What orders an entity within its priority in a line that it joins now.
  func order(of resource: Int32, _ visitor: Visitor) throws(ReferenceFailure) -> Double {
    switch model.resources[Int(resource)].line.order {
    case .joining, .random, .expression(_, isReevaluated: true): return 0
    case .expression(let order, isReevaluated: false):
      return try finite(value(of: order, for: visitor))
    case .service(let longestFirst):
      let service = visitor.service ?? 0
      return longestFirst ? -service : service
    }
  }

  /// Where somebody belongs in a line.
  func place(of waiting: Waiting, in resource: Int32) -> Int {
    let isLastComeFirst =
      model.resources[Int(resource)].line.discipline == .lastComeFirstServed
    func rank(_ waiting: Waiting) -> (Double, Double) {
      (waiting.priority, waiting.orders[resource] ?? 0)
    }
    let line = stations[Int(resource)].line
    return line.firstIndex {
      isLastComeFirst ? rank($0) >= rank(waiting) : rank($0) > rank(waiting)
    } ?? line.count
  }

  /// Whether all that somebody waits for is free.
  func canStart(_ waiting: Waiting, at resource: Int32) throws(ReferenceFailure) -> Bool {
    if !waiting.ways.isEmpty { return startingWay(of: waiting, at: resource) != nil }
    if waiting.needs.contains(where: { $0.units > stations[Int($0.resource)].free }) {
      return false
    }
    return try findUnits(waiting.needs, waiting.visitor)
  }

  /// Who in a line is served now, if anybody can be.
  func next(in resource: Int32) throws(ReferenceFailure) -> Waiting? {
    let station = stations[Int(resource)]
    var line = station.line
    switch model.resources[Int(resource)].line.order {
    case .random:
      var able: [Waiting] = []
      for waiting in line where try canStart(waiting, at: resource) { able.append(waiting) }
      guard let best = able.map(\.priority).min() else { return nil }
      let first = able.filter { $0.priority == best }
      var stream = self.stream(
        model.resources[Int(resource)].name + "/queue", word: lots[resource, default: 0])
      lots[resource, default: 0] += 1
      return first[Int(stream.uniform() * Double(first.count))]
    case .expression(let order, isReevaluated: true):
      // Who joined first goes first where the values are equal: sorting by hand keeps the order.
      var sorted: [(value: Double, waiting: Waiting)] = []
      for waiting in line {
        let value = try finite(value(of: order, for: waiting.visitor))
        let place =
          sorted.firstIndex {
            ($0.waiting.priority, $0.value) > (waiting.priority, value)
          } ?? sorted.count
        sorted.insert((value, waiting), at: place)
      }
      line = sorted.map(\.waiting)
    default: break
    }
    for waiting in line {
      if waiting.units(of: resource) > station.free { return nil }
      if try canStart(waiting, at: resource) { return waiting }
    }
    return nil
  }

  /// Draws how long a step will take, where the line of a resource is ordered by it.
  func drawService(_ request: SeizeRequest, _ visitor: Visitor, _ service: QuantityModel?)
    throws(ReferenceFailure)
  {
    visitor.service = nil
    let isNeeded = request.items.contains { units in
      if case .service = model.resources[Int(units.resource)].line.order { true } else { false }
    }
    if isNeeded, let service { visitor.service = try value(of: service, for: visitor) }
  }

  /// Whether one of the lines that somebody would have to join has no place left.
  func isFull(_ needs: [Need]) -> Bool {
    needs.contains { need in
      guard let places = model.resources[Int(need.resource)].line.places else { return false }
      return stations[Int(need.resource)].line.count >= places
    }
  }

  /// Somebody finds no place.
  func turnAway(_ visitor: Visitor, _ full: FullLine, _ step: StepInfo) throws(ReferenceFailure) {
    if let steps = full.steps {
      visitor.first(steps.map { .step($0) })
    } else {
      try leave(visitor, outcome: full.outcome, step: step.name)
    }
  }

  /// Somebody leaves in the middle of the pathway.
  func leave(_ visitor: Visitor, outcome: Int, step: String) throws(ReferenceFailure) {
    visitor.agenda = []
    for section in visitor.sections { cancel(section.deadline) }
    visitor.sections = []
    try depart(visitor, outcome: outcome, step: step)
  }
}
