import CGSL

extension DistributionEntry {
  static let johnsonSU = DistributionEntry(
    name: "johnsonSU",
    summary: "An unbounded law fitted to four moments: a stretched and tilted normal.",
    forms: [
      Form([
        .number("gamma", "the tilt: 0 is symmetric, positive leans to low values"),
        .number("delta", "the lightness of the tails"),
        .quantity("location", "where it lies"), .quantity("scale", "how wide it is"),
      ]) { p throws(ParameterProblem) in
        try .johnsonSU(gamma: p[0], delta: p[1], location: p[2], scale: p[3])
      }
    ],
    example: #"{ "johnsonSU": { "gamma": -1, "delta": 1.5, "location": 20, "scale": 6 } }"#)

  static let johnsonSB = DistributionEntry(
    name: "johnsonSB",
    summary: "A law between two bounds fitted to four moments.",
    forms: [
      Form([
        .number("gamma", "the tilt: 0 is symmetric, positive leans to low values"),
        .number("delta", "how much it gathers in the middle"),
        .quantity("min", "the lower bound"), .quantity("max", "the upper bound"),
      ]) { p throws(ParameterProblem) in
        try .johnsonSB(gamma: p[0], delta: p[1], min: p[2], max: p[3])
      }
    ],
    example: #"{ "johnsonSB": { "gamma": 1, "delta": 1.2, "min": "5 min", "max": "90 min" } }"#)
}

extension Distribution {
  /// location + scale × sinh((Z - gamma) / delta) for a standard normal Z.
  package static func johnsonSU(
    gamma: Double, delta: Double, location: Double, scale: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.within(-10...10, gamma, "gamma")
    try Check.within(0.25...1e3, delta, "delta")
    try Check.finite(location, "location")
    try Check.positive(scale, "scale")
    try Check.that(scale <= 1e60, "scale", scale, "must be at most 1e60")
    return Distribution(.johnsonSU, gamma, delta, location, scale)
  }

  /// min + (max - min) / (1 + exp((gamma - Z) / delta)) for a standard normal Z.
  package static func johnsonSB(
    gamma: Double, delta: Double, min: Double, max: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.within(-10...10, gamma, "gamma")
    try Check.within(0.1...1e3, delta, "delta")
    try Check.ordered(min, max)
    return Distribution(.johnsonSB, gamma, delta, min, max)
  }
}

/// p0 = gamma, p1 = delta, p2 = location, p3 = scale; sampled by inversion.
enum JohnsonSULaw: Law {
  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p2 - d.p3 * exp(0.5 / (d.p1 * d.p1)) * sinh(d.p0 / d.p1)
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let excess = expm1(1 / (d.p1 * d.p1))
    return d.p3 * d.p3 / 2 * excess * ((excess + 1) * cosh(2 * d.p0 / d.p1) + 1)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    gsl_cdf_ugaussian_P(d.p0 + d.p1 * asinh((x - d.p2) / d.p3))
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p2 + d.p3 * sinh((gsl_cdf_ugaussian_Pinv(p) - d.p0) / d.p1)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (-.infinity, .infinity) }
}

/// p0 = gamma, p1 = delta, p2 = min, p3 = max; sampled by inversion.
enum JohnsonSBLaw: Law {
  /// Mean and variance of the part of the way from min to max.
  ///
  /// There is no closed form. The trapezoidal rule over the normal converges faster than any
  /// power of its step, which is kept small against the distance of the nearest pole.
  private static func moments(_ d: Distribution) -> (mean: Double, variance: Double) {
    let step = min(1.0 / 16, d.p1 / 6)
    let count = Int((12 / step).rounded(.up))
    func average(_ value: (Double) -> Double) -> Double {
      var sum = 0.0
      for index in -count...count {
        let z = Double(index) * step
        sum += gsl_ran_ugaussian_pdf(z) * value(1 / (1 + exp((d.p0 - z) / d.p1)))
      }
      return sum * step
    }
    let mean = average { $0 }
    return (mean, average { ($0 - mean) * ($0 - mean) })
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p2 + (d.p3 - d.p2) * moments(d).mean
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    (d.p3 - d.p2) * (d.p3 - d.p2) * moments(d).variance
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    gsl_cdf_ugaussian_P(d.p0 + d.p1 * log((x - d.p2) / (d.p3 - x)))
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let part = 1 / (1 + exp((d.p0 - gsl_cdf_ugaussian_Pinv(p)) / d.p1))
    return min(max(d.p2 + (d.p3 - d.p2) * part, d.p2), d.p3)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (d.p2, d.p3) }
}
