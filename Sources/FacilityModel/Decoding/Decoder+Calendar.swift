import EventEngine

extension Decoder {
  /// The section `calendar`: names for days, such as a season, a weekend, holidays.
  func readCalendar(_ node: LocatedNode?) {
    guard let node else { return }
    _ = names(node, "calendar")
    for member in node.members ?? [] {
      calendar[member.key] = DaySet()
      guard
        var reader = ObjectReader(member.value, "“\(member.key)” of the calendar", self, as: "days")
      else {
        continue
      }
      let from = reader.optional("from")
      let to = reader.optional("to")
      let weekdays = reader.optional("weekdays")
      let dates = reader.optional("dates")
      let file = reader.optional("file")
      let column = reader.optional("column")
      reader.finish()
      var days = DaySet()
      if let weekdays { days.weekdays = sessionDays(weekdays) ?? [] }
      if let from, let to {
        readRange(from, to, into: &days)
      } else if let lonely = from ?? to {
        report(
          .contradiction, "“from” and “to” go together", at: lonely.place,
          help: "write for example \"from\": \"12-01\", \"to\": \"02-28\"")
      }
      if let dates { days.dates += readDates(dates) }
      if let file { days.dates += readDates(file, column: column) }
      days.dates.sort()
      if days == DaySet(), !findings.hasErrors {
        report(
          .missingKey, "“\(member.key)” of the calendar names no day", at: reader.place,
          help: "give it “dates”, “weekdays”, “from” and “to”, or a “file”")
      }
      calendar[member.key] = days
    }
  }

  /// The days that the calendar knows by a name, or nil with a finding.
  func daySet(named name: String, at place: Place) -> DaySet? {
    if let days = calendar[name] { return days }
    _ = index(of: name, among: calendar.keys.sorted(), "part of the calendar", at: place)
    return nil
  }

  /// A season of every year (`12-01`) or a range of dates (`2026-07-01`).
  private func readRange(_ from: LocatedNode, _ to: LocatedNode, into days: inout DaySet) {
    guard let first = text(from, "“from”"), let last = text(to, "“to”") else { return }
    if let first = monthAndDay(first), let last = monthAndDay(last) {
      days.seasons.append(DaySet.Season(first: first, last: last))
    } else if let first = ClockTime(first), let last = ClockTime(last), first.day <= last.day {
      days.spans.append(Int64(first.day)...Int64(last.day))
    } else {
      report(
        .badSchedule, "“\(first)” to “\(last)” is no range of days", at: from.place,
        help: "write \"12-01\" and \"02-28\" for every year, or dates such as \"2026-07-01\"")
    }
  }

  /// Month · 100 + day of `12-01`; nil for anything else.
  ///
  /// 29 February is a day of leap years.
  private func monthAndDay(_ text: String) -> Int? {
    guard text.utf8.count == 5, let clock = ClockTime("2024-" + text) else { return nil }
    return DaySet.monthAndDay(of: Int64(clock.day))
  }

  private func readDates(_ node: LocatedNode) -> [Int64] {
    guard let elements = node.elements, !elements.isEmpty else {
      report(
        .wrongKind, "“dates” is a list of dates, not \(node.kindName)", at: node.place,
        help: "write for example [\"2026-04-03\", \"2026-12-25\"]")
      return []
    }
    return elements.compactMap { element in
      guard let text = text(element, "a date") else { return nil }
      if let clock = ClockTime(text) { return Int64(clock.day) }
      report(
        .badSchedule, "“\(text)” is no date", at: element.place,
        help: "write for example \"2026-12-25\"")
      return nil
    }
  }

  private func readDates(_ file: LocatedNode, column: LocatedNode?) -> [Int64] {
    guard let column else {
      report(
        .missingKey, "“file” needs the “column” of the dates", at: file.place,
        help: "add \"column\": \"date\"")
      return []
    }
    guard let table = table(file), let name = text(column, "a column"),
      let texts = table.texts(name, at: column.place, self)
    else { return [] }
    return texts.enumerated().compactMap { row, written in
      if let clock = ClockTime(written) { return Int64(clock.day) }
      report(
        .badFile,
        "“\(table.name)”, row \(table.rowNumbers[row]): “\(written)” in column “\(name)” is no date",
        at: column.place, help: "write for example 2026-12-25")
      return nil
    }
  }
}
