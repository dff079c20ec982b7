/// The percentiles of ticks (µs).
package typealias TickQuantiles = QuantileSummary<TickScale>

/// The percentiles of doubles.
package typealias RealQuantiles = QuantileSummary<RealScale>

/// A bucket and the number of observations in it.
@usableFromInline
struct BucketCount: Hashable, Sendable {
  var bucket: Int
  var count: UInt64
}

/// What a quantile sketch has seen: sorted observations up to 16,384, else counts of buckets.
///
/// Two summaries of the same multiset are equal, whatever the order of recording and merging.
/// One in buckets may take 16 bytes for each filled bucket: draw percentiles, merge, let go.
package struct QuantileSummary<Scale: BucketScale>: Hashable, Sendable {
  /// The number of observations.
  package private(set) var count: Int
  private(set) var least: Int64
  private(set) var greatest: Int64
  /// The sorted keys of all observations, or none if there are buckets.
  private(set) var keys: [Int64]
  /// The filled buckets in rising order.
  private(set) var buckets: [BucketCount]

  /// The summary of no observations.
  package init() {
    self.init(sorted: [])
  }

  /// The summary of observations that are kept, by their rising keys.
  init(sorted keys: [Int64]) {
    self.keys = keys
    count = keys.count
    least = keys.first ?? .max
    greatest = keys.last ?? .min
    buckets = []
  }

  /// The summary of observations in buckets.
  init(count: Int, least: Int64, greatest: Int64, buckets: [BucketCount]) {
    self.count = count
    self.least = least
    self.greatest = greatest
    self.buckets = buckets
    keys = []
  }

  /// Whether quantiles are exact; else they are within 2^-11 of the exact ones, relatively.
  package var isExact: Bool { buckets.isEmpty }

  /// All observations in rising order; nil where they are in buckets.
  package var values: [Double]? { isExact ? keys.map { Scale.value(of: $0) } : nil }

  /// The least observation, exact; nil without observations.
  package var min: Double? { count == 0 ? nil : Scale.value(of: least) }

  /// The greatest observation, exact; nil without observations.
  package var max: Double? { count == 0 ? nil : Scale.value(of: greatest) }

  /// The quantile of order p in 0...1 after Hyndman & Fan (1996), type 7, in the unit of the
  /// observations: x[h] interpolated at h = (n − 1)p; nil without observations.
  package func quantile(_ p: Double) -> Double? {
    guard count > 0 else { return nil }
    let position = Quantile.position(p, count: count)
    let (lower, upper) = neighbours(at: position.index)
    return Quantile.interpolate(lower, upper, position.fraction)
  }

  /// Adds the observations of another summary.
  package mutating func merge(_ other: Self) {
    guard other.count > 0 else { return }
    if count + other.count <= QuantileSketchStorage.limit {
      keys = (keys + other.keys).sorted()
    } else {
      buckets = Self.union(bucketed(), other.bucketed())
      keys = []
    }
    count += other.count
    least = Swift.min(least, other.least)
    greatest = Swift.max(greatest, other.greatest)
  }
}

extension QuantileSummary {
  /// The order statistics at a rank, counted from 0, and at the next (or the same, at the end).
  private func neighbours(at rank: Int) -> (Double, Double) {
    let next = Swift.min(rank + 1, count - 1)
    if isExact { return (Scale.value(of: keys[rank]), Scale.value(of: keys[next])) }
    return (representative(at: rank), representative(at: next))
  }

  /// The middle of the bucket of a rank, kept within the extremes, which are exact themselves.
  private func representative(at rank: Int) -> Double {
    let (low, high) = (Scale.value(of: least), Scale.value(of: greatest))
    if rank == 0 { return low }
    if rank == count - 1 { return high }
    var passed: UInt64 = 0
    for entry in buckets {
      passed += entry.count
      if passed > UInt64(rank) {
        return Swift.min(Swift.max(Scale.middle(of: entry.bucket), low), high)
      }
    }
    preconditionFailure("internal: a rank beyond the observations")
  }

  /// The observations as filled buckets.
  private func bucketed() -> [BucketCount] {
    guard isExact else { return buckets }
    var filled: [BucketCount] = []
    for key in keys {
      let bucket = Scale.bucket(of: key)
      if filled.last?.bucket == bucket {
        filled[filled.count - 1].count += 1
      } else {
        filled.append(BucketCount(bucket: bucket, count: 1))
      }
    }
    return filled
  }

  /// Two rising lists of buckets as one, with the counts of equal buckets added.
  private static func union(_ a: [BucketCount], _ b: [BucketCount]) -> [BucketCount] {
    var result: [BucketCount] = []
    result.reserveCapacity(Swift.max(a.count, b.count))
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if j == b.count || (i < a.count && a[i].bucket < b[j].bucket) {
        result.append(a[i])
        i += 1
      } else if i == a.count || b[j].bucket < a[i].bucket {
        result.append(b[j])
        j += 1
      } else {
        result.append(BucketCount(bucket: a[i].bucket, count: a[i].count + b[j].count))
        i += 1
        j += 1
      }
    }
    return result
  }
}
