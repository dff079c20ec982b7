import CGSL

extension DistributionEntry {
  static let discreteUniform = DistributionEntry(
    name: "discreteUniform",
    summary: "A whole number between two bounds, each as likely as the others.",
    forms: [
      Form([.number("min", "the smallest number"), .number("max", "the greatest number")]) {
        p throws(ParameterProblem) in try .discreteUniform(min: p[0], max: p[1])
      }
    ],
    example: #"{ "discreteUniform": { "min": 1, "max": 6 } }"#)

  static let bernoulli = DistributionEntry(
    name: "bernoulli",
    summary: "1 with a probability, else 0.",
    forms: [
      Form([.number("p", "the probability of 1")]) { p throws(ParameterProblem) in
        try .binomial(n: 1, p: p[0])
      }
    ],
    example: #"{ "bernoulli": { "p": 0.3 } }"#)
}

extension Distribution {
  /// A whole number from `min` to `max`, both included.
  package static func discreteUniform(
    min: Double, max: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.whole(-1e9...1e9, min, "min")
    try Check.whole(-1e9...1e9, max, "max")
    try Check.that(min <= max, "max", max, "must be at least min (\(Check.plain(min)))")
    return Distribution(.discreteUniform, min, max)
  }
}

/// p0 = min, p1 = max; sampled by inversion, one uniform a draw.
enum DiscreteUniformLaw: Law {
  private static func count(_ d: Distribution) -> Double { d.p1 - d.p0 + 1 }

  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    min(d.p0 + (stream.uniform() * count(d)).rounded(.down), d.p1)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double { (d.p0 + d.p1) / 2 }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    (count(d) * count(d) - 1) / 12
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    (x.rounded(.down) - d.p0 + 1) / count(d)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let guess = d.p0 - 1 + (p * count(d)).rounded(.up)
    // The product may round past a whole number that p itself does not pass, or fall short of it.
    if cdf(guess, d, tables) < p { return guess + 1 }
    return guess > d.p0 && cdf(guess - 1, d, tables) >= p ? guess - 1 : max(guess, d.p0)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (d.p0, d.p1) }
}
