import CGSL

extension DistributionEntry {
  static let poisson = DistributionEntry(
    name: "poisson",
    summary: "How many independent events fall into a period that has this many on average.",
    forms: [
      Form([.number("mean", "the mean number")]) { p throws(ParameterProblem) in
        try .poisson(mean: p[0])
      }
    ],
    example: #"{ "poisson": { "mean": 3.5 } }"#)
}

extension Distribution {
  /// The Poisson distribution of a count with this mean.
  ///
  /// GSL counts in 32 bits and does not return when the mean is beyond them.
  package static func poisson(mean: Double) throws(ParameterProblem) -> Distribution {
    try Check.within(0...1e9, mean, "mean")
    return Distribution(.poisson, mean)
  }
}

/// p0 = mean.
enum PoissonLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    Double(withGSL(&stream) { gsl_ran_poisson($0, d.p0) })
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double { d.p0 }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double { d.p0 }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 == 0 ? 1 : gsl_cdf_poisson_P(wholeCount(x), d.p0)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    if d.p0 == 0 { return 0 }
    return MonotoneSearch.whole(from: 0, guess: d.p0) {
      gsl_cdf_poisson_P(wholeCount($0), d.p0) < p
    }
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, d.p0 == 0 ? 0 : .infinity) }
}

/// The whole number at or below `x` as GSL counts, in 32 bits.
func wholeCount(_ x: Double) -> UInt32 {
  UInt32(min(max(x.rounded(.down), 0), 0xFFFF_FFFF))
}
