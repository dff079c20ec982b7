import CGSL

extension DistributionEntry {
  static let loglogistic = DistributionEntry(
    name: "loglogistic",
    summary: "Task times with a tail heavier than the lognormal's.",
    forms: [
      Form([
        .number("shape", "the shape; above 2 the standard deviation is finite"),
        .quantity("scale", "the median"),
      ]) { p throws(ParameterProblem) in try .loglogistic(shape: p[0], scale: p[1]) }
    ],
    example: #"{ "loglogistic": { "shape": 8, "scale": "12 min" } }"#)
}

extension Distribution {
  /// The log-logistic distribution, P(X > x) = 1 / (1 + (x / scale)^shape), with a finite mean.
  package static func loglogistic(
    shape: Double, scale: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.that(shape > 1, "shape", shape, "must be greater than 1, or the mean is infinite")
    try Check.within(1...1e6, shape, "shape")
    try Check.positive(scale, "scale")
    return Distribution(.loglogistic, shape, scale)
  }
}

/// p0 = shape, p1 = scale; sampled by inversion, one uniform a draw.
enum LoglogisticLaw: Law {
  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let angle = Double.pi / d.p0
    return d.p1 * angle / sin(angle)
  }

  /// scale^2 (2b / sin 2b - b^2 / sin^2 b) with b = pi / shape, arranged against cancellation:
  /// it equals scale^2 b (tan b - b) / sin^2 b.
  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    guard d.p0 > 2 else { return .infinity }
    let angle = Double.pi / d.p0
    let squared = angle * angle
    // tan b - b by its series where b is small.
    let excess =
      angle < 0.01
      ? angle * squared * (1.0 / 3 + squared * (2.0 / 15 + squared * (17.0 / 315)))
      : tan(angle) - angle
    let sine = sin(angle)
    return d.p1 * d.p1 * angle * excess / (sine * sine)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    1 / (1 + pow(x / d.p1, -d.p0))
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p1 * pow(p / (1 - p), 1 / d.p0)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, .infinity) }
}
