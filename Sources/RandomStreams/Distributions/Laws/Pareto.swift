import CGSL

extension DistributionEntry {
  static let pareto = DistributionEntry(
    name: "pareto",
    summary: "Sizes and losses without a typical scale, from a minimum upwards.",
    forms: [
      Form([
        .quantity("min", "the smallest value"),
        .number("shape", "the shape; above 2 the standard deviation is finite"),
      ]) { p throws(ParameterProblem) in try .pareto(min: p[0], shape: p[1]) },
      Form([.quantity("min", "the smallest value"), .quantity("mean", "the mean")]) {
        p throws(ParameterProblem) in try .pareto(min: p[0], mean: p[1])
      },
    ],
    example: #"{ "pareto": { "min": "10 min", "shape": 2.5 } }"#)

  static let lomax = DistributionEntry(
    name: "lomax",
    summary: "The excess of a Pareto size over its minimum: from 0, with a heavy tail.",
    forms: [
      Form([.quantity("mean", "the mean"), .number("cv", "standard deviation / mean, above 1")]) {
        p throws(ParameterProblem) in try .lomax(mean: p[0], cv: p[1])
      },
      Form([
        .number("shape", "the shape; above 2 the standard deviation is finite"),
        .quantity("scale", "the mean × (the shape - 1)"),
      ]) { p throws(ParameterProblem) in try .lomax(shape: p[0], scale: p[1]) },
    ],
    example: #"{ "lomax": { "mean": "30 min", "cv": 2 } }"#)
}

extension Distribution {
  /// The Pareto distribution, P(X > x) = (min / x)^shape from `min` on.
  package static func pareto(min: Double, shape: Double) throws(ParameterProblem) -> Distribution {
    try Check.positive(min, "min")
    try checkTail(shape)
    return Distribution(.pareto, shape, min, min)
  }

  /// The Pareto distribution with this minimum and mean.
  package static func pareto(min: Double, mean: Double) throws(ParameterProblem) -> Distribution {
    try Check.positive(min, "min")
    try Check.positive(mean, "mean")
    try Check.that(
      mean > min * (1 + 1e-6), "mean", mean, "must be greater than min (\(Check.plain(min)))")
    try Check.that(
      mean <= min * 1e6, "mean", mean, "must be at most 1e6 times min (\(Check.plain(min)))")
    return Distribution(.pareto, mean / (mean - min), min, min)
  }

  /// The Lomax distribution, P(X > x) = (1 + x / scale)^-shape.
  package static func lomax(
    shape: Double, scale: Double
  ) throws(ParameterProblem) -> Distribution {
    try checkTail(shape)
    try Check.positive(scale, "scale")
    return Distribution(.pareto, shape, scale)
  }

  /// The Lomax distribution with this mean and coefficient of variation.
  package static func lomax(mean: Double, cv: Double) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.that(cv > 1, "cv", cv, "must be greater than 1")
    try Check.within(1.0001...1e3, cv, "cv")
    let excess = cv * cv - 1
    // shape - 1 = (cv^2 + 1) / (cv^2 - 1), without cancellation.
    return Distribution(.pareto, 2 + 2 / excess, mean * (cv * cv + 1) / excess)
  }

  private static func checkTail(_ shape: Double) throws(ParameterProblem) {
    try Check.that(shape > 1, "shape", shape, "must be greater than 1, or the mean is infinite")
    try Check.within(1...1e6, shape, "shape")
  }
}

/// p0 = shape, p1 = scale, p2 = the smallest value; sampled by inversion, one uniform a draw.
enum ParetoLaw: Law {
  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p2 + d.p1 / (d.p0 - 1)
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    guard d.p0 > 2 else { return .infinity }
    let mean = d.p1 / (d.p0 - 1)
    return mean * mean * d.p0 / (d.p0 - 2)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    -expm1(-d.p0 * log1p((x - d.p2) / d.p1))
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p2 + d.p1 * expm1(-log1p(-p) / d.p0)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (d.p2, .infinity) }
}
