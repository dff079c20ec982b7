import CGSL

/// A rate that runs straight from knot to knot, once.
package struct LinearRateProfile: Sendable, Equatable {
  /// The times of the knots, rising.
  package let knots: [Double]
  /// The rate at each knot.
  package let rates: [Double]
  /// The expected number of arrivals before each knot.
  package let cumulated: [Double]

  /// Checks and keeps a profile of at least two knots.
  package init(knots: [Double], rates: [Double]) throws(ParameterProblem) {
    try Check.that(knots.count > 1, "knots", Double(knots.count), "must be at least two")
    try Check.that(
      knots.count == rates.count, "rates", Double(rates.count),
      "must be as many as the knots (\(knots.count))")
    for rate in rates {
      try Check.finite(rate, "rates")
      try Check.that(rate >= 0, "rates", rate, "must not be negative")
    }
    for knot in knots { try Check.finite(knot, "knots") }
    for (earlier, later) in zip(knots, knots.dropFirst()) {
      try Check.that(later > earlier, "knots", later, "must rise")
    }
    self.knots = knots
    self.rates = rates
    var sums = [0.0]
    for index in 1..<knots.count {
      let width = knots[index] - knots[index - 1]
      sums.append(sums[index - 1] + width * (rates[index - 1] + rates[index]) / 2)
    }
    cumulated = sums
  }

  /// The earliest time by which `cumulated` arrivals are expected; nil when that is after the
  /// last knot.
  package func inverse(_ cumulated: Double) -> Double? {
    guard cumulated <= self.cumulated[knots.count - 1] else { return nil }
    var index = 0
    while self.cumulated[index + 1] < cumulated { index += 1 }
    let part = max(cumulated - self.cumulated[index], 0)
    if part == 0 { return knots[index] }
    let slope = (rates[index + 1] - rates[index]) / (knots[index + 1] - knots[index])
    // The root of rate t + slope t^2 / 2 = part, in the form that does not cancel.
    let root = sqrt(max(rates[index] * rates[index] + 2 * slope * part, 0))
    return knots[index] + 2 * part / (rates[index] + root)
  }
}
