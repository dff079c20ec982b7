import OutputStatistics
import RandomStreams

/// The source of the hidden entities that put units right.
let hiddenSource: Int32 = -2

/// Hidden entities do what nobody in the facility does: they put units right, wrap work up, and
/// see to the cleaning of units. They walk code of the program like all others and count nowhere.
extension Engine {
  /// Makes a hidden entity that goes on for another, with its attributes, and begins in this tick.
  mutating func makeHidden(identity: UInt64, of parent: Int32, entry: Int32) -> Int32 {
    let source = entities.source[parent]
    let child = makeHidden(
      identity: identity, source: source < 0 ? source : hiddenSource &- 1 &- source,
      ordinal: entities.ordinal[parent], arrival: entities.arrival[parent], entry: entry)
    entities.inherit(child, from: parent)
    entities.waited[child] = entities.waited[parent]
    return child
  }

  /// Makes a hidden entity, which begins in this tick.
  mutating func makeHidden(
    identity: UInt64, source: Int32, ordinal: Int64, arrival: Int64, entry: Int32
  ) -> Int32 {
    let entity = entities.enter(
      identity: identity, source: source, ordinal: ordinal, at: arrival)
    entities.counter[entity] = entry
    goOnNow(entity)
    return entity
  }

  /// Makes a hidden child that takes over units from an entity: it has its identity and its
  /// attributes, and counts nowhere.
  @inline(never)
  mutating func detach(_ index: Int32, _ parent: Int32) throws(SimulationFailure) {
    let offspring = offsprings[index]
    if entities.present >= entityLimit {
      throw failure(.tooManyEntities(entityLimit), entity: parent, step: offspring.step)
    }
    let child = makeHidden(
      identity: entities.identity[parent], of: parent, entry: offspring.entry)
    for index in itemsTaken(
      offspring.firstItem, offspring.itemCount, choice: offspring.choice, parent)
    {
      let item = items[index]
      let count = try units(of: item, parent, offspring.step)
      entities.changeHeld(parent, of: item.resource, by: 0 &- count)
      entities.changeHeld(child, of: item.resource, by: count)
      var number: Int32 = -1
      if resources[item.resource].isListed {
        number = listed.pass(item.resource, from: parent, to: child)
      }
      if resources[item.resource].isRemovable {
        underWay.makeRoom(for: child)
        underWay.priority[child] = underWay.priority[parent]
        holders.remove(count, of: item.resource, parent)
        holders.add(count, of: item.resource, child, priority: underWay.priority[child])
        if number >= 0 {
          if resources[item.resource].hasUnits {
            self.units.set(number, of: item.resource, holder: child)
          }
        } else if transports.ofResource[item.resource] >= 0 {
          passTransport(count, of: item.resource, from: parent, to: child)
        } else if resources[item.resource].hasUnits {
          self.units.pass(count, of: item.resource, from: parent, to: child)
        }
      }
    }
  }

  /// An entity is no more, without having left the facility.
  mutating func vanish(_ entity: Int32) {
    if keepsAccounts { closeAccount(entity) }
    entities.leave(entity)
    if endsWhenEmpty, entities.present == 0, openSources == 0 { end(at: now) }
  }

  /// A hidden entity that nobody waits for at the end of a run is no more.
  mutating func vanishUnseen(_ entity: Int32) {
    entities.show()
    if keepsAccounts { closeAccount(entity) }
    entities.leave(entity)
  }
}
