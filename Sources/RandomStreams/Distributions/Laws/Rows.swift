import CGSL

/// Rows of a data file that are drawn again, each with its weight.
///
/// Every column gives a distribution of its own; those of one list of rows that are drawn with the
/// same random number come from the same row, so that what came together stays together.
package struct ResampledRows: Sendable {
  private let weights: UInt32
  private let count: UInt32

  /// Keeps the weights of rows in the tables; all are alike where there are none.
  package init(
    count: Int, weights: [Double]?, appendingTo tables: inout [Double]
  ) throws(ParameterProblem) {
    let weights = weights ?? [Double](repeating: 1, count: count)
    let cumulated = try WeightTable.cumulated(
      weights, "weights", lengthOf: [Double](repeating: 0, count: count))
    self.weights = try WeightTable.append(
      cumulated, WeightTable.guide(cumulated), to: &tables)
    self.count = UInt32(count)
  }

  /// The distribution of a column, whose values are in the order of the rows.
  package func column(
    _ values: [Double], appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    for value in values { try Check.finite(value, "values") }
    try Check.that(
      values.count == Int(count), "values", Double(values.count), "must be as many as the rows")
    let offset = try WeightTable.append(values, [], to: &tables)
    return Distribution(.rows, Double(offset), offset: weights, count: count)
  }
}

/// The table holds `count` cumulated weights and their guide; p0 = where the column's values begin,
/// in the order of the rows.
///
/// One uniform a draw decides on the row.
enum RowsLaw: Law {
  private static func value(_ row: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    tables[Int(d.p0) + row]
  }

  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    let row = WeightTable.guidedFirstAbove(
      stream.uniform(), tables, d.offset, d.count, guide: d.offset + d.count)
    return value(row, d, tables)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    WeightTable.mean(d, tables, of: value)
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    WeightTable.variance(d, tables, of: value)
  }

  /// The rows that occur, by rising value, with their cumulated shares.
  private static func rising(
    _ d: Distribution, _ tables: Span<Double>
  ) -> [(value: Double, upTo: Double)] {
    var rows: [(value: Double, upTo: Double)] = []
    for row in 0..<Int(d.count) where WeightTable.share(row, d, tables) > 0 {
      rows.append((value(row, d, tables), WeightTable.share(row, d, tables)))
    }
    rows.sort { $0.value < $1.value }
    var sum = 0.0
    for index in rows.indices {
      sum += rows[index].upTo
      rows[index].upTo = sum
    }
    rows[rows.count - 1].upTo = 1
    return rows
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    rising(d, tables).last { $0.value <= x }?.upTo ?? 0
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    rising(d, tables).first { $0.upTo >= p }?.value ?? .nan
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) {
    let rows = rising(d, tables)
    return (rows[0].value, rows[rows.count - 1].value)
  }
}
