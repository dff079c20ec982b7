/// A rate that is constant between breaks, once or repeated with a period.
///
/// Arrivals come by inversion of the cumulated rate (Çinlar, Introduction to Stochastic Processes,
/// 1975): cumulate unit exponentials, and the n-th arrival is where the expected number of arrivals
/// reaches the n-th sum. Time is measured from the profile's start, in any unit; rates are per
/// that unit.
package struct RateProfile: Sendable, Equatable {
  /// Where each rate begins, rising from 0.
  package let breaks: [Double]
  /// The rate from each break to the next.
  package let rates: [Double]
  /// After how long the profile starts again; nil where the last rate lasts for ever.
  package let period: Double?
  /// The expected number of arrivals before each break, and at last in the whole period.
  package let cumulated: [Double]

  /// Checks and keeps a profile.
  package init(
    breaks: [Double], rates: [Double], period: Double? = nil
  ) throws(ParameterProblem) {
    try Check.that(!rates.isEmpty, "rates", 0, "must hold at least one number")
    try Check.that(
      breaks.count == rates.count, "rates", Double(rates.count),
      "must be as many as the breaks (\(breaks.count))")
    try Check.that(breaks[0] == 0, "breaks", breaks[0], "must begin with 0")
    for rate in rates {
      try Check.finite(rate, "rates")
      try Check.that(rate >= 0, "rates", rate, "must not be negative")
    }
    for (earlier, later) in zip(breaks, breaks.dropFirst()) {
      try Check.finite(later, "breaks")
      try Check.that(later > earlier, "breaks", later, "must rise")
    }
    if let period {
      try Check.finite(period, "period")
      try Check.that(
        period > breaks[breaks.count - 1], "period", period, "must end after the last break")
    }
    self.breaks = breaks
    self.rates = rates
    self.period = period
    var sums = [0.0]
    for index in breaks.indices {
      let end = index + 1 < breaks.count ? breaks[index + 1] : period ?? breaks[index]
      sums.append(sums[index] + rates[index] * (end - breaks[index]))
    }
    cumulated = sums
  }

  /// The expected number of arrivals in one period; before the last break, where there is none.
  package var total: Double { cumulated[cumulated.count - 1] }

  /// The largest rate.
  package var peak: Double { rates.max() ?? 0 }

  /// The rate at a time not before the start.
  package func rate(at time: Double) -> Double {
    rates[segment(at: place(of: time).local)]
  }

  /// The expected number of arrivals from the start to `time`.
  package func cumulative(at time: Double) -> Double {
    if time <= 0 { return 0 }
    let (cycle, local) = place(of: time)
    let index = segment(at: local)
    return cycle * total + (cumulated[index] + rates[index] * (local - breaks[index]))
  }

  /// The earliest time by which `cumulated` arrivals are expected; nil when that never comes, or
  /// only after more than 2^50 periods.
  package func inverse(_ cumulated: Double) -> Double? {
    var cursor = Cursor()
    return cursor.advance(to: cumulated, in: self)
  }

  /// The number of whole periods before `time`, and the time within the period.
  private func place(of time: Double) -> (cycle: Double, local: Double) {
    guard let period else { return (0, max(time, 0)) }
    let cycle = max((time / period).rounded(.down), 0)
    return (cycle, min(max(time - cycle * period, 0), period))
  }

  /// The last break at or before a time within the period.
  private func segment(at local: Double) -> Int {
    var (low, high) = (0, breaks.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if breaks[middle] <= local { low = middle } else { high = middle }
    }
    return low
  }
}
