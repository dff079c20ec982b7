import CGSL

extension DistributionEntry {
  static let empirical = DistributionEntry(
    name: "empirical",
    summary: "Observed values, drawn again with equal chances.",
    forms: [],
    tableForm: TableForm([.quantity("values", "the observed values")]) {
      columns, tables throws(ParameterProblem) in
      try .empirical(columns[0], appendingTo: &tables)
    },
    isObserved: true,
    example: #"{ "empirical": { "file": "turnaround_times.csv", "column": "minutes" } }"#)
}

extension Distribution {
  /// Draws again from observed values; it never gives a value that was not observed.
  ///
  /// Values are kept in rising order, so the order of the rows makes no difference.
  package static func empirical(
    _ values: [Double], appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    try Check.that(!values.isEmpty, "values", 0, "must hold at least one number")
    for value in values { try Check.finite(value, "values") }
    return Distribution(
      .empirical, offset: try WeightTable.append(values.sorted(), [], to: &tables),
      count: UInt32(values.count))
  }
}

/// The table holds `count` observed values in rising order.
enum EmpiricalLaw: Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    // Rounding may give `count` itself when the list is very long.
    let index = min(Int(stream.uniform() * Double(d.count)), Int(d.count) - 1)
    return tables[Int(d.offset) + index]
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let start = tables[Int(d.offset)]
    var sum = 0.0
    for index in 0..<Int(d.count) { sum += tables[Int(d.offset) + index] - start }
    return start + sum / Double(d.count)
  }

  /// The variance of a draw: the mean squared deviation of the observed values, over n.
  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let center = mean(d, tables)
    var sum = 0.0
    for index in 0..<Int(d.count) {
      let deviation = tables[Int(d.offset) + index] - center
      sum += deviation * deviation
    }
    return sum / Double(d.count)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    Double(WeightTable.firstAbove(x, tables, d.offset, d.count)) / Double(d.count)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let n = Double(d.count)
    var rank = (p * n).rounded(.up)
    // p * n may round past a whole number that p itself does not pass.
    if (rank - 1) / n >= p { rank -= 1 }
    return tables[Int(d.offset) + Int(min(max(rank, 1), n)) - 1]
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) {
    (tables[Int(d.offset)], tables[Int(d.offset) + Int(d.count) - 1])
  }
}
