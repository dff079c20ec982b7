package import EventEngine

/// One figure of an experiment: a statistic of a measure over a part of the facility.
package struct Figure: Hashable, Sendable {
  /// What is measured, such as `waiting time`.
  package var measure: String
  /// Of what: `all`, `resource doctor`, `step attendance/assessment`, `source walk-in` and so on.
  package var scope: String
  /// Which statistic of it within a replication: mean, sd, p95, share and so on.
  package var statistic: String
  package var unit: String

  package init(measure: String, scope: String, statistic: String, unit: String) {
    self.measure = measure
    self.scope = scope
    self.statistic = statistic
    self.unit = unit
  }
}

extension Figure {
  /// Whether it is a share of something, from 0 to 1.
  package var isShare: Bool { statistic == "share" || measure == Utilisation.name }

  /// What a mean of it cannot lie outside, where that is known.
  package var bounds: ClosedRange<Double>? {
    isShare ? 0...1 : Self.neverNegative.contains(measure) ? 0...(.infinity) : nil
  }

  /// Measures that every run reports, of times and numbers of what there is.
  private static let neverNegative: Set<String> = [
    WaitingTime.name, GivingUp.name, TimeInSystem.name, QueueLength.name, Occupancy.name,
    UnitsOnDuty.name, Turnaround.name, Overtime.name, NumberInside.name, Throughput.name,
  ]
}

/// The observations of a measure, kept where they are few enough to be pooled over replications.
package struct PooledObservations: Sendable {
  /// The place of the measure's mean among the figures.
  package var figure: Int
  package var kind: TallyKind
  /// In ticks or the number's own unit, rising; nil where there are too many to keep.
  package var values: [Double]?

  /// A replication with more observations than this has percentiles of its own.
  package static let most = 400
}

/// What a figure was in one replication.
package struct FigureValue: Sendable {
  /// Nil where the replication had no observation.
  package var value: Double?
  /// How many observations it rests on; nil for integrals over time.
  package var observations: Int?
}

/// The unit in which durations are reported.
package struct ReportUnit: Sendable, Equatable {
  package var name: String
  package var ticks: Double

  package init(name: String, ticks: Double) {
    self.name = name
    self.ticks = ticks
  }

  package static let minutes = ReportUnit(name: "min", ticks: Double(Ticks.minute))
}

/// Collects the figures of one replication, in the order in which the measures give them.
package struct FigureCollector {
  package let unit: ReportUnit
  package private(set) var figures: [Figure] = []
  package private(set) var values: [FigureValue] = []
  /// Observations kept for percentiles over all replications together.
  package private(set) var pools: [PooledObservations] = []

  package init(unit: ReportUnit) { self.unit = unit }

  /// The orders of the percentiles that are reported.
  package static let percentiles: [(name: String, order: Double)] = [
    ("p5", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p90", 0.9), ("p95", 0.95),
    ("p99", 0.99),
  ]

  /// Adds one figure.
  mutating func add(
    _ measure: String, _ scope: String, _ statistic: String, unit: String, _ value: Double?,
    observations: Int? = nil
  ) {
    figures.append(Figure(measure: measure, scope: scope, statistic: statistic, unit: unit))
    // Adding 0 makes a negative zero plain: stores keep only one of them.
    values.append(FigureValue(value: value.map { $0 + 0 }, observations: observations))
  }

  /// Adds the statistics of observations: a share, or mean, spread and percentiles.
  mutating func add(
    _ measure: String, _ scope: String, of set: ObservationSet, kind: TallyKind,
    unit given: String? = nil
  ) {
    let count = set.count
    if kind == .share {
      add(measure, scope, "share", unit: "1", set.mean, observations: count)
      return
    }
    let factor = kind == .duration ? 1 / unit.ticks : 1
    let name = kind == .duration ? unit.name : given ?? "1"
    func scaled(_ value: Double?) -> Double? { value.map { $0 * factor } }
    pools.append(PooledObservations(figure: figures.count, kind: kind, values: set.fewValues))
    add(measure, scope, "mean", unit: name, scaled(set.mean), observations: count)
    add(measure, scope, "sd", unit: name, scaled(set.sd), observations: count)
    for (statistic, order) in Self.percentiles {
      add(
        measure, scope, statistic, unit: name, scaled(set.quantile(order)), observations: count)
    }
    add(measure, scope, "max", unit: name, scaled(set.maximum), observations: count)
  }
}
