/// Where the next value of the same kind will lie: x̄ ± t · s · √(1 + 1/n).
///
/// It is for one more period of the facility itself, not for a mean: it does not shrink to nothing with
/// more replications. Source: Hahn & Meeker (1991), Statistical Intervals, section 4.4; values are
/// taken for normal.
package struct PredictionInterval: Hashable, Sendable {
  package let mean: Double?
  package let halfWidth: Double?
  /// s · √(1 + 1/n): what a distance is measured by.
  package let spread: Double?

  /// Takes values of equal replications; no interval for fewer than two.
  package init(_ values: [Double], level: Double = 0.95) {
    let moments = SampleMoments(values)
    mean = moments.mean
    let spread = moments.sd.map { $0 * (1 + 1 / Double(values.count)).squareRoot() }
    self.spread = spread
    halfWidth = spread.map {
      StudentT.criticalValue(level: level, degreesOfFreedom: Double(values.count - 1)) * $0
    }
  }

  /// Whether a value lies within; nil where there is no interval.
  package func contains(_ value: Double) -> Bool? {
    guard let mean, let halfWidth else { return nil }
    return abs(value - mean) <= halfWidth * (1 + 1e-12)
  }
}
