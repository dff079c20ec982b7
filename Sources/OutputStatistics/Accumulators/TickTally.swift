/// Count, exact sum, exact sum of squares, least and greatest of Int64 observations in ticks (µs).
///
/// Nothing is rounded while recording and nothing can overflow: the sum needs at most 126 bits,
/// the sum of squares 189 of the 192 that are kept. So tallies merge identically in any order.
@usableFromInline
package struct TickTally: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline var total: Int128 = 0
  /// The low 128 bits of the sum of squares; `carries` counts the multiples of 2^128 above them.
  @usableFromInline var squares: UInt128 = 0
  @usableFromInline var carries: UInt64 = 0
  @usableFromInline var observations: Int = 0
  @usableFromInline var least: Int64 = .max
  @usableFromInline var greatest: Int64 = .min

  /// A tally of no observations.
  @inlinable package init() {}

  /// Adds one observation, in ticks.
  @inlinable
  @inline(__always)
  package mutating func record(_ ticks: Int64) {
    observations &+= 1
    total &+= Int128(ticks)
    let magnitude = UInt128(ticks.magnitude)
    let (low, overflow) = squares.addingReportingOverflow(magnitude &* magnitude)
    squares = low
    carries &+= overflow ? 1 : 0
    if ticks < least { least = ticks }
    if ticks > greatest { greatest = ticks }
  }

  /// Adds every observation of another tally, exactly as if they had been recorded here.
  @inlinable
  package mutating func merge(_ other: TickTally) {
    observations += other.observations
    total &+= other.total
    let (low, overflow) = squares.addingReportingOverflow(other.squares)
    squares = low
    carries &+= other.carries &+ (overflow ? 1 : 0)
    least = Swift.min(least, other.least)
    greatest = Swift.max(greatest, other.greatest)
  }
}

extension TickTally {
  /// The number of observations.
  package var count: Int { observations }

  /// The exact sum, in ticks.
  package var sum: Int128 { total }

  /// The exact sum of squares, in ticks squared; nil if it does not fit an Int128.
  package var sumOfSquares: Int128? { carries == 0 ? Int128(exactly: squares) : nil }

  /// The least observation, in ticks; nil without observations.
  package var min: Int64? { observations == 0 ? nil : least }

  /// The greatest observation, in ticks; nil without observations.
  package var max: Int64? { observations == 0 ? nil : greatest }

  /// The arithmetic mean Σx/n in ticks, rounded once; nil without observations.
  package var mean: Double? {
    guard observations > 0 else { return nil }
    let size = roundedQuotient(high: 0, low: total.magnitude, by: UInt128(observations))
    return total < 0 ? -size : size
  }

  /// The unbiased variance (nΣx² − (Σx)²) / (n(n − 1)) in ticks squared, computed in integers of
  /// 256 bits and rounded once; nil below two observations.
  package var variance: Double? {
    guard observations > 1 else { return nil }
    let n = UInt128(observations)
    var scaled = squares.multipliedFullWidth(by: n)
    scaled.high += UInt128(carries) * n
    let squaredSum = total.magnitude.multipliedFullWidth(by: total.magnitude)
    let (low, borrow) = scaled.low.subtractingReportingOverflow(squaredSum.low)
    let high = scaled.high - squaredSum.high - (borrow ? 1 : 0)
    return roundedQuotient(high: high, low: low, by: n * (n - 1))
  }

  /// The sample standard deviation √variance, in ticks; nil below two observations.
  package var sd: Double? { variance?.squareRoot() }
}
