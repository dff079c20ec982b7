import CGSL

/// The mean of one long series with its interval from the means of batches that follow one another.
///
/// Batches must be so long that their means hardly depend on one another; von Neumann's ratio tells.
/// Sources: Law (2015), section 9.5.3; Fishman (1978); Alexopoulos, Fishman & Seila (1997) for C.
package struct BatchMeans: Hashable, Sendable {
  /// Values in a batch.
  package let size: Int
  /// The mean over the batches with Student's interval on (batches − 1) degrees of freedom.
  package let interval: MeanInterval
  /// The correlation of batch means with the next; nil where they are all equal.
  package let lag1: Double?
  /// Von Neumann's ratio Σ(z_{i+1} − z_i)²/Σ(z_i − z̄)²: near 2 without correlation.
  package let ratio: Double?

  /// Puts the last values of a series into batches of equal size; nil for fewer values than batches.
  package init?(_ series: [Double], batches: Int, level: Double = 0.95) {
    precondition(batches >= 2)
    let size = series.count / batches
    guard size > 0 else { return nil }
    self.init(Self.group(series.suffix(size * batches), size: size), size: size, level: level)
  }

  /// Takes the means of batches of a size.
  package init(_ means: [Double], size: Int, level: Double = 0.95) {
    self.size = size
    interval = MeanInterval(means, level: level)
    guard let mean = interval.mean, let variance = interval.moments.variance, variance > 0 else {
      (lag1, ratio) = (nil, nil)
      return
    }
    let squares = variance * Double(means.count - 1)
    let pairs = zip(means, means.dropFirst())
    lag1 = compensatedSum(pairs.map { ($0 - mean) * ($1 - mean) }) / squares
    ratio = compensatedSum(pairs.map { ($1 - $0) * ($1 - $0) }) / squares
  }

  /// The means of groups of equal size that follow one another.
  static func group(_ values: ArraySlice<Double>, size: Int) -> [Double] {
    stride(from: values.startIndex, to: values.endIndex - size + 1, by: size).map {
      compensatedSum(Array(values[$0..<($0 + size)])) / Double(size)
    }
  }
}

extension BatchMeans {
  package var count: Int { interval.count }

  /// The variance of a batch mean times the size of a batch: what n times the variance of the
  /// series' mean tends to; nil for fewer than two batches.
  package var varianceParameter: Double? { interval.moments.variance.map { $0 * Double(size) } }

  /// C = √((k² − 1)/(k − 2)) · (1 − ratio/2): roughly standard normal where batch means do not
  /// depend on one another, greater where neighbours are alike.
  package var correlationStatistic: Double? {
    let k = Double(count)
    guard k > 2, let ratio else { return nil }
    return ((k * k - 1) / (k - 2)).squareRoot() * (1 - ratio / 2)
  }

  /// Whether neighbouring batch means are alike, so that the interval is too narrow.
  ///
  /// That is, C lies beyond the normal quantile of 1 − 0.05/tests, so that of so many series without
  /// correlation one is taken for correlated in a twentieth of all runs; nil where it cannot be told.
  package func isCorrelated(tests: Int = 1) -> Bool? {
    correlationStatistic.map { $0 > gsl_cdf_ugaussian_Qinv(0.05 / Double(max(1, tests))) }
  }
}

/// The mean of one long series with its interval from overlapping batches: the same variance
/// parameter in the limit, with half as many degrees of freedom again.
///
/// Source: Meketon & Schmeiser (1984), Winter Simulation Conference.
package struct OverlappingBatchMeans: Hashable, Sendable {
  package let size: Int
  package let mean: Double
  package let varianceParameter: Double
  /// 1.5 (n/m − 1).
  package let degreesOfFreedom: Double
  package let halfWidth: Double

  /// Takes a series and the size of a batch; nil for fewer than two batches.
  package init?(_ series: [Double], size: Int, level: Double = 0.95) {
    guard size > 0, series.count >= 2 * size else { return nil }
    let n = Double(series.count)
    let m = Double(size)
    let mean = compensatedSum(series) / n
    var sum = compensatedSum(Array(series[..<size]))
    var squares: [Double] = [(sum / m - mean) * (sum / m - mean)]
    squares.reserveCapacity(series.count - size + 1)
    for index in size..<series.count {
      sum += series[index] - series[index - size]
      squares.append((sum / m - mean) * (sum / m - mean))
    }
    self.size = size
    self.mean = mean
    varianceParameter = n * m / ((n - m + 1) * (n - m)) * compensatedSum(squares)
    degreesOfFreedom = 1.5 * (n / m - 1)
    halfWidth =
      StudentT.criticalValue(level: level, degreesOfFreedom: degreesOfFreedom)
      * (varianceParameter / n).squareRoot()
  }
}

/// How values of a series depend on those before.
package enum Autocorrelation {
  /// The correlations at lags 0 to a greatest, each over n; empty where all values are equal.
  package static func values(of series: [Double], upTo lag: Int) -> [Double] {
    let moments = SampleMoments(series)
    guard let mean = moments.mean, let variance = moments.variance, variance > 0 else { return [] }
    let squares = variance * Double(series.count - 1)
    return (0...min(lag, series.count - 1)).map { lag in
      compensatedSum(zip(series, series.dropFirst(lag)).map { ($0 - mean) * ($1 - mean) }) / squares
    }
  }
}
