import CGSL

extension DistributionEntry {
  static let binomial = DistributionEntry(
    name: "binomial",
    summary: "How many of n independent trials succeed.",
    forms: [
      Form([
        .number("n", "how many trials, a whole number"),
        .number("p", "the probability that one succeeds"),
      ]) { p throws(ParameterProblem) in try .binomial(n: p[0], p: p[1]) }
    ],
    example: #"{ "binomial": { "n": 12, "p": 0.3 } }"#)
}

extension Distribution {
  /// The number of successes in `n` independent trials of probability `p`.
  package static func binomial(n: Double, p: Double) throws(ParameterProblem) -> Distribution {
    try Check.whole(0...1e9, n, "n")
    try Check.within(0...1, p, "p")
    return Distribution(.binomial, n, p)
  }
}

/// p0 = the number of trials, p1 = the probability of success.
enum BinomialLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    if d.p1 == 0 || d.p0 == 0 { return 0 }
    if d.p1 == 1 { return d.p0 }
    return Double(withGSL(&stream) { gsl_ran_binomial($0, d.p1, UInt32(d.p0)) })
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double { d.p0 * d.p1 }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 * d.p1 * (1 - d.p1)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    if d.p1 == 0 { return 1 }
    if d.p1 == 1 { return x >= d.p0 ? 1 : 0 }
    return gsl_cdf_binomial_P(wholeCount(x), d.p1, UInt32(d.p0))
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    if d.p1 == 0 || d.p1 == 1 { return d.p0 * d.p1 }
    let n = UInt32(d.p0)
    return MonotoneSearch.whole(from: 0, guess: d.p0 * d.p1) {
      gsl_cdf_binomial_P(wholeCount($0), d.p1, n) < p
    }
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, d.p0) }
}
