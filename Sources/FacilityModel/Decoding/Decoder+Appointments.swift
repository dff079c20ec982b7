import EventEngine
import RandomStreams

extension Decoder {
  /// `"appointments"`: the slots of a session and who keeps them.
  func readAppointments(_ node: LocatedNode, source: String) -> SourceDefinition.Process? {
    let what = "the appointments of “\(source)”"
    guard var reader = ObjectReader(node, what, self, as: "appointments") else { return nil }
    let days = reader.optional("days")
    let slotsNode = reader.optional("slots")
    let first = reader.optional("first")
    let every = reader.optional("every")
    let number = reader.optional("number")
    let perSlot = reader.optional("perSlot")
    let ends = reader.optional("ends")
    let noShow = reader.optional("noShow")
    let lateness = reader.optional("lateness")
    let earliest = reader.optional("earliest")
    let cancelled = reader.optional("cancelled")
    let skipped = reader.optional("except")
    reader.finish()
    var definition = AppointmentDefinition()
    let times: [Int64]?
    if let slotsNode {
      for other in [first, every, number, perSlot].compactMap(\.self) {
        report(
          .contradiction, "“slots” gives every slot by itself", at: other.place,
          help: "leave “first”, “every”, “number” and “perSlot” out; name a time twice for two")
      }
      times = listedSlots(slotsNode, ofDay: days != nil)
    } else {
      times = regularSlots(
        (first, every, number, perSlot), ofDay: days != nil, what, at: reader.place)
    }
    guard let times, let weekdays = days.map(sessionDays) ?? .some([]) else { return nil }
    arrange(times, on: weekdays, in: &definition)
    if let ends { definition.ends = plannedEnd(ends, of: times, ofDay: days != nil) }
    definition.noShow = noShow.flatMap(readProbability) ?? 0
    if let lateness { readLateness(lateness, earliest, source, into: &definition) }
    if let earliest, lateness == nil {
      report(
        .contradiction, "“earliest” goes with “lateness”", at: earliest.place,
        help: "leave it out, or say how early or late they come")
    }
    if let skipped { definition.skipped = readSkipped(skipped, what) }
    if let cancelled { readCancelled(cancelled, source, into: &definition) }
    guard let known = slotAttributes(at: node.place) else { return nil }
    definition.timeAttribute = known.time
    definition.slotAttribute = known.slot
    claim("arrivals/\(source)/attendance", at: node.place)
    return .appointments(definition)
  }

  /// What every patient of a list carries: the time and the number of the slot; nil with a finding
  /// where the names mean something else.
  func slotAttributes(at place: Place) -> (time: Int32, slot: Int32)? {
    guard
      let time = declareAttribute("appointment", type: .duration, values: [], at: place),
      let slot = declareAttribute("slot", type: .number, values: [], at: place)
    else { return nil }
    return (time, slot)
  }

  /// The days on which no session is held: dates, ranges of dates, names of the calendar.
  private func readSkipped(_ node: LocatedNode, _ what: String) -> [DaySet] {
    if time.startDay == nil {
      report(
        .contradiction, "“except” of \(what) names dates, but the run has none", at: node.place,
        help: "add \"start\": \"2026-01-05T00:00\" to “time”")
      return []
    }
    return (node.elements ?? [node]).compactMap { element in
      text(element, "a day without a session").flatMap {
        namedDays($0, at: element.place)?.days
      }
    }
  }

  /// Puts the slots of a session into the week or the day, as seen from the start of the run.
  private func arrange(
    _ times: [Int64], on weekdays: [Int], in definition: inout AppointmentDefinition
  ) {
    var slots = times.enumerated().map { (tick: $0.element, number: Int64($0.offset + 1)) }
    if !weekdays.isEmpty {
      let period = weekdays.count == 7 ? Ticks.day : Ticks.week
      let start = time.startInWeek % period
      let days = weekdays.count == 7 ? [0] : weekdays
      slots = days.flatMap { day in
        slots.map { slot in
          let tick = Int64(day) * Ticks.day + slot.tick - start
          return ((tick % period + period) % period, slot.number)
        }
      }
      definition.period = period
    }
    // Slots of one time keep their order.
    let order = slots.indices.sorted {
      (slots[$0].tick, $0) < (slots[$1].tick, $1)
    }
    definition.slots = order.map { slots[$0].tick }
    definition.numbers = order.map { slots[$0].number }
    definition.sinceFirst = definition.numbers.map { times[Int($0) - 1] - times[0] }
  }

