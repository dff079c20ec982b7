import CGSL

extension DistributionEntry {
  static let normal = DistributionEntry(
    name: "normal",
    summary: "The bell curve, cut off exactly at the bounds where they are given.",
    forms: [
      Form([
        .quantity("mean", "the mean, before any cutting off"),
        .quantity("sd", "the standard deviation, before any cutting off"),
        .quantity("min", "values below do not occur", default: -.infinity),
        .quantity("max", "values above do not occur", default: .infinity),
      ]) { p throws(ParameterProblem) in
        try .normal(mean: p[0], sd: p[1], min: p[2], max: p[3])
      }
    ],
    example: #"{ "normal": { "mean": "30 min", "sd": "8 min", "min": "0 min" } }"#)
}

extension Distribution {
  /// The normal distribution, or, with a bound, its exact truncation: `mean` and `sd` are those
  /// of the whole bell, and probability is not heaped at the bounds but left out beyond them.
  package static func normal(
    mean: Double, sd: Double, min: Double = -.infinity, max: Double = .infinity
  ) throws(ParameterProblem) -> Distribution {
    try Check.finite(mean, "mean")
    try Check.positive(sd, "sd")
    if min == -.infinity && max == .infinity { return Distribution(.normal, mean, sd) }
    try Check.that(min < .infinity, "min", min, "must be a finite number")
    try Check.that(max > -.infinity, "max", max, "must be a finite number")
    try Check.that(min < max, "max", max, "must be greater than min (\(Check.plain(min)))")
    let truncated = Distribution(.truncatedNormal, mean, sd, min, max)
    let outside = min > mean
    try Check.that(
      TruncatedNormalLaw.Bounds(truncated).mass > 1e-200, outside ? "min" : "max",
      outside ? min : max, "must leave some probability between the bounds")
    return truncated
  }
}

/// p0 = mean, p1 = standard deviation.
enum NormalLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    d.p0 + withGSL(&stream) { gsl_ran_gaussian($0, d.p1) }
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double { d.p0 }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double { d.p1 * d.p1 }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    gsl_cdf_ugaussian_P((x - d.p0) / d.p1)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 + d.p1 * gsl_cdf_ugaussian_Pinv(p)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (-.infinity, .infinity) }
}
