extension Engine {
  /// How long a unit takes to be set up for an entity, in ticks.
  private mutating func setUpTime(_ index: Int32, of unit: Int32, for entity: Int32)
    throws(SimulationFailure) -> Double
  {
    let setUp = setUps[index]
    let wanted = entities.attribute(entity, setUp.attribute)
    if wanted.isNaN {
      throw failure(
        .attributeNotSet(program.attributes[Int(setUp.attribute)]), entity: entity,
        step: step(near: entities.counter[entity]))
    }
    let present = listed.units[unit].setUpFor
    if present.isNaN { return setUp.first }
    let from = place(of: present, in: setUp)
    let to = place(of: wanted, in: setUp)
    if from >= 0, to >= 0 { return setUpTimes[setUp.firstTime &+ from &* setUp.valueCount &+ to] }
    if present == wanted { return 0 }
    if setUp.other.isNaN {
      throw failure(
        .notFinite(what: "a set-up time"), entity: entity,
        step: step(near: entities.counter[entity]))
    }
    return setUp.other
  }

  private mutating func place(of value: Double, in setUp: SetUpSpecification) -> Int32 {
    for index in 0..<setUp.valueCount where setUpValues[setUp.firstValue &+ index] == value {
      return index
    }
    return -1
  }

  private mutating func setUp(of resource: Int32) -> Int32 {
    for index in 0..<Int32(setUps.count) where setUps[index].resource == resource { return index }
    preconditionFailure("internal: nothing to set up; please report with the model")
  }

  /// How long the unit that is looked at takes to be set up for an entity.
  @inline(never)
  mutating func setUpTimeOfCandidate(_ resource: Int32, _ entity: Int32)
    throws(SimulationFailure) -> Double
  {
    try setUpTime(setUp(of: resource), of: listed.candidate, for: entity)
  }

  /// The least time that a free unit takes to be set up for an entity; of all, if none is free.
  @inline(never)
  mutating func leastSetUpTime(_ resource: Int32, _ entity: Int32) throws(SimulationFailure)
    -> Double
  {
    let index = setUp(of: resource)
    let units = listed.units(of: resource)
    var least = Double.infinity
    var hasFree = false
    for unit in units where listed.isFree(unit) {
      hasFree = true
      least = min(least, try setUpTime(index, of: unit, for: entity))
    }
    if hasFree { return least }
    for unit in units { least = min(least, try setUpTime(index, of: unit, for: entity)) }
    return least
  }

  /// The unit that an entity has got last begins to be set up for it; the attribute says how long
  /// that takes.
  @inline(never)
  mutating func beginSetUp(_ index: Int32, attribute: Int32, _ entity: Int32)
    throws(SimulationFailure)
  {
    let unit = listed.held(setUps[index].resource, by: entity, newest: true)
    let time = unit < 0 ? 0 : try setUpTime(index, of: unit, for: entity)
    entities.setAttribute(entity, attribute, to: time)
    if time > 0 { listed.beginSetUp(of: unit, at: now) }
  }

  /// It has been set up; false if it was interrupted and another has still to be.
  @inline(never)
  mutating func endSetUp(_ index: Int32, in activity: Int32, _ entity: Int32)
    throws(SimulationFailure) -> Bool
  {
    if activity >= 0, try setUpAgain(before: activity, entity) { return false }
    let unit = listed.held(setUps[index].resource, by: entity, newest: true)
    if unit >= 0 { endSetUp(index, of: unit, entity) }
    return true
  }

  private mutating func endSetUp(_ index: Int32, of unit: Int32, _ entity: Int32) {
    listed.endSetUp(
      of: unit, for: entities.attribute(entity, setUps[index].attribute),
      entities.identity[entity], at: now)
  }

  /// Sets up a unit that an entity has got again to go on with an activity; false if none has to be.
  ///
  /// What has been set up for it and was not used meanwhile is still set up. The instruction that the
  /// entity is at is executed again afterwards.
  @inline(never)
  mutating func setUpAgain(before activity: Int32, _ entity: Int32) throws(SimulationFailure)
    -> Bool
  {
    for index in 0..<Int32(setUps.count) {
      guard let unit = listed.unitGotAgain(setUps[index].resource, by: entity) else { continue }
      let state = listed.units[unit]
      if state.setUpOwner == entities.identity[entity],
        state.setUpFor == entities.attribute(entity, setUps[index].attribute)
      {
        continue
      }
      let time = try setUpTime(index, of: unit, for: entity)
      if time == 0 {
        endSetUp(index, of: unit, entity)
        continue
      }
      let step = program.setUpSteps[Int(state.item)]
      if time > Double(maximumTick) { throw failure(.beyondClock, entity: entity, step: step) }
      underWay.activity[entity] = activity
      underWay.setUpStep[entity] = step
      underWay.end[entity] = now &+ ticks(time)
      underWay.handle[entity] = calendar.scheduleCancellable(
        .goOn, at: underWay.end[entity], subject: entity)
      listed.beginSetUp(of: unit, at: now)
      if units.hasOperatingClocks { startOperating(entity) }
      if watcher.isWatching { watch(.began, entity, step) }
      return true
    }
    return false
  }

  /// A unit has been set up again: the entity comes back to what was interrupted.
  mutating func finishSetUpAgain(_ entity: Int32) {
    let step = underWay.setUpStep[entity]
    if units.hasOperatingClocks { stopOperating(entity) }
    underWay.setUpStep[entity] = -1
    underWay.activity[entity] = -1
    if watcher.isWatching { watch(.ended, entity, step) }
    for index in 0..<Int32(setUps.count) {
      if let unit = listed.unitInSetUp(setUps[index].resource, for: entity) {
        endSetUp(index, of: unit, entity)
      }
    }
    entities.counter[entity] &-= 1
  }

  /// Takes an entity out of the set-up before an interrupted activity.
  mutating func interruptSetUpAgain(_ entity: Int32) {
    calendar.cancel(underWay.handle[entity])
    if units.hasOperatingClocks { stopOperating(entity) }
    let step = underWay.setUpStep[entity]
    underWay.handle[entity] = -1
    underWay.activity[entity] = -1
    underWay.setUpStep[entity] = -1
    underWay.left[entity] = ActivityTable.fresh
    for setUp in 0..<Int32(setUps.count) {
      if let unit = listed.unitInSetUp(setUps[setUp].resource, for: entity) {
        listed.leaveSetUp(of: unit, at: now)
      }
    }
    if watcher.isWatching { watch(.interrupted, entity, step) }
  }
}
