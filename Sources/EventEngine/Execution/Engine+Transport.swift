import OutputStatistics

/// Places, and units that travel between them.
extension Engine {
  /// How far it is, or how long it takes, from one place to another.
  @inline(never)
  mutating func way(_ operation: ExpressionOperation, from: Double, to: Double, _ entity: Int32)
    throws(SimulationFailure) -> Double
  {
    let (start, end) = (transports.place(from), transports.place(to))
    if start < 0 || end < 0 {
      throw failure(
        .noPlace, entity: entity < 0 ? nil : entity,
        step: entity < 0 ? nil : step(near: entities.counter[entity]))
    }
    let index = Int(start) &* transports.labels.count &+ Int(end)
    return operation == .distance ? transports.distances[index] : transports.times[index]
  }

  /// The label of the place of the unit that an entity got last of a transport.
  @inline(never)
  mutating func placeOfUnit(of resource: Int32, _ entity: Int32) -> Double {
    let unit = lastUnit(of: resource, heldBy: entity)
    return unit < 0 ? .nan : transports.labels[units.units[unit].place]
  }

  /// Gives units of a transport into the hands of an entity, by the rule of the transport.
  ///
  /// Of units that are free, as many as are on duty come into question: those with the lowest
  /// numbers.
  @inline(never)
  mutating func handTransport(_ count: Int32, of resource: Int32, to entity: Int32) {
    let rule = transports.states[transports.ofResource[resource]].specification.rule
    let places = transports.labels.count
    let label = entities.attribute(entity, program.places.attribute)
    let here = label.isNaN ? -1 : transports.place(label)
    for handed in 0..<count {
      var left = max(1, resources[resource].free &+ Int64(count &- handed))
      var chosen: Int32 = -1
      var least = Double.infinity
      for unit in units.units(of: resource) where left > 0 {
        let state = units.units[unit]
        if state.holder >= 0 || state.outOfService >= 0 { continue }
        left &-= 1
        let rank =
          switch rule {
          case .nearest:
            here < 0 ? 0 : transports.nearness[Int(state.place) &* places &+ Int(here)]
          case .longestIdle: Double(state.idleSince)
          }
        if chosen < 0 || rank < least {
          chosen = unit
          least = rank
        }
      }
      if chosen < 0 { return }
      units.units[chosen].holder = entity
      units.units[chosen].turn = transports.turns
      transports.turns &+= 1
    }
  }

  /// The unit that an entity got last of those that it holds, or -1.
  private func lastUnit(of resource: Int32, heldBy entity: Int32) -> Int32 {
    var last: Int32 = -1
    for unit in units.units(of: resource)
    where units.units[unit].holder == entity
      && (last < 0 || units.units[unit].turn > units.units[last].turn)
    {
      last = unit
    }
    return last
  }

  /// Takes units of a transport out of the hands of an entity, those first that it got last.
  mutating func takeBackTransport(
    _ count: Int32, of resource: Int32, from entity: Int32, preferred: Int32
  ) {
    var left = count
    if preferred >= 0 {
      stand(preferred, of: resource)
      units.units[preferred].holder = -1
      units.units[preferred].idleSince = now
      left &-= 1
    }
    while left > 0 {
      let unit = lastUnit(of: resource, heldBy: entity)
      if unit < 0 { return }
      stand(unit, of: resource)
      units.units[unit].holder = -1
      units.units[unit].idleSince = now
      left &-= 1
      countUse(of: unit)
      beginPending(of: unit)
    }
  }

  /// Hands units of a transport over to another entity, those first that the first one got last.
  mutating func passTransport(
    _ count: Int32, of resource: Int32, from entity: Int32, to other: Int32
  ) {
    for _ in 0..<count {
      let unit = lastUnit(of: resource, heldBy: entity)
      if unit < 0 { return }
      units.units[unit].holder = other
    }
  }

  /// The unit that an entity got last of a transport begins to travel, or stands.
  @inline(never)
  mutating func convey(_ resource: Int32, _ phase: TransportPhase, _ entity: Int32) {
    let unit = lastUnit(of: resource, heldBy: entity)
    if unit < 0 { return }
    let transport = transports.ofResource[resource]
    stand(unit, of: resource)
    units.units[unit].phase = phase
    switch phase {
    case .travelsEmpty: return transports.states[transport].empty.change(by: 1, at: now)
    case .travelsLoaded: transports.states[transport].loaded.change(by: 1, at: now)
    case .stands: break
    }
    let label = entities.attribute(entity, program.places.attribute)
    units.units[unit].place = transports.place(label)
  }

  /// A unit no longer travels.
  private mutating func stand(_ unit: Int32, of resource: Int32) {
    let transport = transports.ofResource[resource]
    switch units.units[unit].phase {
    case .travelsEmpty: transports.states[transport].empty.change(by: -1, at: now)
    case .travelsLoaded: transports.states[transport].loaded.change(by: -1, at: now)
    case .stands: break
    }
    units.units[unit].phase = .stands
  }

  /// An entity that another has led is where that is.
  @inline(never)
  mutating func bring(_ member: Int32, with leader: Int32) {
    let attribute = program.places.attribute
    entities.setAttribute(member, attribute, to: entities.attribute(leader, attribute))
  }
}
