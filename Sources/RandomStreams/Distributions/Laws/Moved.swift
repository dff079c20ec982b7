extension DistributionEntry {
  static let shifted = DistributionEntry(
    name: "shifted",
    summary: "Another distribution, every value longer or greater by a constant.",
    forms: [],
    nesting: .moved(by: .quantity("by", "what is added to every value, which may be negative")),
    example: #"{ "shifted": { "of": { "exponential": { "mean": "20 min" } }, "by": "5 min" } }"#)

  static let scaled = DistributionEntry(
    name: "scaled",
    summary: "Another distribution, every value multiplied by a factor.",
    forms: [], nesting: .moved(by: .number("by", "the factor, greater than 0")),
    example:
      #"{ "scaled": { "of": { "empirical": ["12 min", "20 min", "31 min"] }, "by": 0.8 } }"#)
}

extension Distribution {
  /// A distribution with every value multiplied by `factor` and then greater by `shift`.
  package static func moved(
    _ inner: Distribution, by shift: Double = 0, times factor: Double = 1,
    appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    try Check.finite(shift, "by")
    try Check.positive(factor, "by")
    let offset = try offset(in: tables, "by", numbers: width)
    inner.append(to: &tables)
    return Distribution(.moved, shift, factor, offset: offset)
  }
}

/// p0 = what is added after multiplying by p1; the table holds the inner law.
enum MovedLaw: Law {
  private static func moved(_ x: Double, _ d: Distribution) -> Double { d.p0 + d.p1 * x }

  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    moved(d.inner(tables).sample(&stream, tables: tables), d)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    moved(d.inner(tables).quantile(p, tables: tables) ?? .nan, d)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let inner = d.inner(tables)
    let at = (x - d.p0) / d.p1
    if !inner.hasAtoms(tables: tables) { return inner.cdf(at, tables: tables) }
    // A value that has probability may have been rounded on its way: it counts as reached when
    // the nearest values, moved, do not pass x.
    let rounding = 4 * max(at.ulp, x.ulp / d.p1)
    let p = inner.cdf(at + rounding, tables: tables)
    guard let reached = inner.quantile(p, tables: tables), moved(reached, d) <= x else {
      return inner.cdf(at - rounding, tables: tables)
    }
    return p
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    moved(d.inner(tables).mean(tables: tables), d)
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p1 * d.p1 * d.inner(tables).variance(tables: tables)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) {
    let (lower, upper) = d.inner(tables).support(tables: tables)
    return (moved(lower, d), moved(upper, d))
  }
}
