import OutputStatistics
import RandomStreams

/// A patient of a list who is on the way, or is known not to come only at the time of the slot.
struct PendingAppointment: BitwiseCopyable {
  var source: Int32
  var slot: Int64
  var fate: AppointmentFate
  /// Whether the slot has been called off and given to somebody else.
  var isRefilled: Bool
}

/// What is known about sources that are not plain, and about whom they are still to bring.
struct Occasions: ~Copyable {
  /// Appointments under way; free places chain through `slot`.
  var pending = GrowableStorage<PendingAppointment>()
  var firstFree: Int32 = -1
  /// The entities that have come together and have not begun yet.
  var together = GrowableStorage<Int32>()
  /// Ordinals given by each source, and entities that have come.
  var ordinals: GrowableStorage<Int64>
  var came: GrowableStorage<Int64>
  /// How many occasions have passed since anybody came or left, and who had by then.
  var inVain: Int64 = 0
  var movements: Int64 = 0
  /// The sessions of each source of which it is planned when they end.
  var sessions: OwnedArray<GrowableStorage<SessionState>>

  init(sources: Int) {
    sessions = OwnedArray(count: sources) { _ in GrowableStorage() }
    ordinals = GrowableStorage(repeating: 0, count: sources)
    came = GrowableStorage(repeating: 0, count: sources)
  }

  func copy() -> Occasions {
    var other = Occasions(sources: sessions.count)
    for index in 0..<sessions.count { other.sessions[index] = sessions[index].copy() }
    other.pending = pending.copy()
    other.firstFree = firstFree
    other.ordinals = ordinals.copy()
    other.came = came.copy()
    other.inVain = inVain
    other.movements = movements
    return other
  }
}

/// After how many occasions on which nobody came a run without a fixed end is given up.
package let occasionsInVain: Int64 = 100_000

/// The most entities that may arrive together.
package let largestBatch = 1_000_000.0

extension Engine {
  /// An occasion of a source that is not plain: it may bring one entity, several or none.
  @inline(never)
  mutating func meetOccasion(_ source: Int32) throws(SimulationFailure) {
    let number = sources[source].count &+ 1
    sources[source].count = number
    if case .appointments(let list) = program.sources[Int(source)].process {
      return try meetSlot(number, of: list, source)
    }
    let manner = program.sources[Int(source)].manner
    var size: Int64 = 1
    if manner.batch >= 0 {
      let drawn = try value(
        of: manner.batch, for: -1, word: UInt64(bitPattern: number), what: "a batch size")
      guard drawn >= 0, drawn <= largestBatch, drawn == drawn.rounded() else {
        throw failure(.badBatch, entity: nil, step: sources[source].step)
      }
      size = Int64(drawn)
    }
    let limit = program.sources[Int(source)].limit
    if manner.times >= 0, try !accepts(number, of: source, manner) {
      // Who does not come keeps a number, so that those who do are the same under every policy.
      occasions.ordinals[source] &+= size
      size = 0
    }
    if manner.shockPurpose != 0, try !comesInShocks(number, of: source, at: now) {
      occasions.ordinals[source] &+= size
      size = 0
    }
    for _ in 0..<size {
      if limit >= 0, occasions.came[source] >= limit { break }
      occasions.ordinals[source] &+= 1
      let entity = try enter(source, ordinal: occasions.ordinals[source], row: number)
      occasions.together.append(entity)
    }
    // The source closes with the last that it is to bring.
    if limit >= 0, occasions.came[source] >= limit { sources[source].limit = number }
    try scheduleArrival(source)
    try beginTogether()
  }

  /// An entity enters, and is left at the beginning of its pathway.
  private mutating func enter(_ source: Int32, ordinal: Int64, row: Int64)
    throws(SimulationFailure) -> Int32
  {
    if entities.present >= entityLimit {
      throw failure(.tooManyEntities(entityLimit), entity: nil, step: nil)
    }
    if followsState { try noteFound(by: source) }
    occasions.came[source] &+= 1
    let identity = sources[source].identity &+ UInt64(bitPattern: ordinal)
    let entity = entities.enter(identity: identity, source: source, ordinal: ordinal, at: now)
    records.inside.change(by: 1, at: now)
    records.entered[source] &+= 1
    records.arrivals &+= 1
    if watcher.isWatching { watch(.arrived, entity, sources[source].step) }
    if case .appointments(let list) = program.sources[Int(source)].process {
      let tick = list.tick(of: ordinal) ?? 0
      entities.setAttribute(entity, list.timeAttribute, to: Double(tick))
      entities.setAttribute(
        entity, list.slotAttribute, to: Double(list.numberInSession(of: ordinal)))
      joinSession(ordinal, source)
    }
    if sources[source].hasAttributes { try setAttributes(of: entity, from: Int(source), row) }
    entities.counter[entity] = sources[source].entry
    if records.arrivals == endingArrival { end(at: now) }
    return entity
  }

