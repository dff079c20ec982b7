extension DistributionEntry {
  static let mixture = DistributionEntry(
    name: "mixture",
    summary: "Several distributions, one of which is drawn from, each with its weight.",
    forms: [], nesting: .mixed,
    example:
      #"{ "mixture": [ { "weight": 0.8, "of": { "gamma": { "mean": "2 days", "cv": 1 } } }, { "weight": 0.2, "of": { "lognormal": { "mean": "20 days", "sd": "15 days" } } } ] }"#
  )
}

extension Distribution {
  /// One of several distributions by weight; the weights need not add up to 1.
  package static func mixture(
    _ parts: [Distribution], weights: [Double], appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    let cumulated = try mixtureWeights(weights, of: parts.count)
    let offset = try offset(
      in: tables, "weights", numbers: parts.count * (width + 1))
    tables += cumulated
    for part in parts { part.append(to: &tables) }
    return Distribution(.mixture, offset: offset, count: UInt32(parts.count))
  }

  /// The cumulated weights of the parts of a mixture.
  package static func mixtureWeights(
    _ weights: [Double], of count: Int
  ) throws(ParameterProblem) -> [Double] {
    try WeightTable.cumulated(
      weights, "weights", lengthOf: [Double](repeating: 0, count: count))
  }

  /// The mixture whose cumulated weights and parts stand in the tables from `place` on.
  package static func mixture(at place: Int, count: Int) -> Distribution {
    Distribution(.mixture, offset: UInt32(place), count: UInt32(count))
  }
}

/// The table holds `count` cumulated weights and then as many laws.
enum MixtureLaw: Law {
  /// The part at `index`.
  static func part(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Distribution {
    Distribution(at: Int(d.offset) + Int(d.count) + index * Distribution.width, in: tables)
  }

  private static func share(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let start = Int(d.offset)
    return tables[start + index] - (index == 0 ? 0 : tables[start + index - 1])
  }

  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    let index = WeightTable.firstAbove(stream.uniform(), tables, d.offset, d.count)
    return part(index, d, tables).sample(&stream, tables: tables)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    var sum = 0.0
    for index in 0..<Int(d.count) where share(index, d, tables) > 0 {
      sum += share(index, d, tables) * part(index, d, tables).mean(tables: tables)
    }
    return sum
  }

  /// The parts' own variances and the spread between their means.
  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let center = mean(d, tables)
    var sum = 0.0
    for index in 0..<Int(d.count) where share(index, d, tables) > 0 {
      let part = part(index, d, tables)
      let deviation = part.mean(tables: tables) - center
      sum +=
        share(index, d, tables) * (part.variance(tables: tables) + deviation * deviation)
    }
    return sum
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    var sum = 0.0
    for index in 0..<Int(d.count) where share(index, d, tables) > 0 {
      sum += share(index, d, tables) * part(index, d, tables).cdf(x, tables: tables)
    }
    return sum
  }

  /// Inverts by bisection between the least and the greatest quantile of the parts.
  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    var (low, high) = (Double.infinity, -Double.infinity)
    for index in 0..<Int(d.count) where share(index, d, tables) > 0 {
      guard let x = part(index, d, tables).quantile(p, tables: tables) else { return .nan }
      low = min(low, x)
      high = max(high, x)
    }
    if !(low < high) || cdf(low, d, tables) >= p { return low }
    var search = MonotoneSearch(above: low, upTo: high)
    while let x = search.candidate {
      search.report(isBelow: cdf(x, d, tables) < p, at: x)
    }
    return search.result
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) {
    var (low, high) = (Double.infinity, -Double.infinity)
    for index in 0..<Int(d.count) where share(index, d, tables) > 0 {
      let (lower, upper) = part(index, d, tables).support(tables: tables)
      low = min(low, lower)
      high = max(high, upper)
    }
    return (low, high)
  }
}
