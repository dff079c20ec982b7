import OutputStatistics
import RandomStreams

/// Outages that hit all units of a resource at once, and those that may begin at some times only.
extension Engine {
  /// Whether a clock follows that of the first unit.
  func isLed(_ clock: Int32) -> Bool {
    let state = units.clocks[clock]
    return state.number > 0 && program.outages[Int(state.outage)].hitsAll
  }

  /// Puts an outage off until its window opens; false if it is open.
  mutating func postpones(_ clock: Int32, until window: Int32) -> Bool {
    let plan = program.windows[Int(window)]
    if plan.value(at: now) > 0 { return false }
    units.clocks[clock].isPending = false
    units.clocks[clock].isPostponed = true
    run(clock, for: plan.nextChange(after: now) &- now)
    return true
  }

  /// Puts all units out of service: those in work that is to be finished follow as they are given
  /// back, if the outage is not over by then.
  mutating func beginTrip(_ leader: Int32) throws(SimulationFailure) {
    let index = units.clocks[leader].outage
    let outage = outages[index]
    units.clocks[leader].count &+= 1
    let word = UInt64(UInt32(bitPattern: units.clocks[leader].count &- 1))
    let entity = makeHidden(
      identity: outage.hash &+ mix(word), source: hiddenSource, ordinal: 1, arrival: now,
      entry: outage.entry)
    entities.hide()
    units.trips[index] = entity
    records.outages[index].begun &+= 1
    if watcher.isWatching { watch(.failed, entity, outage.step) }
    for clock in units.clocks(of: index) { units.clocks[clock].isPending = true }
    for clock in units.clocks(of: index) where units.clocks[clock].isPending {
      try strike(clock)
    }
  }

  /// Takes one unit out of service for as long as the outage of all lasts.
  mutating func joinTrip(_ clock: Int32) {
    let state = units.clocks[clock]
    let resource = outages[state.outage].resource
    units.units[state.unit].outOfService = clock
    units.units[state.unit].servant = units.trips[state.outage]
    records.outages[state.outage].units.change(by: 1, at: now)
    units.outOfService += 1
    countOutOfService(state.unit, of: resource, by: 1)
    settleCapacity(resource)
  }

  /// The outage of all units is over.
  @inline(never)
  mutating func endTrip(_ index: Int32, by entity: Int32) throws(SimulationFailure) {
    let outage = outages[index]
    units.trips[index] = -1
    var returned: Int64 = 0
    for clock in units.clocks(of: index) {
      units.clocks[clock].isPending = false
      let unit = units.clocks[clock].unit
      if units.units[unit].outOfService != clock { continue }
      units.units[unit].outOfService = -1
      units.outOfService -= 1
      countOutOfService(unit, of: outage.resource, by: -1)
      returned &+= 1
    }
    records.outages[index].units.change(by: 0 &- returned, at: now)
    settleCapacity(outage.resource)
    if watcher.isWatching { watch(.repaired, entity, outage.step) }
    vanishUnseen(entity)
    let clocks = units.clocks(of: index)
    try wind(clocks.lowerBound)
    for clock in clocks {
      let unit = units.clocks[clock].unit
      if outage.renews { try renew(unit, except: clock) }
      if units.units[unit].holder < 0, units.units[unit].outOfService < 0 {
        beginPending(of: unit)
      }
    }
  }
}

extension UnitTable {
  /// The outage of all units that a hidden entity puts right, if it does.
  func trip(of entity: Int32) -> Int32? {
    for outage in 0..<Int32(trips.count) where trips[outage] == entity { return outage }
    return nil
  }
}
