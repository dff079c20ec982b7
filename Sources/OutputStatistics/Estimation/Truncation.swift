/// Where to cut the beginning of a series off, by MSER on batch means.
///
/// With batches of b values, k batch means z and d of them cut off, the statistic is
/// Σ_{j>d}(z_j − z̄_d)²/(k − d)², the squared standard error that the rest would have if it were
/// independent. The cut is where it is least among d < ⌊k/2⌋. A least value in the second half means
/// that the series is too short or not steady; truncations that keep five batches or fewer are left
/// out of that question, since the statistic of almost nothing is small by chance.
///
/// Sources: White (1997), Simulation 69:323; White, Cobb & Spratt (2000), Winter Simulation
/// Conference; Hoad, Robinson & Davies (2010) for what is left out.
package struct Truncation: Hashable, Sendable {
  /// Values in a batch: 5 for MSER-5.
  package let batch: Int
  /// Whole batches; values left over at the end are not used.
  package let batches: Int
  /// Batches to cut off.
  package let cut: Int
  /// Where the statistic is least without regard to halves; tells whether the cut is to be trusted.
  package let leastAnywhere: Int
  /// The statistic at the cut, in squares of the values' unit.
  package let statistic: Double
  /// The mean of what is left.
  package let mean: Double
  /// The statistic by batches cut off, up to where one batch is left.
  package let curve: [Double]

  /// Values to cut off.
  package var values: Int { cut * batch }

  /// Whether the series is long enough for its cut to be trusted.
  package var isAccepted: Bool { leastAnywhere < max(1, batches / 2) }

  /// Cuts a series of finite values; nil where it has fewer than ten batches.
  package init?(_ series: [Double], batch: Int = 5) {
    precondition(batch > 0)
    let count = series.count / batch
    guard count >= 10 else { return nil }
    let means = BatchMeans.group(series.prefix(count * batch), size: batch)
    var curve = Array(repeating: 0.0, count: count)
    // Backwards, by Welford's updates: the mean of the rest and its sum of squared deviations.
    var (mean, squares) = (0.0, 0.0)
    var rests = Array(repeating: 0.0, count: count)
    for index in means.indices.reversed() {
      let size = Double(count - index)
      let change = means[index] - mean
      mean += change / size
      squares += change * (means[index] - mean)
      curve[index] = max(0, squares) / (size * size)
      rests[index] = mean
    }
    func least(_ end: Int) -> Int {
      (0..<max(1, end)).min { (curve[$0], $0) < (curve[$1], $1) } ?? 0
    }
    self.batch = batch
    batches = count
    cut = least(count / 2)
    leastAnywhere = least(count - 5)
    statistic = curve[cut]
    self.mean = rests[cut]
    self.curve = curve
  }
}

/// Moving averages of a series that is the mean over replications, for the eye.
package enum Welch {
  /// The mean of values i − w to i + w, and of fewer, symmetrically, near the beginning.
  ///
  /// It is defined up to w values before the end. Source: Welch (1983), in Law (2015), 9.5.1.
  package static func movingAverage(_ series: [Double], window: Int) -> [Double] {
    precondition(window >= 0)
    guard series.count > window else { return [] }
    return (0..<(series.count - window)).map { index in
      let half = min(index, window)
      return compensatedSum(Array(series[(index - half)...(index + half)])) / Double(2 * half + 1)
    }
  }
}
