import CGSL

/// Whether the mean of one system meets a limit, told sequentially.
///
/// Means beyond the limit by more than a tolerance ε on either side are told rightly with probability
/// at least 1 − β; within it either answer will do. After n₀ values the sum of the distances from the
/// limit is compared with the triangle max(0, h²S²/(2ε) − εr/2) until it leaves it.
///
/// Source: procedure F_B^I of Andradóttir & Kim (2010), Naval Research Logistics 57:403, with c = 1.
/// It takes normal values with a variance above 0, so two cases are told apart from the first stage
/// on. Shares of which all values so far are 0 or 1 are told by `ShareTest`, which needs no variance;
/// both halves then have β/2. Other values that are all the same do not end the first stage: it goes
/// on until one differs, or until `Sameness.enough` of them make the figure certain.
package struct Feasibility: Sendable {
  package enum Answer: Sendable, Equatable { case meets, fails }

  /// How it is told.
  private enum Method {
    /// All values so far are the same.
    case waiting
    /// The top of the triangle, h²S²/(2ε).
    case triangle(reach: Double)
    case share(ShareTest)
  }

  package let limit: Double
  package let tolerance: Double
  /// Whether the mean is to be at least the limit, not at most.
  package let isAtLeast: Bool
  package private(set) var answer: Answer?
  /// After how many values it was told.
  package private(set) var count: Int
  private var sum: Double
  private let beta: Double
  private var method: Method
  /// The values, as long as the first stage lasts.
  private var first: [Double]

  /// Begins with the first stage.
  ///
  /// - Parameters:
  ///   - isShare: whether all values lie from 0 to 1.
  ///   - isCertain: whether nothing is drawn at random, so that one value is all.
  package init(
    _ values: [Double], limit: Double, tolerance: Double, isAtLeast: Bool, beta: Double,
    isShare: Bool = false, isCertain: Bool = false
  ) {
    precondition(values.count >= 2 && tolerance > 0 && beta > 0 && beta < 1)
    self.limit = limit
    self.tolerance = tolerance
    self.isAtLeast = isAtLeast
    self.beta = isShare ? beta / 2 : beta
    count = values.count
    sum = values.reduce(0) { $0 + (isAtLeast ? limit - $1 : $1 - limit) }
    first = values
    method = .waiting
    if isCertain, Sameness.holds(values) {
      answer = sum <= 0 ? .meets : .fails
    } else if isShare, values.allSatisfy({ $0 == 0 || $0 == 1 }) {
      var test = ShareTest(limit: limit, tolerance: tolerance, beta: self.beta)
      for value in values { test.add(value) }
      method = .share(test)
      look()
    } else {
      endFirstStage()
    }
  }

  /// Adds the next value; nothing changes once the answer is there.
  package mutating func add(_ value: Double) {
    guard answer == nil else { return }
    sum += isAtLeast ? limit - value : value - limit
    count += 1
    switch method {
    case .share(var test):
      test.add(value)
      method = .share(test)
      look()
    case .triangle: look()
    case .waiting:
      first.append(value)
      endFirstStage()
    }
  }

  /// Ends the first stage if its values differ, or if they are the same often enough.
  private mutating func endFirstStage() {
    if !Sameness.holds(first) {
      let degrees = Double(count - 1)
      let eta = (pow(2 * beta, -2 / degrees) - 1) / 2
      let variance = SampleMoments(first).variance ?? 0
      method = .triangle(reach: 2 * eta * degrees * variance / (2 * tolerance))
      look()
    } else if count >= Sameness.enough(error: beta) {
      answer = sum <= 0 ? .meets : .fails
    }
  }

  private mutating func look() {
    switch method {
    case .waiting: break
    case .share(let test):
      answer = test.isAbove.map { $0 == isAtLeast ? .meets : .fails }
    case .triangle(let reach):
      let bound = max(0, reach - tolerance / 2 * Double(count))
      if sum <= -bound { answer = .meets } else if sum >= bound { answer = .fails }
    }
  }
}
