import OutputStatistics
import RandomStreams

extension Engine {
  /// Gives an entity all that a request asks for, or puts it in line; true if it can go on.
  ///
  /// Who finds nobody waiting and enough units free takes them at once; nobody overtakes a line.
  mutating func seize(_ request: Int32, _ entity: Int32) throws(SimulationFailure) -> Bool {
    let specification = requests[request]
    if specification.itemCount == 1, !specification.choosesUnits,
      items[specification.firstItem].quantity < 0
    {
      // The commonest request: a constant number of units of one resource.
      let item = items[specification.firstItem]
      if resources[item.resource].queued.value == 0,
        resources[item.resource].free >= Int64(item.units)
      {
        take(item.units, of: item.resource, entity)
        records.waits[Int(request)].record(0)
        if watcher.isWatching { watch(.granted, entity, specification.step) }
        return true
      }
    }
    var available = true
    // Every number is computed before anything is taken, since it may read what is free.
    for index in 0..<specification.itemCount {
      let item = items[specification.firstItem &+ index]
      let resource = item.resource
      let units = try units(of: item, entity, specification.step)
      unitsAsked[index] = units
      if resources[resource].queued.value > 0 || resources[resource].free < Int64(units) {
        available = false
        if Int64(units) > resources[resource].mostUnits {
          let name = program.resources[Int(resource)].name
          throw failure(
            .neverEnoughUnits(resource: name), entity: entity, step: specification.step)
        }
      }
    }
    if available, specification.choosesUnits {
      let first = specification.firstItem
      available = try chooseUnits(first..<(first &+ specification.itemCount), entity)
    }
    if available {
      for index in 0..<specification.itemCount {
        take(unitsAsked[index], of: items[specification.firstItem &+ index].resource, entity)
      }
      records.waits[Int(request)].record(0)
      if watcher.isWatching { watch(.granted, entity, specification.step) }
      return true
    }
    try join(request, specification, entity)
    return false
  }

  /// Puts an entity into the line of each resource it asks for.
  private mutating func join(
    _ request: Int32, _ specification: RequestSpecification, _ entity: Int32
  ) throws(SimulationFailure) {
    var priority = 0.0
    if specification.priority >= 0 {
      priority = try value(of: specification.priority, for: entity, what: "a priority")
    }
    // What is ordered by the time in line reads it.
    entities.waitingSince[entity] = now
    var ticket: Int32 = -1
    for index in 0..<specification.itemCount {
      let item = items[specification.firstItem &+ index]
      let resource = item.resource
      var order = 0.0
      if item.order >= 0 {
        order = try value(of: item.order, for: entity, what: "the order of a line")
      }
      ticket = lines.join(
        resource, entity: entity, units: unitsAsked[index],
        priority: priority, order: order, nextOfRequest: ticket,
        lastComeFirst: resources[resource].lastComeFirst)
      resources[resource].queued.change(by: 1, at: now)
      // Somebody further back may be able to start where this request or those before cannot.
      if resources[resource].free > 0 { markForService(resource) }
    }
    entities.ticket[entity] = ticket
    entities.request[entity] = request
    if specification.patience >= 0 || specification.givingUp >= 0 {
      try startPatience(entity, request)
    }
    if watcher.isWatching { watch(.joined, entity, specification.step) }
  }

  @inline(__always)
  mutating func units(of item: RequestItem, _ entity: Int32, _ step: Int32)
    throws(SimulationFailure) -> Int32
  {
    if item.quantity < 0 { return item.units }
    let number = try value(of: item.quantity, for: entity, what: "a number of units")
    guard number >= 1, number <= 1e9, number == number.rounded() else {
      throw failure(.badUnits, entity: entity, step: step)
    }
    return Int32(number)
  }

  @inline(__always)
  mutating func take(_ units: Int32, of resource: Int32, _ entity: Int32) {
    resources[resource].busy.change(by: Int64(units), at: now)
    resources[resource].settleDuty(at: now)
    entities.changeHeld(entity, of: resource, by: units)
    if resources[resource].isNoted { noteTaking(units, of: resource, entity) }
  }

  /// Remembers that a line may have become able to move.
  @inline(__always)
  mutating func markForService(_ resource: Int32) {
    if !resources[resource].servicePending {
      resources[resource].servicePending = true
      pendingService.append(resource)
    }
  }

