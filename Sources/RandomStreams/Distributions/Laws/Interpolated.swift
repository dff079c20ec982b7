import CGSL

extension DistributionEntry {
  static let interpolated = DistributionEntry(
    name: "interpolated",
    summary: "Observed values and everything between neighbours, evenly spread there.",
    forms: [],
    tableForm: TableForm([.quantity("values", "the observed values, two or more")]) {
      columns, tables throws(ParameterProblem) in
      try .interpolated(columns[0], appendingTo: &tables)
    },
    isObserved: true,
    example: #"{ "interpolated": ["4 min", "7 min", "7.5 min", "12 min", "31 min"] }"#)
}

extension Distribution {
  /// The continuous law through observed values: its cumulated probability rises in a straight
  /// line from each to the next, by 1 / (n - 1) (Law, Simulation Modeling and Analysis, 6.2.4).
  ///
  /// Values are kept in rising order, so the order of the rows makes no difference.
  package static func interpolated(
    _ values: [Double], appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    try Check.that(
      values.count >= 2, "values", Double(values.count), "must hold at least two numbers")
    for value in values { try Check.finite(value, "values") }
    return Distribution(
      .interpolated, offset: try WeightTable.append(values.sorted(), [], to: &tables),
      count: UInt32(values.count))
  }
}

/// The table holds `count` observed values in rising order; sampled by inversion, one uniform a
/// draw.
enum InterpolatedLaw: Law {
  /// The value at `index`.
  private static func value(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    tables[Int(d.offset) + index]
  }

  private static func intervals(_ d: Distribution) -> Double { Double(d.count - 1) }

  /// Whether a value was observed more than once, so that it has a probability of its own.
  static func hasAtoms(_ d: Distribution, _ tables: Span<Double>) -> Bool {
    for index in 1..<Int(d.count) where value(index - 1, d, tables) == value(index, d, tables) {
      return true
    }
    return false
  }

  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    inverse(stream.uniform(), d, tables)
  }

  private static func inverse(
    _ p: Double, _ d: Distribution, _ tables: Span<Double>
  ) -> Double {
    let place = p * intervals(d)
    let index = min(Int(place), Int(d.count) - 2)
    let (lower, upper) = (value(index, d, tables), value(index + 1, d, tables))
    return min(max(lower + (upper - lower) * (place - Double(index)), lower), upper)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let start = value(0, d, tables)
    var sum = 0.0
    for index in 1..<Int(d.count) {
      sum += (value(index - 1, d, tables) - start) / 2 + (value(index, d, tables) - start) / 2
    }
    return start + sum / intervals(d)
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let center = mean(d, tables)
    var sum = 0.0
    for index in 1..<Int(d.count) {
      let (lower, upper) = (value(index - 1, d, tables), value(index, d, tables))
      let (width, deviation) = (upper - lower, lower / 2 + upper / 2 - center)
      sum += width * width / 12 + deviation * deviation
    }
    return sum / intervals(d)
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let above = WeightTable.firstAbove(x, tables, d.offset, d.count)
    if above == 0 { return 0 }
    if above == Int(d.count) { return 1 }
    let (lower, upper) = (value(above - 1, d, tables), value(above, d, tables))
    return (Double(above - 1) + (x - lower) / (upper - lower)) / intervals(d)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    // The values beside what rounding has given, so that it is the smallest that reaches p.
    var x = inverse(p, d, tables)
    for _ in 0..<8 {
      if cdf(x, d, tables) < p {
        x = x.nextUp
      } else if cdf(x.nextDown, d, tables) >= p {
        x = x.nextDown
      } else {
        break
      }
    }
    return x
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) {
    (value(0, d, tables), value(Int(d.count) - 1, d, tables))
  }
}
