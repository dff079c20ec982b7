import OutputStatistics
import RandomStreams

/// The identity of a child: a hash of its parent with the visit, of what makes it, and of its number.
package func childIdentity(parent: UInt64, visit: UInt64, step: UInt64, ordinal: Int64) -> UInt64 {
  mix(mix(entityWord(identity: parent, visit: visit) ^ step) &+ UInt64(bitPattern: ordinal))
}

extension Engine {
  /// An entity makes others, who go their own way as soon as it has done so.
  @inline(never)
  mutating func spawn(_ index: Int32, _ parent: Int32) throws(SimulationFailure) {
    let offspring = offsprings[index]
    for ordinal in 0..<(try childCount(offspring, parent)) {
      try makeChild(offspring, of: parent, ordinal: ordinal &+ 1)
    }
  }

  /// How many children are made.
  mutating func childCount(_ offspring: OffspringSpecification, _ parent: Int32)
    throws(SimulationFailure) -> Int64
  {
    if offspring.count < 0 { return 1 }
    let number = try value(of: offspring.count, for: parent, what: "a number of entities")
    guard number >= 0, number <= 1e9, number == number.rounded() else {
      throw failure(.badCount, entity: parent, step: offspring.step)
    }
    return Int64(number)
  }

  /// Makes one child of an entity, which begins in this tick.
  @discardableResult
  mutating func makeChild(
    _ offspring: OffspringSpecification, of parent: Int32, ordinal: Int64
  ) throws(SimulationFailure) -> Int32 {
    if entities.present >= entityLimit {
      throw failure(.tooManyEntities(entityLimit), entity: parent, step: offspring.step)
    }
    let identity = childIdentity(
      parent: entities.identity[parent],
      visit: entities.visit(parent, depth: offspring.loopDepth),
      step: program.steps[Int(offspring.step)].hash, ordinal: ordinal)
    let arrival = offspring.keepsArrival ? entities.arrival[parent] : now
    let child = entities.enter(
      identity: identity, source: offspring.source, ordinal: entities.ordinal[parent],
      at: arrival)
    entities.inherit(child, from: parent)
    if offspring.keepsArrival {
      entities.waited[child] = entities.waited[parent]
      // It has not been inside before now.
      records.sojourn -= Int128(now &- max(arrival, records.windowStart))
    } else {
      // It has not waited yet.
      for place in 0..<waitTotals.count {
        entities.setAttribute(child, waitTotals[place], to: .nan)
      }
    }
    records.inside.change(by: 1, at: now)
    records.entered[offspring.source] &+= 1
    if watcher.isWatching {
      watcher.follow(identity, source: offspring.source, ordinal: entities.ordinal[parent])
      watch(.created, child, offspring.step)
    }
    entities.counter[child] = offspring.entry
    for index in 0..<offspring.attributeCount {
      let given = givenAttributes[offspring.firstAttribute &+ index]
      let number = try value(of: given.value, for: child, what: "an attribute")
      entities.setAttribute(child, given.attribute, to: number)
    }
    goOnNow(child)
    return child
  }

  /// A suspended entity goes on in this tick.
  mutating func goOnNow(_ entity: Int32) {
    underWay.makeRoom(for: entity)
    underWay.handle[entity] = calendar.scheduleCancellable(.goOn, at: now, subject: entity)
  }

  /// An entity ends as part of another; what it still holds becomes free.
  mutating func mergeAway(_ entity: Int32, step: Int32) throws(SimulationFailure) {
    if entities.heldUnits[entity] > 0 { try releaseEverything(entity, step: step) }
    if family.leader(of: entity) >= 0 { try leaveFamily(entity) }
    records.merged[entities.source[entity]] &+= 1
    records.inside.change(by: -1, at: now)
    records.sojourn += Int128(now &- max(entities.arrival[entity], records.windowStart))
    if watcher.isWatching { watch(.merged, entity, step) }
    if hasSessions { leaveSession(entity) }
    vanish(entity)
  }
}
