import EventEngine
import FacilityModel

/// What happens day by day, or week by week where there are many days: whole ones on which
/// something happens.
package struct DaySeries {
  /// The date of each day, or of the first of each week.
  package private(set) var labels: [String] = []
  package private(set) var isWeekly = false
  package private(set) var arrivals: [Double] = []
  package private(set) var departures: [Double] = []
  /// The mean time in system of those who leave; nil on days on which nobody does.
  package private(set) var stays: [Double?] = []

  /// More days than this are taken together by weeks.
  private static let mostDays = 120

  /// - Parameters:
  ///   - cases: when each came and left, in ticks since 1970-01-01.
  ///   - counts: arrivals that are counted and not followed: since when, and how many.
  ///   - window: what is observed, likewise.
  ///   - isDated: whether days have a date, or just a number within the window.
  package init(
    _ cases: [(arrival: Int64, departure: Int64?)],
    counts: [(start: Int64, arrivals: Double)] = [], in window: Range<Int64>, unit: ReportUnit,
    isDated: Bool = true
  ) {
    // 1970-01-01 was a Thursday: weeks begin on Mondays.
    func start(_ length: Int64, _ shift: Int64) -> Int64 {
      ((window.lowerBound - shift) + length - 1) / length * length + shift
    }
    var (length, first) = (Ticks.day, start(Ticks.day, 0))
    if (window.upperBound - first) / length > Self.mostDays {
      isWeekly = true
      (length, first) = (Ticks.week, start(Ticks.week, 4 * Ticks.day))
    }
    let count = Int(max(0, (window.upperBound - first) / length))
    var sums = Array(repeating: (arrivals: 0.0, departures: 0, stays: 0.0), count: count)
    func place(_ tick: Int64) -> Int? {
      guard tick >= first else { return nil }
      let place = Int((tick - first) / length)
      return place < count ? place : nil
    }
    for one in cases {
      if let place = place(one.arrival) { sums[place].arrivals += 1 }
      guard let departure = one.departure, let place = place(departure) else { continue }
      sums[place].departures += 1
      sums[place].stays += Double(departure - one.arrival) / unit.ticks
    }
    for one in counts {
      if let place = place(one.start) { sums[place].arrivals += one.arrivals }
    }
    let dates = (0..<count).map { index in
      if !isDated { return "\(isWeekly ? "week" : "day") \(index + 1)" }
      let (_, month, day) = ClockTime.date(ofDay: Int((first + Int64(index) * length) / Ticks.day))
      return "\(day < 10 ? "0" : "")\(day) \(Self.months[month - 1])"
    }
    // On days on which nothing happens the facility is closed.
    let open = sums.indices.filter { sums[$0].arrivals > 0 || sums[$0].departures > 0 }
    labels = open.map { dates[$0] }
    arrivals = open.map { sums[$0].arrivals }
    departures = open.map { Double(sums[$0].departures) }
    stays = open.map {
      sums[$0].departures > 0 ? sums[$0].stays / Double(sums[$0].departures) : nil
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
