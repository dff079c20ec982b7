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
          at: entry.keyPlace,
          help: isWeekly ? "write for example \"Mon 08:00\"" : "write for example \"08:00\"")
        failed = true
        continue
      }
      if let last = entries.last, tick <= last.tick {
        report(
          .badSchedule, "“\(entry.key)” does not come after the time before it",
          at: entry.keyPlace, help: "write the times in ascending order, each once")
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
  func hourly(_ reader: inout ObjectReader, _ what: String) -> Timetable<Double>? {
    let file = reader.required("file")
    let hour = reader.required("hour", help: "name the column of the hours, 0 to 23")
    let column = reader.required("column", help: "name the column of the values")
    let weekday = reader.optional("weekday")
    guard let file, let hour, let column, let table = table(file),
      let hourName = text(hour, "a column"), let name = text(column, "a column"),
      let hours = table.numbers(hourName, at: hour.place, self),
      let values = table.numbers(name, at: column.place, self)
    else { return nil }
    var days = Array(repeating: 0, count: hours.count)
    if let weekday {
      guard let dayName = text(weekday, "a column"),
        let index = table.column(dayName, at: weekday.place, self)
      else { return nil }
      for (row, cells) in table.rows.enumerated() {
        guard let day = ClockTime.weekday(named: cells[index]) else {
          report(
            .badFile, "\(table.name), row \(row + 2): “\(cells[index])” is no day of the week",
            at: weekday.place, help: "write Mon, Tue, Wed, Thu, Fri, Sat or Sun")
          return nil
        }
        days[row] = day
      }
    }
    let count = weekday == nil ? 24 : 168
    var found = [Double?](repeating: nil, count: count)
    for row in hours.indices {
      let place = days[row] * 24 + Int(max(-1, min(24, hours[row])))
      guard hours[row] == hours[row].rounded(), (0..<24).contains(Int(hours[row])),
        found[place] == nil
      else {
        report(
          .badFile,
          "\(table.name), row \(row + 2): hour \(Self.plain(hours[row])) is no hour from 0 to 23, "
            + "or stands there twice", at: hour.place)
        return nil
      }
      found[place] = values[row]
    }
    if let gap = found.firstIndex(where: { $0 == nil }) {
      let day = weekday == nil ? "" : ClockTime.weekdayNames[gap / 24] + " "
      report(.badFile, "\(table.name) has no row for \(day)\(gap % 24):00", at: file.place)
      return nil
    }
    let entries = found.enumerated().map { (Int64($0.offset) * Ticks.hour, $0.element ?? 0) }
    return Timetable(entries: entries, period: Int64(count) * Ticks.hour)
  }
}
