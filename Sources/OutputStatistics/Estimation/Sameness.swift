import CGSL

/// What follows from values that were the same in every replication of a random model.
///
/// They show no spread, but are no proof that there is none: ten replications without one rejection
/// say little of rare rejections. How many equal values it takes follows from the share of replications
/// that may differ all the same: where a share q differs, n equal values come with probability
/// (1 − q)ⁿ.
package enum Sameness {
  /// Values that spread by less than this part of their size differ by rounding alone.
  package static let rounding = 1e-12

  /// The greatest share of replications that may differ after n equal values, at a level:
  /// 1 − α^(1/n), some 3/n at 95 %.
  ///
  /// Source: the rule of three; Hanley & Lippman-Hand (1983), JAMA 249:1743.
  package static func mostOthers(after n: Int, level: Double) -> Double {
    precondition(n > 0 && level > 0 && level < 1)
    return 1 - pow(1 - level, 1 / Double(n))
  }

  /// So many equal values exclude, but for an error α, that one replication in twenty or more
  /// differs; from then on a figure is taken as certain: ⌈ln α / ln 0.95⌉, 59 at α = 0.05.
  ///
  /// Source: Wilks (1941), Annals of Mathematical Statistics 12:91, whose 59 values they are.
  package static func enough(error: Double) -> Int {
    precondition(error > 0 && error < 1)
    return Int((log(error) / log(0.95)).rounded(.up))
  }

  /// Whether values differ by no more than rounding.
  ///
  /// - Parameter size: how large the numbers are that the values were computed from, where that is
  ///   more than the values themselves.
  package static func holds(_ values: [Double], size: Double = 0) -> Bool {
    guard let least = values.min(), let most = values.max() else { return true }
    return most - least <= rounding * max(size, abs(least), abs(most))
  }

  /// How far the mean of paired differences may be from the value that all of them had; nil where
  /// that cannot be told.
  ///
  /// Of shares, whose differences lie within −1 and 1, it is at most (1 + |d|) times the share of
  /// replications that may differ; others are taken as certain after `enough` replications.
  package static func halfWidth(_ difference: Double, after n: Int, level: Double, ofShare: Bool)
    -> Double?
  {
    if ofShare { return min(2, 1 + abs(difference)) * mostOthers(after: n, level: level) }
    return n >= enough(error: 1 - level) ? 0 : nil
  }
}
