import CGSL

/// How to spread simulation effort so that the best system among those that keep limits is found.
///
/// OCBA-CO: a system is kept from being chosen by mistake either because another is better or because
/// it breaks a limit, whichever shows more plainly, and N_i ∝ σ²/d² of that one. The one in front gets
/// enough for both: σ_b √(Σ N_i²/σ_i²) over those that it beats, and σ²/d² of the limit that it keeps
/// most narrowly. Source: Lee, Pujowidianto, Li, Chen & Yap (2012), IEEE Transactions on Automatic
/// Control 57:2940.
///
/// That rule gives next to nothing to a system that broke a limit by chance in its first values, so a
/// tenth of the effort goes to all alike, as in an ε-greedy search: whatever is true is found in the
/// end. Values that are all 0 or 1 have the variance p(1 − p) with p = (Σ + 1)/(n + 2) (Laplace's rule of
/// succession), so that a run of equal ones is no certainty.
package struct ConstrainedAllocation: Sendable {
  /// What is known of a system, replication by replication; NaN where a replication lacks a value.
  package struct System: Sendable {
    package var objective: [Double]
    /// By limit.
    package var limited: [[Double]]

    package init(objective: [Double], limited: [[Double]]) {
      self.objective = objective
      self.limited = limited
    }
  }

  /// A limit that all systems are to keep.
  package struct Limit: Sendable {
    package var limit: Double
    package var isAtLeast: Bool

    package init(limit: Double, isAtLeast: Bool) {
      self.limit = limit
      self.isAtLeast = isAtLeast
    }
  }

  /// A mean with the variance of a single value.
  private struct Level {
    var mean: Double
    var variance: Double
    var count: Int
    /// Of the mean.
    var error: Double { (variance / Double(max(1, count))).squareRoot() }

    init(_ values: [Double]) {
      let known = values.filter { !$0.isNaN }
      let moments = SampleMoments(known)
      (mean, count) = (moments.mean ?? 0, known.count)
      variance = moments.variance ?? 0
      if !known.isEmpty, known.allSatisfy({ $0 == 0 || $0 == 1 }) {
        let p = (known.reduce(0, +) + 1) / Double(count + 2)
        variance = p * (1 - p)
      }
    }
  }

  /// The best of those whose means keep all limits; nil where none does.
  package let best: Int?
  /// By system: the first limit that its mean breaks.
  package let broken: [Int?]
  private let objective: [Level]
  /// By system and limit: how far within the limit the mean is, negative beyond it.
  private let room: [[Level]]
  private let values: [[Double]]
  private let maximise: Bool

  package init(_ systems: [System], limits: [Limit], maximise: Bool) {
    objective = systems.map { Level($0.objective) }
    room = systems.map { system in
      zip(system.limited, limits).map { values, limit in
        var level = Level(values)
        level.mean = limit.isAtLeast ? level.mean - limit.limit : limit.limit - level.mean
        return level
      }
    }
    values = systems.map(\.objective)
    self.maximise = maximise
    broken = room.map { $0.firstIndex { $0.mean < 0 } }
    let means = objective.map { maximise ? -$0.mean : $0.mean }
    let kept = systems.indices.filter { [broken] in broken[$0] == nil }
    best = kept.min { (means[$0], $0) < (means[$1], $1) }
  }

  /// How far a system is behind the best; negative where it is before it.
  private func behind(_ system: Int, _ best: Int) -> Double {
    let lead = objective[system].mean - objective[best].mean
    return maximise ? -lead : lead
  }

  /// The shares of the effort.
  package var allocation: BudgetAllocation {
    // Squared distances over variances: how plainly something shows. Less than one standard error
    // counts as one, so that what cannot be told apart does not take all.
    func plainness(_ distance: Double, _ level: Level) -> Double {
      let ratio =
        level.variance > 0 ? distance * distance / level.variance : distance == 0 ? 0 : 1e9
      return min(1e9, max(1 / Double(max(1, level.count)), ratio))
    }
    var weights = objective.indices.map { _ in 0.0 }
    var beaten: [Int] = []
    for system in weights.indices where system != best {
      let breaking = room[system].filter { $0.mean < 0 }.map { plainness($0.mean, $0) }
        .max()
      let losing = best.flatMap { best in
        behind(system, best) >= 0
          ? plainness(behind(system, best), objective[system]) : nil
      }
      if let losing, losing >= breaking ?? 0 { beaten.append(system) }
      weights[system] = 1 / max(losing ?? breaking ?? 1, breaking ?? losing ?? 1)
    }
    if let best {
      let own = objective[best].variance
      let sum = beaten.reduce(0.0) { sum, system in
        let variance = max(objective[system].variance, own * 1e-9, .leastNormalMagnitude)
        return sum + weights[system] * weights[system] / variance
      }
      let narrowest = room[best].map { plainness($0.mean, $0) }.min() ?? 1e9
      weights[best] = max((own * sum).squareRoot(), 1 / narrowest)
    }
    let total = weights.reduce(0, +)
    let even = total / Double(weights.count) / 9
    return BudgetAllocation(best: best ?? 0, weights: weights.map { $0 + even })
  }

  /// A lower bound of the probability that the best one keeps all limits and that no other one is both
  /// better and within them, as far as means and variances tell (Bonferroni); nil without a best one.
  ///
  /// 1 − Σ_l P(b breaks l) − Σ_i min(P(i is better), min_l P(i keeps l)), by the normal distribution;
  /// differences from the best allow for the covariance that common random numbers give.
  package var probability: Double? {
    guard let best else { return nil }
    GSLErrors.off()
    func beyond(_ distance: Double, _ error: Double) -> Double {
      if error > 0 { return gsl_cdf_ugaussian_P(-distance / error) }
      return distance > 0 ? 0 : distance < 0 ? 1 : 0.5
    }
    // A limit that is kept to the very value, without any spread, is kept.
    var missed = room[best].reduce(0.0) {
      $0 + ($1.error > 0 ? beyond($1.mean, $1.error) : 0)
    }
    for system in objective.indices where system != best {
      let better = beyond(behind(system, best), error(system, best))
      let kept = room[system].map { beyond(-$0.mean, $0.error) }
      missed += min(better, kept.min() ?? 1)
    }
    return max(0, 1 - missed)
  }

  /// The standard error of the difference of two means over different numbers of replications, of
  /// which those that both have share their random numbers:
  /// Var = σ_i²/n_i + σ_l²/n_l − 2·c·m/(n_i·n_l), m of them with the covariance c.
  private func error(_ i: Int, _ l: Int) -> Double {
    let (one, other) = (objective[i], objective[l])
    let apart = one.error * one.error + other.error * other.error
    let pairs = zip(values[i], values[l]).filter { !$0.0.isNaN && !$0.1.isNaN }
    guard pairs.count > 1 else { return apart.squareRoot() }
    let a = SampleMoments(pairs.map(\.0))
    let b = SampleMoments(pairs.map(\.1))
    let difference = SampleMoments(pairs.map { $0.0 - $0.1 })
    let covariance =
      ((a.variance ?? 0) + (b.variance ?? 0) - (difference.variance ?? 0)) / 2
    let shared =
      2 * covariance * Double(pairs.count) / (Double(one.count) * Double(other.count))
    // Two that are the same in every replication differ by nothing; estimates never fall below that.
    return max(0, apart - shared).squareRoot()
  }
}
