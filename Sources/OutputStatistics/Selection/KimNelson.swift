import CGSL

/// The fully sequential selection of the best of k systems by Kim & Nelson.
///
/// With probability at least 1 − α the system chosen has the best mean, if it is better than every
/// other by the indifference δ. Where others are nearer, one of these may be chosen, of which nothing
/// is proved (Eckman & Henderson 2018, Proceedings of the Winter Simulation Conference, 386). After a
/// first stage of n₀ values of each, one value at a time is added to those that are still in; a system
/// falls out as soon as some other leads it by more than max(0, δ/(2r) · (h²S²/δ² − r)), where S² is
/// the variance of the first-stage differences of the two. After more than h²S²/δ² values of all pairs
/// that are still in, the greatest mean wins: that ends ties. Common random numbers make S² small, and
/// are allowed; `needsMore` says whether the first stage shows a variance at all.
///
/// Source: Kim & Nelson (2001), ACM TOMACS 11:251, with c = 1.
package struct KimNelson: Sendable {
  /// Which way a mean should go.
  package let maximise: Bool
  package let indifference: Double
  /// η = ((2α/(k − 1))^(−2/(n₀ − 1)) − 1)/2 and h² = 2η(n₀ − 1).
  package let eta: Double
  package var h2: Double { 2 * eta * Double(firstStage - 1) }
  package let firstStage: Int
  /// Values of each system that is still in.
  package private(set) var count: Int
  /// The systems that are still in, rising.
  package private(set) var surviving: [Int]
  /// After how many values a system fell out.
  package private(set) var eliminatedAt: [Int: Int] = [:]
  /// Those that fell out with the very sum of the one selected.
  package private(set) var tied: Set<Int> = []
  private var sums: [Double]
  private let variances: [[Double]]

  /// The one that is left, once it is alone.
  package var selected: Int? { surviving.count == 1 ? surviving[0] : nil }

  /// The constant η for k systems.
  ///
  /// - Parameter independent: where no common random numbers are used, a slightly smaller one will do.
  package static func eta(systems k: Int, firstStage: Int, alpha: Double, independent: Bool = false)
    -> Double
  {
    precondition(k >= 2 && firstStage >= 2 && alpha > 0 && alpha < 1)
    let each =
      independent ? 1 - pow(1 - alpha, 1 / Double(k - 1)) : alpha / Double(k - 1)
    return (pow(2 * each, -2 / Double(firstStage - 1)) - 1) / 2
  }

  /// Begins with the first stage: values by system, equally many of each.
  package init(
    _ values: [[Double]], indifference: Double, alpha: Double, maximise: Bool,
    independent: Bool = false
  ) {
    precondition(!values.isEmpty && indifference > 0)
    let first = values[0].count
    precondition(first >= 2 && values.allSatisfy { $0.count == first })
    self.maximise = maximise
    self.indifference = indifference
    firstStage = first
    count = first
    surviving = Array(values.indices)
    sums = values.map { $0.reduce(0, +) }
    eta =
      values.count < 2
      ? 0
      : Self.eta(
        systems: values.count, firstStage: first, alpha: alpha, independent: independent)
    variances = values.indices.map { i in
      values.indices.map { l in
        SampleMoments(zip(values[i], values[l]).map { $0 - $1 }).variance ?? 0
      }
    }
    screen()
  }

  /// Whether a first stage is too short: two systems differ by the same in all its values, which for
  /// normal values does not happen and says nothing of how they differ otherwise.
  ///
  /// After `Sameness.enough` values a difference that was always the same is taken as certain, be it 0
  /// or not: fewer than one replication in twenty can then differ, but for the error α/(k − 1).
  package static func needsMore(_ values: [[Double]], alpha: Double) -> Bool {
    let count = values[0].count
    if values.count < 2 || count >= Sameness.enough(error: alpha / Double(values.count - 1)) {
      return false
    }
    let size = values.reduce(0.0) { $1.reduce($0) { max($0, abs($1)) } }
    return values.indices.contains { i in
      values[..<i].contains { other in
        Sameness.holds(zip(values[i], other).map { $0 - $1 }, size: size)
      }
    }
  }

  /// The variance of the first-stage differences of two systems.
  package func variance(_ i: Int, _ l: Int) -> Double { variances[i][l] }

  /// Adds the next value of every system that is still in, by system.
  package mutating func add(_ values: [Int: Double]) {
    for system in surviving {
      guard let value = values[system] else {
        preconditionFailure("internal: a system without its value")
      }
      sums[system] += value
    }
    count += 1
    screen()
  }

  /// Drops those that some other leads by too much.
  private mutating func screen() {
    let r = Double(count)
    let out = surviving.filter { i in
      surviving.contains { l in
        guard l != i else { return false }
        let lead = (maximise ? sums[l] - sums[i] : sums[i] - sums[l]) / r
        let squared = indifference * indifference
        let margin = indifference / (2 * r) * (h2 * variances[i][l] / squared - r)
        return lead > max(0, margin)
      }
    }
    for system in out { eliminatedAt[system] = count }
    surviving.removeAll { out.contains($0) }
    endTies()
  }

  /// Takes the greatest mean, the first of equal ones, once r > ⌊h²S²/δ²⌋ for all pairs.
  private mutating func endTies() {
    guard surviving.count > 1 else { return }
    let most = surviving.reduce(0.0) { most, i in
      surviving.reduce(most) { max($0, variances[i][$1]) }
    }
    let last = (h2 * most / (indifference * indifference)).rounded(.down)
    guard Double(count) > last else { return }
    let greatest = surviving.map { maximise ? sums[$0] : -sums[$0] }.max()
    let best = surviving.first { (maximise ? sums[$0] : -sums[$0]) == greatest } ?? surviving[0]
    for system in surviving where system != best {
      eliminatedAt[system] = count
      if sums[system] == sums[best] { tied.insert(system) }
    }
    surviving = [best]
  }
}
