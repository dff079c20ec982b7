import EventEngine
import FacilityModel

/// An entity that waits for its clones.
final class Forking {
  let step: ForkStep
  let parent: Visitor
  var clones: [Visitor] = []
  /// Those at the end of their way, with since when.
  var finished: [(clone: Visitor, since: Int64)] = []
  var missing = 0
  let since: Int64

  init(_ step: ForkStep, _ parent: Visitor, since: Int64) {
    self.step = step
    self.parent = parent
    self.since = since
  }
}

/// Entities that gather, and then those that one of them leads.
final class Party {
  /// The step at which it gathers; none where those of a match have found each other.
  let step: BatchStep?
  let key: Double
  let wanted: Int
  var members: [(visitor: Visitor, since: Int64)] = []
  var deadline: Int?
  /// How many it takes in, and whether its first has asked for what the batch is done with.
  var most: Int
  var hasAsked = false

  init(_ step: BatchStep?, key: Double, wanted: Int) {
    self.step = step
    self.key = key
    self.wanted = wanted
    most = wanted
  }
}

extension ReferenceInterpreter {
  /// What an entity does that enters a pathway.
  func alongPathway(_ index: Int) -> [Task] {
    let pathway = model.pathways[index]
    return ([.endOfPathway(pathway.name)] + pathway.steps.map { .step($0) }.reversed())
  }

  /// A number of entities, which must be whole.
  private func wholeNumber(_ expression: Expression?, _ visitor: Visitor, least: Double)
    throws(ReferenceFailure) -> Int
  {
    guard let expression else { return 1 }
    let number = try finite(value(of: expression, for: visitor))
    guard number >= least, number <= 1e9, number == number.rounded() else {
      throw failure(.badCount)
    }
    return Int(number)
  }

  /// Makes children that begin with an agenda.
  @discardableResult
  func spawn(
    _ info: StepInfo, _ source: Int, _ count: Expression?,
    _ attributes: [(index: Int32, value: QuantityModel)], _ parent: Visitor, loopDepth: Int32,
    keepsArrival: Bool, agenda: [Task]
  ) throws(ReferenceFailure) -> [Visitor] {
    let number = try wholeNumber(count, parent, least: 0)
    var children: [Visitor] = []
    for ordinal in 1...max(1, number) where ordinal <= number {
      if visitors.count + hidden >= entityLimit { throw failure(.tooManyEntities(entityLimit)) }
      let child = Visitor(
        identity: childIdentity(
          parent: parent.identity, visit: visit(parent, loopDepth: loopDepth),
          step: hash(ofName: info.name), ordinal: Int64(ordinal)),
        source: source, ordinal: parent.ordinal, arrival: keepsArrival ? parent.arrival : now)
      child.attributes = parent.attributes
      child.passages = parent.passages
      if keepsArrival { (child.waited, child.waits) = (parent.waited, parent.waits) }
      visitors.append(child)
      if isObserving { out.entered[source] += 1 }
      note(.created, child, info.name)
      for (attribute, quantity) in attributes {
        child.attributes[attribute] = try value(of: quantity, for: child)
      }
      child.agenda = agenda
      schedule(.goOn(child), order: 1, at: now)
      children.append(child)
    }
    return children
  }

  /// A hidden entity takes over the units of a step that is to be wrapped up.
  func handOver(_ needs: [Need], _ visitor: Visitor, then: [Task]) throws(ReferenceFailure) {
    if visitors.count + hidden >= entityLimit { throw failure(.tooManyEntities(entityLimit)) }
    let child = Visitor(
      identity: visitor.identity, source: visitor.source, ordinal: visitor.ordinal,
      arrival: visitor.arrival)
    child.isHidden = true
    hidden += 1
    child.attributes = visitor.attributes
    child.passages = visitor.passages
    (child.waited, child.waits) = (visitor.waited, visitor.waits)
    child.priority = visitor.priority
    for need in needs {
      passUnit(need.resource, from: visitor, to: child)
      visitor.held[need.resource, default: 0] -= need.units
      child.held[need.resource, default: 0] += need.units
      let station = Int(need.resource)
      if let index = stations[station].holders.firstIndex(where: { $0.visitor === visitor }) {
        stations[station].holders[index].units -= need.units
        if stations[station].holders[index].units <= 0 {
          stations[station].holders.remove(at: index)
        }
      }
      stations[station].holders.append(
        Holder(visitor: child, units: need.units, priority: child.priority))
      var held = (units[need.resource] ?? []).filter { $0.holder === visitor }
      if model.resources[Int(need.resource)].transport != nil {
        held.sort { $0.turn > $1.turn }
      }
      if let named = named[need.resource] {
        for one in named { one.unit?.holder = one.holder }
        continue
      }
      for unit in held.prefix(Int(need.units)) {
        unit.holder = child
      }
    }
    child.first(then)
    schedule(.goOn(child), order: 1, at: now)
  }

