import CGSL

/// Whether the mean of one system meets a limit, told sequentially.
///
/// Means beyond the limit by more than a tolerance ε on either side are told rightly with probability
/// at least 1 − β; within it either answer will do. After n₀ values the sum of the distances from the
/// limit is compared with the triangle max(0, h²S²/(2ε) − εr/2) until it leaves it.
///
/// Source: procedure F_B^I of Andradóttir & Kim (2010), Naval Research Logistics 57:403, with c = 1.
package struct Feasibility: Sendable {
  package enum Answer: Sendable, Equatable { case meets, fails }

  package let limit: Double
  package let tolerance: Double
  /// Whether the mean is to be at least the limit, not at most.
  package let isAtLeast: Bool
  package private(set) var answer: Answer?
  /// After how many values it was told.
  package private(set) var count: Int
  private var sum: Double
  private let reach: Double

  /// Begins with the first stage.
  package init(
    _ values: [Double], limit: Double, tolerance: Double, isAtLeast: Bool, beta: Double
  ) {
    precondition(values.count >= 2 && tolerance > 0 && beta > 0 && beta < 1)
    self.limit = limit
    self.tolerance = tolerance
    self.isAtLeast = isAtLeast
    count = values.count
    let first = Double(count - 1)
    let eta = (pow(2 * beta, -2 / first) - 1) / 2
    reach = 2 * eta * first * (SampleMoments(values).variance ?? 0) / (2 * tolerance)
    sum = values.reduce(0) { $0 + (isAtLeast ? limit - $1 : $1 - limit) }
    look()
  }

  /// Adds the next value; nothing changes once the answer is there.
  package mutating func add(_ value: Double) {
    guard answer == nil else { return }
    sum += isAtLeast ? limit - value : value - limit
    count += 1
    look()
  }

  private mutating func look() {
    let bound = max(0, reach - tolerance / 2 * Double(count))
    if sum <= -bound { answer = .meets } else if sum >= bound { answer = .fails }
  }
}
