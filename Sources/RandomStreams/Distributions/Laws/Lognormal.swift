import CGSL

extension DistributionEntry {
  static let lognormal = DistributionEntry(
    name: "lognormal",
    summary: "Service times with a long right tail; its logarithm is normal.",
    forms: [
      Form([.quantity("mean", "the mean"), .quantity("sd", "the standard deviation")]) {
        p throws(ParameterProblem) in try .lognormal(mean: p[0], sd: p[1])
      },
      Form([.quantity("mean", "the mean"), .number("cv", "standard deviation / mean")]) {
        p throws(ParameterProblem) in try .lognormal(mean: p[0], cv: p[1])
      },
      Form([
        .quantity("median", "the median"),
        .number("sigma", "the standard deviation of the logarithm"),
      ]) { p throws(ParameterProblem) in try .lognormal(median: p[0], sigma: p[1]) },
    ],
    example: #"{ "lognormal": { "mean": "25 min", "sd": "15 min" } }"#)
}

extension Distribution {
  /// The lognormal distribution with its own mean and standard deviation, not the logarithm's.
  package static func lognormal(
    mean: Double, sd: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.positive(sd, "sd")
    try Check.that(sd / mean <= 1e6, "sd", sd, "must be at most 1e6 times the mean")
    try Check.that(sd / mean >= 1e-12, "sd", sd, "must be at least 1e-12 times the mean")
    return withRatio(mean, sd / mean)
  }

  /// The lognormal distribution with this mean and coefficient of variation.
  package static func lognormal(
    mean: Double, cv: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.that(cv > 0, "cv", cv, "must be greater than 0")
    try Check.within(1e-12...1e6, cv, "cv")
    return withRatio(mean, cv)
  }

  /// The lognormal distribution with this median whose logarithm has standard deviation `sigma`.
  package static func lognormal(
    median: Double, sigma: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.positive(median, "median")
    try Check.that(sigma > 0, "sigma", sigma, "must be greater than 0")
    try Check.within(1e-12...6, sigma, "sigma")
    return Distribution(.lognormal, log(median), sigma)
  }

  /// sigma^2 = ln(1 + cv^2) and mu = ln(mean) - sigma^2 / 2.
  private static func withRatio(_ mean: Double, _ cv: Double) -> Distribution {
    let squared = log1p(cv * cv)
    return Distribution(.lognormal, log(mean) - squared / 2, sqrt(squared))
  }
}

/// p0 = mean and p1 = standard deviation of the logarithm.
enum LognormalLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    withGSL(&stream) { gsl_ran_lognormal($0, d.p0, d.p1) }
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    exp(d.p0 + d.p1 * d.p1 / 2)
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    expm1(d.p1 * d.p1) * exp(2 * d.p0 + d.p1 * d.p1)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    x > 0 ? gsl_cdf_lognormal_P(x, d.p0, d.p1) : 0
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    gsl_cdf_lognormal_Pinv(p, d.p0, d.p1)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, .infinity) }
}