  /// Serves the line that was marked first.
  mutating func servePending() throws(SimulationFailure) -> Bool {
    let resource = pendingService[firstPending]
    firstPending += 1
    if firstPending == pendingService.count {
      pendingService.removeAll()
      firstPending = 0
    }
    if resource == waitingMark { return try serveWaitingLast() }
    resources[resource].servicePending = false
    try serve(resource)
    return true
  }

  /// Lets entities of one line start, in its order, as long as somebody can.
  ///
  /// Who lacks units of this resource holds up those behind; who lacks another resource does not.
  private mutating func serve(_ resource: Int32) throws(SimulationFailure) {
    if resources[resource].isSpecial { return try serveSpecially(resource) }
    while resources[resource].free > 0 {
      var ticket = lines.first(resource)
      var chosen: Int32 = -1
      while ticket >= 0 {
        if Int64(lines.tickets[ticket].units) > resources[resource].free { break }
        if try canStart(lines.tickets[ticket].entity) {
          chosen = lines.tickets[ticket].entity
          break
        }
        ticket = lines.next(after: ticket)
      }
      if chosen < 0 { return }
      grant(chosen)
      try advance(chosen)
    }
  }

  /// Whether everything that a waiting entity asks for is free; listed units that suit it are
  /// chosen.
  @inline(__always)
  mutating func canStart(_ entity: Int32) throws(SimulationFailure) -> Bool {
    var ticket = entities.ticket[entity]
    var choosesUnits = false
    while ticket >= 0 {
      let part = lines.tickets[ticket]
      if Int64(part.units) > resources[part.resource].free { return false }
      if resources[part.resource].isListed { choosesUnits = true }
      ticket = part.nextOfRequest
    }
    return choosesUnits ? try chooseUnits(forWaiting: entity) : true
  }

  /// Gives a waiting entity what it asks for.
  mutating func grant(_ entity: Int32) {
    let request = entities.request[entity]
    if request < 0 { return grantAgain(entity) }
    var ticket = entities.ticket[entity]
    let several = requests[request].itemCount > 1
    while ticket >= 0 {
      let part = lines.tickets[ticket]
      lines.leave(ticket)
      resources[part.resource].queued.change(by: -1, at: now)
      take(part.units, of: part.resource, entity)
      if several, resources[part.resource].queued.value > 0 { markForService(part.resource) }
      ticket = part.nextOfRequest
    }
    endWait(request, entity)
  }

  /// The wait of an entity that has got what it asked for is over, and is recorded.
  @inline(__always)
  mutating func endWait(_ request: Int32, _ entity: Int32) {
    if entities.patience[entity] != -1 { endPatience(entity) }
    entities.request[entity] = -1
    let wait = now &- entities.waitingSince[entity]
    entities.waited[entity] &+= wait
    if requests[request].totalCount > 0 { addToTotals(request, entity, wait: wait) }
    if followsCauses { countCauses(request, entity, wait: wait) }
    records.waits[Int(request)].record(wait)
    if watcher.isWatching { watch(.granted, entity, requests[request].step) }
  }

  /// Gives back units at a release step.
  mutating func release(_ release: ReleaseSpecification, _ entity: Int32)
    throws(SimulationFailure)
  {
    let held = entities.heldUnits(entity, of: release.resource)
    var units = held
    if release.quantity >= 0 {
      let item = RequestItem(resource: release.resource, units: 1, quantity: release.quantity)
      units = try self.units(of: item, entity, release.step)
    }
    if units > held || held == 0 {
      let name = program.resources[Int(release.resource)].name
      throw failure(.notHeld(resource: name), entity: entity, step: release.step)
    }
    if watcher.isWatching {
      let left = Int64(held - units)
      watch(.released, entity, release.step, detail: Int64(release.resource) | left << 32)
    }
    try giveBack(
      units, of: release.resource, entity, purpose: release.turnaroundPurpose,
      depth: release.loopDepth, newest: release.newestFirst)
  }

