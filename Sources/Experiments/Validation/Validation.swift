import OutputStatistics

/// Observed figures beside simulated ones: what fits, and by how much the rest does not.
///
/// The observed figure is one draw, so it is held against the range in which a further replication
/// would fall: mean ± t·s·√(k + 1/n) over n replications with the standard deviation s, where k is the
/// length of a replication over that of the observation (figures vary less the longer the time is).
/// Source: Law, Simulation Modeling and Analysis, 5th ed., section 5.6; Hahn and Meeker, Statistical
/// Intervals, section 4.8. Where all replications are equal a further one differs with probability
/// 1/(n + 1) at most, as it is one of n + 1 alike; where that is more than the range may miss, there is
/// no range.
package struct Validation: Sendable {
  /// What was found for one figure.
  package struct Row: Sendable {
    package var figure: Figure
    package var observed: Double
    /// How many observations the observed figure rests on, where that is known.
    package var count: Int?
    /// Mean over the replications and the range for one more; nil where too few have the figure.
    package var simulated: Double?
    package var lower: Double?
    package var upper: Double?

    /// Whether the observed figure lies within the range; nil where there is none.
    package var fits: Bool? {
      guard let lower, let upper else { return nil }
      return lower...upper ~= observed
    }

    /// How many halves of the range the observed figure is off the mean; 1 at its edge.
    package var misfit: Double {
      guard let simulated, let upper, upper > simulated else {
        return simulated == observed ? 0 : .infinity
      }
      return abs(observed - simulated) / (upper - simulated)
    }
  }

  package private(set) var rows: [Row] = []
  /// Figures that only the observation has, and that only the model has.
  package private(set) var onlyObserved: [Figure] = []
  package private(set) var onlySimulated: [Figure] = []
  package let confidence: Double

  package init(confidence: Double) { self.confidence = confidence }

  /// How many of the figures with a range lie outside it, and how many would by chance.
  package var judged: [Row] { rows.filter { $0.fits != nil } }
  package var misfits: [Row] {
    judged.filter { $0.fits == false }.sorted { $0.misfit > $1.misfit }
  }

  /// Adds a figure.
  ///
  /// - Parameters:
  ///   - values: what it was in each replication that had it.
  ///   - lengthRatio: the length of a replication over that of the observation.
  package mutating func add(
    _ figure: Figure, observed: Double, count: Int?, values: [Double], lengthRatio: Double
  ) {
    var row = Row(figure: figure, observed: observed, count: count)
    let moments = SampleMoments(values)
    row.simulated = moments.mean
    let isTold =
      !Sameness.holds(values) || 1 / Double(values.count + 1) <= (1 - confidence) * (1 + 1e-9)
    if isTold, let mean = moments.mean, let sd = moments.sd {
      let t = StudentT.criticalValue(
        level: confidence, degreesOfFreedom: Double(values.count - 1))
      let half = t * sd * (lengthRatio + 1 / Double(values.count)).squareRoot()
      (row.lower, row.upper) = (mean - half, mean + half)
    }
    rows.append(row)
  }

  /// Sets the figures of an observed log beside those of simulated ones.
  package init(
    _ observed: ObservedLog, _ simulated: [(figures: [ObservedLog.Value], days: Double)],
    confidence: Double, unit: ReportUnit
  ) {
    self.init(confidence: confidence)
    var values: [Figure: [Double]] = [:]
    var order: [Figure] = []
    for one in simulated {
      for value in one.figures {
        if values[value.figure] == nil { order.append(value.figure) }
        values[value.figure, default: []].append(value.value)
      }
    }
    let days = simulated.map(\.days).reduce(0, +) / Double(max(1, simulated.count))
    let seen = observed.figures(unit: unit)
    for one in seen {
      guard let simulated = values[one.figure] else {
        onlyObserved.append(one.figure)
        continue
      }
      add(
        one.figure, observed: one.value, count: one.count, values: simulated,
        lengthRatio: days / max(observed.days, 1e-9))
    }
    let known = Set(seen.map(\.figure))
    // What counts cannot tell is no fault of the model.
    if observed.counts.isEmpty { onlySimulated = order.filter { !known.contains($0) } }
  }
}
