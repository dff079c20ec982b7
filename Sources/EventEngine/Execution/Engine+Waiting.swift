import OutputStatistics
import RandomStreams

/// Stands among the resources whose lines are to be served for those who wait for something else.
let waitingMark: Int32 = -1

extension Engine {
  /// An entity comes to a wait; true if it can go on at once.
  ///
  /// A condition is looked at on arrival; a signal that has been given before is gone.
  @inline(never)
  mutating func wait(_ index: Int32, _ entity: Int32) throws(SimulationFailure) -> Bool {
    let wait = waits[index]
    let specification = requests[wait.request]
    if wait.kind == .condition, !wait.looksLater, try evaluate(wait.condition, for: entity) != 0 {
      records.waits[Int(wait.request)].record(0)
      if watcher.isWatching { watch(.granted, entity, specification.step) }
      return true
    }
    var priority = 0.0
    if specification.priority >= 0 {
      priority = try value(of: specification.priority, for: entity, what: "a priority")
    }
    entities.ticket[entity] = -1
    entities.request[entity] = wait.request
    entities.waitingSince[entity] = now
    try join(index, entity, priority: priority)
    try startPatience(entity, wait.request, priority: priority)
    if watcher.isWatching { watch(.joined, entity, specification.step) }
    return false
  }

  /// Puts an entity among those who wait for what is no unit of a resource.
  private mutating func join(_ index: Int32, _ entity: Int32, priority: Double)
    throws(SimulationFailure)
  {
    let wait = waits[index]
    var record = WaitRecord(
      entity: entity, wait: index, priority: priority, isGivingUp: wait.kind == .givingUp,
      signal: wait.kind == .signal ? wait.subject : -1)
    try scheduleClock(&record)
    waiting.join(record)
    if wait.followsEvents { waiting.followers += 1 }
    markWaiting()
  }

  /// Schedules when the clock may next change what a record waits for.
  private mutating func scheduleClock(_ record: inout WaitRecord) throws(SimulationFailure) {
    let wait = waits[record.wait]
    var next = Int64.max
    var repeats = false
    if wait.grid > 0 {
      next = (now / wait.grid &+ 1) &* wait.grid
      repeats = true
    }
    for index in wait.firstClock..<(wait.firstClock &+ wait.clockCount) {
      let clock = clocks[index]
      let tick = clock.next(
        after: now, value: try evaluate(clock.value, for: record.entity),
        arrival: entities.arrival[record.entity], startInWeek: program.startInWeek)
      if tick < next {
        next = tick
        repeats = clock.repeats
      }
    }
    record.clock = -1
    if next > maximumTick { return }
    record.clock = calendar.scheduleCancellable(.lookAgain, at: next, subject: record.entity)
    record.clockRepeats = repeats
    if repeats { capacityEvents += 1 }
  }

  /// Has those who wait looked at before time moves on.
  mutating func markWaiting() {
    if waiting.isMarked || (waiting.count == 0 && jockeyed.count == 0) { return }
    waiting.isMarked = true
    pendingService.append(waitingMark)
  }

  /// The clock may have changed what an entity waits for.
  @inline(never)
  mutating func lookAgain(_ entity: Int32, handle: Int32) throws(SimulationFailure) {
    var found: WaitRecord?
    waiting.forEach { record in
      if record.entity == entity, record.clock == handle { found = record }
      return found == nil
    }
    guard var record = found else {
      preconditionFailure("internal: nobody waits for the clock; please report with the model")
    }
    if record.clockRepeats { capacityEvents -= 1 } else { lastActivity = now }
    try scheduleClock(&record)
    waiting.forEach { other in
      if other.entity != entity || other.clock != handle || other.wait != record.wait {
        return true
      }
      other = record
      return false
    }
    markWaiting()
  }

  /// Looks at those who wait once no line is left to be served.
  mutating func serveWaitingLast() throws(SimulationFailure) -> Bool {
    if pendingService.isEmpty {
      try serveWaiting()
    } else {
      pendingService.append(waitingMark)
    }
    return true
  }

  /// Looks at those who wait, in their order, each in the state that those before it have left.
  ///
  /// Who has got what it waits for goes on; once more if anybody has.
  @inline(never)
  mutating func serveWaiting() throws(SimulationFailure) {
    waiting.isMarked = false
    if jockeyed.count > 0, try jockey() {
      // The lines that they have come to go first.
      return markWaiting()
    }
    waiting.beginPass()
    var (anybody, anybodySeen) = (false, false)
    while let record = waiting.next() {
      let wait = waits[record.wait]
      let holds =
        switch wait.kind {
        case .signal: record.isCalled
        case .condition, .givingUp: try evaluate(wait.condition, for: record.entity) != 0
        }
      if !holds { continue }
      anybody = true
      if entities.source[record.entity] != hiddenSource { anybodySeen = true }
      if wait.kind == .givingUp {
        try giveUp(record.entity)
      } else {
        endWait(record.entity)
        try advance(record.entity)
      }
    }
    if anybody {
      if anybodySeen { lastActivity = now } else { lastRepair = now }
      markWaiting()
    }
  }

  /// An entity has what it has waited for.
  private mutating func endWait(_ entity: Int32) {
    let request = entities.request[entity]
    leaveWaiting(entity)
    if entities.patience[entity] != -1 { endPatience(entity) }
    entities.request[entity] = -1
    let wait = now &- entities.waitingSince[entity]
    entities.waited[entity] &+= wait
    records.waits[Int(request)].record(wait)
    if watcher.isWatching { watch(.granted, entity, requests[request].step) }
  }

  /// Takes an entity out of those who wait for what is no unit of a resource.
  @inline(never)
  mutating func leaveWaiting(_ entity: Int32, givingUp: Bool = false) {
    guard let record = waiting.remove(entity, givingUp: givingUp) else { return }
    if waits[record.wait].followsEvents { waiting.followers -= 1 }
    if record.clock >= 0 {
      calendar.cancel(record.clock)
      if record.clockRepeats { capacityEvents -= 1 }
    }
  }

  /// Gives a signal to those who wait for it: all, or so many, in their order.
  @inline(never)
  mutating func giveSignal(_ signal: Int32, count quantity: Int32, _ entity: Int32)
    throws(SimulationFailure)
  {
    var left = Int64.max
    if quantity >= 0 {
      let number = try value(of: quantity, for: entity, what: "a number of entities")
      guard number >= 0, number <= 1e9, number == number.rounded() else {
        throw failure(.badUnits, entity: entity, step: step(near: entities.counter[entity]))
      }
      left = Int64(number)
    }
    waiting.forEach { record in
      if left == 0 { return false }
      if record.signal == signal, !record.isCalled {
        record.isCalled = true
        left -= 1
      }
      return true
    }
    markWaiting()
  }

  /// How many wait at each step for what is no unit of a resource.
  mutating func waitingByRequest() -> [(request: Int32, count: Int)] {
    var counts: [Int32: Int] = [:]
    for index in 0..<waiting.records.count
    where waiting.records[index].entity >= 0 && !waiting.records[index].isGivingUp
      && entities.source[waiting.records[index].entity] != hiddenSource
    {
      counts[waits[waiting.records[index].wait].request, default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Has the condition watched on which an entity gives up what it stands in line for.
  mutating func watchGivingUp(_ index: Int32, _ entity: Int32, priority: Double)
    throws(SimulationFailure)
  {
    try join(index, entity, priority: priority)
  }
}
