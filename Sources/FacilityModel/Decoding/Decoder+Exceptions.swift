import EventEngine

/// What holds on some days of the calendar instead of what holds every week.
struct DatedException<Value: Equatable> {
  /// What the days are called in the file: a date, a range of dates or a name of the calendar.
  var name: String
  var days: DaySet
  /// Single dates go before ranges, and ranges before names of the calendar.
  var rank: Int
  var place: Place
  /// The values of those days; nil for those of a weekday of the usual table.
  var table: Timetable<Value>?
  var weekday = 0
}

/// Values that change by the clock: some once, and then others again and again.
struct UnrolledTable<Value: Equatable> {
  /// Ticks since the start of the run, ascending from 0.
  var entries: [(tick: Int64, value: Value)]
  /// The first of the entries that come again after each period.
  var loopsFrom: Int
  /// The period, or 0 where the last value holds for ever.
  var period: Int64
}

/// How many days ahead exceptions are worked out where the run has no fixed end.
private let farthestException: Int64 = 30 * 366

extension Decoder {
  /// `"exceptions"`: what holds on some days instead.
  ///
  /// - Parameters:
  ///   - entry: the section that describes an exception; `like` names a day of the week.
  ///   - read: reads the values of one exception.
  func exceptions<Value: Equatable>(
    _ node: LocatedNode, _ what: String, as entry: String,
    read: (LocatedNode) -> Timetable<Value>?
  ) -> [DatedException<Value>]? {
    guard let members = node.members, !members.isEmpty else {
      report(
        .wrongKind, "“exceptions” is a mapping of days to what holds on them", at: node.place,
        help: "write for example { \"2026-12-25\": 1, \"2026-12-27/2026-12-31\": 2 }")
      return nil
    }
    if time.startDay == nil {
      report(
        .contradiction, "the exceptions of \(what) name dates, but the run has none",
        at: node.place, help: "add \"start\": \"2026-01-05T00:00\" to “time”")
      return nil
    }
    keysRead[entry, default: []].insert("like")
    let found = members.map { member -> DatedException<Value>? in
      guard let (days, rank) = namedDays(member.key, at: member.keyPlace) else { return nil }
      var exception = DatedException<Value>(
        name: member.key, days: days, rank: rank, place: member.keyPlace)
      if let only = member.value.soleMember, only.key == "like" {
        guard let name = text(only.value, "“like”") else { return nil }
        guard let weekday = ClockTime.weekday(named: name) else {
          report(
            .badSchedule, "“\(name)” is no day of the week", at: only.value.place,
            help: "write Mon, Tue, Wed, Thu, Fri, Sat or Sun")
          return nil
        }
        exception.weekday = weekday
        return exception
      }
      guard let table = read(member.value) else { return nil }
      exception.table = table
      return exception
    }
    let known = found.compactMap { $0 }
    return known.count == found.count ? known : nil
  }

  /// Days by a date, by a range of dates (`2026-12-24/2026-12-27`), or by a name of the calendar.
  func namedDays(_ text: String, at place: Place) -> (days: DaySet, rank: Int)? {
    if calendar[text] == nil, text.first?.isNumber == true {
      let ends = text.split(separator: "/", omittingEmptySubsequences: false).map {
        ClockTime(String($0))
      }
      guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1],
        first.tickOfDay == 0, last.tickOfDay == 0, first.day <= last.day
      else {
        report(
          .badSchedule, "“\(text)” is no day and no range of days", at: place,
          help: "write \"2026-12-25\", \"2026-12-24/2026-12-27\" or a name of the “calendar”")
        return nil
      }
      var days = DaySet()
      days.spans = [Int64(first.day)...Int64(last.day)]
      return (days, ends.count == 1 ? 0 : 1)
    }
    return daySet(named: text, at: place).map { ($0, 2) }
  }

  /// A weekly or daily table with its exceptions, as seen from the start of the run.
  ///
  /// What holds on a day holds from midnight to midnight. Nil, with a finding, where two exceptions
  /// of the same kind fall on one day.
  func unrolled<Value: Equatable>(
    _ base: Timetable<Value>, _ exceptions: [DatedException<Value>]
  ) -> UnrolledTable<Value>? {
    let start = Int64(time.startDay ?? 0)
    let startInDay = time.startInWeek % Ticks.day
    var chosen: [Int64: DatedException<Value>] = [:]
    for day in start...lastDay {
      let here = exceptions.filter { $0.days.contains(day) }
      guard let rank = here.map(\.rank).min() else { continue }
      let first = here.filter { $0.rank == rank }
      if first.count > 1 {
        report(
          .contradiction, "“\(first[1].name)” has a day in common with “\(first[0].name)”",
          at: first[1].place,
          help: "a single date goes before a range, and a range before a name of the calendar",
          notes: [Finding.Note("the other is here", at: first[0].place)])
        return nil
      }
      chosen[day] = first[0]
    }
    let usual = base.rotated(by: time.startInWeek)
    guard let last = chosen.keys.max() else {
      return UnrolledTable(
        entries: usual, loopsFrom: 0, period: usual.count > 1 ? base.period : 0)
    }
    var entries: [(tick: Int64, value: Value)] = []
    func add(_ tick: Int64, _ value: Value) {
      if tick <= 0 {
        entries = [(0, value)]
      } else if entries.last?.value != value {
        entries.append((tick, value))
      }
    }
    for day in start...last {
      let exception = chosen[day]
      let table = exception?.table ?? base
      let weekday =
        exception.map { $0.table == nil ? Int64($0.weekday) : nil } ?? nil
      let offset = (weekday ?? (day + 3) % 7) * Ticks.day
      let midnight = (day - start) * Ticks.day - startInDay
      for entry in table.rotated(by: offset) where entry.tick < Ticks.day {
        add(midnight + entry.tick, entry.value)
      }
    }
    let end = (last + 1 - start) * Ticks.day - startInDay
    let after = base.rotated(by: (last + 4) % 7 * Ticks.day)
    if after.count == 1 {
      add(end, after[0].value)
      return UnrolledTable(entries: entries, loopsFrom: entries.count, period: 0)
    }
    let loopsFrom = entries.count
    entries += after.map { (end + $0.tick, $0.value) }
    return UnrolledTable(entries: entries, loopsFrom: loopsFrom, period: base.period)
  }

  /// A table of rates with its exceptions: where there are any, it is written out for the whole run.
  func profileTable<Value: Equatable>(
    _ base: Timetable<Value>, _ exceptions: [DatedException<Value>]
  ) -> UnrolledTable<Value>? {
    guard var table = unrolled(base, exceptions) else { return nil }
    if table.loopsFrom == 0 {
      table.period = base.period
      return table
    }
    let loop = table.entries[table.loopsFrom...]
    let end = (lastDay + 1 - Int64(time.startDay ?? 0)) * Ticks.day
    var shift = table.period
    while shift > 0, let first = loop.first, first.tick + shift <= end {
      table.entries += loop.map { ($0.tick + shift, $0.value) }
      shift += table.period
    }
    table.period = 0
    return table
  }

  /// The last day of the run, counted from 1970-01-01, as far as it matters.
  private var lastDay: Int64 {
    let startInDay = time.startInWeek % Ticks.day
    var days = farthestException
    switch time.end {
    case .tick(let tick): days = (tick + startInDay) / Ticks.day
    case .empty(let last?): days = (last + startInDay) / Ticks.day + 366
    default: break
    }
    return Int64(time.startDay ?? 0) + max(0, min(days, 10 * farthestException))
  }
}
