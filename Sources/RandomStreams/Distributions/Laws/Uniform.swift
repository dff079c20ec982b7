extension DistributionEntry {
  static let uniform = DistributionEntry(
    name: "uniform",
    summary: "Every value between two bounds is equally likely.",
    forms: [
      Form([
        .quantity("min", "the smallest value"), .quantity("max", "the largest value"),
      ]) { p throws(ParameterProblem) in try .uniform(min: p[0], max: p[1]) }
    ],
    example: #"{ "uniform": { "min": "5 min", "max": "15 min" } }"#)
}

extension Distribution {
  /// The uniform distribution from `min` to `max`.
  package static func uniform(
    min: Double, max: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.ordered(min, max)
    return Distribution(.uniform, min, max)
  }
}

/// p0 = min, p1 = max; sampled in `Distribution.sample`.
enum UniformLaw: Law {
  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 + (d.p1 - d.p0) / 2
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    (d.p1 - d.p0) * (d.p1 - d.p0) / 12
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    (x - d.p0) / (d.p1 - d.p0)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 * (1 - p) + d.p1 * p
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (d.p0, d.p1) }
}
