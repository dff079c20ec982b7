import CGSL

extension DistributionEntry {
  static let geometric = DistributionEntry(
    name: "geometric",
    summary: "How many trials it takes to succeed once, counted from 1.",
    forms: [
      Form([.number("p", "the probability that a trial succeeds")]) {
        p throws(ParameterProblem) in try .geometric(p: p[0])
      }
    ],
    example: #"{ "geometric": { "p": 0.2 } }"#)
}

extension Distribution {
  /// The number of the first success in independent trials of probability `p`, counted from 1.
  package static func geometric(p: Double) throws(ParameterProblem) -> Distribution {
    try Check.that(p > 0, "p", p, "must be greater than 0")
    try Check.within(1e-9...1, p, "p")
    return Distribution(.geometric, p)
  }
}

/// p0 = the probability of success; sampled by inversion, one uniform a draw.
enum GeometricLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    1 + (log1p(-stream.uniform()) / log1p(-d.p0)).rounded(.down)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double { 1 / d.p0 }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    (1 - d.p0) / (d.p0 * d.p0)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    -expm1(x.rounded(.down) * log1p(-d.p0))
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    if d.p0 == 1 { return 1 }
    let guess = (log1p(-p) / log1p(-d.p0)).rounded(.up)
    // The logarithms may round past a whole number that p itself does not pass.
    if guess > 1, cdf(guess - 1, d, tables) >= p { return guess - 1 }
    return max(guess, 1)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (1, d.p0 == 1 ? 1 : .infinity) }
}
