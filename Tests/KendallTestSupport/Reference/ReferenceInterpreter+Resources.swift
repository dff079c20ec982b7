import EventEngine
import FacilityModel
import RandomStreams

extension ReferenceInterpreter {
  /// Changes the state of a resource and keeps its maxima.
  func change(_ resource: Int32, _ change: (inout Station) -> Void) {
    let capacity = stations[Int(resource)].capacity
    change(&stations[Int(resource)])
    if stations[Int(resource)].capacity != capacity { limitOthers(by: resource) }
    if isObserving {
      let (station, index) = (stations[Int(resource)], Int(resource))
      out.maximumQueued[index] = max(out.maximumQueued[index], Int64(station.line.count))
      out.maximumBusy[index] = max(out.maximumBusy[index], station.busy)
    }
  }

  /// Remembers that the line of a resource, if there is one, may be able to move.
  func mark(_ resource: Int32) {
    if !stations[Int(resource)].line.isEmpty, !marked.contains(resource) {
      marked.append(resource)
    }
  }

  /// Plans the next change of a capacity later than a tick.
  func planCapacity(_ resource: Int32, after tick: Int64) {
    let plan = model.resources[Int(resource)].plan
    guard plan.changes.count > 1 else { return }
    // What comes once, and then what comes again and again.
    let period = plan.period
    let once = plan.changes[..<plan.loopsFrom]
    let loop = plan.changes[plan.loopsFrom...]
    var next = once.first { $0.tick > tick }.map { ($0.tick, $0.value) }
    if next == nil, let origin = loop.first?.tick {
      let start = period > 0 && tick >= origin ? (tick - origin) / period * period : 0
      next = loop.first { start + $0.tick > tick }.map { (start + $0.tick, $0.value) }
      if next == nil, period > 0, let first = loop.first {
        next = (start + period + first.tick, first.value)
      }
    }
    guard let (at, capacity) = next else { return }
    let rises = capacity >= planned[Int(resource)]
    schedule(.capacity(resource, capacity), order: rises ? 2 : 4, at: at)
  }

  /// A number of units, which must be whole and at least 1.
  func wholeUnits(_ expression: Expression, _ visitor: Visitor) throws(ReferenceFailure) -> Int64 {
    let number = try finite(value(of: expression, for: visitor))
    guard number >= 1, number <= 1e9, number == number.rounded() else { throw failure(.badUnits) }
    return Int64(number)
  }

  /// An entity asks for some units; false if it has to wait.
  func seize(
    _ request: SeizeRequest, _ visitor: Visitor, _ step: StepInfo,
    service: QuantityModel? = nil, then: @escaping ([Need]) -> [Task]
  ) throws(ReferenceFailure) -> Bool {
    if let balk = request.balk, value(of: balk.condition, for: visitor) != 0 {
      visitor.first(balk.steps.map { .step($0) })
      return true
    }
    if let choice = request.choice {
      return try seizeAny(choice, request, visitor, step, then: then)
    }
    if request.items.contains(where: { isRemovable($0.resource) }) {
      visitor.priority =
        try request.priority.map { expression throws(ReferenceFailure) in
          try finite(value(of: expression, for: visitor))
        } ?? 0
    }
    var needs: [Need] = []
    for units in request.items {
      needs.append(
        Need(
          resource: units.resource, units: try wholeUnits(units.count, visitor),
          selection: request.selection?.resource == units.resource ? request.selection : nil,
          step: step))
    }
    for need in needs { try demand(need) }
    try drawService(request, visitor, service)
    var hasRobbed = false
    if let condition = request.preempt, value(of: condition, for: visitor) != 0 {
      hasRobbed = try preempt(needs, visitor)
    }
    var canTake = true
    for need in needs where !hasRobbed {
      let station = stations[Int(need.resource)]
      if station.line.isEmpty, station.free >= need.units { continue }
      canTake = false
      let resource = model.resources[Int(need.resource)]
      if need.units > station.most {
        throw failure(.neverEnoughUnits(resource: resource.name))
      }
    }
    if canTake, !hasRobbed { canTake = try findUnits(needs, visitor) }
    if canTake {
      for need in needs { take(need, visitor) }
      if isObserving { out.waits[step.name, default: []].append(0) }
      note(.granted, visitor, step.name)
      if hasRobbed {
        isChangingHands = false
        beginAllPending()
      }
      visitor.first(then(needs))
      return true
    }
    var mayPreempt = false
    if let condition = request.preempt { mayPreempt = value(of: condition, for: visitor) != 0 }
    if let full = request.full, !mayPreempt, isFull(needs) {
      try turnAway(visitor, full, step)
      return full.steps != nil
    }
    try wait(request, needs, visitor, step, then: then(needs))
    return false
  }

  private func wait(
    _ request: SeizeRequest, _ needs: [Need], _ visitor: Visitor, _ step: StepInfo,
    then: [Task]
  ) throws(ReferenceFailure) {
    let priority = try request.priority.map { expression throws(ReferenceFailure) in
      try finite(value(of: expression, for: visitor))
    }
    let waiting = Waiting(
      visitor, step, needs: needs, priority: priority ?? 0, since: now, whenGranted: then,
      renege: request.renege)
    try join(waiting)
  }

