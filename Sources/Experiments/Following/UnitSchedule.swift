import EventEngine

/// What the units of a facility did, one after the other, for a part of a replication.
package struct UnitSchedule: Sendable {
  package struct Bar: Sendable, Equatable {
    /// The row, and the step at which the unit was taken.
    package var row: Int
    package var step: String
    package var entity: String
    /// In ticks, within the window.
    package var start: Int64
    package var end: Int64
  }

  package struct Row: Sendable, Equatable {
    package var resource: String
    /// From 1.
    package var unit: Int
  }

  package private(set) var rows: [Row] = []
  package private(set) var bars: [Bar] = []
  /// Steps by how long they keep units, the longest first.
  package private(set) var steps: [String] = []
  package private(set) var window: Range<Int64>
  /// Units that are used in the window and have no row.
  package private(set) var hidden = 0

  /// The units in use within a window.
  ///
  /// - Parameters:
  ///   - resources: which are shown, in their order.
  ///   - mostRows: the most units in all; each resource gets as many as there is room for.
  ///   - mostBars: where there are more, the window is halved until there are not.
  package init(
    _ log: EventLog, _ resources: [String], in window: Range<Int64>, mostRows: Int = 40,
    mostBars: Int = 1400
  ) {
    self.window = window
    fill(log, resources, mostRows)
    while bars.count > mostBars, self.window.count > Int(Ticks.minute) {
      self.window =
        window.lowerBound..<(window.lowerBound + Int64(self.window.count) / 2)
      fill(log, resources, mostRows)
    }
    var times: [String: Int64] = [:]
    for bar in bars { times[bar.step, default: 0] += bar.end - bar.start }
    steps = times.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
      .map(\.key)
  }

  /// Finds the rows and bars of the window.
  private mutating func fill(_ log: EventLog, _ resources: [String], _ mostRows: Int) {
    (rows, bars, hidden) = ([], [], 0)
    let uses = Self.uses(log, in: window)
    var units: [Int32: Set<Int>] = [:]
    for use in uses { units[use.use.resource, default: []].insert(use.use.unit) }
    let shown = resources.compactMap { name -> Int32? in
      log.resources.firstIndex(of: name).map { Int32($0) }
    }.filter { units[$0] != nil }
    let parts = Self.shares(shown.map { units[$0]?.count ?? 0 }, of: mostRows)
    var places: [Int32: [Int: Int]] = [:]
    for (resource, part) in zip(shown, parts) {
      let own = (units[resource] ?? []).sorted()
      for unit in own.prefix(part) {
        places[resource, default: [:]][unit] = rows.count
        rows.append(Row(resource: log.resources[Int(resource)], unit: unit))
      }
      hidden += own.count - part
    }
    for (entity, use) in uses {
      guard let row = places[use.resource]?[use.unit] else { continue }
      bars.append(
        Bar(
          row: row, step: use.step, entity: entity,
          start: max(use.start, window.lowerBound),
          end: min(use.end ?? .max, window.upperBound)))
    }
    bars.sort { ($0.row, $0.start, $0.end) < ($1.row, $1.start, $1.end) }
  }

  /// Uses that touch a window.
  private static func uses(_ log: EventLog, in window: Range<Int64>) -> [(
    entity: String, use: EventLog.Use
  )] {
    log.cases.flatMap { one in
      one.uses.filter { use in
        let end = use.end ?? .max
        return use.start < window.upperBound && end > window.lowerBound && end > use.start
      }.map { (one.name, $0) }
    }
  }

  /// How many rows each resource gets: all it wants, or an equal part of what the others leave.
  package static func shares(_ wanted: [Int], of all: Int) -> [Int] {
    var parts = wanted.map { _ in 0 }
    var left = all
    while left > 0 {
      let open = wanted.indices.filter { parts[$0] < wanted[$0] }
      if open.isEmpty { break }
      for index in open where left > 0 {
        parts[index] += 1
        left -= 1
      }
    }
    return parts
  }

  /// The window that is shown of a replication: its first whole day, else its first 24 hours.
  package static func day(of log: EventLog, in window: Range<Int64>) -> Range<Int64> {
    let intoDay = log.moment(window.lowerBound) % Ticks.day
    let midnight = window.lowerBound + (intoDay == 0 ? 0 : Ticks.day - intoDay)
    let start = midnight + Ticks.day <= window.upperBound ? midnight : window.lowerBound
    return start..<min(window.upperBound, start + Ticks.day)
  }
}
