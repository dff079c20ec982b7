import CGSL

extension DistributionEntry {
  static let histogram = DistributionEntry(
    name: "histogram",
    summary: "Classes of values with their weights, evenly spread within each class.",
    forms: [],
    tableForm: TableForm([
      .quantity("breaks", "the bounds of the classes, rising, one more than there are weights"),
      .number("weights", "how often each class occurs; they need not add up to 1"),
    ]) { columns, tables throws(ParameterProblem) in
      try .histogram(breaks: columns[0], weights: columns[1], appendingTo: &tables)
    },
    example:
      #"{ "histogram": { "breaks": ["0 min", "10 min", "20 min", "40 min"], "weights": [5, 3, 2] } }"#
  )
}

extension Distribution {
  /// Values evenly spread within classes that occur by weight.
  package static func histogram(
    breaks: [Double], weights: [Double], appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    try Check.that(
      breaks.count == weights.count + 1, "breaks", Double(breaks.count),
      "must be one more than the weights (\(weights.count))")
    let cumulated = try WeightTable.cumulated(
      weights, "weights", lengthOf: Array(breaks.dropFirst()))
    for value in breaks { try Check.finite(value, "breaks") }
    for (lower, upper) in zip(breaks, breaks.dropFirst()) {
      try Check.that(lower < upper, "breaks", upper, "must rise")
    }
    return Distribution(
      .histogram, offset: try WeightTable.append(cumulated, breaks, to: &tables),
      count: UInt32(weights.count))
  }
}

/// The table holds `count` cumulated probabilities and then `count` + 1 rising bounds; sampled by
/// inversion, one uniform a draw.
enum HistogramLaw: Law {
  /// The probability of the classes below class `index`.
  private static func before(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    index == 0 ? 0 : tables[Int(d.offset) + index - 1]
  }

  /// The lower bound of class `index`.
  private static func bound(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    tables[Int(d.offset) + Int(d.count) + index]
  }

  private static func share(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    before(index + 1, d, tables) - before(index, d, tables)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    var sum = 0.0
    for index in 0..<Int(d.count) {
      let middle = bound(index, d, tables) / 2 + bound(index + 1, d, tables) / 2
      sum += share(index, d, tables) * middle
    }
    return sum
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let center = mean(d, tables)
    var sum = 0.0
    for index in 0..<Int(d.count) {
      let (lower, upper) = (bound(index, d, tables), bound(index + 1, d, tables))
      let (width, deviation) = (upper - lower, lower / 2 + upper / 2 - center)
      sum += share(index, d, tables) * (width * width / 12 + deviation * deviation)
    }
    return sum
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let above = WeightTable.firstAbove(x, tables, d.offset + d.count, d.count + 1)
    if above == 0 { return 0 }
    if above > Int(d.count) { return 1 }
    let (lower, upper) = (bound(above - 1, d, tables), bound(above, d, tables))
    return before(above - 1, d, tables)
      + share(above - 1, d, tables) * ((x - lower) / (upper - lower))
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let index = WeightTable.firstAbove(p.nextDown, tables, d.offset, d.count)
    let (lower, upper) = (bound(index, d, tables), bound(index + 1, d, tables))
    let part = (p - before(index, d, tables)) / share(index, d, tables)
    return min(max(lower + (upper - lower) * part, lower), upper)
  }

  /// The bounds of the classes that occur.
  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) {
    let first = WeightTable.firstAbove(0, tables, d.offset, d.count)
    let last = WeightTable.firstAbove(1.0.nextDown, tables, d.offset, d.count)
    return (bound(first, d, tables), bound(last + 1, d, tables))
  }
}
