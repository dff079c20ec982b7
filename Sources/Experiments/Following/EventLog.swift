package import EventEngine
package import FacilityModel

/// What every entity of one replication did, as process mining wants it: cases with activities.
package struct EventLog: Sendable {
  /// A part of a case that has a beginning and an end.
  package struct Activity: Sendable {
    package enum Kind: Sendable { case arrival, wait, work, departure }

    package var kind: Kind
    package var name: String
    /// What the entity held meanwhile, or waited for; each resource once.
    package var resources: [Int32]
    package var start: Int64
    /// Nil where the run ended before.
    package var complete: Int64?
    /// Whether it was broken off.
    package var isBroken = false
  }

  /// Units of a resource that an entity had, from taking to giving back.
  package struct Use: Sendable {
    package var resource: Int32
    /// The step at which they were taken.
    package var step: String
    package var start: Int64
    package var end: Int64?
    /// A number for the unit, from 1; units are interchangeable, so the lowest that is free.
    package var unit: Int
  }

  package struct Case: Sendable {
    /// Such as `walk-in:17`.
    package var name: String
    package var source: String
    package var activities: [Activity] = []
    package var uses: [Use] = []
    /// The case that it was made by, where it was.
    package var parent: String?
    package var outcome: String?
  }

  package private(set) var cases: [Case]
  package let resources: [String]
  private let model: Model

  /// Reads the log of an engine that has run while it kept everything.
  package init(_ entries: [LogEntry], _ program: Program, _ model: Model) {
    var reader = EventLogReader(program)
    for entry in entries { reader.read(entry) }
    cases = reader.cases
    resources = program.resources.map(\.name)
    self.model = model
  }

  /// Leaves out who arrived before a tick, and what came of them.
  package mutating func keep(from tick: Int64) {
    var kept: Set<String> = []
    cases = cases.filter { one in
      let isKept =
        (one.activities.first?.start ?? .min) >= tick && one.parent.map(kept.contains) ?? true
      if isKept { kept.insert(one.name) }
      return isKept
    }
  }

  /// Ticks since 1970-01-01 of a moment; runs without a date begin in the week of Monday, 2024-01-01.
  package func moment(_ tick: Int64) -> Int64 { Self.moment(tick, model.time) }

  /// The same for any run with a plan of time.
  package static func moment(_ tick: Int64, _ time: TimeFrame) -> Int64 {
    let weekday = time.startDay == nil ? time.startInWeek / Ticks.day : 0
    let firstDay = Int64(time.startDay ?? 19_723) + weekday
    return firstDay * Ticks.day + time.startInWeek % Ticks.day + tick
  }

  /// A moment for people, to the minute: the date, or the day of the run where it has no date.
  package func words(_ tick: Int64) -> String { Self.words(tick, model.time) }

  package static func words(_ tick: Int64, _ plan: TimeFrame) -> String {
    let text = time(tick, plan)
    let day =
      plan.startDay == nil
      ? "day \((plan.startInWeek % Ticks.day + tick) / Ticks.day + 1)" : "\(text.prefix(10))"
    return "\(day) \(text.dropFirst(11).prefix(5))"
  }

  /// Whether the run has a date.
  package var isDated: Bool { model.time.startDay != nil }

  /// A moment as a date and time of day.
  package func time(_ tick: Int64) -> String { Self.time(tick, model.time) }

  package static func time(_ tick: Int64, _ plan: TimeFrame) -> String {
    let (days, ticks) = moment(tick, plan).quotientAndRemainder(dividingBy: Ticks.day)
    let seconds = ticks / Ticks.second
    let millis = ticks % Ticks.second / 1000
    func padded(_ value: Int64, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let (year, month, day) = ClockTime.date(ofDay: Int(days))
    return "\(padded(Int64(year), 4))-\(padded(Int64(month), 2))-\(padded(Int64(day), 2))T"
      + "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
      + ".\(padded(millis, 3))"
  }
}
