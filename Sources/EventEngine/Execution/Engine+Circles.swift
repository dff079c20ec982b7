/// An entity that nothing can free any more.
package struct StuckEntity: BitwiseCopyable, Sendable, Equatable {
  package var source: Int32
  package var ordinal: Int64
  /// Where it waits, and since when.
  package var step: Int32
  package var since: Int64
}

/// Who is stuck for ever at the end of a run.
package struct StuckEntities: Sendable, Equatable {
  package var entities: [StuckEntity] = []
  /// The tick at which the first of them could be freed by nothing any more.
  package var since: Int64?

  package init() {}

  init(entities: [StuckEntity], since: Int64) {
    self.entities = entities
    self.since = since
  }
}

/// Entities that wait for units that only entities like them hold.
///
/// Those are stuck who would lack units even if all units that there can ever be were in service
/// and nobody but those who are stuck held any: the greatest set of which that is true, found by
/// taking out those who can still go on until there are none (a graph reduction; Holt, “Some
/// deadlock properties of computer systems”, Computing Surveys 4 (1972)). Nobody counts whom
/// anything but units can help: patience, a limit of time, pre-emption, another choice, whoever
/// leads a batch or stops clones. So it is never said of anybody who could go on.
extension Engine {
  /// Who is stuck for ever now.
  func stuckForEver() -> StuckEntities {
    var waiting: [Int32] = []
    for place in 0..<Int32(entities.places) where isHelpedByUnitsAlone(place) {
      waiting.append(place)
    }
    let stuck = reduced(waiting)
    if stuck.isEmpty { return StuckEntities() }
    // The first so many of them to join their lines that cannot go on without the others.
    let ordered = stuck.sorted {
      (entities.waitingSince[$0], $0) < (entities.waitingSince[$1], $1)
    }
    var (few, many) = (0, ordered.count)
    while few + 1 < many {
      let middle = (few + many) / 2
      if reduced(Array(ordered.prefix(middle))).isEmpty { few = middle } else { many = middle }
    }
    return StuckEntities(
      entities: stuck.map {
        StuckEntity(
          source: entities.source[$0], ordinal: entities.ordinal[$0],
          step: requests[entities.request[$0]].step, since: entities.waitingSince[$0])
      }, since: entities.waitingSince[ordered[many - 1]])
  }

  /// Whether an entity that holds something waits in a line, and nothing but units can help it.
  private func isHelpedByUnitsAlone(_ entity: Int32) -> Bool {
    guard entities.source[entity] >= 0, entities.ticket[entity] >= 0,
      entities.heldUnits[entity] > 0, entities.patience[entity] == -1,
      entities.request[entity] >= 0, requests[entities.request[entity]].preempt < 0,
      requests[entities.request[entity]].choice < 0, underWay.current(entity) < 0,
      family.leader(of: entity) < 0,
      parties.leader(of: entity) < 0, parties.first(of: entity) < 0
    else { return false }
    return (0..<Int32(timed.depth)).allSatisfy { timed.current(entity, $0) < 0 }
  }

  /// Those of some entities who cannot go on even if all others give back what they hold.
  private func reduced(_ waiting: [Int32]) -> [Int32] {
    var left = waiting
    var held = [Int64](repeating: 0, count: program.resources.count)
    for entity in left {
      for part in holdings(of: entity) { held[part.resource] += part.units }
    }
    while true {
      let goOn = left.filter { !lacksUnits($0, where: held) }
      if goOn.isEmpty { return left }
      let freed = Set(goOn)
      left.removeAll { freed.contains($0) }
      for entity in goOn {
        for part in holdings(of: entity) { held[part.resource] -= part.units }
      }
    }
  }

  /// What an entity holds.
  private func holdings(of entity: Int32) -> [(resource: Int, units: Int64)] {
    var holdings: [(resource: Int, units: Int64)] = []
    for resource in program.resources.indices {
      let units = Int64(entities.heldUnits(entity, of: Int32(resource)))
      if units > 0 { holdings.append((resource, units)) }
    }
    return holdings
  }

  /// Whether an entity waits for more units of a resource than can ever be there for it.
  private func lacksUnits(_ entity: Int32, where held: [Int64]) -> Bool {
    var ticket = entities.ticket[entity]
    while ticket >= 0 {
      let part = lines.tickets[ticket]
      let resource = program.resources[Int(part.resource)]
      if resource.stock < 0, resource.mostUnits - held[Int(part.resource)] < Int64(part.units) {
        return true
      }
      ticket = part.nextOfRequest
    }
    return false
  }
}
