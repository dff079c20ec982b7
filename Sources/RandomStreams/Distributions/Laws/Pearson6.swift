import CGSL

extension DistributionEntry {
  static let pearson6 = DistributionEntry(
    name: "pearson6",
    summary: "Task times with a long tail and a free start: the ratio of two gammas.",
    forms: [
      Form([
        .number("shape1", "the shape near 0"),
        .number("shape2", "the shape of the tail; above 2 the standard deviation is finite"),
        .quantity("scale", "the mean × (shape2 - 1) / shape1"),
      ]) { p throws(ParameterProblem) in
        try .pearson6(shape1: p[0], shape2: p[1], scale: p[2])
      }
    ],
    example: #"{ "pearson6": { "shape1": 3, "shape2": 5, "scale": "10 min" } }"#)
}

extension Distribution {
  /// scale × X / Y where X and Y are gamma with these shapes and scale 1.
  package static func pearson6(
    shape1: Double, shape2: Double, scale: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.that(shape1 > 0, "shape1", shape1, "must be greater than 0")
    try Check.within(1e-3...1e6, shape1, "shape1")
    try Check.that(
      shape2 > 1, "shape2", shape2, "must be greater than 1, or the mean is infinite")
    try Check.within(1...1e6, shape2, "shape2")
    try Check.positive(scale, "scale")
    return Distribution(.pearson6, shape1, shape2, scale)
  }
}

/// p0 = shape1, p1 = shape2, p2 = scale.
enum Pearson6Law: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    let top = withGSL(&stream) { gsl_ran_gamma($0, d.p0, 1) }
    return d.p2 * top / withGSL(&stream) { gsl_ran_gamma($0, d.p1, 1) }
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p2 * d.p0 / (d.p1 - 1)
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    guard d.p1 > 2 else { return .infinity }
    let scaled = d.p2 / (d.p1 - 1)
    return scaled * scaled * d.p0 * (d.p0 + d.p1 - 1) / (d.p1 - 2)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let ratio = x / d.p2
    return gsl_cdf_beta_P(ratio / (1 + ratio), d.p0, d.p1)
  }

  /// Inverts by bisection, above the median in the upper tail.
  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    MonotoneSearch.positive(guess: d.p0 / d.p1) { x in
      p > 0.5
        ? gsl_cdf_beta_P(1 / (1 + x), d.p1, d.p0) > 1 - p
        : gsl_cdf_beta_P(x / (1 + x), d.p0, d.p1) < p
    } * d.p2
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, .infinity) }
}
