import CGSL

/// How much a figure varies because the data that its model was made from might have been others.
///
/// The model is run with the data drawn anew b times, r replications each, which share their random
/// numbers between the samples. The mean squares of that layout in two ways, samples and
/// replications, tell the variance between samples, σ²: it is (MS of samples − MS of the rest)/r. A
/// negative one is taken for 0. Sources: Barton & Schruben (2001), Winter Simulation Conference 372;
/// Song & Nelson (2015), IIE Transactions 47:893, for the random-effects view; Barton, Nelson & Xie
/// (2014), INFORMS Journal on Computing 26:74.
package struct InputVariance: Sendable, Equatable {
  /// The variance due to the data, in squares of the figure's unit.
  package let variance: Double
  /// The mean over all samples and replications.
  package let mean: Double
  package let samples: Int
  /// The mean square of samples, that of the rest, and the replications of each sample.
  private let between: Double
  private let rest: Double
  private let replications: Int

  /// The standard deviation due to the data, in the figure's unit.
  package var sd: Double { variance.squareRoot() }

  /// Takes the figure by sample and replication; nil below two samples or replications.
  package init?(_ values: [[Double]]) {
    let b = values.count
    guard let r = values.map(\.count).min(), b >= 2, r >= 2 else { return nil }
    let rows = values.map { compensatedSum(Array($0.prefix(r))) / Double(r) }
    let columns = (0..<r).map { place in
      compensatedSum(values.map { $0[place] }) / Double(b)
    }
    let mean = compensatedSum(rows) / Double(b)
    let between =
      Double(r) * compensatedSum(rows.map { ($0 - mean) * ($0 - mean) }) / Double(b - 1)
    var rest = 0.0
    for (row, sample) in zip(rows, values) {
      rest += compensatedSum(
        (0..<r).map { place in
          let left = sample[place] - row - columns[place] + mean
          return left * left
        })
    }
    rest /= Double((b - 1) * (r - 1))
    self.mean = mean
    variance = max(0, (between - rest) / Double(r))
    samples = b
    (self.between, self.rest, replications) = (between, rest, r)
  }

  /// How likely mean squares of samples as great as this are where the data make no difference (F test);
  /// nil where nothing varies.
  package var pValue: Double? {
    guard between > 0 else { return rest > 0 ? 1 : nil }
    guard rest > 0 else { return 0 }
    GSLErrors.off()
    return gsl_cdf_fdist_Q(between / rest, free.samples, free.rest)
  }

  /// The upper limit of the variance due to the data at a one-sided level in (0, 1).
  ///
  /// The mean square of the rest is taken for its expectation, and samples that differ by less than
  /// chance alone would make them count as if they differed by that: a lucky draw is no proof that the
  /// data do not matter. Source: Searle, Casella & McCulloch (1992), Variance Components, section 3.6.
  package func upperVariance(level: Double) -> Double {
    GSLErrors.off()
    let least = gsl_cdf_fdist_Pinv(1 - level, free.samples, free.rest)
    return max(0, (max(between, rest) / least - rest) / Double(replications))
  }

  private var free: (samples: Double, rest: Double) {
    (Double(samples - 1), Double((samples - 1) * (replications - 1)))
  }

  /// The share of the uncertainty of an estimate that is due to the data and not to chance in the
  /// runs; nil where there is no uncertainty.
  ///
  /// - Parameter standardError: of the mean over replications with the data as they are.
  package func share(besides standardError: Double) -> Double? {
    Self.share(of: variance, besides: standardError)
  }

  /// The upper limit of that share, from that of the variance.
  package func upperShare(besides standardError: Double, level: Double) -> Double? {
    Self.share(of: upperVariance(level: level), besides: standardError)
  }

  private static func share(of variance: Double, besides standardError: Double) -> Double? {
    let total = variance + standardError * standardError
    return total > 0 ? variance / total : nil
  }

  /// The half-width of an interval for both, by Student's t with the degrees of freedom that the two
  /// variances have together (Satterthwaite 1946, Biometrics Bulletin 2:110).
  ///
  /// - Parameters:
  ///   - standardError: of the mean over replications with the data as they are.
  ///   - replications: how many it rests on.
  package func halfWidth(besides standardError: Double, replications: Int, level: Double) -> Double
  {
    let runs = standardError * standardError
    let total = variance + runs
    guard total > 0 else { return 0 }
    let free =
      total * total
      / (variance * variance / Double(samples - 1) + runs * runs / Double(max(1, replications - 1)))
    return StudentT.criticalValue(level: level, degreesOfFreedom: free) * total.squareRoot()
  }
}
