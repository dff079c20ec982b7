import CGSL

extension DistributionEntry {
  static let pearson5 = DistributionEntry(
    name: "pearson5",
    summary: "Repair and task times with a long tail: the inverse of a gamma.",
    forms: [
      Form([.quantity("mean", "the mean"), .quantity("sd", "the standard deviation")]) {
        p throws(ParameterProblem) in try .pearson5(mean: p[0], sd: p[1])
      },
      Form([
        .number("shape", "the shape; above 2 the standard deviation is finite"),
        .quantity("scale", "the mean × (the shape - 1)"),
      ]) { p throws(ParameterProblem) in try .pearson5(shape: p[0], scale: p[1]) },
    ],
    example: #"{ "pearson5": { "mean": "40 min", "sd": "30 min" } }"#)
}

extension Distribution {
  /// The inverse gamma distribution: scale / X where X is gamma with this shape and scale 1.
  package static func pearson5(
    shape: Double, scale: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.that(shape > 1, "shape", shape, "must be greater than 1, or the mean is infinite")
    try Check.within(1...1e9, shape, "shape")
    try Check.positive(scale, "scale")
    return Distribution(.pearson5, shape, scale)
  }

  /// The inverse gamma distribution with this mean and standard deviation.
  package static func pearson5(mean: Double, sd: Double) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.positive(sd, "sd")
    try Check.that(
      (1e-4...1e3).contains(sd / mean), "sd", sd, "must be from 1e-4 to 1000 times the mean")
    let squared = (mean / sd) * (mean / sd)
    return Distribution(.pearson5, 2 + squared, mean * (1 + squared))
  }
}

/// p0 = shape, p1 = scale.
enum Pearson5Law: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    d.p1 / withGSL(&stream) { gsl_ran_gamma($0, d.p0, 1) }
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double { d.p1 / (d.p0 - 1) }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    guard d.p0 > 2 else { return .infinity }
    let mean = d.p1 / (d.p0 - 1)
    return mean * mean / (d.p0 - 2)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    x > 0 ? gsl_cdf_gamma_Q(d.p1 / x, d.p0, 1) : 0
  }

  /// Inverts by bisection, above the median in the upper tail.
  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    MonotoneSearch.positive(guess: 1 / d.p0) { x in
      p > 0.5 ? gsl_cdf_gamma_P(1 / x, d.p0, 1) > 1 - p : gsl_cdf_gamma_Q(1 / x, d.p0, 1) < p
    } * d.p1
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, .infinity) }
}
