/// Count, mean, variance, least and greatest of Double observations, by Welford's recurrence.
///
/// Source: Welford (1962), Technometrics 4:419; merging after Chan, Golub & LeVeque (1983). The
/// sums are rounded, so the last bits depend on the order: merge in the order of replications.
@usableFromInline
package struct DoubleTally: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline var observations: Int = 0
  @usableFromInline var center: Double = 0
  @usableFromInline var squaredDeviations: Double = 0
  @usableFromInline var least: Double = .infinity
  @usableFromInline var greatest: Double = -.infinity

  /// A tally of no observations.
  @inlinable package init() {}

  /// Adds one observation, which must be finite.
  @inlinable
  package mutating func record(_ value: Double) {
    precondition(value.isFinite, "internal: a non-finite observation")
    observations &+= 1
    let deviation = value - center
    center += deviation / Double(observations)
    squaredDeviations += deviation * (value - center)
    if value < least { least = value }
    if value > greatest { greatest = value }
  }

  /// Adds the observations of another tally.
  package mutating func merge(_ other: DoubleTally) {
    guard other.observations > 0 else { return }
    guard observations > 0 else {
      self = other
      return
    }
    let (here, there) = (Double(observations), Double(other.observations))
    let both = here + there
    let deviation = other.center - center
    center += deviation * (there / both)
    squaredDeviations += other.squaredDeviations + deviation * deviation * (here * there / both)
    observations += other.observations
    least = Swift.min(least, other.least)
    greatest = Swift.max(greatest, other.greatest)
  }
}

extension DoubleTally {
  /// The number of observations.
  package var count: Int { observations }

  /// The least observation; nil without observations.
  package var min: Double? { observations == 0 ? nil : least }

  /// The greatest observation; nil without observations.
  package var max: Double? { observations == 0 ? nil : greatest }

  /// The arithmetic mean, in the unit of the observations; nil without observations.
  package var mean: Double? { observations == 0 ? nil : center }

  /// The unbiased variance Σ(x − x̄)²/(n − 1); nil below two observations.
  package var variance: Double? {
    observations < 2 ? nil : squaredDeviations / Double(observations - 1)
  }

  /// The sample standard deviation √variance; nil below two observations.
  package var sd: Double? { variance?.squareRoot() }
}
