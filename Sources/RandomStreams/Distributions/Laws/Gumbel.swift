import CGSL

extension DistributionEntry {
  static let gumbel = DistributionEntry(
    name: "gumbel",
    summary: "The greatest of many: the highest water, load or demand of a period.",
    forms: forms(isGreatest: true),
    example: #"{ "gumbel": { "mean": 120, "sd": 25 } }"#)

  static let gumbelMin = DistributionEntry(
    name: "gumbelMin",
    summary: "The least of many: the weakest part, the lowest level of a period.",
    forms: forms(isGreatest: false),
    example: #"{ "gumbelMin": { "mean": 80, "sd": 10 } }"#)

  private static func forms(isGreatest: Bool) -> [Form] {
    [
      Form([.quantity("mean", "the mean"), .quantity("sd", "the standard deviation")]) {
        p throws(ParameterProblem) in
        try .gumbel(mean: p[0], sd: p[1], isGreatest: isGreatest)
      },
      Form([.quantity("location", "the mode"), .quantity("scale", "0.78 standard deviations")]) {
        p throws(ParameterProblem) in
        try .gumbel(location: p[0], scale: p[1], isGreatest: isGreatest)
      },
    ]
  }
}

extension Distribution {
  /// The extreme value distribution of type I: of the greatest, or mirrored of the least.
  package static func gumbel(
    location: Double, scale: Double, isGreatest: Bool
  ) throws(ParameterProblem) -> Distribution {
    try Check.finite(location, "location")
    try Check.positive(scale, "scale")
    return Distribution(.gumbel, location, scale, isGreatest ? 1 : -1)
  }

  /// The extreme value distribution of type I with this mean and standard deviation.
  package static func gumbel(
    mean: Double, sd: Double, isGreatest: Bool
  ) throws(ParameterProblem) -> Distribution {
    try Check.finite(mean, "mean")
    try Check.positive(sd, "sd")
    let scale = sd * 6.0.squareRoot() / .pi
    let shift = GumbelLaw.eulerGamma * scale
    return Distribution(
      .gumbel, isGreatest ? mean - shift : mean + shift, scale, isGreatest ? 1 : -1)
  }
}

/// p0 = location, p1 = scale, p2 = 1 for the greatest and -1 for the least; sampled by inversion.
enum GumbelLaw: Law {
  static let eulerGamma = 0.577215664901532860606512090082402431

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 + d.p2 * eulerGamma * d.p1
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    .pi * .pi / 6 * d.p1 * d.p1
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let z = (x - d.p0) / d.p1
    return d.p2 > 0 ? exp(-exp(-z)) : -expm1(-exp(z))
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 + d.p1 * (d.p2 > 0 ? -log(-log(p)) : log(-log1p(-p)))
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (-.infinity, .infinity) }
}
