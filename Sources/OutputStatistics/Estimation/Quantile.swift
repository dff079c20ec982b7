import CGSL

/// Sample quantiles and their distribution-free confidence limits.
package enum Quantile {
  /// The type-7 quantile of order p in 0...1 of rising values, in their unit; nil without any.
  ///
  /// Source: Hyndman & Fan (1996), The American Statistician 50:361.
  package static func type7(ofSorted values: [Double], _ p: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let place = position(p, count: values.count)
    let next = min(place.index + 1, values.count - 1)
    return interpolate(values[place.index], values[next], place.fraction)
  }

  /// The type-7 quantile of values in any order.
  package static func type7(of values: [Double], _ p: Double) -> Double? {
    type7(ofSorted: values.sorted(), p)
  }

  /// The place (n − 1)p among n order statistics counted from 0: whole part and fraction.
  static func position(_ p: Double, count: Int) -> (index: Int, fraction: Double) {
    precondition(p >= 0 && p <= 1, "internal: a quantile of order \(p)")
    let place = p * Double(count - 1)
    let index = min(Int(place), count - 1)
    return (index, place - Double(index))
  }

  /// A value between two, which does not overflow and is exact at either end.
  static func interpolate(_ lower: Double, _ upper: Double, _ fraction: Double) -> Double {
    if fraction == 0 || lower == upper { return lower }
    let span = upper - lower
    return span.isFinite ? lower + fraction * span : lower * (1 - fraction) + upper * fraction
  }
}

extension Quantile {
  /// The ranks, counted from 1, of the order statistics that bound a quantile; nil where no
  /// order statistic will do.
  package struct Ranks: Hashable, Sendable {
    package let lower: Int?
    package let upper: Int?
    /// The true probability that the interval holds the quantile; nil if a rank is missing.
    package let coverage: Double?
  }

  /// The ranks of a two-sided confidence interval for the quantile of order p in (0, 1).
  ///
  /// With n independent values, B ~ Bin(n, p) and α = 1 − level, the lower rank is the greatest i
  /// with P(B ≤ i − 1) ≤ α/2, the upper the least u with P(B ≤ u − 1) ≥ 1 − α/2.
  /// Source: David & Nagaraja (2003), Order Statistics, section 7.1.
  package static func ranks(count n: Int, _ p: Double, level: Double) -> Ranks {
    precondition(n >= 0 && n <= Int(UInt32.max) && p > 0 && p < 1 && level > 0 && level < 1)
    GSLErrors.off()
    func below(_ rank: Int) -> Double { gsl_cdf_binomial_P(UInt32(rank - 1), p, UInt32(n)) }
    let tail = (1 - level) / 2
    let notLow = firstRank(in: 1...(n + 1)) { $0 > n || below($0) > tail }
    let lower = notLow > 1 ? notLow - 1 : nil
    let high = firstRank(in: 1...(n + 1)) { $0 > n || below($0) >= 1 - tail }
    let upper = high <= n ? high : nil
    guard let lower, let upper else { return Ranks(lower: lower, upper: upper, coverage: nil) }
    return Ranks(lower: lower, upper: upper, coverage: below(upper) - below(lower))
  }

  /// The least number of independent values with a one-sided upper confidence bound for the
  /// quantile of order p: the least n with p^n ≤ 1 − level.
  package static func minimumCount(_ p: Double, level: Double) -> Int {
    precondition(p > 0 && p < 1 && level > 0 && level < 1)
    return Int((log(1 - level) / log(p)).rounded(.up))
  }

  /// The first rank of a range for which a condition holds that stays true once true.
  private static func firstRank(in range: ClosedRange<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Quantile {
  /// A quantile of a sample with its distribution-free confidence limits.
  package struct Estimate: Hashable, Sendable {
    package let order: Double
    package let value: Double
    /// Nil where the sample is too small for a limit.
    package let lower: Double?
    package let upper: Double?
  }

  /// The type-7 quantile of rising values with the order statistics that bound it; nil without any.
  package static func estimate(ofSorted values: [Double], _ p: Double, level: Double) -> Estimate? {
    guard let value = type7(ofSorted: values, p) else { return nil }
    let ranks = ranks(count: values.count, p, level: level)
    return Estimate(
      order: p, value: value, lower: ranks.lower.map { values[$0 - 1] },
      upper: ranks.upper.map { values[$0 - 1] })
  }
}
