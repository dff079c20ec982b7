import OutputStatistics
import RandomStreams

extension Engine {
  /// The replication ends after the events of this tick.
  mutating func end(at tick: Int64) {
    if hasEnded { return }
    hasEnded = true
    endTick = tick
    planObservation()
  }

  /// Sets the time at which the observer next looks: a bin's edge, the end of warm-up, or the end.
  mutating func planObservation() {
    var next = endTick
    if !records.windowIsOpen { next = min(next, program.warmUp) }
    if records.windowIsOpen, program.profileBins > 0 { next = min(next, records.nextBinEdge) }
    if records.windowIsOpen { next = min(next, records.factorAreas.nextEdge) }
    nextObservation = min(next, records.start.nextEdge)
    isEdgeOfStartAlone = nextObservation < next
  }

  /// Looks at the state at `nextObservation`, before any later event; false at the end.
  mutating func observe(before tick: Int64) throws(SimulationFailure) -> Bool {
    records.start.look(records.inside, at: nextObservation)
    // Here the clock stays where it is: rounding of averages does not depend on this series.
    if isEdgeOfStartAlone {
      planObservation()
      return true
    }
    if followsState, nextObservation > now { try settleGauges() }
    now = max(now, nextObservation)
    if hasTanks { bringTanks() }
    // A run that ends within its warm-up has an empty window at its end.
    if !records.windowIsOpen, now >= program.warmUp || now == endTick {
      records.openWindow(at: now, resources: resources)
      transports.reset(at: now)
      listed.openWindow(at: now)
      if keepsAccounts { accounts.noteOpening(at: now) }
      openStocks()
      openTanks()
    }
    if program.profileBins > 0, records.windowIsOpen, now >= records.nextBinEdge || now == endTick {
      records.closeBin(at: now, resources: resources)
    }
    if program.factors != nil, records.windowIsOpen {
      records.closeFactor(at: now, isEnd: now == endTick, resources: resources)
    }
    if now == endTick {
      try noteEnd()
      hasEnded = true
      return false
    }
    planObservation()
    return true
  }

  /// What a departure adds to the records.
  @inline(__always)
  mutating func recordDeparture(_ entity: Int32, source: Int, outcome: Int)
    throws(SimulationFailure)
  {
    let arrival = entities.arrival[entity]
    records.departures &+= 1
    records.inside.change(by: -1, at: now)
    records.sojourn += Int128(now &- max(arrival, records.windowStart))
    let place = source &* records.outcomeCount &+ outcome
    records.outcomes[place] &+= 1
    records.stays[place].record(now &- arrival)
    for index in records.departureTallies(of: source) {
      let tally = records.departureTally(index)
      let wanted = records.departureValues(tally)
      if wanted.outcome >= 0, wanted.outcome != Int32(outcome) { continue }
      try fill(tally, entity)
    }
  }

  /// Tells the watcher what an entity does.
  @inline(never)
  mutating func watch(_ happening: Happening, _ entity: Int32, _ step: Int32, detail: Int64 = 0) {
    var detail = detail
    if happening == .joined {
      var ticket = entities.ticket[entity]
      while ticket >= 0 {
        let part = lines.tickets[ticket]
        detail = max(detail, resources[part.resource].queued.value - 1)
        ticket = part.nextOfRequest
      }
    }
    watcher.note(
      happening, tick: now, entity: entities.identity[entity], step: step, detail: detail)
    if watcher.keepsEverything {
      let entry = TraceEntry(tick: now, happening: happening, step: step, detail: detail)
      watcher.keep(
        LogEntry(
          entity: entities.identity[entity], source: entities.source[entity],
          ordinal: entities.ordinal[entity], entry: entry))
      if watcher.keptValue >= 0 {
        watcher.keep(
          entities.attribute(entity, watcher.keptValue), of: entities.identity[entity])
      }
    }
    if let kept = watcher.keptAttributes { keepStay(happening, entity, kept, outcome: detail) }
  }

  /// Keeps the beginning or the end of the stay of an entity of the facility.
  private mutating func keepStay(
    _ happening: Happening, _ entity: Int32, _ kept: [Int32], outcome: Int64
  ) {
    guard entities.source[entity] >= 0 else { return }
    var stay = Stay(
      entity: entities.identity[entity], source: entities.source[entity],
      ordinal: entities.ordinal[entity], arrival: entities.arrival[entity])
    switch happening {
    case .departed:
      stay.departure = now
      stay.outcome = Int32(outcome)
      stay.waited = entities.waited[entity]
      stay.attributes = kept.map { entities.attribute(entity, $0) }
    case .arrived, .created: break
    default: return
    }
    watcher.keep(stay)
  }
}
