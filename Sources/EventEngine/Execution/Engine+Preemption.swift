import OutputStatistics
import RandomStreams

extension Engine {
  /// Asks for units that can be taken away from those who have them; true if the entity can go on.
  ///
  /// The priority is noted, since it decides who may take the units away; and if the request
  /// pre-empts, the units that it lacks are taken from the holders of the worst priority.
  @inline(never)
  mutating func seizeRemovable(_ request: Int32, _ entity: Int32) throws(SimulationFailure)
    -> Bool
  {
    let specification = requests[request]
    var priority = 0.0
    if specification.priority >= 0 {
      priority = try value(of: specification.priority, for: entity, what: "a priority")
    }
    underWay.makeRoom(for: entity)
    underWay.priority[entity] = priority
    if specification.preempt >= 0, try evaluate(specification.preempt, for: entity) != 0,
      try canPreempt(specification, entity, priority)
    {
      try rob(specification, request, entity, priority: priority)
      return true
    }
    return try seize(request, entity)
  }

  /// Takes all that a request asks for, and what of it lacks from holders of worse priority.
  ///
  /// - Parameter specification: the request, or the part of it that is taken.
  mutating func rob(
    _ specification: RequestSpecification, _ request: Int32, _ entity: Int32, priority: Double
  ) throws(SimulationFailure) {
    // A unit that changes hands is not given back: what waits for that waits on.
    units.isChangingHands = true
    for index in 0..<specification.itemCount {
      let resource = items[specification.firstItem &+ index].resource
      if resources[resource].isListed {
        try robUnit(index, of: specification, for: entity, priority: priority)
        continue
      }
      while resources[resource].free < Int64(unitsAsked[index]) {
        guard let victim = try worstHolder(of: resource, than: priority, except: entity) else {
          preconditionFailure("internal: nobody to pre-empt; please report with the model")
        }
        let activity = activities[underWay.current(victim)]
        try takeAway(resource, from: victim, rule: activity.rule, target: activity.target)
      }
    }
    for index in 0..<specification.itemCount {
      take(unitsAsked[index], of: items[specification.firstItem &+ index].resource, entity)
    }
    records.waits[Int(request)].record(0)
    if watcher.isWatching { watch(.granted, entity, specification.step) }
    units.isChangingHands = false
    beginAllPending()
  }

  /// Whether a request lacks units and could have them all by taking some away.
  ///
  /// Nobody overtakes a line: whoever pre-empts would be the first in every line.
  mutating func canPreempt(
    _ specification: RequestSpecification, _ entity: Int32, _ priority: Double
  ) throws(SimulationFailure) -> Bool {
    var lacks = false
    for index in 0..<specification.itemCount {
      let item = items[specification.firstItem &+ index]
      unitsAsked[index] = try units(of: item, entity, specification.step)
    }
    for index in 0..<specification.itemCount {
      let resource = items[specification.firstItem &+ index].resource
      let first = lines.first(resource)
      if first >= 0 {
        let best = lines.tickets[first].priority
        if best < priority || (best == priority && !resources[resource].lastComeFirst) {
          return false
        }
      }
      if resources[resource].isListed {
        let item = items[specification.firstItem &+ index]
        if try suitableUnit(item, entity) >= 0 { continue }
        lacks = true
        if try unitToTake(index, of: specification, for: entity, priority: priority) == nil {
          return false
        }
        continue
      }
      var available = resources[resource].free
      let needed = Int64(unitsAsked[index])
      if available >= needed { continue }
      lacks = true
      for place in 0..<holders.count(of: resource) {
        let hold = holders.hold(place, of: resource)
        if hold.priority > priority, hold.entity != entity, canBeTakenFrom(hold.entity),
          !isInterruptedBefore(hold.entity, index, of: specification)
        {
          available += Int64(try unitsLost(of: resource, by: hold.entity))
        }
      }
      if available < needed { return false }
    }
    return lacks
  }

  /// Whether a holder of the resource of an item may have been interrupted for an item before it
  /// without giving that resource back: it cannot be interrupted a second time.
  mutating func isInterruptedBefore(
    _ entity: Int32, _ index: Int32, of specification: RequestSpecification
  ) -> Bool {
    let activity = activities[underWay.current(entity)]
    for place in itemsTaken(for: activity, entity)
    where items[place].resource == items[specification.firstItem &+ index].resource {
      return false
    }
    for earlier in 0..<index {
      let resource = items[specification.firstItem &+ earlier].resource
      if resources[resource].free < Int64(unitsAsked[earlier]) || resources[resource].isListed,
        entities.heldUnits(entity, of: resource) > 0
      {
        return true
      }
    }
    return false
  }

