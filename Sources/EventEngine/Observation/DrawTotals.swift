/// What the draws of a replication came to: how many there were of each, and their sum.
///
/// Against the known mean of their law they tell what chance did to a replication. An entity's own
/// draw is made whatever its value will be, so that the sum less the number times the mean is 0 on
/// average over any window (Wald).
struct DrawTotals: ~Copyable {
  private var sums: GrowableStorage<Double>
  private var counts: GrowableStorage<Int64>
  private var openingSums: [Double]
  private var openingCounts: [Int64]

  init(count: Int) {
    sums = GrowableStorage(repeating: 0, count: count)
    counts = GrowableStorage(repeating: 0, count: count)
    openingSums = Array(repeating: 0, count: count)
    openingCounts = Array(repeating: 0, count: count)
  }

  @inline(__always)
  mutating func note(_ drawn: Double, _ index: Int32) {
    sums[index] += drawn
    counts[index] &+= 1
  }

  /// Begins the observation window.
  mutating func open() {
    openingSums = sums.array
    openingCounts = counts.array
  }

  /// Number and sum of the draws within the window so far, by draw.
  var window: [DrawTotal] {
    openingSums.indices.map { index in
      DrawTotal(
        count: counts[index] - openingCounts[index], sum: sums[index] - openingSums[index])
    }
  }

  func copy() -> DrawTotals {
    var other = DrawTotals(count: 0)
    other.sums = sums.copy()
    other.counts = counts.copy()
    other.openingSums = openingSums
    other.openingCounts = openingCounts
    return other
  }
}

/// How many draws of one kind there were, and their sum, in ticks or the number's own unit.
package struct DrawTotal: BitwiseCopyable, Sendable, Equatable {
  package var count: Int64
  package var sum: Double
}
