import CGSL

extension DistributionEntry {
  static let hypoexponential = DistributionEntry(
    name: "hypoexponential",
    summary: "The total of exponential phases of different lengths, one after the other.",
    forms: [
      Form([
        .quantity("mean", "the mean of both phases together"),
        .number("cv", "standard deviation / mean, from 0.7072 to 0.999"),
      ]) { p throws(ParameterProblem) in try .hypoexponential(mean: p[0], cv: p[1]) }
    ],
    tableForm: TableForm([.quantity("means", "the mean of each phase")]) {
      columns, tables throws(ParameterProblem) in
      let ones = [Double](repeating: 1, count: max(0, columns[0].count - 1))
      return try .coxian(means: columns[0], goOn: ones, appendingTo: &tables)
    },
    example: #"{ "hypoexponential": { "means": ["5 min", "20 min"] } }"#)

  static let coxian = DistributionEntry(
    name: "coxian",
    summary: "Exponential phases one after the other, each of which may be the last.",
    forms: [
      Form([
        .quantity("mean", "the mean"), .number("cv", "standard deviation / mean, at least 0.7072"),
      ]) { p throws(ParameterProblem) in try .coxian(mean: p[0], cv: p[1]) }
    ],
    tableForm: TableForm([
      .quantity("means", "the mean of each phase"),
      .number("goOn", "the probability of going on after each phase but the last"),
    ]) { columns, tables throws(ParameterProblem) in
      try .coxian(means: columns[0], goOn: columns[1], appendingTo: &tables)
    },
    example: #"{ "coxian": { "means": ["2 days", "9 days"], "goOn": [0.3] } }"#)

  static let phaseType = DistributionEntry(
    name: "phaseType",
    summary: "The time through exponential phases with any ways between them.",
    forms: [],
    tableForm: TableForm([
      .number("start", "the probability of beginning in each phase"),
      .quantity("means", "the mean of each phase"),
      .number(
        "next", "row by row, the probability of each phase after each; the rest of a row ends it"),
    ]) { columns, tables throws(ParameterProblem) in
      try .phaseType(
        start: columns[0], means: columns[1], next: columns[2], appendingTo: &tables)
    },
    example:
      #"{ "phaseType": { "start": [1, 0], "means": ["1 h", "5 h"], "next": [[0, 0.4], [0.1, 0]] } }"#
  )
}

extension Distribution {
  /// Two phases, one after the other, with this mean and coefficient of variation together.
  package static func hypoexponential(
    mean: Double, cv: Double
  ) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.within(0.7072...0.999, cv, "cv")
    let root = sqrt(2 * cv * cv - 1)
    return Distribution(.phaseType, mean * (1 + root) / 2, mean * (1 - root) / 2, 1)
  }

  /// Two phases of which the second may be left out, with this mean and coefficient of variation
  /// (Marie, Performance Evaluation 1980: the first takes half the mean).
  package static func coxian(mean: Double, cv: Double) throws(ParameterProblem) -> Distribution {
    try Check.positive(mean, "mean")
    try Check.within(0.7072...1e3, cv, "cv")
    let squared = cv * cv
    return Distribution(.phaseType, mean / 2, mean * squared, 1 / (2 * squared))
  }

  /// Phases one after the other; after each but the last, the probability of going on.
  package static func coxian(
    means: [Double], goOn: [Double], appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    try Check.that(!means.isEmpty, "means", 0, "must hold at least one number")
    try Check.that(
      goOn.count == means.count - 1, "goOn", Double(goOn.count),
      "must be one fewer than the means (\(means.count))")
    let n = means.count
    try checkPhases(n)
    var next = [Double](repeating: 0, count: n * n)
    for (index, share) in goOn.enumerated() {
      try Check.within(0...1, share, "goOn")
      next[index * n + index + 1] = share
    }
    let start = [1] + [Double](repeating: 0, count: n - 1)
    return try phaseType(start: start, means: means, next: next, appendingTo: &tables)
  }

  /// Any phases: where to begin, how long each is on average, and the ways between them.
  package static func phaseType(
    start: [Double], means: [Double], next: [Double], appendingTo tables: inout [Double]
  ) throws(ParameterProblem) -> Distribution {
    let n = means.count
    try checkPhases(n)
    let cumulated = try WeightTable.cumulated(start, "start", lengthOf: means)
    let total = start.reduce(0, +)
    try Check.that(abs(total - 1) <= 1e-9, "start", total, "must add up to 1")
    for mean in means { try Check.positive(mean, "means") }
    let (least, most) = (means.min() ?? 1, means.max() ?? 1)
    try Check.that(
      most <= least * 1e6, "means", most, "must be within a factor of 1e6 of each other")
    try Check.that(
      next.count == n * n, "next", Double(next.count), "must be \(n) rows of \(n) probabilities")
    var rows: [Double] = []
    for row in 0..<n {
      var sum = 0.0
      for share in next[(row * n)..<(row * n + n)] {
        try Check.within(0...1, share, "next")
        sum += share
        rows.append(sum)
      }
      try Check.that(sum <= 1 + 1e-9, "next", sum, "must add up to at most 1 in every row")
    }
    let offset = try WeightTable.append(cumulated + means, rows, to: &tables)
    let made = Distribution(.phaseType, offset: offset, count: UInt32(n))
    let visits = PhaseTypeLaw.times(made, tables.span)
    guard visits.allSatisfy({ $0 > 0 && $0 <= most * 1e6 }) else {
      tables.removeLast(tables.count - Int(offset))
      throw ParameterProblem(
        parameter: "next", requirement: "must lead out of every phase in the end", value: .nan)
    }
    return made
  }

  private static func checkPhases(_ count: Int) throws(ParameterProblem) {
    try Check.that(
      count >= 1 && count <= 64, "means", Double(count), "must be from 1 to 64 phases")
  }
}

/// Without a table p0 and p1 = the means of two phases, p2 = the probability of the second; else
/// the table holds `count` cumulated starting probabilities, the means, and the cumulated rows of
/// the ways between phases.
enum PhaseTypeLaw: Law {
  private static func phases(_ d: Distribution) -> Int { d.count == 0 ? 2 : Int(d.count) }

