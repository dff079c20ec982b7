import CGSL

extension DistributionEntry {
  static let hyperexponential = DistributionEntry(
    name: "hyperexponential",
    summary: "A mixture of exponential times, more variable than one exponential.",
    forms: [
      Form([.quantity("mean", "the mean"), .number("cv", "standard deviation / mean, 1 or more")]) {
        p throws(ParameterProblem) in try .hyperexponential(mean: p[0], cv: p[1])
      }
    ],
    tableForm: TableForm([
      .number("shares", "the share of each phase"), .quantity("means", "the mean of each phase"),
    ]) { columns, tables throws(ParameterProblem) in
      try .hyperexponential(shares: columns[0], means: columns[1], appendingTo: &tables)
    },
    example: #"{ "hyperexponential": { "mean": "20 min", "cv": 2 } }"#)
}

extension Distribution {
  /// Two phases with this mean and coefficient of variation whose contributions to the mean are
  /// equal ("balanced means"; Tijms, A First Course in Stochastic Models, 2003, appendix B).
  package static func hyperexponential(
    mean: Double, cv: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.within(1...1e3, cv, "cv")
    let squared = cv * cv
    let share = (1 + sqrt((squared - 1) / (squared + 1))) / 2
    // 1 - share, without cancellation.
    let other = 1 / ((squared + 1) * 2 * share)
    return Distribution(.hyperexponential, share, mean / (2 * share), mean / (2 * other))
  }

  /// Any number of phases, each with its share and its mean; shares need not add up to 1.
  package static func hyperexponential(
    shares: [Double], means: [Double], appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    let cumulated = try WeightTable.cumulated(shares, "shares", lengthOf: means)
    for mean in means { try Check.positive(mean, "means") }
    return Distribution(
      .hyperexponential, offset: try WeightTable.append(cumulated, means, to: &tables),
      count: UInt32(means.count))
  }
}

/// Without a table p0 = the first phase's share, p1 and p2 = the means of the two phases; else the
/// table holds `count` cumulated shares and then as many means.
enum HyperexponentialLaw: Law {
  /// The number of phases.
  private static func phases(_ d: Distribution) -> Int { d.count == 0 ? 2 : Int(d.count) }

  /// The share of the phases up to and including `index`.
  private static func cumulated(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    if d.count > 0 { return tables[Int(d.offset) + index] }
    return index == 0 ? d.p0 : 1
  }

  /// The share of phase `index`.
  private static func share(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    if index == 0 { return cumulated(0, d, tables) }
    return cumulated(index, d, tables) - cumulated(index - 1, d, tables)
  }

  /// The mean of phase `index`.
  private static func mean(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    if d.count > 0 { return tables[Int(d.offset) + Int(d.count) + index] }
    return index == 0 ? d.p1 : d.p2
  }

  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    let u = stream.uniform()
    var index = 0
    while cumulated(index, d, tables) <= u { index += 1 }
    return -mean(index, d, tables) * log1p(-stream.uniform())
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    var sum = 0.0
    for index in 0..<phases(d) { sum += share(index, d, tables) * mean(index, d, tables) }
    return sum
  }

  /// The phases' own variances and the spread between their means, all positive terms.
  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let center = mean(d, tables)
    var sum = 0.0
    for index in 0..<phases(d) {
      let mean = mean(index, d, tables)
      sum += share(index, d, tables) * (mean * mean + (mean - center) * (mean - center))
    }
    return sum
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    var sum = 0.0
    for index in 0..<phases(d) {
      sum += share(index, d, tables) * -expm1(-x / mean(index, d, tables))
    }
    return sum
  }

  /// The probability above `x`.
  private static func tail(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    var sum = 0.0
    for index in 0..<phases(d) {
      sum += share(index, d, tables) * exp(-x / mean(index, d, tables))
    }
    return sum
  }

  /// Inverts by bisection, above the median in the upper tail.
  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    var high = 0.0
    for index in 0..<phases(d) { high = max(high, -mean(index, d, tables) * log1p(-p)) }
    var search = MonotoneSearch(above: 0, upTo: high * (1 + 0x1p-40))
    while let x = search.candidate {
      let isBelow = p > 0.5 ? tail(x, d, tables) > 1 - p : cdf(x, d, tables) < p
      search.report(isBelow: isBelow, at: x)
    }
    return search.result
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, .infinity) }
}
