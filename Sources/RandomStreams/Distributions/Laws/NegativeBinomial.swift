import CGSL

extension DistributionEntry {
  static let negativeBinomial = DistributionEntry(
    name: "negativeBinomial",
    summary: "A count that varies more than the Poisson: the failures before success number r.",
    forms: [
      Form([
        .number("r", "the number of successes waited for; any number above 0"),
        .number("p", "the probability that a trial succeeds"),
      ]) { p throws(ParameterProblem) in try .negativeBinomial(r: p[0], p: p[1]) }
    ],
    example: #"{ "negativeBinomial": { "r": 3, "p": 0.4 } }"#)
}

extension Distribution {
  /// The number of failures before success number `r`, in trials of probability `p`.
  package static func negativeBinomial(
    r: Double, p: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.that(r > 0, "r", r, "must be greater than 0")
    try Check.within(1e-3...1e6, r, "r")
    try Check.that(p > 0, "p", p, "must be greater than 0")
    try Check.within(1e-6...1, p, "p")
    try Check.that(r * (1 - p) / p <= 1e7, "r", r, "must give a mean of at most 1e7")
    return Distribution(.negativeBinomial, r, p)
  }
}

/// p0 = the number of successes, p1 = the probability of success.
enum NegativeBinomialLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    if d.p1 == 1 { return 0 }
    return Double(withGSL(&stream) { gsl_ran_negative_binomial($0, d.p1, d.p0) })
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 * (1 - d.p1) / d.p1
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 * (1 - d.p1) / (d.p1 * d.p1)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p1 == 1 ? 1 : gsl_cdf_negative_binomial_P(wholeCount(x), d.p1, d.p0)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    if d.p1 == 1 { return 0 }
    return MonotoneSearch.whole(from: 0, guess: mean(d, tables)) {
      gsl_cdf_negative_binomial_P(wholeCount($0), d.p1, d.p0) < p
    }
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, d.p1 == 1 ? 0 : .infinity) }
}