  private static func start(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    d.count == 0 ? 1 : tables[Int(d.offset) + index]
  }

  private static func mean(_ index: Int, _ d: Distribution, _ tables: Span<Double>) -> Double {
    if d.count == 0 { return index == 0 ? d.p0 : d.p1 }
    return tables[Int(d.offset) + Int(d.count) + index]
  }

  /// The probability that one of the phases up to `next` comes after `phase`.
  private static func cumulated(
    _ phase: Int, _ next: Int, _ d: Distribution, _ tables: Span<Double>
  ) -> Double {
    if d.count == 0 { return phase == 0 && next == 1 ? d.p2 : 0 }
    let n = Int(d.count)
    return tables[Int(d.offset) + 2 * n + phase * n + next]
  }

  /// Walks through the phases.
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    let n = phases(d)
    var phase = 0
    var u = stream.uniform()
    while phase < n - 1, start(phase, d, tables) <= u { phase += 1 }
    var total = 0.0
    while phase < n {
      total -= mean(phase, d, tables) * log1p(-stream.uniform())
      u = stream.uniform()
      var next = 0
      while next < n, cumulated(phase, next, d, tables) <= u { next += 1 }
      phase = next
    }
    return total
  }

  /// The expected time to the end from each phase; a solution that is not positive shows a phase
  /// without a way out.
  static func times(_ d: Distribution, _ tables: Span<Double>) -> [Double] {
    solve(d, tables) { mean($0, d, tables) }
  }

  /// The solution of m = right + next · m by elimination.
  private static func solve(
    _ d: Distribution, _ tables: Span<Double>, _ right: (Int) -> Double
  ) -> [Double] {
    let n = phases(d)
    var rows = (0..<n).map { row in
      (0..<n).map { column in
        (row == column ? 1 : 0) - cumulated(row, column, d, tables)
          + (column == 0 ? 0 : cumulated(row, column - 1, d, tables))
      } + [right(row)]
    }
    // The matrix is diagonally dominant: no rows need to be exchanged.
    for pivot in 0..<n {
      guard rows[pivot][pivot] > 1e-12 else { return [Double](repeating: -1, count: n) }
      for row in 0..<n where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        if factor == 0 { continue }
        for column in pivot...n { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return (0..<n).map { rows[$0][n] / rows[$0][$0] }
  }

  /// The sum of a figure over the phases by the probability of beginning there.
  private static func atStart(
    _ values: [Double], _ d: Distribution, _ tables: Span<Double>
  ) -> Double {
    var sum = 0.0
    for index in values.indices {
      let before = index == 0 ? 0 : start(index - 1, d, tables)
      sum += (start(index, d, tables) - before) * values[index]
    }
    return sum
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    atStart(times(d, tables), d, tables)
  }

  /// From each phase E(T^2) = 2 m E(T) + next · E(T^2): the second moment solves the same system.
  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let times = times(d, tables)
    let squares = solve(d, tables) { 2 * mean($0, d, tables) * times[$0] }
    let average = atStart(times, d, tables)
    return atStart(squares, d, tables) - average * average
  }

  /// The probability of having ended by `x`.
  ///
  /// It is the exponential of the generator with the end as one more phase, by halving time and
  /// squaring. None of its terms is negative, so no digits are lost.
  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    guard x > 0 else { return 0 }
    let n = phases(d)
    let size = n + 1
    var least = Double.infinity
    for index in 0..<n { least = min(least, mean(index, d, tables)) }
    var squarings = 0
    var step = x / least
    while step > 0.5 {
      step /= 2
      squarings += 1
    }
    // One transition of the uniformized chain.
    var move = [Double](repeating: 0, count: size * size)
    for row in 0..<n {
      let rate = least / mean(row, d, tables)
      var last = 0.0
      for column in 0..<n {
        let sum = cumulated(row, column, d, tables)
        move[row * size + column] = rate * (sum - last)
        last = sum
      }
      move[row * size + n] = rate * max(1 - last, 0)
      move[row * size + row] += 1 - rate
    }
    move[n * size + n] = 1
    // Kept as the chances of phases and of the end; the weights are Poisson.
    var power = [Double](repeating: 0, count: size * size)
    for index in 0..<size { power[index * size + index] = 1 }
    var weight = exp(-step)
    var sum = power.map { $0 * weight }
    for term in 1...24 {
      power = product(power, move, size)
      weight *= step / Double(term)
      for index in sum.indices { sum[index] += weight * power[index] }
    }
    for _ in 0..<squarings { sum = product(sum, sum, size) }
    return min(atStart((0..<n).map { sum[$0 * size + n] }, d, tables), 1)
  }

  private static func product(_ a: [Double], _ b: [Double], _ n: Int) -> [Double] {
    var result = [Double](repeating: 0, count: n * n)
    for row in 0..<n {
      for middle in 0..<n where a[row * n + middle] != 0 {
        let factor = a[row * n + middle]
        for column in 0..<n {
          result[row * n + column] += factor * b[middle * n + column]
        }
      }
    }
    return result
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    MonotoneSearch.positive(guess: mean(d, tables)) { cdf($0, d, tables) < p }
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (0, .infinity) }
}
