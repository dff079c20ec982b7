/// What the laws that keep lists in the tables have in common.
enum WeightTable {
  /// The cumulated weights scaled to end in exactly 1, after checking them.
  static func cumulated(
    _ weights: [Double], _ name: StaticString, lengthOf values: [Double]
  ) throws(ParameterProblem) -> [Double] {
    try Check.that(!weights.isEmpty, name, 0, "must hold at least one number")
    try Check.that(
      weights.count == values.count, name, Double(weights.count),
      "must be as many as the values (\(values.count))")
    var total = 0.0
    for weight in weights {
      try Check.finite(weight, name)
      try Check.that(weight >= 0, name, weight, "must not be negative")
      total += weight
    }
    try Check.that(total > 0, name, total, "must not all be 0")
    var sum = 0.0
    var cumulated: [Double] = []
    cumulated.reserveCapacity(weights.count)
    for weight in weights {
      sum += weight
      cumulated.append(sum / total)
    }
    return cumulated
  }

  /// Appends two lists to the tables and says where the first begins.
  static func append(
    _ first: [Double], _ second: [Double], to tables: inout [Double]
  ) throws(ParameterProblem) -> UInt32 {
    let offset = tables.count
    try Check.that(
      offset + first.count + second.count < Int(UInt32.max), "values", Double(first.count),
      "must be fewer: the tables of the model are full")
    tables += first
    tables += second
    return UInt32(offset)
  }

  /// The first of `count` rising numbers from `offset` on that is greater than `level`, counted
  /// from 0; `count` where none is.
  static func firstAbove(
    _ level: Double, _ tables: Span<Double>, _ offset: UInt32, _ count: UInt32
  ) -> Int {
    var (low, high) = (0, Int(count))
    while low < high {
      let middle = (low + high) / 2
      if tables[Int(offset) + middle] > level { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// A guide to cumulated weights (Chen and Asau, AIIE Transactions 6, 1974): for each of as many
  /// equal steps of a level where the search for it begins.
  ///
  /// On average it is over after two comparisons, however many weights there are; and it gives what
  /// the bisection gives.
  static func guide(_ cumulated: [Double]) -> [Double] {
    var index = 0
    return cumulated.indices.map { step in
      let level = Double(step) / Double(cumulated.count)
      while cumulated[index] <= level { index += 1 }
      return Double(index)
    }
  }

  /// `firstAbove` for a level below 1, with the guide that stands in the tables from `guide` on.
  static func guidedFirstAbove(
    _ level: Double, _ tables: Span<Double>, _ offset: UInt32, _ count: UInt32, guide: UInt32
  ) -> Int {
    let start = Int(offset)
    let step = min(Int(level * Double(count)), Int(count) - 1)
    var index = Int(tables[Int(guide) + step])
    // The product may have been rounded up to the next step.
    while index > 0, tables[start + index - 1] > level { index -= 1 }
    while tables[start + index] <= level { index += 1 }
    return index
  }

  /// The probability of the row at `index` of a law whose cumulated weights come first.
  static func share(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let start = Int(d.offset)
    return tables[start + index] - (index == 0 ? 0 : tables[start + index - 1])
  }

  /// The mean of the values of such a law.
  static func mean(
    _ d: Distribution, _ tables: Span<Double>,
    of value: (Int, Distribution, Span<Double>) -> Double
  ) -> Double {
    var sum = 0.0
    for index in 0..<Int(d.count) { sum += share(index, d, tables) * value(index, d, tables) }
    return sum
  }

  /// The variance of the values of such a law.
  static func variance(
    _ d: Distribution, _ tables: Span<Double>,
    of value: (Int, Distribution, Span<Double>) -> Double
  ) -> Double {
    let center = mean(d, tables, of: value)
    var sum = 0.0
    for index in 0..<Int(d.count) {
      let deviation = value(index, d, tables) - center
      sum += share(index, d, tables) * deviation * deviation
    }
    return sum
  }
}
