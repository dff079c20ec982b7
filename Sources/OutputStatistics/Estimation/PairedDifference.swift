/// The mean difference a − b of two policies, paired by replication, with its t interval.
///
/// Common random numbers correlate the two; the paired interval uses the variance of the
/// differences and so keeps what the correlation saves. Differences that are apart by rounding alone
/// are one and the same, which has no interval. Source: Law (2015), section 10.2.1.
package struct PairedDifference: Hashable, Sendable {
  /// The interval of the mean difference, in the unit of the values.
  package let interval: MeanInterval
  /// Pearson's correlation of the pairs, which common random numbers achieved; nil if a side is
  /// constant or there are fewer than two pairs.
  package let correlation: Double?
  /// Var(a − b)/(Var a + Var b): below 1, pairing has helped; nil where undefined.
  package let varianceRatio: Double?

  /// Compares values of equal replications; the level is that of this single interval, 1 − α/c
  /// for c simultaneous ones (Bonferroni).
  package init(_ a: [Double], minus b: [Double], level: Double = 0.95) {
    precondition(a.count == b.count, "internal: unpaired replications")
    let differences = Self.differences(a, b)
    interval = MeanInterval(differences, level: level)
    let (ofA, ofB) = (SampleMoments(a), SampleMoments(b))
    guard let varianceA = ofA.variance, let varianceB = ofB.variance,
      let meanA = ofA.mean, let meanB = ofB.mean
    else {
      (correlation, varianceRatio) = (nil, nil)
      return
    }
    let apart = varianceA + varianceB
    varianceRatio = interval.moments.variance.flatMap { apart > 0 ? $0 / apart : nil }
    if varianceA > 0 && varianceB > 0 {
      let products = compensatedSum(zip(a, b).map { ($0 - meanA) * ($1 - meanB) })
      let scale = varianceA.squareRoot() * varianceB.squareRoot()
      correlation = max(-1, min(1, products / Double(a.count - 1) / scale))
    } else {
      correlation = nil
    }
  }
}

extension PairedDifference {
  /// The differences; all of them their mean where they spread by rounding alone.
  private static func differences(_ a: [Double], _ b: [Double]) -> [Double] {
    let plain = zip(a, b).map { $0 - $1 }
    let size = zip(a, b).reduce(0) { max($0, abs($1.0), abs($1.1)) }
    guard let first = plain.first, Sameness.holds(plain, size: size),
      let mean = SampleMoments(plain).mean
    else { return plain }
    if plain.allSatisfy({ $0 == first }) { return plain }
    let one = abs(mean) <= Sameness.rounding * size ? 0 : mean
    return plain.map { _ in one }
  }

  /// Whether all differences are the same.
  package var isConstant: Bool { interval.width == .constant }

  /// The number of pairs.
  package var count: Int { interval.count }

  /// The mean of the differences; nil without pairs.
  package var mean: Double? { interval.mean }

  /// The statistic t = d̄/(s/√n) with n − 1 degrees of freedom; nil if s is 0 or unknown.
  package var t: Double? {
    guard case .estimated = interval.width, let mean, let error = interval.moments.standardError
    else { return nil }
    return mean / error
  }

  /// The two-sided p-value of no difference, not adjusted for other comparisons; nil as `t`.
  package var pValue: Double? {
    t.map { StudentT.twoSidedP($0, degreesOfFreedom: Double(count - 1)) }
  }

  /// Whether the interval leaves out 0; nil if there is none: not distinguishable.
  package var isDistinguishable: Bool? {
    guard let lower = interval.lower, let upper = interval.upper else { return nil }
    return lower > 0 || upper < 0
  }
}
