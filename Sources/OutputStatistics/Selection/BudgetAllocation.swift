import CGSL

/// How to spread simulation effort so that the best system is found most probably.
///
/// Optimal computing budget allocation: N_i/N_j = (s_i/d_i)²/(s_j/d_j)² for those behind by d, and
/// N_b = s_b √(Σ N_i²/s_i²) for the one in front. Source: Chen, Lin, Yücesan & Chick (2000), Discrete
/// Event Dynamic Systems 10:251.
package struct BudgetAllocation: Sendable {
  /// The system in front; of equals the first.
  package let best: Int
  /// The shares of the effort, which add up to 1.
  package let fractions: [Double]

  /// Takes means and variances by system, at least two.
  package init(means: [Double], variances: [Double], maximise: Bool) {
    precondition(means.count >= 2 && means.count == variances.count)
    let signed = maximise ? means.map { -$0 } : means
    let best = signed.indices.min { (signed[$0], $0) < (signed[$1], $1) } ?? 0
    // Those as good as the best, and those without spread, must not take all or nothing.
    let spread = (signed.max() ?? 0) - signed[best]
    let least = max(spread * 1e-6, .leastNormalMagnitude.squareRoot())
    let floor = max((variances.max() ?? 0) * 1e-12, .leastNormalMagnitude)
    let own = variances.map { max($0, floor) }
    var weights = signed.indices.map { index -> Double in
      let behind = max(signed[index] - signed[best], least)
      return own[index] / (behind * behind)
    }
    weights[best] = 0
    let greatest = weights.max() ?? 1
    if greatest > 0 { weights = weights.map { $0 / greatest } }
    let sum = signed.indices.reduce(0.0) { $0 + weights[$1] * weights[$1] / own[$1] }
    weights[best] = (own[best] * sum).squareRoot()
    let total = weights.reduce(0, +)
    self.best = best
    fractions = weights.map { $0 / total }
  }

  /// Shares of the effort that were found otherwise.
  init(best: Int, weights: [Double]) {
    let total = weights.reduce(0, +)
    self.best = best
    fractions = weights.map { $0 / total }
  }

  /// How many more each gets, of so many in all: none is ever taken away.
  package func additional(_ more: Int, to counts: [Int]) -> [Int] {
    let targets = targets(more, to: counts)
    let wanted = zip(targets, counts).map { $0 - Double($1) }
    var whole = wanted.map { Int($0.rounded(.down)) }
    let left = more - whole.reduce(0, +)
    let order = wanted.indices.sorted {
      let (a, b) = (wanted[$0] - wanted[$0].rounded(.down), wanted[$1] - wanted[$1].rounded(.down))
      return (b, $0) < (a, $1)
    }
    for index in order.prefix(max(0, left)) { whole[index] += 1 }
    return whole
  }

  /// The counts to aim at: those who have more than their share keep it, the others share the rest.
  package func targets(_ more: Int, to counts: [Int]) -> [Double] {
    let total = Double(counts.reduce(0, +) + more)
    var targets = counts.map(Double.init)
    var open = Set(counts.indices)
    while true {
      let kept = counts.indices.filter { !open.contains($0) }.reduce(0.0) {
        $0 + Double(counts[$1])
      }
      let share = counts.indices.filter { open.contains($0) }.reduce(0.0) { $0 + fractions[$1] }
      guard share > 0 else { return targets }
      var isDone = true
      for index in counts.indices where open.contains(index) {
        targets[index] = (total - kept) * fractions[index] / share
      }
      for index in counts.indices where open.contains(index) {
        if targets[index] < Double(counts[index]) {
          targets[index] = Double(counts[index])
          open.remove(index)
          isDone = false
        }
      }
      if isDone { return targets }
    }
  }

  /// A lower bound of the probability that the one in front is the best, as far as means and
  /// variances tell: 1 − Σ Φ(−d_i/√(s_i²/n_i + s_b²/n_b)) (Bonferroni).
  package static func probability(
    means: [Double], variances: [Double], counts: [Int], maximise: Bool
  ) -> Double {
    let best = BudgetAllocation(means: means, variances: variances, maximise: maximise).best
    var missed = 0.0
    for index in means.indices where index != best {
      let behind = abs(means[index] - means[best])
      let error =
        (variances[index] / Double(counts[index]) + variances[best] / Double(counts[best]))
        .squareRoot()
      missed += error > 0 ? gsl_cdf_ugaussian_P(-behind / error) : behind > 0 ? 0 : 0.5
    }
    return max(0, 1 - missed)
  }
}
