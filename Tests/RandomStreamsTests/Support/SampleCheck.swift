import CGSL
import Foundation
import RandomStreams

/// Draws from a distribution and compares the draws with the distribution's own formulas.
///
/// Beside the support, three comparisons, each with a false-alarm probability of 1e-4 under a random seed: mean (z),
/// variance (z, its error estimated from the fourth moment), and the whole law by Kolmogorov and
/// Smirnov's test or, for counts and lists, chi squared. Seeds are fixed, so a test that passes
/// keeps passing until the numbers change.
struct SampleCheck {
  static let draws = 200_000
  /// The two-sided normal quantile of 1e-4.
  static let zLimit = 3.8906

  /// What does not fit, in words; empty when all does.
  static func complaints(
    drawing drawn: Distribution, against stated: Distribution, tables: [Double], seed: UInt64
  ) -> [String] {
    var values: [Double] = []
    values.reserveCapacity(draws)
    for entity in 0..<100 as Range<UInt64> {
      var stream = RandomStream(
        seed: seed, purpose: nameHash("sample check"), entity: entity, replication: 0)
      for _ in 0..<draws / 100 { values.append(drawn.sample(&stream, tables: tables.span)) }
    }
    guard values.allSatisfy({ $0.isFinite }) else { return ["a draw is not finite"] }
    let (lower, upper) = stated.support(tables: tables.span)
    var complaints: [String] = []
    if values.contains(where: { $0 < lower || $0 > upper }) { complaints.append("support") }
    let n = Double(values.count)
    let mean = stated.mean(tables: tables.span)
    let variance = stated.variance(tables: tables.span)
    let average = values.reduce(0) { $0 + ($1 - mean) } / n
    if variance == 0 { return average == 0 ? complaints : complaints + ["constant"] }
    let z = average / (variance / n).squareRoot()
    if !(abs(z) < zLimit) { complaints.append("mean, z = \(z)") }
    var (second, fourth) = (0.0, 0.0)
    for value in values {
      let squared = (value - mean) * (value - mean)
      second += squared / n
      fourth += squared * squared / n
    }
    let zVariance = (second - variance) / ((fourth - second * second) / n).squareRoot()
    if !(abs(zVariance) < zLimit) { complaints.append("variance, z = \(zVariance)") }
    values.sort()
    let p =
      isDiscrete(stated, tables)
      ? chiSquared(values, stated, tables) : kolmogorovSmirnov(values, stated, tables)
    if !(p > 1e-4) { complaints.append("law, p = \(p)") }
    return complaints
  }

  /// Whether the law gives single values with positive probability.
  static func isDiscrete(_ distribution: Distribution, _ tables: [Double]) -> Bool {
    distribution.family != .constant && distribution.hasAtoms(tables: tables.span)
  }

  /// The p-value of the greatest distance between observed and stated cumulated shares, by
  /// Stephens' approximation (Journal of the Royal Statistical Society B 32, 1970).
  static func kolmogorovSmirnov(
    _ sorted: [Double], _ distribution: Distribution, _ tables: [Double]
  ) -> Double {
    let n = Double(sorted.count)
    var distance = 0.0
    for (index, value) in sorted.enumerated() {
      let p = distribution.cdf(value, tables: tables.span)
      distance = max(distance, p - Double(index) / n, Double(index + 1) / n - p)
    }
    let scaled = (n.squareRoot() + 0.12 + 0.11 / n.squareRoot()) * distance
    var sum = 0.0
    for term in 1...100 {
      sum += (term % 2 == 1 ? 2 : -2) * exp(-2 * Double(term * term) * scaled * scaled)
    }
    return min(max(sum, 0), 1)
  }

  /// The p-value of Pearson's chi squared over the values drawn, neighbours pooled until at least
  /// ten are expected.
  static func chiSquared(
    _ sorted: [Double], _ distribution: Distribution, _ tables: [Double]
  ) -> Double {
    let n = Double(sorted.count)
    var (statistic, cells) = (0.0, 0.0)
    var (passed, observed) = (0.0, 0.0)
    for (index, value) in sorted.enumerated() {
      observed += 1
      let isLast = index + 1 == sorted.count
      if !isLast, sorted[index + 1] == value { continue }
      let p = distribution.cdf(value, tables: tables.span)
      // The last cell takes the whole rest of the law.
      let expected = (isLast ? 1 - passed : p - passed) * n
      if !isLast, expected < 10 || (1 - p) * n < 10 { continue }
      statistic += (observed - expected) * (observed - expected) / expected
      cells += 1
      passed = p
      observed = 0
    }
    return cells < 2 ? .nan : gsl_cdf_chisq_Q(statistic, cells - 1)
  }
}
