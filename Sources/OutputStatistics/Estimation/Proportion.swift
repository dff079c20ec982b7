import CGSL

/// A share of independent trials with its confidence limits.
package struct Proportion: Hashable, Sendable {
  package let successes: Int
  package let trials: Int

  /// A number of successes out of at least as many trials.
  package init(successes: Int, trials: Int) {
    precondition(successes >= 0 && successes <= trials, "internal: more successes than trials")
    self.successes = successes
    self.trials = trials
  }

  /// The share x/n; nil without trials.
  package var share: Double? { trials == 0 ? nil : Double(successes) / Double(trials) }

  /// Wilson's score interval, for reports: near its level on average; nil without trials.
  ///
  /// Source: Wilson (1927), JASA 22:209.
  package func wilson(level: Double = 0.95) -> ClosedRange<Double>? {
    precondition(level > 0 && level < 1)
    guard let share else { return nil }
    GSLErrors.off()
    let z = gsl_cdf_ugaussian_Qinv((1 - level) / 2)
    let n = Double(trials)
    let scale = 1 + z * z / n
    let center = (share + z * z / (2 * n)) / scale
    let half = z / scale * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let lower = successes == 0 ? 0 : max(0, center - half)
    let upper = successes == trials ? 1 : min(1, center + half)
    return lower...upper
  }

  /// Clopper and Pearson's interval, for guarantees: never below its level; nil without trials
  /// or where the beta quantile cannot be found.
  ///
  /// Source: Clopper & Pearson (1934), Biometrika 26:404.
  package func clopperPearson(level: Double = 0.95) -> ClosedRange<Double>? {
    precondition(level > 0 && level < 1)
    guard trials > 0 else { return nil }
    GSLErrors.off()
    let tail = (1 - level) / 2
    let (x, n) = (Double(successes), Double(trials))
    let lower = successes == 0 ? 0 : gsl_cdf_beta_Pinv(tail, x, n - x + 1)
    let upper = successes == trials ? 1 : gsl_cdf_beta_Qinv(tail, x + 1, n - x)
    guard lower.isFinite, upper.isFinite, lower <= upper else { return nil }
    return lower...upper
  }
}
