import OutputStatistics
import RandomStreams

extension Engine {
  /// Sets all clocks going that do not wait for work.
  mutating func startClocks() throws(SimulationFailure) {
    for clock in 0..<Int32(units.clocks.count) where !isLed(clock) {
      let role = outages[units.clocks[clock].outage].role
      if role == .outage || role == .inspection { try wind(clock) }
    }
  }

  /// Begins a clock anew, with a draw of its own.
  mutating func wind(_ clock: Int32) throws(SimulationFailure) {
    let state = units.clocks[clock]
    let outage = outages[state.outage]
    stop(clock)
    units.clocks[clock].isPending = false
    units.clocks[clock].isPostponed = false
    let isFirst = outage.role == .inspection && outage.first >= 0 && state.count == 0
    let after = try value(
      of: isFirst ? outage.first : outage.after, for: -1, word: units.word(clock),
      what: "the time to an outage")
    if after < 0 { throw failure(.negativeDuration, entity: nil, step: outage.step) }
    // What the clock cannot hold comes after every end.
    let ticks = after > Double(maximumTick) ? maximumTick : ticks(after)
    if outage.clock == .calendar {
      if after <= Double(maximumTick) { run(clock, for: ticks) }
    } else {
      units.clocks[clock].due = ticks
    }
    if outage.condition >= 0, outage.role == .outage { try beginGood(outage.condition, clock) }
  }

  mutating func run(_ clock: Int32, for ticks: Int64) {
    units.clocks[clock].due = now &+ ticks
    units.clocks[clock].handle = calendar.scheduleCancellable(
      .outageDue, at: now &+ ticks, subject: clock)
    capacityEvents += 1
  }

  mutating func stop(_ clock: Int32) {
    if units.clocks[clock].handle < 0 { return }
    calendar.cancel(units.clocks[clock].handle)
    units.clocks[clock].handle = -1
    units.clocks[clock].due &-= now
    capacityEvents -= 1
  }

  /// Work of an entity begins: the clocks that count it go on.
  @inline(never)
  mutating func startOperating(_ entity: Int32) {
    for outage in 0..<Int32(outages.count) where outages[outage].clock == .operating {
      for clock in units.clocks(of: outage) {
        let state = units.clocks[clock]
        if units.units[state.unit].holder == entity, !state.isPending, !state.isPostponed {
          run(clock, for: state.due)
        }
      }
    }
  }

  /// Work of an entity ends or is interrupted: the clocks that count it stand still.
  @inline(never)
  mutating func stopOperating(_ entity: Int32) {
    for outage in 0..<Int32(outages.count) where outages[outage].clock == .operating {
      for clock in units.clocks(of: outage)
      where units.units[units.clocks[clock].unit].holder == entity
        && !units.clocks[clock].isPostponed
      {
        stop(clock)
      }
    }
  }

  /// A clock has run out: its unit goes out of service at once, or as soon as it can.
  @inline(never)
  mutating func beginOutage(_ clock: Int32) throws(SimulationFailure) {
    capacityEvents -= 1
    try checkOutages()
    units.clocks[clock].handle = -1
    try comeDue(clock)
  }

  /// What a clock has run out for begins.
  mutating func comeDue(_ clock: Int32) throws(SimulationFailure) {
    units.clocks[clock].due = 0
    units.clocks[clock].isPostponed = false
    let outage = outages[units.clocks[clock].outage]
    if outage.window >= 0, postpones(clock, until: outage.window) { return }
    if outage.condition >= 0, try followsCondition(clock) { return }
    if outage.hitsAll { return try beginTrip(clock) }
    try strike(clock)
  }

  /// Puts the unit of a clock out of service at once, or as soon as it can.
  mutating func strike(_ clock: Int32) throws(SimulationFailure) {
    let unit = units.clocks[clock].unit
    let outage = outages[units.clocks[clock].outage]
    units.clocks[clock].isPending = true
    if units.units[unit].outOfService >= 0 { return }
    let holder = units.units[unit].holder
    if holder >= 0 {
      if outage.waitsForWork || !canBeTakenFrom(holder) { return }
      let given = activities[underWay.current(holder)]
      let isGiven = given.rule != .usual
      var rule = isGiven ? given.rule : outage.rule
      // Whoever puts another unit right, or wraps up, never gives that up.
      if rule == .reroute, entities.source[holder] <= hiddenSource { rule = .resume }
      units.struck = unit
      try takeAway(
        outage.resource, from: holder,
        unit: resources[outage.resource].isListed
          ? listedUnit(unit, of: outage.resource) : unit,
        rule: rule, target: isGiven ? given.target : outage.target)
      units.struck = -1
      // What else was waiting for the unit to be given back may have come first.
      if units.units[unit].outOfService >= 0 { return }
    }
    putOutOfService(clock)
  }

  /// Stops a run without an end of its own in which nothing but outages has happened for long, or
  /// nothing but units opening and closing.
  mutating func checkOutages() throws(SimulationFailure) {
    if endTick < .max || outagesInVainSince != lastActivity {
      outagesInVainSince = lastActivity
      outagesInVain = 0
    }
    outagesInVain += 1
    if outagesInVain > 10_000 &+ 10 &* units.units.count, entities.present > 0 {
      throw failure(.deadlock(waitingInWords()), entity: nil, step: nil)
    }
  }

