import EventEngine
import FacilityModel
import OutputStatistics

extension ObservedLog {
  /// A figure of a log.
  package struct Value: Sendable {
    package var figure: Figure
    package var value: Double
    /// How many observations it rests on.
    package var count: Int
  }

  /// The figures of the log, in a fixed order.
  ///
  /// Counts of arrivals by kind, weekday and hour, and how unevenly they come (variance over mean of
  /// the counts of hours or days: 1 for a Poisson stream of constant rate); times in the system; for
  /// each activity the share of cases that have it, the wait before it (from the end of what was
  /// done before, or from the arrival) and its duration; the number inside by hour.
  ///
  /// - Parameter unit: that of the durations.
  package func figures(unit: ReportUnit) -> [Value] {
    var values: [Value] = []
    func add(
      _ measure: String, _ scope: String, _ statistic: String, _ unit: String, _ value: Double?,
      _ count: Int
    ) {
      guard let value, value.isFinite else { return }
      values.append(
        Value(
          figure: Figure(measure: measure, scope: scope, statistic: statistic, unit: unit),
          value: value, count: count))
    }
    func addTimes(_ measure: String, _ scope: String, _ times: [Int64]) {
      let sorted = times.map { Double($0) / unit.ticks }.sorted()
      add(measure, scope, "mean", unit.name, SampleMoments(sorted).mean, sorted.count)
      for (name, order) in [("p50", 0.5), ("p95", 0.95)] {
        add(measure, scope, name, unit.name, Quantile.type7(ofSorted: sorted, order), sorted.count)
      }
    }
    let seen = cases.filter { (start..<end).contains($0.arrival) }
    let kinds = Set(seen.compactMap(\.kind) + counts.compactMap(\.kind)).sorted()
    addArrivals(kinds, add)
    let stays = seen.compactMap { one in one.departure.map { (one.kind, $0 - one.arrival) } }
    addTimes("time in system", "all", stays.map(\.1))
    if kinds.count > 1 {
      for kind in kinds {
        addTimes("time in system", "source " + kind, stays.filter { $0.0 == kind }.map(\.1))
      }
    }
    for (name, facts) in activityFacts(of: seen) {
      let share = Double(facts.cases) / Double(max(1, seen.count))
      add("occurrence", "activity " + name, "share", "1", share, seen.count)
      addTimes("wait before", "activity " + name, facts.waits)
      addTimes("duration", "activity " + name, facts.durations)
    }
    for (hour, inside) in insideByHour().enumerated() {
      add("number inside", Self.hour(hour), "mean", "entities", inside, 0)
    }
    return values
  }

  private static func hour(_ hour: Int) -> String { "hour \(hour < 10 ? "0" : "")\(hour)" }

  /// Counts of arrivals over bins of the width: where, of which kind, how many.
  private func bins() -> [Count] {
    if !counts.isEmpty { return counts }
    var found: [Int64: [String?: Double]] = [:]
    let first = start - start % width
    for bin in stride(from: first, to: end, by: Int(width)) { found[bin] = [:] }
    for one in cases where (start..<end).contains(one.arrival) {
      found[one.arrival - one.arrival % width, default: [:]][one.kind, default: 0] += 1
    }
    return found.sorted { $0.key < $1.key }.flatMap { bin, kinds in
      kinds.isEmpty
        ? [Count(start: bin, kind: nil, arrivals: 0)]
        : kinds.map { Count(start: bin, kind: $0.key, arrivals: $0.value) }
    }
  }

  private func addArrivals(
    _ kinds: [String],
    _ add: (String, String, String, String, Double?, Int) -> Void
  ) {
    let bins = bins()
    let all = bins.map(\.arrivals).reduce(0, +)
    add("arrivals", "all", "per day", "entities", all / days, Int(all))
    if kinds.count > 1 {
      for kind in kinds {
        let some = bins.filter { $0.kind == kind }.map(\.arrivals).reduce(0, +)
        add("arrivals", "source " + kind, "per day", "entities", some / days, Int(some))
      }
    }
    var totals: [Int64: Double] = [:]
    for bin in bins { totals[bin.start, default: 0] += bin.arrivals }
    let moments = SampleMoments(totals.sorted { $0.key < $1.key }.map(\.value))
    if let mean = moments.mean, let variance = moments.variance, mean > 0 {
      let name = width == Ticks.hour ? "variance/mean by hour" : "variance/mean by day"
      add("arrivals", "all", name, "1", variance / mean, totals.count)
    }
    func addMeans(_ number: Int, _ name: (Int) -> String, _ place: (Int64) -> Int) {
      var sums = Array(repeating: 0.0, count: number)
      var spans = Array(repeating: Set<Int64>(), count: number)
      for (start, arrivals) in totals {
        sums[place(start)] += arrivals
        spans[place(start)].insert(width < Ticks.day && number == 7 ? start / Ticks.day : start)
      }
      for index in 0..<number where !spans[index].isEmpty {
        add(
          "arrivals", name(index), "mean", "entities", sums[index] / Double(spans[index].count),
          spans[index].count)
      }
    }
    addMeans(7, { ClockTime.weekdayNames[$0] }, { Int(($0 / Ticks.day + 3) % 7) })
    if width <= Ticks.hour { addMeans(24, Self.hour, { Int($0 / Ticks.hour % 24) }) }
  }

  private struct ActivityFacts {
    var cases = 0
    var waits: [Int64] = []
    var durations: [Int64] = []
  }

  private func activityFacts(of seen: [Case]) -> [(name: String, facts: ActivityFacts)] {
    var facts: [String: ActivityFacts] = [:]
    for one in seen {
      var names: Set<String> = []
      var free = one.arrival
      for activity in one.activities.sorted(by: {
        ($0.start, $0.complete) < ($1.start, $1.complete)
      }) {
        names.insert(activity.name)
        facts[activity.name, default: ActivityFacts()].waits.append(max(0, activity.start - free))
        facts[activity.name]?.durations.append(activity.complete - activity.start)
        free = max(free, activity.complete)
      }
      for name in names { facts[name]?.cases += 1 }
    }
    return facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Time averages of the number inside by hour of the day, once those who came before the log began
  /// have mostly left: after the 95th percentile of the stays; empty without cases.
  private func insideByHour() -> [Double] {
    let stays = cases.compactMap { one in one.departure.map { Double($0 - one.arrival) } }
    guard let settled = Quantile.type7(of: stays, 0.95) else { return [] }
    let first = cases.map(\.arrival).min() ?? start
    let from = max(start, first + Int64(settled))
    guard end - from >= Ticks.day else { return [] }
    var changes: [(at: Int64, by: Int)] = []
    for one in cases {
      let (enter, leave) = (max(from, one.arrival), min(end, one.departure ?? end))
      if enter < leave { changes += [(enter, 1), (leave, -1)] }
    }
    var areas = Array(repeating: 0.0, count: 24)
    var times = areas
    var (now, inside) = (from, 0)
    func pass(to tick: Int64) {
      while now < tick {
        let next = min(tick, now - now % Ticks.hour + Ticks.hour)
        let hour = Int(now / Ticks.hour % 24)
        areas[hour] += Double(inside) * Double(next - now)
        times[hour] += Double(next - now)
        now = next
      }
    }
    for change in changes.sorted(by: { $0.at < $1.at }) {
      pass(to: change.at)
      inside += change.by
    }
    pass(to: end)
    return zip(areas, times).map { $1 > 0 ? $0 / $1 : .nan }
  }
}
