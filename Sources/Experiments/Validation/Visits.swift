import EventEngine
import FacilityModel
import OutputStatistics

/// Somebody's stay, seen or simulated; times in ticks since a Monday, 00:00.
package struct Visit: Sendable, Equatable {
  package var source: String
  package var arrival: Int64
  /// Nil while inside.
  package var departure: Int64?

  package init(source: String, arrival: Int64, departure: Int64?) {
    self.source = source
    self.arrival = arrival
    self.departure = departure
  }
}

/// What stays within a window of time come to: the same reckoning for seen and simulated ones.
struct VisitFigures {
  /// A figure, the hour of the day it is of, and its place in tables.
  struct Key: Hashable {
    var measure: String
    var scope: String
    var hour: Int?
    var statistic: String
    var unit: String
  }

  private(set) var values: [Key: Double] = [:]
  private let from: Int64
  private let to: Int64

  init(_ visits: [Visit], from: Int64, to: Int64, unit: ReportUnit) {
    self.from = from
    self.to = to
    guard to > from else { return }
    let ticks = hours()
    var inside = Array(repeating: Int64(0), count: 24)
    var arrivals = Array(repeating: 0, count: 24)
    var stays: [String: [Double]] = [:]
    var counts: [String: Int] = [:]
    for visit in visits {
      add(visit, to: &inside)
      guard visit.arrival >= from, visit.arrival < to else { continue }
      arrivals[Int(visit.arrival / Ticks.hour % 24)] += 1
      for scope in ["all", "source " + visit.source] {
        counts[scope, default: 0] += 1
        if let left = visit.departure, left <= to {
          stays[scope, default: []].append(Double(left - visit.arrival) / unit.ticks)
        }
      }
    }
    let days = Double(to - from) / Double(Ticks.day)
    for (scope, count) in counts {
      set("arrivals", scope, nil, "per day", "entities", Double(count) / days)
    }
    for (scope, values) in stays {
      let sorted = values.sorted()
      set(TimeInSystem.name, scope, nil, "mean", unit.name, SampleMoments(sorted).mean)
      for (name, order) in [("p50", 0.5), ("p90", 0.9), ("p95", 0.95)] {
        set(TimeInSystem.name, scope, nil, name, unit.name, Quantile.type7(ofSorted: sorted, order))
      }
    }
    for hour in 0..<24 where ticks[hour] > 0 {
      let length = Double(ticks[hour])
      set(
        "arrivals", "all", hour, "per hour", "entities",
        Double(arrivals[hour]) * Double(Ticks.hour) / length)
      set("number inside", "all", hour, "mean", "entities", Double(inside[hour]) / length)
    }
  }

  private mutating func set(
    _ measure: String, _ scope: String, _ hour: Int?, _ statistic: String, _ unit: String,
    _ value: Double?
  ) {
    values[
      Key(measure: measure, scope: scope, hour: hour, statistic: statistic, unit: unit)] = value
  }

  /// How long each hour of the day is within the window.
  private func hours() -> [Int64] {
    var ticks = Array(repeating: Int64(0), count: 24)
    spread(from, to, over: &ticks)
    return ticks
  }

  /// Adds the part of a stay that lies in the window to the hours it falls into.
  private func add(_ visit: Visit, to inside: inout [Int64]) {
    let (begin, end) = (max(visit.arrival, from), min(visit.departure ?? to, to))
    if end > begin { spread(begin, end, over: &inside) }
  }

  private func spread(_ begin: Int64, _ end: Int64, over ticks: inout [Int64]) {
    let days = (end - begin) / Ticks.day
    for hour in 0..<24 { ticks[hour] += days * Ticks.hour }
    var time = begin + days * Ticks.day
    while time < end {
      let next = min(end, time - time % Ticks.hour + Ticks.hour)
      ticks[Int(time / Ticks.hour % 24)] += next - time
      time = next
    }
  }

  /// The stays of one replication, of entities that come from outside; nil where it failed.
  static func simulated(
    _ compiled: CompiledModel, seed: UInt64, replication: Int, unit: ReportUnit
  ) -> [Key: Double]? {
    let program = compiled.program
    var engine = Engine(
      program, seed: seed, replication: UInt64(replication), watching: .stays(attributes: []))
    do {
      try engine.run()
    } catch {
      return nil
    }
    let record = engine.record()
    let shift = program.startInWeek
    let visits = engine.stays.compactMap { stay -> Visit? in
      let source = program.sources[Int(stay.source)]
      guard source.origin == .arrival else { return nil }
      return Visit(
        source: source.name, arrival: stay.arrival + shift,
        departure: stay.departure.map { $0 + shift })
    }
    return VisitFigures(
      visits, from: record.windowStart + shift, to: record.windowEnd + shift, unit: unit
    ).values
  }
}