  /// Takes a unit that nobody holds out of service, and sends a hidden entity to put it right.
  private mutating func putOutOfService(_ clock: Int32) {
    let state = units.clocks[clock]
    let outage = outages[state.outage]
    units.clocks[clock].isPending = false
    if outage.hitsAll { return joinTrip(clock) }
    if outage.condition >= 0 { noteCondition(clock, outage) }
    let word = units.word(clock)
    units.clocks[clock].count &+= 1
    records.outages[state.outage].begun &+= 1
    records.outages[state.outage].units.change(by: 1, at: now)
    units.units[state.unit].outOfService = clock
    units.outOfService += 1
    countOutOfService(state.unit, of: outage.resource, by: 1)
    settleCapacity(outage.resource)
    let entity = makeHidden(
      identity: outage.hash &+ mix(word), source: hiddenSource, ordinal: Int64(state.number) + 1,
      arrival: now, entry: outage.entry)
    entities.hide()
    units.units[state.unit].servant = entity
    if watcher.isWatching { watch(.failed, entity, outage.step) }
  }

  /// A hidden entity has put its unit right, and is gone.
  @inline(never)
  mutating func endOutage(_ entity: Int32) throws(SimulationFailure) {
    if let outage = units.trip(of: entity) { return try endTrip(outage, by: entity) }
    if !program.conditions.isEmpty, let clock = units.inspection(by: entity) {
      return try endVisit(clock, by: entity)
    }
    guard let clock = clockServed(by: entity) else {
      preconditionFailure("internal: nothing was out of service; please report with the model")
    }
    let state = units.clocks[clock]
    let outage = outages[state.outage]
    units.units[state.unit].outOfService = -1
    units.outOfService -= 1
    countOutOfService(state.unit, of: outage.resource, by: -1)
    records.outages[state.outage].units.change(by: -1, at: now)
    settleCapacity(outage.resource)
    if watcher.isWatching { watch(.repaired, entity, outage.step) }
    vanishUnseen(entity)
    if outage.role == .planned {
      try endPlanned(clock, outage)
    } else {
      try wind(clock)
    }
    if outage.renews { try renew(state.unit, except: clock) }
    if outage.role == .inspection { try judge(clock, outage) }
    if units.units[state.unit].outOfService < 0 { beginPending(of: state.unit) }
  }

  /// Begins all clocks of a unit anew that are its own.
  mutating func renew(_ unit: Int32, except clock: Int32) throws(SimulationFailure) {
    for other in 0..<Int32(outages.count)
    where !outages[other].hitsAll && outages[other].role == .outage {
      for another in units.clocks(of: other)
      where another != clock && units.clocks[another].unit == unit {
        units.clocks[another].count &+= 1
        try wind(another)
      }
    }
  }

  private mutating func clockServed(by entity: Int32) -> Int32? {
    for unit in 0..<Int32(units.units.count) {
      let clock = units.units[unit].outOfService
      if clock >= 0, units.units[unit].servant == entity { return clock }
    }
    return nil
  }

  /// Begins the first of the outages that have waited for a unit, if there is one.
  mutating func beginPending(of unit: Int32) {
    if units.isChangingHands { return }
    for outage in 0..<Int32(outages.count) {
      for clock in units.clocks(of: outage)
      where units.clocks[clock].unit == unit && units.clocks[clock].isPending {
        if outages[outage].window >= 0, !outages[outage].hitsAll,
          postpones(clock, until: outages[outage].window)
        {
          continue
        }
        return putOutOfService(clock)
      }
    }
  }

  /// Begins what has waited for units that nobody holds any more.
  mutating func beginAllPending() {
    for unit in 0..<Int32(units.units.count)
    where units.units[unit].holder < 0 && units.units[unit].outOfService < 0 {
      beginPending(of: unit)
    }
  }

  /// Brings the capacity in line with the units that are open and with those that are in service.
  mutating func settleCapacity(_ resource: Int32) {
    if listed.hasGroups(resource) {
      settleGroups(of: resource)
      if resources[resource].queued.value > 0 { markForService(resource) }
      return
    }
    let state = resources[resource]
    let open = min(state.rostered &+ state.extra, state.limit)
    if open != state.planned.value {
      resources[resource].planned.change(by: open &- state.planned.value, at: now)
    }
    let capacity = min(open, state.mostUnits &- state.outOfService)
    resources[resource].capacity = capacity
    let missing = open &- capacity
    if missing != state.broken.value {
      resources[resource].broken.change(by: missing &- state.broken.value, at: now)
    }
    resources[resource].settleDuty(at: now)
    if state.limitsOthers { settleRatios(by: resource) }
    if resources[resource].queued.value > 0 { markForService(resource) }
  }

  /// An entity gives units back: those whose outage has waited for it go out of service.
  ///
  /// - Parameter preferred: a unit that is certainly among them, or -1.
  @inline(never)
  mutating func takeBack(
    _ count: Int32, of resource: Int32, from entity: Int32, preferred: Int32
  ) {
    if transports.ofResource[resource] >= 0 {
      return takeBackTransport(count, of: resource, from: entity, preferred: preferred)
    }
    var left = count
    if preferred >= 0 {
      units.units[preferred].holder = -1
      left &-= 1
    }
    let range = units.units(of: resource)
    for unit in range where left > 0 && units.units[unit].holder == entity {
      units.units[unit].holder = -1
      left &-= 1
      countUse(of: unit)
      beginPending(of: unit)
    }
  }

  /// Counts one more use of a unit for the clocks that count uses.
  mutating func countUse(of unit: Int32) {
    for outage in 0..<Int32(outages.count) where outages[outage].clock == .uses {
      for clock in units.clocks(of: outage)
      where units.clocks[clock].unit == unit && !units.clocks[clock].isPending
        && !units.clocks[clock].isPostponed
      {
        units.clocks[clock].due &-= 1
        if units.clocks[clock].due <= 0 { units.clocks[clock].isPending = true }
      }
    }
  }
}
