import OutputStatistics

/// Pre-emption of listed units: who finds none free that suits it takes one from the worst of those
/// who hold one that does.
extension Engine {
  /// The holder to take a unit from that suits an entity, the worst priority and among equals who got
  /// theirs last, with that unit: of several the one got last; nil if nobody can lose one.
  ///
  /// - Parameter index: the item of a request that asks; who may have lost something for those before
  ///   it is left alone.
  mutating func unitToTake(
    _ index: Int32, of specification: RequestSpecification, for entity: Int32, priority: Double
  ) throws(SimulationFailure) -> (holder: Int32, unit: Int32)? {
    let item = items[specification.firstItem &+ index]
    var found: (holder: Int32, unit: Int32)?
    var worst = priority
    for place in 0..<holders.count(of: item.resource) {
      let hold = holders.hold(place, of: item.resource)
      if hold.priority > priority, hold.priority >= worst, hold.entity != entity,
        canBeTakenFrom(hold.entity),
        !isInterruptedBefore(hold.entity, index, of: specification),
        let unit = try suitableUnit(item, entity, heldBy: hold.entity)
      {
        found = (hold.entity, unit)
        worst = hold.priority
      }
    }
    return found
  }

  /// The unit that an entity has got last of those that would suit another if it were free.
  private mutating func suitableUnit(_ item: RequestItem, _ entity: Int32, heldBy holder: Int32)
    throws(SimulationFailure) -> Int32?
  {
    var found: Int32?
    for unit in listed.units(of: item.resource)
    where listed.units[unit].holder == holder && listed.wouldBeFree(unit) {
      if let found, listed.units[found].taking > listed.units[unit].taking { continue }
      if try suits(unit, item, entity) { found = unit }
    }
    return found
  }

  /// Whether a unit would suit an entity if nobody had it.
  private mutating func suits(_ unit: Int32, _ item: RequestItem, _ entity: Int32)
    throws(SimulationFailure) -> Bool
  {
    if item.condition < 0 { return true }
    let holder = listed.units[unit].holder
    listed.candidate = unit
    listed.lend(unit, to: -1)
    let holds = try evaluate(item.condition, for: entity) != 0
    listed.lend(unit, to: holder)
    return holds
  }

  /// Chooses the unit that an entity gets, taking it away where none is free.
  mutating func robUnit(
    _ index: Int32, of specification: RequestSpecification, for entity: Int32, priority: Double
  ) throws(SimulationFailure) {
    let place = specification.firstItem &+ index
    let resource = items[place].resource
    var unit = try suitableUnit(items[place], entity)
    if unit < 0 {
      guard
        let victim = try unitToTake(index, of: specification, for: entity, priority: priority)
      else { preconditionFailure("internal: nobody to pre-empt; please report with the model") }
      let activity = activities[underWay.current(victim.holder)]
      try takeAway(
        resource, from: victim.holder, unit: victim.unit, rule: activity.rule,
        target: activity.target)
      unit = victim.unit
    }
    listed.choose(unit, of: resource, for: place)
  }
}
