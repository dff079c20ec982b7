extension DistributionEntry {
  static let choice = DistributionEntry(
    name: "choice",
    summary: "One of several values, each with its weight.",
    forms: [],
    tableForm: TableForm([
      .quantity("values", "the values"),
      .number("weights", "how often each occurs; they need not add up to 1"),
    ]) { columns, tables throws(ParameterProblem) in
      try .choice(values: columns[0], weights: columns[1], appendingTo: &tables)
    },
    example: #"{ "choice": { "1": 0.05, "2": 0.2, "3": 0.45, "4": 0.3 } }"#)
}

extension Distribution {
  /// Up to so many values a bisection finds the right one as fast as a guide table.
  private static let leastGuided = 12

  /// A choice between values by weight; values of weight 0 never occur.
  ///
  /// Values are kept in rising order, so the order in which they were written makes no difference.
  package static func choice(
    values: [Double], weights: [Double], appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    _ = try WeightTable.cumulated(weights, "weights", lengthOf: values)
    for value in values { try Check.finite(value, "values") }
    let rising = zip(values, weights).filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
    var merged: [(value: Double, weight: Double)] = []
    for (value, weight) in rising {
      if merged.last?.value == value {
        merged[merged.count - 1].weight += weight
      } else {
        merged.append((value, weight))
      }
    }
    let kept = merged.map { $0.value }
    let cumulated = try WeightTable.cumulated(
      merged.map { $0.weight }, "weights", lengthOf: kept)
    let isGuided = kept.count >= leastGuided
    let guide = isGuided ? WeightTable.guide(cumulated) : []
    return Distribution(
      .choice, isGuided ? 1 : 0,
      offset: try WeightTable.append(cumulated, kept + guide, to: &tables),
      count: UInt32(kept.count))
  }
}

/// The table holds `count` cumulated probabilities, as many rising values and, where p0 is 1, a
/// guide to the probabilities.
enum ChoiceLaw: Law {
  /// The value at `index`.
  private static func value(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    tables[Int(d.offset) + Int(d.count) + index]
  }

  /// The smallest value whose cumulated probability exceeds a uniform number.
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    let level = stream.uniform()
    if d.p0 == 0 {
      return value(WeightTable.firstAbove(level, tables, d.offset, d.count), d, tables)
    }
    let index = WeightTable.guidedFirstAbove(
      level, tables, d.offset, d.count, guide: d.offset + 2 * d.count)
    return value(index, d, tables)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    WeightTable.mean(d, tables, of: value)
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    WeightTable.variance(d, tables, of: value)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let index = WeightTable.firstAbove(x, tables, d.offset + d.count, d.count)
    return index == 0 ? 0 : tables[Int(d.offset) + index - 1]
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    value(WeightTable.firstAbove(p.nextDown, tables, d.offset, d.count), d, tables)
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) {
    (value(0, d, tables), value(Int(d.count) - 1, d, tables))
  }
}