  /// Gives back all that an entity holds as it leaves.
  mutating func releaseEverything(_ entity: Int32, step: Int32) throws(SimulationFailure) {
    for resource in 0..<Int32(program.resources.count) {
      let units = entities.heldUnits(entity, of: resource)
      if units > 0 {
        let purpose =
          program.steps[Int(step)].hash ^ mix(program.resources[Int(resource)].hash)
        try giveBack(units, of: resource, entity, purpose: purpose, depth: 0)
      }
    }
  }

  /// Makes units free, or dirty where the resource has a turnaround.
  ///
  /// - Parameter newest: whether of several listed units that is given back which it got last.
  mutating func giveBack(
    _ units: Int32, of resource: Int32, _ entity: Int32, purpose: UInt64, depth: Int32,
    newest: Bool = false
  ) throws(SimulationFailure) {
    entities.changeHeld(entity, of: resource, by: 0 &- units)
    resources[resource].busy.change(by: 0 &- Int64(units), at: now)
    let turnaround = resources[resource].turnaround
    if resources[resource].isNoted {
      noteGivingBack(
        units, of: resource, entity, newest: newest, becomesDirty: turnaround >= 0)
    }
    if turnaround >= 0 {
      resources[resource].dirty.change(by: Int64(units), at: now)
      if program.resources[Int(resource)].cleaning >= 0 {
        sendToClean(units, of: resource, entity, purpose: purpose, depth: depth)
        return settleReturn(of: resource)
      }
      let word = entityWord(
        identity: entities.identity[entity], visit: entities.visit(entity, depth: depth))
      var stream = RandomStream(
        seed: seed, purpose: purpose, entity: word, replication: replication)
      for number in 0..<units {
        let length = try value(
          of: turnaround, for: entity, from: &stream, what: "a turnaround time")
        if length < 0 || length > Double(maximumTick) {
          throw failure(.negativeDuration, entity: entity, step: nil)
        }
        let subject =
          resources[resource].isListed ? listedTurnaround &- listed.returned[number] : resource
        calendar.schedule(.turnaroundDone, at: now &+ ticks(length), subject: subject)
      }
    }
    settleReturn(of: resource)
  }

  /// A unit is clean again.
  mutating func finishTurnaround(_ resource: Int32) {
    if resource <= listedTurnaround {
      return finishTurnaround(ofUnit: listedTurnaround &- resource)
    }
    resources[resource].dirty.change(by: -1, at: now)
    settleReturn(of: resource)
  }

  /// Units are not in use any more: those on duty change, and the line may move.
  @inline(__always)
  private mutating func settleReturn(of resource: Int32) {
    resources[resource].settleDuty(at: now)
    if resources[resource].queued.value > 0 { markForService(resource) }
  }

  /// Schedules the next change of a resource's capacity, if its plan has one.
  mutating func scheduleCapacityChange(_ resource: Int32) {
    let plan = program.resources[Int(resource)].plan
    if plan.changes.count < 2 { return }
    var index = Int(resources[resource].nextChange) + 1
    if index == plan.changes.count {
      if plan.period == 0 { return }
      index = plan.loopsFrom
      resources[resource].period &+= 1
    }
    resources[resource].nextChange = Int32(index)
    let tick = plan.changes[index].tick &+ resources[resource].period &* plan.period
    let current = shocks.planned.isEmpty ? resources[resource].rostered : shocks.planned[resource]
    let rises = plan.changes[index].value >= current
    capacityEvents += 1
    calendar.schedule(
      rises ? .capacityIncrease : .capacityDecrease, at: tick, subject: resource)
  }

  /// The capacity changes: a drop takes free units first, the others leave at their next release.
  mutating func changeCapacity(_ resource: Int32) throws(SimulationFailure) {
    capacityEvents -= 1
    if listed.hasGroups(resource) {
      changeGroups(of: resource)
      return scheduleCapacityChange(resource)
    }
    let plan = program.resources[Int(resource)].plan
    var capacity = plan.changes[Int(resources[resource].nextChange)].value
    if !shocks.planned.isEmpty {
      shocks.planned[resource] = capacity
      capacity = shocked(capacity, resource)
    }
    resources[resource].rostered = capacity
    settleCapacity(resource)
    if program.resources[Int(resource)].preemptsAtShiftEnd { try endShift(of: resource) }
    scheduleCapacityChange(resource)
  }
}
