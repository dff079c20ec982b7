import CGSL

extension DistributionEntry {
  static let inverseGaussian = DistributionEntry(
    name: "inverseGaussian",
    summary: "The time until a drifting wear first reaches its limit.",
    forms: [
      Form([.quantity("mean", "the mean"), .quantity("sd", "the standard deviation")]) {
        p throws(ParameterProblem) in try .inverseGaussian(mean: p[0], sd: p[1])
      },
      Form([.quantity("mean", "the mean"), .number("cv", "standard deviation / mean")]) {
        p throws(ParameterProblem) in try .inverseGaussian(mean: p[0], cv: p[1])
      },
      Form([.quantity("mean", "the mean"), .quantity("shape", "mean^3 / variance")]) {
        p throws(ParameterProblem) in try .inverseGaussian(mean: p[0], shape: p[1])
      },
    ],
    example: #"{ "inverseGaussian": { "mean": "25 min", "sd": "20 min" } }"#)
}

extension Distribution {
  /// The inverse Gaussian (Wald) distribution with this mean and standard deviation.
  package static func inverseGaussian(
    mean: Double, sd: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.positive(sd, "sd")
    try Check.that(
      (1e-4...1e3).contains(sd / mean), "sd", sd, "must be from 1e-4 to 1000 times the mean")
    return Distribution(.inverseGaussian, mean, (mean / sd) * (mean / sd))
  }

  /// The inverse Gaussian distribution with this mean and coefficient of variation.
  package static func inverseGaussian(
    mean: Double, cv: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.that(cv > 0, "cv", cv, "must be greater than 0")
    try Check.within(1e-4...1e3, cv, "cv")
    return Distribution(.inverseGaussian, mean, 1 / (cv * cv))
  }

  /// The inverse Gaussian distribution with this mean and shape = mean^3 / variance.
  package static func inverseGaussian(
    mean: Double, shape: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.positive(shape, "shape")
    try Check.that(
      (1e-6...1e8).contains(shape / mean), "shape", shape, "must be from 1e-6 to 1e8 times the mean"
    )
    return Distribution(.inverseGaussian, mean, shape / mean)
  }
}

/// p0 = mean, p1 = shape / mean = 1 / cv^2.
enum InverseGaussianLaw: Law {
  /// By the roots of a quadratic in a squared normal (Michael, Schucany and Haas, The American
  /// Statistician 30, 1976), the smaller root written without cancellation.
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    let normal = gsl_cdf_ugaussian_Pinv(stream.openUniform())
    let half = normal * normal / (2 * d.p1)
    let root = 1 / (1 + half + sqrt(half * (2 + half)))
    return d.p0 * (stream.uniform() * (1 + root) < 1 ? root : 1 / root)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double { d.p0 }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 * d.p0 / d.p1
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    below(x / d.p0, d.p1)
  }

  /// The probability below `t` means, the factor e^(2 shape / mean) kept in the logarithm.
  private static func below(_ t: Double, _ ratio: Double) -> Double {
    guard t > 0 else { return 0 }
    let scale = sqrt(ratio / t)
    let reflected = scale * (t + 1) * 0.5.squareRoot()
    let logarithm = 2 * ratio + gsl_sf_log_erfc(reflected)
    return min(gsl_cdf_ugaussian_P(scale * (t - 1)) + exp(logarithm) / 2, 1)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    MonotoneSearch.positive(guess: 1) { below($0, d.p1) < p } * d.p0
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, .infinity) }
}
