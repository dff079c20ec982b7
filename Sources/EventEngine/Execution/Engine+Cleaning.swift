import OutputStatistics
import RandomStreams

extension Engine {
  /// Sends a hidden entity to see to the cleaning of each unit that an entity gives back.
  ///
  /// The units are dirty until it has got the crew, spent its time and ended; like a turnaround
  /// that needs nobody, it keeps no run from its end.
  ///
  /// - Parameter purpose: what the release is known by, so that each cleaning has its own draws.
  @inline(never)
  mutating func sendToClean(
    _ units: Int32, of resource: Int32, _ entity: Int32, purpose: UInt64, depth: Int32
  ) {
    let entry = program.resources[Int(resource)].cleaning
    let visit = entities.visit(entity, depth: depth)
    for ordinal in 1...Int64(units) {
      let cleaner = makeHidden(
        identity: childIdentity(
          parent: entities.identity[entity], visit: visit, step: purpose, ordinal: ordinal),
        of: entity, entry: entry)
      entities.hide()
      if resources[resource].isListed {
        listed.sendCleaner(cleaner, to: listed.returned[Int(ordinal) - 1])
      }
    }
  }

  /// A hidden entity has cleaned its unit, and is gone.
  @inline(never)
  mutating func endCleaning(of resource: Int32, _ entity: Int32) {
    if resources[resource].isListed {
      clean(listed.unitCleaned(by: entity, of: resource))
    }
    vanishUnseen(entity)
    finishTurnaround(resource)
  }
}
