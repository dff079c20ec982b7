import CGSL

extension DistributionEntry {
  static let weibull = DistributionEntry(
    name: "weibull",
    summary: "Times to failure: wearing out (shape above 1) or failing early (below 1).",
    forms: [
      Form([
        .number("shape", "the shape; 1 is the exponential"),
        .quantity("scale", "the value that 63.2 % stay below"),
      ]) { p throws(ParameterProblem) in try .weibull(shape: p[0], scale: p[1]) },
      Form([.number("shape", "the shape; 1 is the exponential"), .quantity("mean", "the mean")]) {
        p throws(ParameterProblem) in try .weibull(shape: p[0], mean: p[1])
      },
      Form([.quantity("mean", "the mean"), .number("cv", "standard deviation / mean")]) {
        p throws(ParameterProblem) in try .weibull(mean: p[0], cv: p[1])
      },
    ],
    example: #"{ "weibull": { "shape": 1.7, "scale": "600 h" } }"#)
}

extension Distribution {
  /// The Weibull distribution, P(X > x) = exp(-(x / scale)^shape).
  package static func weibull(
    shape: Double, scale: Double
  ) throws(ParameterProblem) -> Distribution {
    try checkShape(shape)
    try Check.positive(scale, "scale")
    return Distribution(.weibull, shape, scale)
  }

  /// The Weibull distribution with this shape and mean.
  package static func weibull(
    shape: Double, mean: Double
  ) throws(ParameterProblem) -> Distribution {
    try checkShape(shape)
    try Check.positive(mean, "mean")
    return Distribution(.weibull, shape, mean / exp(gsl_sf_lngamma(1 + 1 / shape)))
  }

  /// The Weibull distribution with this mean and coefficient of variation, its shape found by
  /// bisection: the coefficient falls as the shape rises.
  package static func weibull(mean: Double, cv: Double) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.that(cv > 0, "cv", cv, "must be greater than 0")
    try Check.within(1e-4...1e2, cv, "cv")
    var search = MonotoneSearch(above: WeibullLaw.shapes.lowerBound, upTo: 1e5)
    while let shape = search.candidate {
      search.report(isBelow: WeibullLaw.squaredRatio(shape) > cv * cv, at: shape)
    }
    return try weibull(shape: search.result, mean: mean)
  }

  private static func checkShape(_ shape: Double) throws(ParameterProblem) {
    try Check.that(shape > 0, "shape", shape, "must be greater than 0")
    try Check.within(WeibullLaw.shapes, shape, "shape")
  }
}

/// p0 = shape, p1 = scale; sampled by inversion, one uniform a draw.
enum WeibullLaw: Law {
  /// The shapes whose moments are finite numbers with digits to spare.
  static var shapes: ClosedRange<Double> { 0.05...1e6 }

  /// Variance / mean^2.
  static func squaredRatio(_ shape: Double) -> Double {
    expm1(gsl_sf_lngamma(1 + 2 / shape) - 2 * gsl_sf_lngamma(1 + 1 / shape))
  }

  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    quantile(stream.uniform(), d, tables)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p1 * exp(gsl_sf_lngamma(1 + 1 / d.p0))
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let mean = mean(d, tables)
    return mean * mean * squaredRatio(d.p0)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    -expm1(-pow(x / d.p1, d.p0))
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p1 * pow(-log1p(-p), 1 / d.p0)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, .infinity) }
}
