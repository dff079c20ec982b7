import CGSL

extension DistributionEntry {
  static let truncated = DistributionEntry(
    name: "truncated",
    summary: "Another distribution without what lies beyond bounds, as if it were drawn again.",
    forms: [], nesting: .bounded,
    example:
      #"{ "truncated": { "of": { "lognormal": { "mean": "6 days", "sd": "9 days" } }, "max": "60 days" } }"#
  )
}

extension Distribution {
  /// The least share of probability that bounds must leave: with less, the difference of two
  /// cumulated probabilities would have too few digits.
  static let leastMass = 1e-6

  /// A distribution under the condition that its value lies from `min` to `max`.
  ///
  /// A bell that has no bounds yet becomes the truncated normal, and observed values become fewer.
  package static func truncated(
    _ inner: Distribution, min: Double = -.infinity, max: Double = .infinity,
    appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    try checkBounds(min, max)
    if inner.family == .normal {
      return try normal(mean: inner.p0, sd: inner.p1, min: min, max: max)
    }
    let below = inner.cdf(min.nextDown, tables: tables.span)
    let upTo = inner.cdf(max, tables: tables.span)
    try Check.that(
      upTo - below >= leastMass, below > 0.5 ? "min" : "max", below > 0.5 ? min : max,
      "must leave at least a millionth of the probability between the bounds")
    if inner.family == .empirical {
      let first = WeightTable.firstAbove(
        min.nextDown, tables.span, inner.offset, inner.count)
      let end = WeightTable.firstAbove(max, tables.span, inner.offset, inner.count)
      return Distribution(
        .empirical, offset: inner.offset + UInt32(first), count: UInt32(end - first))
    }
    let (least, most) = inner.support(tables: tables.span)
    var bounds = (lower: Swift.max(min, least), upper: Swift.min(max, most))
    if inner.hasAtoms(tables: tables.span) {
      // The first and the last value that can come.
      bounds.lower = inner.quantile(below.nextUp, tables: tables.span) ?? bounds.lower
      if max < most { bounds.upper = inner.quantile(upTo, tables: tables.span) ?? bounds.upper }
    }
    let offset = try offset(in: tables, "max", numbers: width)
    inner.append(to: &tables)
    return Distribution(
      .truncated, bounds.lower, bounds.upper, below, upTo, offset: offset)
  }

  /// Asks for two bounds in order of which at least one is a number.
  static func checkBounds(_ min: Double, _ max: Double) throws(ParameterProblem) {
    try Check.that(min < .infinity, "min", min, "must be a finite number")
    try Check.that(max > -.infinity, "max", max, "must be a finite number")
    try Check.that(
      min < max, "max", max, "must be greater than min (\(Check.plain(min)))")
    try Check.that(
      min.isFinite || max.isFinite, "max", max, "must be a finite number where min is none")
  }
}

/// p0 = the least and p1 = the greatest value, p2 = the inner law's probability below p0 and p3 =
/// that up to p1; the table holds the inner law.
enum TruncatedLaw: Law {
  /// The probability that the bounds leave.
  private static func mass(_ d: Distribution) -> Double { d.p3 - d.p2 }

  /// Where the inner law is slow to invert and the bounds leave enough, it is drawn again until a
  /// value lies between them; a thousand times in vain has a probability below 1e-45.
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    let inner = d.inner(tables)
    if mass(d) >= 0.1, !inner.isQuicklyInverted(tables) {
      for _ in 0..<1000 {
        let x = inner.sample(&stream, tables: tables)
        if x >= d.p0, x <= d.p1 { return x }
      }
    }
    return quantile(stream.openUniform(), d, tables)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    // Rounding must not pass a bound: beyond it the next value of a count may be far away.
    let level = min(max(d.p2 + p * mass(d), d.p2.nextUp), d.p3)
    guard let x = d.inner(tables).quantile(level, tables: tables) else { return .nan }
    return min(max(x, d.p0), d.p1)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    min(max((d.inner(tables).cdf(x, tables: tables) - d.p2) / mass(d), 0), 1)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    if d.p1 == .infinity {
      let (mean, _) = tail(d, tables)
      return mean
    }
    return NumericalMoments.mean(d, tables)
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    if d.p1 == .infinity {
      let (_, variance) = tail(d, tables)
      return variance
    }
    return NumericalMoments.variance(d, tables)
  }

  /// The moments of a law that is cut off below only: those of the whole less those of the part
  /// below, since a heavy upper tail is known to no more digits than 1 - p has.
  private static func tail(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (mean: Double, variance: Double) {
    let inner = d.inner(tables)
    let above = inner.mean(tables: tables) - d.p0
    let below = NumericalMoments.below(d.p0, of: inner, tables)
    let mean = (above + below.first) / mass(d)
    let square = inner.variance(tables: tables) + above * above - below.second
    return (d.p0 + mean, max(0, square / mass(d) - mean * mean))
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (d.p0, d.p1) }
}
