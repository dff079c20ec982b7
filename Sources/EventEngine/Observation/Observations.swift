package import OutputStatistics

/// The observations of one measure within one replication, as they are made.
struct Observations: ~Copyable {
  private var tally = TickTally()
  private var sketch = TickSketch()
  private var numbers = DoubleTally()
  private var numberSketch = RealSketch()

  /// Adds a duration in ticks.
  @inline(__always)
  mutating func record(_ ticks: Int64) {
    tally.record(ticks)
    sketch.record(ticks)
  }

  /// Adds a plain number, which must be finite.
  mutating func record(number: Double) {
    numbers.record(number)
    numberSketch.record(number)
  }

  /// Adds a truth.
  mutating func record(truth: Bool) { tally.record(truth ? 1 : 0) }

  /// The observations so far, as a value.
  func snapshot() -> ObservationSet {
    numbers.count > 0
      ? .numbers(numbers, numberSketch.summary()) : .ticks(tally, sketch.summary())
  }

  /// The same observations, to go on with apart.
  func copy() -> Observations {
    var other = Observations()
    other.tally = tally
    other.sketch.merge(sketch)
    other.numbers = numbers
    other.numberSketch.merge(numberSketch)
    return other
  }
}

/// The observations of one measure, to be read and merged: durations in ticks, truths, or numbers.
package enum ObservationSet: Sendable {
  case ticks(TickTally, TickQuantiles)
  case numbers(DoubleTally, RealQuantiles)

  package var count: Int {
    switch self {
    case .ticks(let tally, _): tally.count
    case .numbers(let tally, _): tally.count
    }
  }

  /// The mean, in ticks or in the number's own unit; nil without observations.
  package var mean: Double? {
    switch self {
    case .ticks(let tally, _): tally.mean
    case .numbers(let tally, _): tally.mean
    }
  }

  /// The sample standard deviation; nil below two observations.
  package var sd: Double? {
    switch self {
    case .ticks(let tally, _): tally.sd
    case .numbers(let tally, _): tally.sd
    }
  }

  package var minimum: Double? {
    switch self {
    case .ticks(let tally, _): tally.min.map(Double.init)
    case .numbers(let tally, _): tally.min
    }
  }

  package var maximum: Double? {
    switch self {
    case .ticks(let tally, _): tally.max.map(Double.init)
    case .numbers(let tally, _): tally.max
    }
  }

  /// The quantile of order p (Hyndman–Fan 7); nil without observations or where none are kept.
  package func quantile(_ p: Double) -> Double? {
    switch self {
    case .ticks(_, let quantiles): quantiles.quantile(p)
    case .numbers(_, let quantiles): quantiles.quantile(p)
    }
  }

  /// The observations in rising order, in ticks or the number's own unit; nil where only counts of
  /// buckets are kept.
  package var values: [Double]? {
    switch self {
    case .ticks(_, let quantiles): quantiles.values
    case .numbers(_, let quantiles): quantiles.values
    }
  }

  /// Adds the observations of another set of the same kind; an empty set has every kind.
  package mutating func merge(_ other: ObservationSet) {
    if other.count == 0 { return }
    if count == 0 {
      self = other
      return
    }
    switch (self, other) {
    case (.ticks(var tally, var quantiles), .ticks(let more, let others)):
      tally.merge(more)
      quantiles.merge(others)
      self = .ticks(tally, quantiles)
    case (.numbers(var tally, var quantiles), .numbers(let more, let others)):
      tally.merge(more)
      quantiles.merge(others)
      self = .numbers(tally, quantiles)
    case (.ticks, .numbers), (.numbers, .ticks):
      preconditionFailure("internal: observations of two kinds; please report with the model")
    }
  }
}
