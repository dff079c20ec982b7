import EventEngine
import FacilityModel
import RandomStreams

/// What becomes of a slot.
enum SlotFate {
  case comes(refilled: Bool)
  case stays(AppointmentCount?, refilled: Bool)
  case notHeld
}

extension AppointmentDefinition {
  /// The time of a slot, counted from 1.
  func tick(of slot: Int64) -> Int64? {
    let count = Int64(slots.count)
    let before = (slot - 1) / count
    if period == 0, before > 0 { return nil }
    return before * period + slots[Int((slot - 1) % count)]
  }
}

extension ReferenceInterpreter {
  /// Whether every occasion of a source brings one entity.
  func isPlain(_ definition: SourceDefinition) -> Bool {
    if case .appointments = definition.process { return false }
    return definition.batch == nil && definition.state == nil && !isThinnedByShocks(definition)
  }

  /// Gives up a run that waits for somebody where nobody comes any more.
  func seeWhetherAnybodyComes() throws(ReferenceFailure) {
    inVain = movements == arrivals + departures ? inVain + 1 : 0
    movements = arrivals + departures
    if inVain > occasionsInVain, end == nil { throw failure(.nobodyComes) }
  }

  /// How many an occasion of a source brings.
  func batchSize(_ definition: SourceDefinition, _ occasion: Int64) throws(ReferenceFailure)
    -> Int64
  {
    guard let batch = definition.batch else { return 1 }
    let size = try quantity(batch, word: UInt64(occasion))
    guard size >= 0, size <= 1e6, size == size.rounded() else { throw failure(.badBatch) }
    return Int64(size)
  }

  /// A quantity that belongs to a number of something and to no entity.
  func quantity(_ quantity: QuantityModel, word: UInt64) throws(ReferenceFailure) -> Double {
    switch quantity {
    case .expression(let expression): return try finite(value(of: expression, for: nil))
    case .random(let random):
      var stream = self.stream(random.purpose, word: word)
      return try draw(random, for: nil, from: &stream)
    }
  }

  /// The class of an entity.
  func part(of mix: MixDefinition, for visitor: Visitor) -> MixDefinition.Part {
    let name = model.sources[visitor.source].name
    var stream = self.stream(
      "arrivals/\(name)/branch", word: entityWord(identity: visitor.identity, visit: 0))
    let draw = stream.uniform()
    var sum = 0.0
    for part in mix.parts {
      sum += part.share
      if draw < sum { return part }
    }
    return mix.parts[mix.parts.count - 1]
  }

  /// The time at which a slot is decided about; who is there at this moment.
  func meetSlot(_ slot: Int64, of list: AppointmentDefinition, _ source: Int)
    throws(ReferenceFailure) -> Visitor?
  {
    var stream = self.stream(
      "arrivals/\(model.sources[source].name)/attendance", word: UInt64(slot))
    let isAbsent = stream.uniform() < list.noShow
    let isCancelled = stream.uniform() < list.cancelled
    let canBeRefilled = stream.uniform() < list.refilled
    var isTaken = !isCancelled
    if isCancelled, canBeRefilled, let notice = list.notice {
      isTaken = try quantity(notice, word: UInt64(slot)) >= Double(list.refillNotice)
    }
    let isSpared = try comesInShocks(
      slot, of: model.sources[source], at: list.tick(of: slot) ?? now)
    let comes = isTaken && !isAbsent && isSpared && isHeld(slot, of: list)
    let isRefilled = isCancelled && isTaken
    var fate = SlotFate.comes(refilled: isRefilled)
    if !isHeld(slot, of: list) {
      fate = .notHeld
    } else if !isTaken {
      fate = .stays(.calledOff, refilled: false)
    } else if isAbsent {
      fate = .stays(.noShows, refilled: isRefilled)
    } else if !isSpared {
      fate = .stays(nil, refilled: isRefilled)
    }
    guard let lateness = list.lateness else {
      note(fate, slot, source)
      return comes ? try enter(source, ordinal: slot, row: slot) : nil
    }
    let late = max(ticks(try quantity(lateness, word: UInt64(slot))), -list.earliest)
    let time = list.tick(of: slot) ?? now
    let tick = comes ? max(now, time + late) : time
    if tick <= lastArrival {
      awaited += 1
      schedule(.appointment(source, slot, fate), order: 5, at: tick)
    }
    return nil
  }