  /// An entity ends as part of another.
  func mergeAway(_ visitor: Visitor, step: String) throws(ReferenceFailure) {
    try giveEverythingBack(visitor, step: step)
    try leaveFamily(visitor)
    if isObserving { out.merged[visitor.source] += 1 }
    visitors.removeAll { $0 === visitor }
    leaveSession(visitor)
    note(.merged, visitor, step)
    endIfNobodyIsLeft()
  }

  func observeGathering(_ name: String, _ wait: Int64) {
    if isObserving { out.gatherings[name, default: []].append(wait) }
  }

  // MARK: Forks

  /// Sends clones along the ways of a fork.
  func fork(_ step: ForkStep, _ parent: Visitor) throws(ReferenceFailure) -> Bool {
    note(.forked, parent, step.info.name)
    let forking = Forking(step, parent, since: now)
    for branch in step.branches {
      var count: Expression?
      if case .expression(let expression) = branch.count { count = expression }
      let clones = try spawn(
        branch.info, branch.source, count, [], parent, loopDepth: step.loopDepth,
        keepsArrival: true,
        agenda: [.endOfWay(forking)] + branch.steps.map { .step($0) }.reversed())
      for clone in clones { clone.family = forking }
      forking.clones += clones
    }
    forking.missing = forking.clones.count
    if let needed = step.needed {
      forking.missing = min(forking.missing, try wholeNumber(needed, parent, least: 1))
    }
    if forking.missing == 0 {
      observeGathering(step.info.name, 0)
      note(.reunited, parent, step.info.name)
      return true
    }
    parent.forking = forking
    return false
  }

  /// A clone is at the end of its way.
  func finishClone(_ forking: Forking, _ clone: Visitor) throws(ReferenceFailure) {
    let name = forking.step.info.name
    guard clone.family != nil else { return try mergeAway(clone, step: name) }
    try giveEverythingBack(clone, step: name)
    for attribute in forking.step.keep {
      if let given = clone.attributes[attribute] { forking.parent.attributes[attribute] = given }
    }
    forking.finished.append((clone, now))
    note(.gathering, clone, name)
    try countIn(forking)
  }

  private func countIn(_ forking: Forking) throws(ReferenceFailure) {
    forking.missing -= 1
    if forking.missing > 0 { return }
    let name = forking.step.info.name
    forking.parent.forking = nil
    for clone in forking.clones {
      clone.family = nil
      if let finished = forking.finished.first(where: { $0.clone === clone }) {
        charge(forking.parent, for: clone)
        observeGathering(name + ", clones", now - finished.since)
        try mergeAway(clone, step: name)
      } else if forking.step.cancelsRest {
        charge(forking.parent, for: clone)
        stop(clone, forking)
      }
    }
    observeGathering(name, now - forking.since)
    note(.reunited, forking.parent, name)
    schedule(.goOn(forking.parent), order: 1, at: now)
  }

  /// A clone is taken out of whatever it does and comes to its end.
  private func stop(_ clone: Visitor, _ forking: Forking) {
    takeOut(clone)
    for section in clone.sections.reversed() { cancel(section.deadline) }
    clone.sections = []
    if let party = clone.leads { disperse(party) }
    clone.agenda = [.endOfWay(forking)]
    schedule(.goOn(clone), order: 1, at: now)
  }

  /// An entity no longer waits for its clones: all are stopped.
  func interruptFork(_ forking: Forking) {
    note(.interrupted, forking.parent, forking.step.info.name)
    forking.parent.forking = nil
    for clone in forking.clones {
      clone.family = nil
      charge(forking.parent, for: clone)
      if forking.finished.contains(where: { $0.clone === clone }) {
        clone.agenda = [.endOfWay(forking)]
        schedule(.goOn(clone), order: 1, at: now)
      } else {
        stop(clone, forking)
      }
    }
  }

