import CGSL

extension DistributionEntry {
  static let exponential = DistributionEntry(
    name: "exponential",
    summary: "The time to the next of events that come independently at a constant rate.",
    forms: [
      Form([.quantity("mean", "the mean")]) { p throws(ParameterProblem) in
        try .exponential(mean: p[0])
      }
    ],
    example: #"{ "exponential": { "mean": "4 h" } }"#)
}

extension Distribution {
  /// The exponential distribution with this mean.
  package static func exponential(mean: Double) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    return Distribution(.exponential, mean)
  }
}

/// p0 = mean; sampled in `Distribution.sample`.
enum ExponentialLaw: Law {
  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double { d.p0 }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double { d.p0 * d.p0 }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    -expm1(-x / d.p0)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    -d.p0 * log1p(-p)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, .infinity) }
}
