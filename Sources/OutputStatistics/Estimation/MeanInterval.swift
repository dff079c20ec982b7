/// A mean over replications with its two-sided Student confidence interval x̄ ± t·s/√n.
///
/// The values are one a replication, independent. An interval needs two values that differ: equal
/// values of a random model are no proof of certainty (ten replications without one rejection),
/// so their half-width is not estimable rather than zero. Only where the caller vouches that the
/// model draws nothing at random do equal values give the interval of width zero.
package struct MeanInterval: Hashable, Sendable {
  /// Whether there is a half-width, and why not.
  package enum Width: Hashable, Sendable {
    /// The half-width, in the unit of the values.
    case estimated(Double)
    /// All values are equal, of a model that draws nothing: the half-width is 0.
    case deterministic
    /// All values are equal, which says nothing about their spread.
    case constant
    /// There are fewer than two values.
    case tooFew
    /// The values are so large that their variance is not finite.
    case notFinite
  }

  /// The confidence level, 0.95 for 95 %.
  package let level: Double
  /// The sample's moments.
  package let moments: SampleMoments
  /// The half-width or the reason for its absence.
  package let width: Width
  /// What the mean cannot lie outside, as 0 to 1 for a share: the limits are cut off there, which
  /// takes nothing from the interval's coverage.
  package let bounds: ClosedRange<Double>?

  /// The interval for the mean of replication values at a confidence level in (0, 1).
  package init(
    _ values: [Double], level: Double = 0.95, deterministic: Bool = false,
    bounds: ClosedRange<Double>? = nil
  ) {
    self.level = level
    self.bounds = bounds
    moments = SampleMoments(values)
    width = Self.width(of: moments, level: level, deterministic: deterministic)
  }

  private static func width(
    of moments: SampleMoments, level: Double, deterministic: Bool
  ) -> Width {
    guard let error = moments.standardError else { return .tooFew }
    guard error.isFinite else { return .notFinite }
    guard error > 0 else { return deterministic ? .deterministic : .constant }
    let t = StudentT.criticalValue(level: level, degreesOfFreedom: Double(moments.count - 1))
    let half = t * error
    return half.isFinite ? .estimated(half) : .notFinite
  }
}

extension MeanInterval {
  /// The number of values.
  package var count: Int { moments.count }

  /// The mean, in the unit of the values; nil without values.
  package var mean: Double? { moments.mean }

  /// The standard deviation between replications; nil below two values.
  package var sd: Double? { moments.sd }

  /// The half-width t·s/√n in the unit of the values; nil if it is not estimable.
  package var halfWidth: Double? {
    switch width {
    case .estimated(let half): half
    case .deterministic: 0
    case .constant, .tooFew, .notFinite: nil
    }
  }

  /// The lower limit x̄ − half-width; nil if it is not estimable.
  package var lower: Double? { limit(-1) }

  /// The upper limit x̄ + half-width; nil if it is not estimable.
  package var upper: Double? { limit(1) }

  /// The half-width over |x̄|, so that a negative mean is no more precise than a positive one;
  /// nil if it is not estimable or the mean is 0.
  package var relativeHalfWidth: Double? {
    guard let mean, let halfWidth, mean != 0 else { return nil }
    return halfWidth / abs(mean)
  }

  /// Whether the interval is likely to hold the true mean less often than it says: few and skewed
  /// values (n < 20, |skewness| > 1), where a nominal 95 % was measured at 81 to 90 %.
  package var mayUnderCover: Bool {
    guard let skewness = moments.skewness else { return false }
    return count < 20 && abs(skewness) > 1
  }

  private func limit(_ sign: Double) -> Double? {
    guard let mean, let halfWidth else { return nil }
    let limit = mean + sign * halfWidth
    guard let bounds else { return limit }
    return min(max(limit, bounds.lowerBound), bounds.upperBound)
  }
}
