import EventEngine

/// Values that hold from certain times on, repeating after a period: a rota, a rate by the hour.
struct Timetable<Value: Equatable> {
  /// Ticks since the start of the period, ascending, with the value from then on.
  var entries: [(tick: Int64, value: Value)]
  /// The length of the period in ticks.
  var period: Int64

  /// The same values as seen from `offset` ticks into the period: the first entry is at 0.
  func rotated(by offset: Int64) -> [(tick: Int64, value: Value)] {
    let start = offset % period
    guard let last = entries.last else { return [] }
    let current = entries.last { $0.tick <= start }?.value ?? last.value
    let later = entries.filter { $0.tick > start }.map { ($0.tick - start, $0.value) }
    let earlier = entries.filter { $0.tick <= start }.map { ($0.tick - start + period, $0.value) }
    var result: [(tick: Int64, value: Value)] = [(0, current)]
    for (tick, value) in later + earlier
    where tick < period && result[result.count - 1].value != value {
      result.append((tick, value))
    }
    return result
  }
}

extension Decoder {
  /// `{ "daily": { "00:00": 3, "08:00": 6 } }` or `{ "weekly": { "Mon 08:00": 3, … } }`.
  func timetable<Value>(
    _ member: LocatedNode.Member, _ what: String, read: (LocatedNode) -> Value?
  ) -> Timetable<Value>? {
    guard let members = member.value.members, !members.isEmpty else {
      report(
        .wrongKind, "“\(member.key)” is a mapping of times to values", at: member.value.place,
        help: "write for example { \"\(member.key)\": { \"08:00\": 3, \"20:00\": 1 } }")
      return nil
    }
    let isWeekly = member.key == "weekly"
    var entries: [(tick: Int64, value: Value)] = []
    var failed = false
    for entry in members {
      guard let tick = isWeekly ? tickOfWeek(entry.key) : ClockTime.timeOfDay(entry.key),
        tick < (isWeekly ? Ticks.week : Ticks.day)
      else {
        report(
          .badSchedule, "“\(entry.key)” is no time of the \(isWeekly ? "week" : "day")",
          at: entry.keyPlace, help: Self.timeHelp(entry.key, isWeekly: isWeekly))
        failed = true
        continue
      }
      if let last = entries.last, tick <= last.tick {
        report(
          .badSchedule, "“\(entry.key)” does not come after the time before it",
          at: entry.keyPlace,
          help: "write the times in ascending order, each once"
            + (isWeekly ? ", from Monday to Sunday" : ""))
        failed = true
        continue
      }
      guard let value = read(entry.value) else {
        failed = true
        continue
      }
      entries.append((tick, value))
    }
    return failed ? nil : Timetable(entries: entries, period: isWeekly ? Ticks.week : Ticks.day)
  }

  private static func timeHelp(_ text: String, isWeekly: Bool) -> String {
    if text.hasSuffix("24:00") {
      return "the \(isWeekly ? "week" : "day") repeats: midnight is 00:00 of the next day"
    }
    return isWeekly
      ? "write for example \"Mon 08:00\"" : "write a time from 00:00 to 23:59, such as \"08:00\""
  }

  private func tickOfWeek(_ text: String) -> Int64? {
    let parts = text.split(separator: " ")
    guard let first = parts.first, let day = ClockTime.weekday(named: String(first)) else {
      return nil
    }
    if parts.count == 1 { return Int64(day) * Ticks.day }
    guard parts.count == 2, let time = ClockTime.timeOfDay(String(parts[1])), time < Ticks.day
    else { return nil }
    return Int64(day) * Ticks.day + time
  }

  /// A value for every hour of the day or of the week, from a CSV file.
  ///
  /// The file needs one row for each hour (0 to 23), and for each day where it names days.
  ///
  /// - Parameter areMeans: whether the values may be means over periods that the file counts.
  func hourly(_ reader: inout ObjectReader, _ what: String, areMeans: Bool = false)
    -> Timetable<Double>?
  {
    let file = reader.required("file")
    let hour = reader.required("hour", help: "name the column of the hours, 0 to 23")
    let column = reader.required("column", help: "name the column of the values")
    let weekday = reader.optional("weekday")
    let periods = areMeans ? reader.optional("periods") : nil
    let variance = areMeans ? reader.optional("variance") : nil
    guard let file, let hour, let column, let table = table(file),
      let hourName = text(hour, "a column"), let name = text(column, "a column"),
      let hours = table.numbers(hourName, at: hour.place, self),
      var values = table.numbers(name, at: column.place, self)
    else { return nil }
    if let periods {
      guard let drawn = means(values, of: table, periods: periods, variance: variance) else {
        return nil
      }
      values = drawn
    } else if let variance {
      report(
        .contradiction, "“variance” says nothing without “periods”", at: variance.place,
        help: "name the column of the numbers of periods")
    }
    var days = Array(repeating: 0, count: hours.count)
    if let weekday {
      guard let dayName = text(weekday, "a column"),
        let index = table.column(dayName, at: weekday.place, self)
      else { return nil }
      for row in table.rows.indices {
        let cell = table.cell(row, index)
        guard let day = ClockTime.weekday(named: cell) else {
          report(
            .badFile,
            "“\(table.name)”, row \(table.rowNumbers[row]): “\(cell)” is no day of the week",
            at: weekday.place, help: "write Mon, Tue, Wed, Thu, Fri, Sat or Sun")
          return nil
        }
        days[row] = day
      }
    }
    let count = weekday == nil ? 24 : 168
    var found = [Double?](repeating: nil, count: count)
    for row in hours.indices {
      let start = "“\(table.name)”, row \(table.rowNumbers[row]): hour \(Self.plain(hours[row]))"
      guard hours[row] == hours[row].rounded(), hours[row] >= 0, hours[row] <= 23 else {
        report(
          .badFile, start + " is no hour from 0 to 23", at: hour.place,
          help: "the hour from midnight on is 0")
        return nil
      }
      let place = days[row] * 24 + Int(hours[row])
      guard found[place] == nil else {
        report(
          .badFile, start + " stands there twice", at: hour.place,
          help: weekday == nil ? "name the column of the days as “weekday”" : "keep one of the rows"
        )
        return nil
      }
      found[place] = values[row]
    }
    if let gap = found.firstIndex(where: { $0 == nil }) {
      let day = weekday == nil ? "" : ClockTime.weekdayNames[gap / 24] + " "
      report(
        .badFile, "“\(table.name)” has no row for \(day)\(gap % 24):00", at: file.place,
        help: "every hour needs a row")
      return nil
    }
    let entries = found.enumerated().map { (Int64($0.offset) * Ticks.hour, $0.element ?? 0) }
    return Timetable(entries: entries, period: Int64(count) * Ticks.hour)
  }
}
