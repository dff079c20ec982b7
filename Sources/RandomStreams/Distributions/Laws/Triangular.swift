import CGSL

extension DistributionEntry {
  static let triangular = DistributionEntry(
    name: "triangular",
    summary: "An expert's guess: the smallest, the most likely and the largest value.",
    forms: [
      Form([
        .quantity("min", "the smallest value"), .quantity("mode", "the most likely value"),
        .quantity("max", "the largest value"),
      ]) { p throws(ParameterProblem) in try .triangular(min: p[0], mode: p[1], max: p[2]) }
    ],
    example: #"{ "triangular": { "min": "5 min", "mode": "8 min", "max": "20 min" } }"#)
}

extension Distribution {
  /// The distribution whose density is a triangle over [min, max] with its peak at the mode.
  package static func triangular(
    min: Double, mode: Double, max: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.mode(mode, min, max)
    return Distribution(.triangular, min, mode, max)
  }
}

/// p0 = min, p1 = mode, p2 = max; sampled by inversion.
enum TriangularLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    min(max(quantile(stream.uniform(), d, tables), d.p0), d.p2)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 + ((d.p1 - d.p0) + (d.p2 - d.p0)) / 3
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let width = d.p2 - d.p0
    let left = d.p1 - d.p0
    return (width * width - left * width + left * left) / 18
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let width = d.p2 - d.p0
    if x < d.p1 { return (x - d.p0) / width * ((x - d.p0) / (d.p1 - d.p0)) }
    return d.p1 == d.p2 ? 1 : 1 - (d.p2 - x) / width * ((d.p2 - x) / (d.p2 - d.p1))
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let width = d.p2 - d.p0
    let left = d.p1 - d.p0
    if p * width < left { return d.p0 + sqrt(p * width * left) }
    return d.p2 - sqrt((1 - p) * width * (d.p2 - d.p1))
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (d.p0, d.p2) }
}
