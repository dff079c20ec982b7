import EventEngine

/// One shift of a rota: on which days, from when to when, how many units, and their breaks.
private struct Shift {
  var days: [Int]
  /// Ticks of the day; the end may lie on the next day.
  var from: Int64
  var to: Int64
  var units: Int64
  /// When units are away: ticks since the midnight before the shift, and how many.
  var breaks: [(from: Int64, to: Int64, units: Int64)]
}

extension Decoder {
  /// A rota as planners write it: named shifts with their days, hours, units and breaks.
  ///
  /// Shifts that overlap add up, as in a handover; a shift whose end is not after its start ends on
  /// the next day.
  func shifts(_ node: LocatedNode, of name: String) -> Timetable<Int64>? {
    guard let elements = node.elements, !elements.isEmpty else {
      report(
        .wrongKind, "“shifts” is a list of shifts", at: node.place,
        help: "write for example [ { \"name\": \"early\", \"days\": \"Mon-Fri\", \"from\": "
          + "\"07:00\", \"to\": \"15:00\", \"units\": 4 } ]")
      return nil
    }
    var names: [String: Place] = [:]
    let read = elements.map { shift($0, of: name, &names) }
    let known = read.compactMap { $0 }
    if known.count < read.count { return nil }
    var changes: [Int64: Int64] = [0: 0]
    func add(_ units: Int64, _ day: Int, _ from: Int64, _ to: Int64) {
      let start = (Int64(day) * Ticks.day + from) % Ticks.week
      let length = to - from
      if length <= 0 || units == 0 { return }
      changes[start, default: 0] += units
      changes[(start + length) % Ticks.week, default: 0] -= units
      // What goes on over Sunday's midnight is there at the start of the week.
      if start + length > Ticks.week { changes[0, default: 0] += units }
      if start + length == Ticks.week { changes[0, default: 0] += units }
    }
    for shift in known {
      for day in shift.days {
        add(shift.units, day, shift.from, shift.to)
        for away in shift.breaks { add(-away.units, day, away.from, away.to) }
      }
    }
    var level: Int64 = 0
    let entries = changes.keys.sorted().map { tick -> (tick: Int64, value: Int64) in
      level += changes[tick] ?? 0
      return (tick, level)
    }
    if let least = entries.map(\.value).min(), least < 0 {
      report(
        .badSchedule, "breaks that overlap leave fewer than no units of “\(name)”", at: node.place,
        help: "let the breaks of a shift follow each other, or give them “units”")
      return nil
    }
    return Timetable(entries: entries, period: Ticks.week)
  }

  private func shift(_ node: LocatedNode, of name: String, _ names: inout [String: Place])
    -> Shift?
  {
    guard var reader = ObjectReader(node, "a shift", self, as: "shift") else { return nil }
    if let given = reader.optional("name"), let text = text(given, "the name of a shift") {
      if let other = names[text] {
        report(
          .duplicateName, "there is another shift “\(text)”", at: given.place,
          help: "give each shift its own name",
          notes: [Finding.Note("the other is here", at: other)])
      }
      names[text] = given.place
    }
    let days = reader.optional("days").map { self.days($0) } ?? Array(0..<7)
    let from = reader.required("from", help: "say when the shift begins").flatMap {
      timeOfDay($0)
    }
    let to = reader.required("to", help: "say when the shift ends").flatMap { timeOfDay($0) }
    let count = reader.required("units", help: "say how many are on duty").flatMap {
      units($0, of: name)
    }
    let breaksNode = reader.optional("breaks")
    reader.finish()
    guard let days, let from, var to, let count else { return nil }
    if to <= from { to += Ticks.day }
    var shift = Shift(days: days, from: from, to: to, units: count, breaks: [])
    for element in breaksNode.map({ $0.elements ?? [$0] }) ?? [] {
      guard let away = pause(element, in: shift, of: name) else { return nil }
      shift.breaks.append(away)
    }
    return shift
  }

  private func pause(_ node: LocatedNode, in shift: Shift, of name: String) -> (
    from: Int64, to: Int64, units: Int64
  )? {
    guard var reader = ObjectReader(node, "a break", self, as: "break") else { return nil }
    let at = reader.required("at", help: "say when the break begins").flatMap { timeOfDay($0) }
    let length = reader.required("for", help: "say how long the break is").flatMap {
      constant($0, wanting: .duration, "the length of a break")
    }
    let away = reader.optional("units").map { units($0, of: name) } ?? shift.units
    reader.finish()
    guard let at, let length, let away else { return nil }
    let from = at < shift.from ? at + Ticks.day : at
    let end = from + Int64(length.rounded(.toNearestOrEven))
    if length <= 0 || from < shift.from || end > shift.to || away > shift.units {
      report(
        .badSchedule,
        away > shift.units
          ? "more units have a break than are on duty" : "a break lies within its shift",
        at: node.place, help: "look at its beginning, its length and its units")
      return nil
    }
    return (from, end, away)
  }

  func timeOfDay(_ node: LocatedNode) -> Int64? {
    guard let text = text(node, "a time of day") else { return nil }
    if let tick = ClockTime.timeOfDay(text) { return tick }
    report(
      .badSchedule, "“\(text)” is no time of the day", at: node.place,
      help: "write a time from 00:00 to 24:00, such as \"07:30\"")
    return nil
  }

  /// `"Mon-Fri"`, `"Sat"`, `"Mon, Wed"` or a list of these; nil with a finding.
  func days(_ node: LocatedNode) -> [Int]? {
    var found: Set<Int> = []
    for element in node.elements ?? [node] {
      guard let text = text(element, "“days”") else { return nil }
      for part in text.split(separator: ",") {
        let ends = part.split(separator: "-").map {
          ClockTime.weekday(named: String($0.filter { $0 != " " }))
        }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1]
        else {
          report(
            .badSchedule, "“\(text)” names no days of the week", at: element.place,
            help: "write for example \"Mon-Fri\" or \"Sat, Sun\"")
          return nil
        }
        var day = first
        found.insert(day)
        while day != last {
          day = (day + 1) % 7
          found.insert(day)
        }
      }
    }
    return found.sorted()
  }

  /// Whether work in hand is interrupted at the end of a shift.
  func atShiftEnd(_ reader: inout ObjectReader, of resource: Int32) -> (
    preempts: Bool, handsOver: Bool
  ) {
    guard let node = reader.optional("atShiftEnd"), let text = text(node, "“atShiftEnd”") else {
      return (false, false)
    }
    switch text {
    case "finish": return (false, false)
    case "pre-empt", "hand over":
      removable.insert(resource)
      return (true, text == "hand over")
    default:
      report(
        .badValue, "at the end of a shift there is no rule “\(text)”", at: node.place,
        help: suggest(text, among: ["finish", "pre-empt", "hand over"]).map {
          "did you mean “\($0)”?"
        }
          ?? "work in hand is to \"finish\", \"pre-empt\" interrupts it, and \"hand over\" lets it "
          + "go on with another unit")
      return (false, false)
    }
  }
}