  /// An entity that others may wait for as their clone has gone.
  func leaveFamily(_ visitor: Visitor) throws(ReferenceFailure) {
    guard let forking = visitor.family else { return }
    visitor.family = nil
    forking.clones.removeAll { $0 === visitor }
    try countIn(forking)
  }

  // MARK: Batches

  /// An entity joins the batch that gathers.
  func gather(_ step: BatchStep, _ visitor: Visitor) throws(ReferenceFailure) -> Bool {
    let key = step.key.map { value(of: $0, for: visitor) } ?? 0
    note(.gathering, visitor, step.info.name)
    if step.request != nil { return try joinAsking(step, key, visitor) }
    let open = parties.first { $0.step?.info.name == step.info.name && $0.key == key }
    let party: Party
    if let open {
      party = open
    } else {
      party = try begin(step, key, visitor)
    }
    party.members.append((visitor, now))
    visitor.party = party
    visitor.met = nil
    if party.members.count < party.wanted { return false }
    let isAlone = party.members.count == 1
    try complete(party, resuming: !isAlone)
    return isAlone
  }

  /// Begins a batch for its first member.
  func begin(_ step: BatchStep, _ key: Double, _ visitor: Visitor) throws(ReferenceFailure)
    -> Party
  {
    let party = Party(step, key: key, wanted: try wholeNumber(step.size, visitor, least: 1))
    if let most = step.most {
      party.most = max(party.wanted, try wholeNumber(most, visitor, least: 1))
    }
    if let timeOut = step.timeOut {
      let length = try value(of: timeOut, for: visitor)
      if length < 0 { throw failure(.negativeDuration) }
      if length > 0x1p61 { throw failure(.beyondClock) }
      schedule(.batchOver(party), order: 6, at: now + ticks(length))
      party.deadline = scheduled
    }
    parties.append(party)
    return party
  }

  /// A batch is complete: its first member does the steps.
  func complete(_ party: Party, resuming: Bool) throws(ReferenceFailure) {
    guard let step = party.step else { return }
    if step.request != nil { return ask(party, resuming: resuming) }
    cancel(party.deadline)
    parties.removeAll { $0 === party }
    let leader = party.members[0].visitor
    let all = party.members
    completing = leader
    // The end of one may stop others that its fork no longer waits for.
    for (visitor, since) in all where visitor === leader || visitor.party === party {
      visitor.waited += now - since
      observeGathering(step.info.name, now - since)
      if let attribute = step.countAs { visitor.attributes[attribute] = Double(all.count) }
      note(.reunited, visitor, step.info.name)
      if visitor === leader { leader.party = nil }
      if step.isPermanent, visitor !== leader {
        visitor.party = nil
        charge(leader, for: visitor)
        try mergeAway(visitor, step: step.info.name)
      }
    }
    guard completing === leader else { return }
    completing = nil
    party.members.removeFirst()
    leader.leads = step.isPermanent ? nil : party
    leader.first(step.steps.map { .step($0) } + (step.isPermanent ? [] : [.endOfBatch(party)]))
    if resuming { schedule(.goOn(leader), order: 1, at: now) }
  }

  /// A batch comes apart.
  func disperse(_ party: Party) {
    let leader = visitors.first { $0.leads === party }
    for (visitor, _) in party.members {
      visitor.party = nil
      if let places = model.places, let leader {
        visitor.attributes[places.table.attribute] = leader.attributes[places.table.attribute]
      }
      schedule(.goOn(visitor), order: 1, at: now)
    }
    party.members = []
  }

  /// An entity is taken out of a batch.
  func leaveParty(_ party: Party, _ visitor: Visitor) {
    note(.interrupted, visitor, visitor.met?.info.name ?? party.step?.info.name ?? "")
    visitor.party = nil
    if let index = party.members.firstIndex(where: { $0.visitor === visitor }) {
      if parties.contains(where: { $0 === party }) {
        visitor.waited += now - party.members[index].since
      }
      party.members.remove(at: index)
    }
    if party.members.isEmpty, parties.contains(where: { $0 === party }) {
      cancel(party.deadline)
      parties.removeAll { $0 === party }
    }
  }

  /// The members of a batch leave with who leads it.
  func departMembers(of leader: Visitor, outcome: Int, step: String) throws(ReferenceFailure) {
    guard let party = leader.leads else { return }
    leader.leads = nil
    for (visitor, _) in party.members {
      visitor.party = nil
      visitor.agenda = []
      try depart(visitor, outcome: outcome, step: step)
    }
    party.members = []
  }
}
