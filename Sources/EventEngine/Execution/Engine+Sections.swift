import OutputStatistics
import RandomStreams

extension Engine {
  /// An entity enters a section whose time is limited.
  @inline(never)
  mutating func openSection(_ index: Int32, _ entity: Int32) throws(SimulationFailure) {
    let section = sections[index]
    let limit = try value(of: section.limit, for: entity, what: "a limit of time")
    if limit < 0 { throw failure(.negativeDuration, entity: entity, step: section.step) }
    timed.makeRoom(for: entity)
    // What the clock cannot hold comes after every end.
    if limit > Double(maximumTick) { return }
    let place = timed.place(entity, section.level)
    timed.section[place] = index
    timed.handle[place] = calendar.scheduleCancellable(
      .sectionOver, at: now &+ ticks(limit), subject: entity)
    for resource in 0..<Int32(resources.count) {
      timed.setHeldBefore(
        entity, section.level, of: resource, to: entities.heldUnits(entity, of: resource))
    }
  }

  /// An entity leaves a section in time.
  @inline(never)
  mutating func closeSection(_ level: Int32, _ entity: Int32) {
    if timed.current(entity, level) < 0 { return }
    let place = timed.place(entity, level)
    calendar.cancel(timed.handle[place])
    timed.handle[place] = -1
  }

  /// Closes all sections that an entity is in, from the innermost to one level: what is called for
  /// an entity that is taken away altogether.
  mutating func closeSections(of entity: Int32, downTo last: Int32 = 0) {
    var level = Int32(timed.depth) &- 1
    while level >= last {
      closeSection(level, entity)
      level &-= 1
    }
  }

  /// The time of a section is over: the entity is taken out of what it does, what it has seized
  /// inside is given back, and it goes on by the section's other way.
  @inline(never)
  mutating func endSection(_ entity: Int32, handle: Int32) throws(SimulationFailure) {
    let level = timed.level(of: handle, entity)
    let section = sections[timed.section[timed.place(entity, level)]]
    timed.handle[timed.place(entity, level)] = -1
    closeSections(of: entity, downTo: level &+ 1)
    interrupt(entity)
    if watcher.isWatching { watch(.timedOut, entity, section.step) }
    for resource in 0..<Int32(resources.count) {
      let inside =
        entities.heldUnits(entity, of: resource)
        &- timed.heldBefore(entity, level, of: resource)
      if inside > 0 {
        try giveBack(
          inside, of: resource, entity,
          purpose: program.steps[Int(section.step)].hash
            ^ mix(program.resources[Int(resource)].hash),
          depth: section.loopDepth)
      }
    }
    entities.counter[entity] = section.target
    try advance(entity)
  }
}
