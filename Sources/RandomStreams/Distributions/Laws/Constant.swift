extension DistributionEntry {
  static let constant = DistributionEntry(
    name: "constant",
    summary: "Always the same value.",
    forms: [
      Form([.quantity("value", "the value")]) { p throws(ParameterProblem) in
        try .constant(p[0])
      }
    ],
    example: #"{ "constant": { "value": "10 min" } }"#)
}

extension Distribution {
  /// The distribution that always gives `value`.
  package static func constant(_ value: Double) throws(ParameterProblem) -> Distribution {
    try Check.finite(value, "value")
    return Distribution(.constant, value)
  }
}

/// p0 = the value.
enum ConstantLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double { d.p0 }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double { d.p0 }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double { 0 }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    x < d.p0 ? 0 : 1
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double { d.p0 }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (d.p0, d.p0) }
}