  /// The items of what an entity has taken for an activity.
  private mutating func itemsTaken(for activity: ActivitySpecification, _ entity: Int32)
    -> Range<Int32>
  {
    itemsTaken(activity.firstItem, activity.itemCount, choice: activity.choice, entity)
  }

  /// Whether an entity is in an activity that can be interrupted by taking a unit away.
  mutating func canBeTakenFrom(_ entity: Int32) -> Bool {
    let activity = underWay.current(entity)
    return activity >= 0 && activities[activity].rule != .never
  }

  /// The holder to take units from: the worst priority, and among equals who got them last.
  private mutating func worstHolder(
    of resource: Int32, than priority: Double, except entity: Int32
  ) throws(SimulationFailure) -> Int32? {
    var worst: Int32 = -1
    var worstPriority = priority
    for index in 0..<holders.count(of: resource) {
      let hold = holders.hold(index, of: resource)
      if hold.priority > priority, hold.priority >= worstPriority, hold.entity != entity,
        canBeTakenFrom(hold.entity)
      {
        worst = hold.entity
        worstPriority = hold.priority
      }
    }
    return worst < 0 ? nil : worst
  }

  /// Takes units away from the worst of their holders, as far as their work can be interrupted,
  /// until no more are in use than are on duty.
  @inline(never)
  mutating func endShift(of resource: Int32) throws(SimulationFailure) {
    while resources[resource].free < 0 || listed.owed[resource] > 0 {
      guard
        let victim = try worstHolder(of: resource, than: -.infinity, except: -1)
      else { return }
      let activity = activities[underWay.current(victim)]
      let rule =
        program.resources[Int(resource)].handsOverAtShiftEnd ? .resume : activity.rule
      let unit =
        resources[resource].isListed ? listed.held(resource, by: victim, newest: true) : -1
      try takeAway(resource, from: victim, unit: unit, rule: rule, target: activity.target)
    }
  }

  /// How many units of a resource an entity loses when its activity is interrupted for it: those
  /// that the step has taken, or, where it has taken none of this resource, all that are held.
  private mutating func unitsLost(of resource: Int32, by entity: Int32) throws(SimulationFailure)
    -> Int32
  {
    let activity = activities[underWay.current(entity)]
    for index in itemsTaken(for: activity, entity) {
      let item = items[index]
      if item.resource == resource { return try units(of: item, entity, activity.step) }
    }
    return resources[resource].isListed ? 1 : entities.heldUnits(entity, of: resource)
  }

  /// Takes a resource away from an entity whose activity can be interrupted.
  ///
  /// It gives back what the step has taken, and the resource if the step has not, without any
  /// turnaround. By its rule it goes on elsewhere, or it asks for all of that again, at the head of
  /// those of its priority, and then resumes, restarts or draws its time anew.
  ///
  /// - Parameter unit: the unit that it has to lose, among all listed units where its resource lists
  ///   them; or -1 for any.
  mutating func takeAway(
    _ resource: Int32, from entity: Int32, unit: Int32 = -1, rule: InterruptionRule,
    target: Int32
  ) throws(SimulationFailure) {
    let index = underWay.current(entity)
    let activity = activities[index]
    let waits = rule != .reroute
    let priority = holdPriority(entity, of: resource)
    let lost = try unitsLost(of: resource, by: entity)
    // While a unit is set up for it to go on, nothing of the work itself is done.
    let isSetUpAgain = underWay.setUpStep[entity] >= 0
    let before = underWay.left[entity]
    let left = interrupt(entity)
    underWay.lostItem[entity] = lostItem(unit, of: resource)
    var ticket: Int32 = -1
    var isListed = false
    for place in itemsTaken(for: activity, entity) {
      let item = items[place]
      let count = try units(of: item, entity, activity.step)
      if item.resource == resource { isListed = true }
      ticket = handBack(
        count, of: item.resource, entity, unit: item.resource == resource ? unit : -1,
        priority: priority, ticket: ticket, waits: waits)
    }
    if !isListed {
      ticket = handBack(
        lost, of: resource, entity, unit: unit, priority: priority, ticket: ticket, waits: waits)
    }
    if !waits {
      entities.counter[entity] = target
      underWay.handle[entity] = calendar.scheduleCancellable(.goOn, at: now, subject: entity)
      return
    }
    if isSetUpAgain {
      underWay.left[entity] = before
    } else if !activity.setsUp {
      switch rule {
      case .restart: underWay.left[entity] = underWay.length[entity]
      case .resample: underWay.left[entity] = ActivityTable.resampled
      default: underWay.left[entity] = left
      }
    }
    // The end of a set-up begins it anew.
    if isSetUpAgain || !activity.setsUp { entities.counter[entity] &-= 1 }
    entities.ticket[entity] = ticket
    entities.request[entity] = resumingRequest &- index
    entities.waitingSince[entity] = now
    if watcher.isWatching { watch(.joined, entity, activity.step) }
  }