  /// Puts an entity into the line of each resource that it needs.
  func join(_ waiting: Waiting) throws(ReferenceFailure) {
    let visitor = waiting.visitor
    visitor.joined = now
    for need in waiting.needs {
      waiting.orders[need.resource] = try order(of: need.resource, visitor)
      let place = place(of: waiting, in: need.resource)
      change(need.resource) { $0.line.insert(waiting, at: place) }
      if stations[Int(need.resource)].free > 0 { mark(need.resource) }
    }
    try startPatience(waiting, priority: 0)
    note(.joined, visitor, waiting.step.name)
  }

  func take(_ need: Need, _ visitor: Visitor) {
    takeUnit(need, visitor)
    change(need.resource) { $0.busy += need.units }
    if isObserving { out.uses[Int(need.resource)] += need.units }
    visitor.taken[need.resource, default: 0] += need.units
    visitor.held[need.resource, default: 0] += need.units
    gotHold(need.units, of: need.resource, visitor)
  }

  /// Serves the line of a resource, in its order, as long as somebody in it can start.
  ///
  /// Who lacks units of this resource holds up those behind; who lacks another is passed over.
  func serve(_ resource: Int32) throws(ReferenceFailure) {
    while stations[Int(resource)].free > 0, let waiting = try next(in: resource) {
      // Others may have been looked at since.
      _ = try findUnits(waiting.needs, waiting.visitor)
      if waiting.isResuming { waiting.visitor.priority = waiting.priority }
      // The lines that it leaves may move, the last that it asked for first.
      var tasks = waiting.whenGranted
      if !waiting.ways.isEmpty { tasks = grantWay(waiting, at: resource) }
      for need in waiting.needs.reversed() where waiting.ways.isEmpty {
        change(need.resource) { $0.line.removeAll { $0 === waiting } }
        take(need, waiting.visitor)
        if waiting.needs.count > 1 { mark(need.resource) }
      }
      if waiting.isResuming { noteGotAgain(waiting) }
      upcoming.removeAll { $0.number == waiting.patience }
      unwatch(waiting)
      noteWait(waiting)
      if isObserving {
        if waiting.isResuming {
          out.resumptions[waiting.step.name, default: []].append(now - waiting.since)
        } else {
          out.waits[waiting.step.name, default: []].append(now - waiting.since)
          out.causes[waiting.step.name, default: [:]].merge(waiting.causes) { $0 + $1 }
        }
      }
      note(.granted, waiting.visitor, waiting.step.name)
      waiting.visitor.first(tasks)
      try proceed(waiting.visitor)
    }
  }

  /// An entity has lost its patience, unless it has been told to stay.
  func renege(_ waiting: Waiting) throws(ReferenceFailure) {
    waiting.patience = nil
    if let staying = waiting.renege?.staying, value(of: staying, for: waiting.visitor) != 0 {
      return
    }
    try giveUp(waiting)
  }

  /// An entity gives up waiting.
  func giveUp(_ waiting: Waiting) throws(ReferenceFailure) {
    cancel(waiting.patience)
    leaveLines(waiting)
    note(.reneged, waiting.visitor, waiting.step.name)
    waiting.visitor.first(waiting.renege?.steps.map { .step($0) } ?? [])
    try proceed(waiting.visitor)
  }

  /// An entity gives back units at a step.
  func release(
    _ units: Int64, of resource: Int32, _ visitor: Visitor, _ step: StepInfo, loopDepth: Int32,
    newest: Bool = true
  ) throws(ReferenceFailure) {
    let held = visitor.held[resource] ?? 0
    let name = model.resources[Int(resource)].name
    if held == 0 || units > held { throw failure(.notHeld(resource: name)) }
    note(.released, visitor, step.name)
    try giveBack(
      units, of: resource, visitor, purpose: hash(ofName: step.name + "/turnaround/" + name),
      visit: visit(visitor, loopDepth: loopDepth), newest: newest)
  }

  /// Makes units free, or dirty where the resource has a turnaround.
  func giveBack(
    _ units: Int64, of resource: Int32, _ visitor: Visitor, purpose: UInt64, visit: UInt64,
    newest: Bool = false
  ) throws(ReferenceFailure) {
    visitor.held[resource, default: 0] -= units
    change(resource) { $0.busy -= units }
    noteEndOfUse(units, of: resource)
    let back = returnUnits(
      units, of: resource, visitor, newest: newest,
      becomeDirty: model.resources[Int(resource)].turnaround != nil)
    letGo(units, of: resource, visitor, back: back)
    if let turnaround = model.resources[Int(resource)].turnaround {
      change(resource) { $0.dirty += units }
      if let cleaning = model.resources[Int(resource)].cleaning {
        for ordinal in 1...units {
          sendToClean(
            resource, back.isEmpty ? nil : back[Int(ordinal) - 1],
            cleaning.step(for: turnaround), visitor,
            identity: childIdentity(
              parent: visitor.identity, visit: visit, step: purpose, ordinal: ordinal))
        }
        mark(resource)
        return
      }
      var stream = RandomStream(
        seed: seed, purpose: purpose,
        entity: entityWord(identity: visitor.identity, visit: visit), replication: replication)
      for number in 0..<Int(units) {
        let length: Double
        switch turnaround {
        case .expression(let expression):
          length = try finite(value(of: expression, for: visitor))
        case .random(let random): length = try draw(random, for: visitor, from: &stream)
        }
        if length < 0 || length > 0x1p61 { throw failure(.negativeDuration) }
        schedule(
          .clean(resource, back.isEmpty ? nil : back[number]), order: 1,
          at: now + ticks(length))
      }
    }
    mark(resource)
  }
}
