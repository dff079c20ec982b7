extension Engine {
  /// Finds a free unit for each item of a request whose resource lists its units, and remembers
  /// which; false if one finds none.
  @inline(never)
  mutating func chooseUnits(_ range: Range<Int32>, _ entity: Int32) throws(SimulationFailure)
    -> Bool
  {
    for index in range where resources[items[index].resource].isListed {
      let unit = try suitableUnit(items[index], entity)
      if unit < 0 { return false }
      listed.choose(unit, of: items[index].resource, for: index)
    }
    return true
  }

  /// The same for an entity that waits, or waits to go on with work that was interrupted.
  @inline(never)
  mutating func chooseUnits(forWaiting entity: Int32) throws(SimulationFailure) -> Bool {
    let request = entities.request[entity]
    if request >= 0 {
      let first = requests[request].firstItem
      return try chooseUnits(first..<(first &+ requests[request].itemCount), entity)
    }
    let activity = activities[resumingRequest &- request]
    var ticket = entities.ticket[entity]
    while ticket >= 0 {
      let resource = lines.tickets[ticket].resource
      ticket = lines.tickets[ticket].nextOfRequest
      if !resources[resource].isListed { continue }
      var item = underWay.lostItem[entity]
      if item < 0 || items[item].resource != resource {
        item = activity.firstItem
        while items[item].resource != resource { item &+= 1 }
      }
      if try !chooseUnits(item..<(item &+ 1), entity) { return false }
    }
    return true
  }

  /// The number among all listed units of one that has clocks; -1 for none.
  func listedUnit(_ unit: Int32, of resource: Int32) -> Int32 {
    unit < 0 ? -1 : listed.firstUnit[resource] &+ unit &- units.firstUnit[resource]
  }

  /// The item of a request by which a unit was taken that is lost; -1 if its resource lists none.
  func lostItem(_ unit: Int32, of resource: Int32) -> Int32 {
    unit < 0 || !resources[resource].isListed
      ? -1 : listed.units[unit].item
  }

  /// Listed units were given back: those whose outage has waited for it go out of service.
  @inline(never)
  mutating func takeBackListed(of resource: Int32) {
    for index in 0..<listed.returned.count {
      let number = listed.returned[index] &- listed.firstUnit[resource]
      units.set(number, of: resource, holder: -1)
      let unit = units.firstUnit[resource] &+ number
      if unit == units.struck { continue }
      countUse(of: unit)
      beginPending(of: unit)
    }
  }

  /// A unit goes out of service, or is in service again: it counts among those that are missing,
  /// unless it is listed and in turnaround.
  mutating func countOutOfService(_ unit: Int32, of resource: Int32, by change: Int64) {
    if resources[resource].isListed,
      !listed.setOutOfService(listedUnit(unit, of: resource), change > 0, at: now)
    {
      return
    }
    resources[resource].outOfService &+= change
  }

  /// A listed unit is clean again, if perhaps out of service.
  mutating func clean(_ unit: Int32) {
    let resource = listed.units[unit].resource
    if listed.clean(unit) {
      resources[resource].outOfService &+= 1
      settleCapacity(resource)
    } else if listed.hasGroups(resource) {
      settleGroups(of: resource)
    }
  }

  /// The unit that suits an entity best, the first as they are listed among equals; -1 if none that
  /// is free suits it.
  mutating func suitableUnit(_ item: RequestItem, _ entity: Int32)
    throws(SimulationFailure) -> Int32
  {
    var best: Int32 = -1
    var least = Double.infinity
    for unit in listed.units(of: item.resource) where listed.isFree(unit) {
      listed.candidate = unit
      if item.condition >= 0, try evaluate(item.condition, for: entity) == 0 { continue }
      if item.preference < 0 { return unit }
      let value = try evaluate(item.preference, for: entity)
      if !value.isFinite {
        throw failure(
          .notFinite(what: "“prefer”"), entity: entity,
          step: step(near: entities.counter[entity]))
      }
      if best < 0 || value < least { (best, least) = (unit, value) }
    }
    return best
  }

  /// How many units that are like the candidate others hold.
  @inline(never)
  mutating func occupants(_ column: Int32, _ entity: Int32) -> Double {
    let value = listed.value(column, of: listed.candidate)
    var count = 0.0
    for unit in listed.units(of: listed.columns[column].resource) {
      let holder = listed.units[unit].holder
      if holder >= 0, holder != entity, listed.value(column, of: unit) == value { count += 1 }
    }
    return count
  }

  /// Whether all who hold units like the candidate have the value of an attribute that an entity
  /// has.
  @inline(never)
  mutating func areAlike(_ column: Int32, _ attribute: Int32, _ entity: Int32) -> Double {
    let value = listed.value(column, of: listed.candidate)
    let own = entities.attribute(entity, attribute)
    for unit in listed.units(of: listed.columns[column].resource) {
      let holder = listed.units[unit].holder
      if holder >= 0, holder != entity, listed.value(column, of: unit) == value,
        entities.attribute(holder, attribute) != own
      {
        return 0
      }
    }
    return 1
  }

  /// An attribute of the unit that an entity has got last; not a number if it holds none.
  @inline(never)
  mutating func heldUnitValue(_ column: Int32, _ entity: Int32) -> Double {
    let unit = listed.held(listed.columns[column].resource, by: entity, newest: true)
    return unit < 0 ? .nan : listed.value(column, of: unit)
  }

  /// The turnaround of a listed unit is over.
  @inline(never)
  mutating func finishTurnaround(ofUnit unit: Int32) {
    clean(unit)
    finishTurnaround(listed.units[unit].resource)
  }
}

/// What a turnaround event is about: a resource, or, below -1, one of the listed units.
let listedTurnaround: Int32 = -2