  /// When a session is planned to end: a time of day after the last slot, of the next day if it is
  /// before the first, or a time since the start.
  private func plannedEnd(_ node: LocatedNode, of times: [Int64], ofDay: Bool) -> Int64? {
    guard var end = slotTime(node, ofDay: ofDay) else { return nil }
    if ofDay, end < times[0] { end += Ticks.day }
    if end < times[times.count - 1] {
      report(
        .badSchedule, "the session is planned to end before its last slot", at: node.place,
        help: "raise “ends”, or lower “number” or “every”")
      return nil
    }
    return end
  }

  /// The days on which a session is held.
  func sessionDays(_ node: LocatedNode) -> [Int]? {
    if node.string == "daily" { return Array(0..<7) }
    guard let elements = node.elements, !elements.isEmpty else {
      report(
        .wrongKind, "“days” is \"daily\" or a list of weekdays", at: node.place,
        help: "write for example [\"Mon\", \"Thu\"]")
      return nil
    }
    var days: Set<Int> = []
    for element in elements {
      guard let name = text(element, "a day") else { return nil }
      guard let day = ClockTime.weekday(named: name) else {
        report(
          .badSchedule, "“\(name)” is no day of the week", at: element.place,
          help: "write Mon, Tue, Wed, Thu, Fri, Sat or Sun")
        return nil
      }
      if !days.insert(day).inserted {
        report(
          .badSchedule, "“\(name)” stands there twice", at: element.place, help: "keep one of them")
        return nil
      }
    }
    return days.sorted()
  }

  /// Slots given one by one.
  private func listedSlots(_ node: LocatedNode, ofDay: Bool) -> [Int64]? {
    guard let elements = node.elements, !elements.isEmpty else {
      report(
        .wrongKind, "“slots” is a list of times, not \(node.kindName)", at: node.place,
        help: "write for example [\"0 min\", \"20 min\", \"40 min\"]")
      return nil
    }
    var times: [Int64] = []
    for element in elements {
      guard let time = slotTime(element, ofDay: ofDay) else { return nil }
      if let last = times.last, time < last {
        report(
          .badSchedule, "this slot comes before the one above it", at: element.place,
          help: "sort the times")
        return nil
      }
      times.append(time)
    }
    return times
  }

  /// Slots at equal distances.
  private func regularSlots(
    _ nodes: (
      first: LocatedNode?, every: LocatedNode?, number: LocatedNode?, perSlot: LocatedNode?
    ),
    ofDay: Bool, _ what: String, at place: Place
  ) -> [Int64]? {
    guard let everyNode = nodes.every, let numberNode = nodes.number else {
      report(
        .missingKey, "\(what) lack “\(nodes.every == nil ? "every" : "number")”", at: place,
        help: "write \"every\": \"20 min\", \"number\": 12, or all times as \"slots\"")
      return nil
    }
    var first: Int64? = 0
    if let node = nodes.first {
      first = slotTime(node, ofDay: ofDay)
    } else if ofDay {
      report(
        .missingKey, "\(what) lack “first”", at: place,
        help: "say when the session begins, for example \"09:00\"")
      return nil
    }
    guard let first, let every = constant(everyNode, wanting: .duration, "“every”"),
      let number = integer(numberNode, "“number”", in: 1...100_000),
      let widths = nodes.perSlot.map(readPerSlot) ?? [1]
    else { return nil }
    guard every >= 1, every <= TimeUnits.longest / 1e6 else {
      report(
        .badValue, "the time between two slots must be longer than 0", at: everyNode.place,
        help: "for two in one slot write \"perSlot\": 2")
      return nil
    }
    var times: [Int64] = []
    var slot = 0
    while times.count < number {
      let tick = first + Int64((Double(slot) * every).rounded(.toNearestOrEven))
      for _ in 0..<widths[min(slot, widths.count - 1)] where times.count < number {
        times.append(tick)
      }
      slot += 1
    }
    if ofDay, let last = times.last, last - times[0] >= Ticks.day {
      report(
        .badSchedule, "a session that is held on days is longer than a day", at: everyNode.place,
        help: "lower “number” or “every”")
      return nil
    }
    return times
  }

