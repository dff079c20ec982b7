import CGSL

extension DistributionEntry {
  static let gamma = DistributionEntry(
    name: "gamma",
    summary: "Service times between the exponential and the nearly constant.",
    forms: [
      Form([.quantity("mean", "the mean"), .quantity("sd", "the standard deviation")]) {
        p throws(ParameterProblem) in try .gamma(mean: p[0], sd: p[1])
      },
      Form([.quantity("mean", "the mean"), .number("cv", "standard deviation / mean")]) {
        p throws(ParameterProblem) in try .gamma(mean: p[0], cv: p[1])
      },
      Form([.number("shape", "the shape"), .quantity("scale", "the mean / the shape")]) {
        p throws(ParameterProblem) in try .gamma(shape: p[0], scale: p[1])
      },
    ],
    example: #"{ "gamma": { "mean": "20 min", "cv": 0.5 } }"#)

  static let erlang = DistributionEntry(
    name: "erlang",
    summary: "The total of k exponential phases, equally long on average.",
    forms: [
      Form([
        .number("k", "how many phases, a whole number"),
        .quantity("mean", "the mean of all phases together"),
      ]) { p throws(ParameterProblem) in try .erlang(k: p[0], mean: p[1]) }
    ],
    example: #"{ "erlang": { "k": 3, "mean": "45 min" } }"#)
}

extension Distribution {
  /// The shapes that GSL's samplers and our inverse are known to manage.
  private static var shapes: ClosedRange<Double> { 1e-6...1e12 }

  /// The gamma distribution with this mean and standard deviation.
  package static func gamma(mean: Double, sd: Double) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.positive(sd, "sd")
    try Check.that(
      (1e-6...1e3).contains(sd / mean), "sd", sd, "must be from 1e-6 to 1000 times the mean")
    let ratio = mean / sd
    return Distribution(.gamma, ratio * ratio, sd / ratio)
  }

  /// The gamma distribution with this mean and coefficient of variation.
  package static func gamma(mean: Double, cv: Double) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.that(cv > 0, "cv", cv, "must be greater than 0")
    try Check.within(1e-6...1e3, cv, "cv")
    return Distribution(.gamma, 1 / (cv * cv), mean * cv * cv)
  }

  /// The gamma distribution with density proportional to x^(shape - 1) exp(-x / scale).
  package static func gamma(
    shape: Double, scale: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.that(shape > 0, "shape", shape, "must be greater than 0")
    try Check.within(shapes, shape, "shape")
    try Check.positive(scale, "scale")
    return Distribution(.gamma, shape, scale)
  }

  /// The sum of `k` exponential times that have this mean together.
  package static func erlang(k: Double, mean: Double) throws(ParameterProblem) -> Distribution {
    try Check.whole(1...1e9, k, "k")
    try Check.positive(mean, "mean")
    return Distribution(.gamma, k, mean / k)
  }
}

/// p0 = shape, p1 = scale.
enum GammaLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    withGSL(&stream) { gsl_ran_gamma($0, d.p0, d.p1) }
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double { d.p0 * d.p1 }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 * d.p1 * d.p1
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    gsl_cdf_gamma_P(x, d.p0, d.p1)
  }

  /// Inverts by bisection: GSL's own inverse does not converge for small shapes and has but nine
  /// digits far out.
  ///
  /// Above the median the upper tail is followed, which keeps its digits.
  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let upper = p > 0.5
    func isBelow(_ x: Double) -> Bool {
      upper ? gsl_cdf_gamma_Q(x, d.p0, 1) > 1 - p : gsl_cdf_gamma_P(x, d.p0, 1) < p
    }
    var high = max(d.p0, 1)
    while isBelow(high) { high *= 2 }
    var search = MonotoneSearch(above: 0, upTo: high)
    while let x = search.candidate { search.report(isBelow: isBelow(x), at: x) }
    return search.result * d.p1
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, .infinity) }
}
