/// A sketch of ticks (µs).
package typealias TickSketch = QuantileSketch<TickScale>

/// A sketch of doubles, for the values of expressions.
package typealias RealSketch = QuantileSketch<RealScale>

/// Collects observations for percentiles: exactly up to 16,384, then in log-linear buckets.
///
/// It is `~Copyable` with hand-managed memory because it lies in the engine and is written at
/// every observation: no reference count, no uniqueness check, no allocation but when the keys
/// outgrow their room and when a page is first touched. What leaves the engine is the copyable
/// `QuantileSummary`. Its state is a function of the multiset of observations alone, so merging
/// is exact and of any order. Memory is at most 128 KiB of keys, then 8 KiB an octave touched
/// (and, for doubles, a table of 32 KiB), however many observations pass.
package struct QuantileSketch<Scale: BucketScale>: ~Copyable, Sendable {
  @usableFromInline var storage = QuantileSketchStorage()
  // Of the observations in buckets only; those that are kept need no such record.
  @usableFromInline var bucketed = 0
  @usableFromInline var least: Int64 = .max
  @usableFromInline var greatest: Int64 = .min

  /// An empty sketch; it allocates nothing before the first observation.
  package init() {}

  /// A sketch that goes on where a summary was taken.
  package init(resuming summary: QuantileSummary<Scale>) {
    merge(summary)
  }

  /// The number of observations.
  @inlinable package var count: Int { bucketed &+ storage.used }

  /// Adds one observation by its key.
  @inlinable
  mutating func record(key: Int64) {
    if storage.hasRoom {
      storage.append(key)
    } else if storage.hasPages {
      count(key)
    } else {
      recordAfterMakingRoom(key)
    }
  }

  /// Adds one observation to its bucket; there must be pages.
  @inlinable
  mutating func count(_ key: Int64) {
    bucketed &+= 1
    if key < least { least = key }
    if key > greatest { greatest = key }
    storage.add(1, toBucket: Scale.bucket(of: key))
  }

  /// Makes room for more keys or, at the limit, turns the keys into buckets; then adds the key.
  @usableFromInline
  @inline(never)
  mutating func recordAfterMakingRoom(_ key: Int64) {
    if storage.grow() {
      storage.append(key)
    } else {
      openPages()
      count(key)
    }
  }

  /// Turns the kept keys into buckets.
  private mutating func openPages() {
    for kept in storage.openPages(count: Scale.pageCount) { count(kept) }
  }
}

extension QuantileSketch where Scale == TickScale {
  /// Adds one observation in ticks, which must not be negative.
  @inlinable
  package mutating func record(_ ticks: Int64) {
    precondition(ticks >= 0, "internal: a negative observation of ticks")
    record(key: ticks)
  }
}

extension QuantileSketch where Scale == RealScale {
  /// Adds one observation, which must be finite; −0 counts as 0.
  @inlinable
  package mutating func record(_ value: Double) {
    precondition(value.isFinite, "internal: a non-finite observation")
    record(key: RealScale.key(of: value))
  }
}

extension QuantileSketch {
  /// Adds the observations of a summary, exactly as if they had been recorded here.
  package mutating func merge(_ other: QuantileSummary<Scale>) {
    if other.isExact {
      for key in other.keys { record(key: key) }
      return
    }
    if !storage.hasPages { openPages() }
    for entry in other.buckets { storage.add(entry.count, toBucket: entry.bucket) }
    bucketed += other.count
    least = Swift.min(least, other.least)
    greatest = Swift.max(greatest, other.greatest)
  }

  /// Adds the observations of another sketch.
  package mutating func merge(_ other: borrowing QuantileSketch<Scale>) {
    merge(other.summary())
  }

  /// Forgets every observation; room for keys is kept, pages are returned.
  package mutating func removeAll() {
    if storage.hasPages { self = QuantileSketch() } else { storage.removeKeys() }
  }

  /// What has been observed so far, as a value that may be copied, sent and merged.
  package borrowing func summary() -> QuantileSummary<Scale> {
    if storage.hasPages {
      return QuantileSummary(
        count: bucketed, least: least, greatest: greatest, buckets: storage.filledBuckets())
    }
    return QuantileSummary(sorted: storage.keptKeys().sorted())
  }

  /// The quantile of order p, as `QuantileSummary.quantile`; for several, take one summary.
  package borrowing func quantile(_ p: Double) -> Double? {
    summary().quantile(p)
  }
}
