extension DistributionEntry {
  static let clamped = DistributionEntry(
    name: "clamped",
    summary: "Another distribution whose values beyond bounds become the bounds themselves.",
    forms: [], nesting: .bounded,
    example:
      #"{ "clamped": { "of": { "gamma": { "mean": "20 min", "cv": 0.8 } }, "min": "5 min", "max": "1 h" } }"#
  )
}

extension Distribution {
  /// A distribution whose values below `min` become `min` and those above `max` become `max`.
  package static func clamped(
    _ inner: Distribution, min: Double = -.infinity, max: Double = .infinity,
    appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    try checkBounds(min, max)
    let offset = try offset(in: tables, "max", numbers: width)
    inner.append(to: &tables)
    return Distribution(.clamped, min, max, offset: offset)
  }
}

/// p0 = the lower and p1 = the upper bound; the table holds the inner law.
enum ClampedLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    min(max(d.inner(tables).sample(&stream, tables: tables), d.p0), d.p1)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    guard let x = d.inner(tables).quantile(p, tables: tables) else { return .nan }
    return min(max(x, d.p0), d.p1)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    d.inner(tables).cdf(x, tables: tables)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let (lower, upper) = support(d, tables)
    if upper < .infinity { return NumericalMoments.mean(d, tables) }
    let inner = d.inner(tables)
    return inner.mean(tables: tables) + NumericalMoments.below(lower, of: inner, tables).first
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let (lower, upper) = support(d, tables)
    if upper < .infinity { return NumericalMoments.variance(d, tables) }
    // As for a truncated law: the moments of the whole about the bound, less those below it.
    let inner = d.inner(tables)
    let above = inner.mean(tables: tables) - lower
    let below = NumericalMoments.below(lower, of: inner, tables)
    let mean = above + below.first
    let square = inner.variance(tables: tables) + above * above - below.second
    return max(0, square - mean * mean)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) {
    let (lower, upper) = d.inner(tables).support(tables: tables)
    return (min(max(lower, d.p0), d.p1), max(min(upper, d.p1), d.p0))
  }
}
