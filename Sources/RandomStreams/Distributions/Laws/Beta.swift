import CGSL

extension DistributionEntry {
  static let beta = DistributionEntry(
    name: "beta",
    summary: "A flexible shape between two bounds.",
    forms: [
      Form([
        .number("a", "the weight towards max"), .number("b", "the weight towards min"),
        .quantity("min", "the smallest value"), .quantity("max", "the largest value"),
      ]) { p throws(ParameterProblem) in try .beta(a: p[0], b: p[1], min: p[2], max: p[3]) }
    ],
    example: #"{ "beta": { "a": 2, "b": 3, "min": "5 min", "max": "25 min" } }"#)

  static let pert = DistributionEntry(
    name: "pert",
    summary: "An expert's guess as in project planning, smoother than the triangular one.",
    forms: [
      Form([
        .quantity("min", "the smallest value"), .quantity("mode", "the most likely value"),
        .quantity("max", "the largest value"),
        .number("lambda", "how much weight the mode has", default: 4),
      ]) { p throws(ParameterProblem) in
        try .pert(min: p[0], mode: p[1], max: p[2], lambda: p[3])
      }
    ],
    example: #"{ "pert": { "min": "2 h", "mode": "3 h", "max": "8 h" } }"#)
}

extension Distribution {
  /// The beta distribution on [min, max], of density proportional to t^(a-1) (1-t)^(b-1).
  package static func beta(
    a: Double, b: Double, min: Double, max: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.that(a > 0, "a", a, "must be greater than 0")
    try Check.within(1e-3...1e9, a, "a")
    try Check.that(b > 0, "b", b, "must be greater than 0")
    try Check.within(1e-3...1e9, b, "b")
    try Check.ordered(min, max)
    return Distribution(.beta, a, b, min, max)
  }

  /// The beta distribution of mean (min + lambda mode + max) / (lambda + 2) and this mode.
  package static func pert(
    min: Double, mode: Double, max: Double, lambda: Double = 4
  ) throws(ParameterProblem) -> Distribution {
    try Check.mode(mode, min, max)
    try Check.that(lambda > 0, "lambda", lambda, "must be greater than 0")
    try Check.within(1e-6...1e6, lambda, "lambda")
    let share = (mode - min) / (max - min)
    return try beta(
      a: 1 + lambda * share, b: 1 + lambda * ((max - mode) / (max - min)), min: min, max: max)
  }
}

/// p0 = a, p1 = b, p2 = min, p3 = max.
enum BetaLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    scaled(withGSL(&stream) { gsl_ran_beta($0, d.p0, d.p1) }, d)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p2 + (d.p3 - d.p2) * d.p0 / (d.p0 + d.p1)
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let total = d.p0 + d.p1
    let width = d.p3 - d.p2
    return width * width * (d.p0 / total) * (d.p1 / total) / (total + 1)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    gsl_cdf_beta_P((x - d.p2) / (d.p3 - d.p2), d.p0, d.p1)
  }

  /// Inverts by bisection, because GSL's own inverse fails for small parameters.
  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    var search = MonotoneSearch(above: 0, upTo: 1)
    while let x = search.candidate {
      search.report(isBelow: gsl_cdf_beta_P(x, d.p0, d.p1) < p, at: x)
    }
    return scaled(search.result, d)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (d.p2, d.p3) }

  /// The value that stands where `t` stands in [0, 1].
  private static func scaled(_ t: Double, _ d: Distribution) -> Double {
    min(max(d.p2 + (d.p3 - d.p2) * t, d.p2), d.p3)
  }
}