  /// All that have come together begin their pathways, in order.
  private mutating func beginTogether() throws(SimulationFailure) {
    let movements = records.arrivals &+ records.departures
    occasions.inVain = movements == occasions.movements ? occasions.inVain &+ 1 : 0
    occasions.movements = movements
    if occasions.inVain > occasionsInVain, endTick == .max {
      throw failure(.nobodyComes, entity: nil, step: nil)
    }
    for index in 0..<occasions.together.count { try advance(occasions.together[index]) }
    occasions.together.removeAll()
    // Nobody may have come, and nobody else may be to come.
    if endsWhenEmpty, entities.present == 0, openSources == 0 { end(at: now) }
  }

  /// The time of a slot, or as long before it as anybody comes early.
  private mutating func meetSlot(
    _ slot: Int64, of list: AppointmentSpecification, _ source: Int32
  ) throws(SimulationFailure) {
    var fate = AppointmentFate.comes
    var isRefilled = false
    var stream = RandomStream(
      seed: seed, purpose: list.purpose, entity: UInt64(bitPattern: slot),
      replication: replication)
    // All three are drawn, so that each means the same under every policy.
    let (absence, cancellation, refill) = (stream.uniform(), stream.uniform(), stream.uniform())
    if cancellation < list.cancelled {
      fate = .calledOff
      if list.notice >= 0, refill < list.refilled {
        let notice = try value(
          of: list.notice, for: -1, word: UInt64(bitPattern: slot), what: "a notice")
        isRefilled = notice >= Double(list.refillNotice)
        if isRefilled { fate = .comes }
      }
    }
    if absence < list.noShow, fate == .comes { fate = .noShow }
    if program.sources[Int(source)].manner.shockPurpose != 0,
      try !comesInShocks(slot, of: source, at: list.tick(of: slot) ?? now)
    {
      if fate == .comes { fate = .keptAway }
    }
    if !list.isHeld(slot) { fate = .notHeld }
    let comes = fate == .comes
    if list.lateness >= 0 {
      let late = try value(
        of: list.lateness, for: -1, word: UInt64(bitPattern: slot), what: "a lateness")
      if late > Double(maximumTick) { throw failure(.beyondClock, entity: nil, step: nil) }
      let time = list.tick(of: slot) ?? now
      let tick = comes ? max(now, time &+ max(ticks(late), 0 &- list.earliest)) : time
      if tick <= lastArrivalTick { expect(slot, of: source, at: tick, fate, isRefilled) }
    } else {
      note(fate, isRefilled, slot, of: source)
      if comes { occasions.together.append(try enter(source, ordinal: slot, row: slot)) }
    }
    try scheduleArrival(source)
    try beginTogether()
  }

  /// Somebody is to come at a tick that is not the time of the slot.
  private mutating func expect(
    _ slot: Int64, of source: Int32, at tick: Int64, _ fate: AppointmentFate, _ isRefilled: Bool
  ) {
    let appointment = PendingAppointment(
      source: source, slot: slot, fate: fate, isRefilled: isRefilled)
    var place = occasions.firstFree
    if place >= 0 {
      occasions.firstFree = Int32(occasions.pending[place].slot)
      occasions.pending[place] = appointment
    } else {
      place = Int32(occasions.pending.count)
      occasions.pending.append(appointment)
    }
    openSources &+= 1
    calendar.schedule(.appointment, at: tick, subject: place)
  }

  /// Somebody comes to an appointment, early or late, or does not come at all.
  @inline(never)
  mutating func keepAppointment(_ place: Int32) throws(SimulationFailure) {
    let appointment = occasions.pending[place]
    occasions.pending[place].slot = Int64(occasions.firstFree)
    occasions.firstFree = place
    openSources &-= 1
    note(appointment.fate, appointment.isRefilled, appointment.slot, of: appointment.source)
    if appointment.fate == .comes {
      occasions.together.append(
        try enter(appointment.source, ordinal: appointment.slot, row: appointment.slot))
    }
    try beginTogether()
  }

  /// Counts what has become of a slot: when somebody comes, or else at the time of the slot.
  private mutating func note(
    _ fate: AppointmentFate, _ isRefilled: Bool, _ slot: Int64, of source: Int32
  ) {
    if fate == .notHeld { return }
    holdSession(of: slot, source)
    records.count(.booked, of: source)
    if isRefilled { records.count(.refilled, of: source) }
    switch fate {
    case .comes:
      records.count(.came, of: source)
      guard case .appointments(let list) = program.sources[Int(source)].process else { return }
      if now > list.tick(of: slot) ?? now { records.count(.late, of: source) }
    case .noShow: records.count(.noShows, of: source)
    case .calledOff: records.count(.calledOff, of: source)
    case .keptAway, .notHeld: break
    }
  }
}
