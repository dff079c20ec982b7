/// Days of the calendar: listed dates, seasons that come every year, days of the week.
///
/// A day belongs to the set if it is listed, or if it lies in one of the seasons (where there are
/// any) and is one of the weekdays (where there are any).
package struct DaySet: Sendable, Equatable {
  /// Single days, counted from 1970-01-01, ascending.
  package var dates: [Int64] = []
  /// Parts of every year, each by its first and last day as month · 100 + day; a last before the
  /// first goes over the end of the year.
  package var seasons: [Season] = []
  /// Ranges of dates, both ends included.
  package var spans: [ClosedRange<Int64>] = []
  /// 0 Monday to 6 Sunday; none stands for all.
  package var weekdays: [Int] = []

  package struct Season: Sendable, Equatable {
    package var first: Int
    package var last: Int

    package init(first: Int, last: Int) {
      self.first = first
      self.last = last
    }
  }

  package init() {}

  /// Whether a day, counted from 1970-01-01, belongs to the set.
  package func contains(_ day: Int64) -> Bool {
    if dates.contains(day) { return true }
    if seasons.isEmpty, spans.isEmpty, weekdays.isEmpty { return false }
    if !weekdays.isEmpty, !weekdays.contains(Int(((day + 3) % 7 + 7) % 7)) { return false }
    if seasons.isEmpty, spans.isEmpty { return true }
    if spans.contains(where: { $0.contains(day) }) { return true }
    let monthDay = Self.monthAndDay(of: day)
    return seasons.contains {
      $0.first <= $0.last
        ? $0.first <= monthDay && monthDay <= $0.last
        : monthDay >= $0.first || monthDay <= $0.last
    }
  }

  /// Month · 100 + day of the month of a day counted from 1970-01-01 (Richards 1998).
  package static func monthAndDay(of day: Int64) -> Int {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return Int(month * 100 + dayOfMonth)
  }
}
