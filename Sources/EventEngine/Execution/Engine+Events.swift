/// From the first event to the last.
extension Engine {
  /// Runs the replication to its end.
  package mutating func run() throws(SimulationFailure) {
    try start()
    while try step() {}
  }

  /// Schedules the first events.
  package mutating func start() throws(SimulationFailure) {
    // The end of a warm-up comes after the events of its tick; without one, nothing is left out.
    if program.warmUp == 0 {
      records.openWindow(at: 0, resources: resources)
      listed.openWindow(at: 0)
      accounts.noteOpening(at: 0)
    }
    switch program.end {
    case .tick(let tick): endTick = tick
    case .arrivals(let count): endingArrival = count
    case .departures(let count): endingDeparture = count
    case .empty(let last):
      endsWhenEmpty = true
      lastArrivalTick = last ?? .max
    }
    for resource in 0..<Int32(program.resources.count) { scheduleCapacityChange(resource) }
    if !program.shocks.isEmpty { try startShocks() }
    try startClocks()
    startEscalations()
    if !program.stocks.isEmpty { try startStocks() }
    for source in 0..<Int32(program.sources.count) { try scheduleArrival(source) }
    if openSources == 0, endsWhenEmpty { end(at: 0) }
    planObservation()
  }

  /// Lets the next thing happen; false once the replication has ended.
  package mutating func step() throws(SimulationFailure) -> Bool {
    if !pendingService.isEmpty, !calendar.hasEvent(at: now, upTo: queueServiceOrder) {
      return try servePending()
    }
    if hasTanks, calendar.isEmpty || calendar.first().tick > now, try settleTanks() { return true }
    if calendar.isEmpty { return try becomeIdle() }
    let event = calendar.first()
    if event.tick > nextObservation { return try observe(before: event.tick) }
    calendar.removeFirst()
    if event.tick == now {
      eventsInTick &+= 1
      if eventsInTick > 1_000_000 &+ 100 &* Int64(entities.present) {
        throw failure(.noTimePasses, entity: entityOf(event), step: nil)
      }
    } else {
      if followsState { try settleGauges() }
      now = event.tick
      eventsInTick = 0
    }
    records.events &+= 1
    if waiting.followers > 0 { markWaiting() }
    switch event.kind {
    case .delayDone: try finishDelay(event.subject)
    case .turnaroundDone: finishTurnaround(event.subject)
    case .arrival: try arrive(event.subject)
    case .renege: try renege(event.subject)
    case .activityDone, .goOn:
      if entities.source[event.subject] == hiddenSource {
        lastRepair = now
        try event.kind == .goOn ? goOn(event.subject) : finishActivity(event.subject)
        return true
      }
      try event.kind == .goOn ? goOn(event.subject) : finishActivity(event.subject)
    case .outageDue:
      try checkProgress()
      try beginOutage(event.subject)
      return true
    case .deliveryDue: try receive(event.subject)
    case .reviewDue:
      try checkProgress()
      try review(event.subject)
      return true
    case .loadDone: finishLoad(event.subject)
    case .levelDue:
      try checkProgress()
      changeTanks()
      return true
    case .expiryDue:
      try expire(event.subject)
      return true
    case .sharedDone: try finishShared(event.subject)
    case .batchOver: try endGathering(event.subject)
    case .sectionOver: try endSection(event.subject, handle: event.handle)
    case .lookAgain:
      try checkProgress()
      try lookAgain(event.subject, handle: event.handle)
      return true
    case .appointment: try keepAppointment(event.subject)
    case .shockBegins, .shockEnds:
      try event.kind == .shockBegins ? beginShock(event.subject) : endShock(event.subject)
      return true
    case .capacityIncrease, .capacityDecrease:
      try checkProgress()
      try changeCapacity(event.subject)
      return true
    }
    lastActivity = now
    return true
  }

  private mutating func entityOf(_ event: Event) -> Int32? {
    switch event.kind {
    case .delayDone, .renege, .activityDone, .goOn, .sectionOver, .lookAgain: event.subject
    default: nil
    }
  }
}
