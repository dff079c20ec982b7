import EventEngine

/// A date and time of day in the facility's local standard time, after the Gregorian calendar.
package struct ClockTime: Sendable, Equatable {
  /// Days since 1970-01-01, a Thursday.
  package var day: Int
  /// Ticks since midnight.
  package var tickOfDay: Int64

  package init(day: Int, tickOfDay: Int64) {
    self.day = day
    self.tickOfDay = tickOfDay
  }

  /// Reads `2026-01-05T00:00`, `2026-01-05 00:00:30` or `2026-01-05`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
    guard parts.count == 1 || parts.count == 2 else { return nil }
    let date = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard date.count == 3, date[0].count == 4, let year = Self.digits(date[0]),
      let month = Self.digits(date[1]), let dayOfMonth = Self.digits(date[2]),
      (1...12).contains(month), dayOfMonth >= 1,
      dayOfMonth <= Self.length(of: month, in: year)
    else { return nil }
    day = Self.days(year: year, month: month, day: dayOfMonth)
    tickOfDay = 0
    if parts.count == 2 {
      guard let time = Self.timeOfDay(String(parts[1])), time < Ticks.day else { return nil }
      tickOfDay = time
    }
  }

  /// Ticks since midnight of a time such as `08:00`, `8:00`, `22:30:15` or `24:00`.
  package static func timeOfDay(_ text: String) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let hour = digits(parts[0]),
      let minute = digits(parts[1]), parts[0].count <= 2, parts[1].count == 2, minute < 60
    else { return nil }
    var second = 0
    if parts.count == 3 {
      guard parts[2].count == 2, let given = digits(parts[2]), given < 60 else { return nil }
      second = given
    }
    let ticks =
      Int64(hour) * Ticks.hour + Int64(minute) * Ticks.minute + Int64(second) * Ticks.second
    return ticks <= Ticks.day ? ticks : nil
  }

  /// 0 Monday to 6 Sunday.
  package var weekday: Int { ((day + 3) % 7 + 7) % 7 }

  /// Ticks since Monday 00:00.
  package var tickOfWeek: Int64 { Int64(weekday) * Ticks.day + tickOfDay }

  /// The names of the days, Monday first, as reports write them.
  package static let weekdayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// 0 Monday to 6 Sunday for a name of a day, of at least three letters; nil for no day.
  package static func weekday(named text: String) -> Int? {
    let full = [
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    let lower = text.lowercased()
    guard lower.count >= 3 else { return nil }
    return full.firstIndex { $0.hasPrefix(lower) }
  }

  private static func digits(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(text)
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Days since 1970-01-01, by counting years from March (Richards 1998).
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let era = shifted.quotientAndRemainder(dividingBy: 400)
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra =
      era.remainder * 365 + era.remainder / 4 - era.remainder / 100 + dayOfYear
    return era.quotient * 146_097 + dayOfEra - 719_468
  }
}