  /// How many are booked into each slot: a number, or a list whose last holds for all that follow.
  private func readPerSlot(_ node: LocatedNode) -> [Int64]? {
    guard let elements = node.elements else {
      return integer(node, "“perSlot”", in: 1...10_000).map { [$0] }
    }
    let numbers = elements.compactMap { integer($0, "“perSlot”", in: 0...10_000) }
    guard numbers.count == elements.count else { return nil }
    guard let last = numbers.last, last > 0 else {
      report(
        .badValue, "the last number of “perSlot” holds for all slots that follow", at: node.place,
        help: "let it be 1 or more")
      return nil
    }
    return numbers
  }

  /// The time of a slot: a time of day where a session is held on days, else since the start.
  private func slotTime(_ node: LocatedNode, ofDay: Bool) -> Int64? {
    if ofDay {
      guard let text = text(node, "the time of a slot") else { return nil }
      if let time = ClockTime.timeOfDay(text), time < Ticks.day { return time }
      report(
        .badSchedule, "“\(text)” is no time of the day", at: node.place,
        help: "write a time from 00:00 to 23:59, such as \"08:30\"")
      return nil
    }
    guard let tick = moment(node, "the time of a slot") else { return nil }
    if tick < 0 {
      report(
        .badSchedule, "this slot comes before the start of the run", at: node.place,
        help: "times count from the start of the run")
      return nil
    }
    return tick
  }

  private func readLateness(
    _ node: LocatedNode, _ earliest: LocatedNode?, _ source: String,
    into definition: inout AppointmentDefinition
  ) {
    var constants = scope
    constants.constantsOnly = true
    constants.hasEntity = false
    guard
      let read = quantity(
        node, wanting: .duration, "the lateness of “\(source)”",
        purpose: "arrivals/\(source)/lateness", in: constants, mayBeNegative: true)
    else { return }
    definition.lateness = read.value
    let least = leastValue(of: read.value)
    if let earliest {
      guard let bound = constant(earliest, wanting: .duration, "“earliest”") else { return }
      guard bound >= 0, bound <= TimeUnits.longest / 4 else {
        report(
          .badValue, "“earliest” says how long before the slot somebody comes at most",
          at: earliest.place, help: "write for example \"1 h\"")
        return
      }
      definition.earliest = Int64(bound.rounded(.toNearestOrEven))
    } else if least.isFinite {
      definition.earliest = Int64(max(0, -least).rounded(.up))
    } else {
      report(
        .missingKey, "the lateness of “\(source)” may be early without bound", at: node.place,
        help: "add \"earliest\": \"1 h\", how long before the slot somebody comes at most")
    }
  }

  /// The least value that a quantity of constants can take.
  private func leastValue(of quantity: QuantityModel) -> Double {
    if case .random(let random) = quantity, case .fixed(let distribution) = random.law {
      let tables = self.tables
      return distribution.support(tables: tables.span).lower
    }
    return quantity.constantValue ?? -.infinity
  }

  private func readCancelled(
    _ node: LocatedNode, _ source: String, into definition: inout AppointmentDefinition
  ) {
    guard node.members != nil else {
      definition.cancelled = readProbability(node) ?? 0
      return
    }
    guard var reader = ObjectReader(node, "“cancelled”", self, as: "cancellation") else { return }
    let share = reader.required("share", help: "30 % is 0.3")
    let notice = reader.optional("notice")
    let refill = reader.optional("refill")
    reader.finish()
    definition.cancelled = share.flatMap(readProbability) ?? 0
    guard let notice, let refill else {
      if let lonely = notice ?? refill {
        report(
          .contradiction, "“notice” and “refill” go together", at: lonely.place,
          help: "say how long before the slot people call off, and from when on it is given away")
      }
      return
    }
    var constants = scope
    constants.constantsOnly = true
    constants.hasEntity = false
    definition.notice =
      quantity(
        notice, wanting: .duration, "the notice of “\(source)”",
        purpose: "arrivals/\(source)/notice", in: constants)?.value
    guard var inner = ObjectReader(refill, "“refill”", self, as: "refill") else { return }
    let needed = inner.required("notice", help: "how long before the slot it must be free")
    let refilled = inner.optional("share")
    inner.finish()
    definition.refilled = refilled.map { readProbability($0) ?? 0 } ?? 1
    guard let needed, let ticks = constant(needed, wanting: .duration, "“notice”") else { return }
    guard ticks >= 0, ticks <= TimeUnits.longest / 4 else {
      report(
        .badValue, "“notice” is 0 or longer", at: needed.place, help: "write for example \"2 days\""
      )
      return
    }
    definition.refillNotice = Int64(ticks.rounded(.toNearestOrEven))
  }
}