  /// The priority by which an entity has got what it holds of a resource.
  private mutating func holdPriority(_ entity: Int32, of resource: Int32) -> Double {
    for index in 0..<holders.count(of: resource) {
      let hold = holders.hold(index, of: resource)
      if hold.entity == entity { return hold.priority }
    }
    return 0
  }

  /// Frees units at once and, where the entity is to have them again, puts it at the head of those
  /// of its priority.
  private mutating func handBack(
    _ units: Int32, of resource: Int32, _ entity: Int32, unit: Int32, priority: Double,
    ticket: Int32, waits: Bool
  ) -> Int32 {
    entities.changeHeld(entity, of: resource, by: 0 &- units)
    resources[resource].busy.change(by: 0 &- Int64(units), at: now)
    resources[resource].settleDuty(at: now)
    if resources[resource].isNoted {
      noteGivingBack(units, of: resource, entity, preferred: unit, isLost: true)
    }
    if resources[resource].queued.value > 0 { markForService(resource) }
    if !waits { return -1 }
    let joined = lines.join(
      resource, entity: entity, units: units, priority: priority, order: -.infinity,
      nextOfRequest: ticket, lastComeFirst: true)
    resources[resource].queued.change(by: 1, at: now)
    markForService(resource)
    return joined
  }

  /// Gives an interrupted entity again what it needs to go on.
  @inline(never)
  mutating func grantAgain(_ entity: Int32) {
    let index = resumingRequest &- entities.request[entity]
    var ticket = entities.ticket[entity]
    let several = lines.tickets[ticket].nextOfRequest >= 0
    underWay.priority[entity] = lines.tickets[ticket].priority
    while ticket >= 0 {
      let part = lines.tickets[ticket]
      lines.leave(ticket)
      resources[part.resource].queued.change(by: -1, at: now)
      take(part.units, of: part.resource, entity)
      if resources[part.resource].isListed { listed.noteGotAgain(part.resource, by: entity) }
      if several, resources[part.resource].queued.value > 0 { markForService(part.resource) }
      ticket = part.nextOfRequest
    }
    entities.request[entity] = -1
    let wait = now &- entities.waitingSince[entity]
    entities.waited[entity] &+= wait
    records.resumptions[Int(index)].record(wait)
    if watcher.isWatching { watch(.granted, entity, activities[index].step) }
  }

  /// An entity that was taken out of its activity goes on elsewhere.
  @inline(never)
  mutating func goOn(_ entity: Int32) throws(SimulationFailure) {
    underWay.handle[entity] = -1
    if underWay.setUpStep[entity] >= 0 { finishSetUpAgain(entity) }
    try advance(entity)
  }

  /// Notes who has got units of a resource that can be taken away.
  ///
  /// - Parameter listed: the number of the unit within the resource, where its units are listed.
  @inline(never)
  mutating func noteHold(
    _ count: Int32, of resource: Int32, _ entity: Int32, listed number: Int32
  ) {
    underWay.makeRoom(for: entity)
    holders.add(count, of: resource, entity, priority: underWay.priority[entity])
    if number >= 0 {
      if resources[resource].hasUnits { units.set(number, of: resource, holder: entity) }
    } else if transports.ofResource[resource] >= 0 {
      handTransport(count, of: resource, to: entity)
    } else if resources[resource].hasUnits {
      units.hand(count, of: resource, to: entity)
    }
  }

  /// Notes who has given them back.
  @inline(never)
  mutating func forgetHold(
    _ count: Int32, of resource: Int32, _ entity: Int32, preferred: Int32 = -1
  ) {
    holders.remove(count, of: resource, entity)
    if resources[resource].isListed {
      if resources[resource].hasUnits { takeBackListed(of: resource) }
    } else if resources[resource].hasUnits {
      takeBack(count, of: resource, from: entity, preferred: preferred)
    }
  }
}
