import CGSL

/// On which side of a limit the mean of values from 0 to 1 lies, told sequentially and exactly.
///
/// Of 0 and 1 alone it is Wald's sequential test of p₀ = limit − ε against p₁ = limit + ε (1945,
/// Annals of Mathematical Statistics 16:117). Between them the factor of a value x is the weighted mean
/// x·p₁/p₀ + (1 − x)·(1 − p₁)/(1 − p₀), whose expectation is at most 1 wherever the mean is at most p₀;
/// so the product passes 1/β with probability at most β, whatever else the values do (Waudby-Smith &
/// Ramdas 2024, JRSS B 86:1). No variance is estimated, so it needs none, and no first stage.
package struct ShareTest: Sendable {
  /// Limits of p₀ and p₁: a mean at most p₀ is not called above, one at least p₁ not below, but with
  /// probability β.
  package let low: Double
  package let high: Double
  /// Whether the mean is above, once that is told.
  package private(set) var isAbove: Bool?
  private let goal: Double
  private var up = 0.0
  private var down = 0.0

  package init(limit: Double, tolerance: Double, beta: Double) {
    // Beyond 0 and 1 there is nothing to tell apart; half the way there asks for more than ε does.
    low = min(1, max(limit - tolerance, limit / 2, 0))
    high = max(0, min(limit + tolerance, (1 + limit) / 2, 1))
    goal = -log(beta)
    if limit - tolerance >= 1 { isAbove = false } else if limit + tolerance <= 0 { isAbove = true }
  }

  /// Adds the next value; nothing changes once the answer is there.
  package mutating func add(_ value: Double) {
    guard isAbove == nil else { return }
    up += log(factor(value, of: high, against: low))
    down += log(factor(value, of: low, against: high))
    if up >= goal { isAbove = true } else if down >= goal { isAbove = false }
  }

  private func factor(_ value: Double, of one: Double, against other: Double) -> Double {
    (value > 0 ? value * one / other : 0) + (value < 1 ? (1 - value) * (1 - one) / (1 - other) : 0)
  }
}