  /// Somebody comes early or late, or is known not to come.
  func keepAppointment(_ source: Int, _ slot: Int64, _ fate: SlotFate)
    throws(ReferenceFailure)
  {
    awaited -= 1
    note(fate, slot, source)
    var visitor: Visitor?
    if case .comes = fate { visitor = try enter(source, ordinal: slot, row: slot) }
    try seeWhetherAnybodyComes()
    if let visitor { try begin(visitor) }
    endIfNobodyIsLeft()
  }

  /// Whether a session is held on the day of a slot.
  private func isHeld(_ slot: Int64, of list: AppointmentDefinition) -> Bool {
    let midnight = model.time.startInWeek % Ticks.day
    let days = (midnight + (list.tick(of: slot) ?? 0)) / Ticks.day
    let day = Int64(model.time.startDay ?? 0) + days
    return list.skipped.allSatisfy { !$0.contains(day) }
  }

  /// Counts what has become of a slot.
  private func note(_ fate: SlotFate, _ slot: Int64, _ source: Int) {
    if case .notHeld = fate {} else { held.insert(Session(model, source, slot)) }
    guard isObserving else { return }
    func add(_ what: AppointmentCount) {
      out.appointments[source * AppointmentCount.allCases.count + what.rawValue] += 1
    }
    switch fate {
    case .notHeld: return
    case .comes(let isRefilled):
      if isRefilled { add(.refilled) }
      add(.came)
      if case .appointments(let list) = model.sources[source].process,
        let time = list.tick(of: slot), now > time
      {
        add(.late)
      }
    case .stays(let reason, let isRefilled):
      if isRefilled { add(.refilled) }
      if let reason { add(reason) }
    }
    add(.booked)
  }

  /// A patient of a list has left.
  func leaveSession(_ visitor: Visitor) {
    guard case .appointments = model.sources[visitor.source].process else { return }
    sessionsLeft[Session(model, visitor.source, visitor.ordinal), default: 0] = now
  }

  /// What came of the sessions of a source.
  func sessions(of source: Int, from start: Int64, to end: Int64) -> SessionRecord {
    var record = SessionRecord()
    guard case .appointments(let list) = model.sources[source].process, let ends = list.ends else {
      return record
    }
    for session in held.filter({ $0.source == source }).sorted(by: { $0.midnight < $1.midnight }) {
      let planned = session.midnight + ends
      if planned < start || planned > end { continue }
      let isOver = !visitors.contains {
        $0.source == source && Session(model, source, $0.ordinal) == session
      }
      if isOver {
        record.overruns.append(max(0, (sessionsLeft[session] ?? 0) - planned))
      } else {
        record.unfinished += 1
      }
    }
    return record
  }

  /// An entity of a list knows its slot.
  func tell(_ visitor: Visitor, of list: AppointmentDefinition) {
    visitor.attributes[list.timeAttribute] = Double(list.tick(of: visitor.ordinal) ?? 0)
    let index = (visitor.ordinal - 1) % Int64(list.slots.count)
    visitor.attributes[list.slotAttribute] = Double(list.numbers[Int(index)])
  }

  /// What is asked about the state in which the run ends.
  func noteEnd() throws(ReferenceFailure) {
    for (index, measure) in model.measures.enumerated() {
      guard let expression = measure.atEnd else { continue }
      let value = try finite(value(of: expression, for: nil))
      switch measure.tallyKind {
      case .share: out.tallies[index].append(value == 0 ? 0 : 1)
      case .duration:
        if ticks(value) < 0 { throw failure(.negativeDuration) }
        out.tallies[index].append(Double(ticks(value)))
      case .number: out.tallies[index].append(value)
      }
    }
  }
}

/// A session of a list: all slots from a first one on.
struct Session: Hashable {
  let source: Int
  /// The tick of the midnight before its first slot, or 0 where it is held once.
  let midnight: Int64

  init(_ model: Model, _ source: Int, _ slot: Int64) {
    self.source = source
    guard case .appointments(let list) = model.sources[source].process, list.period > 0 else {
      midnight = 0
      return
    }
    let count = Int64(list.slots.count)
    let number = list.numbers[Int((slot - 1) % count)]
    let offset = list.sinceFirst[list.numbers.firstIndex(of: number) ?? 0]
    let first = (list.tick(of: slot) ?? 0) - offset
    let start = model.time.startInWeek % Ticks.day
    var midnight = -start
    while midnight + Ticks.day <= first { midnight += Ticks.day }
    while midnight > first { midnight -= Ticks.day }
    self.midnight = midnight
  }
}
