import Foundation
import OutputStatistics
import Testing

@Suite("A budget where limits are to be kept") struct ConstrainedAllocationTests {
  private typealias System = ConstrainedAllocation.System

  /// Values with a mean and the variance 1 (n = 9: 4·(±1), one 0).
  private func values(_ mean: Double) -> [Double] {
    [1, -1, 1, -1, 0, 1, -1, 1, -1].map { mean + $0 }
  }

  private let limit = ConstrainedAllocation.Limit(limit: 10, isAtLeast: true)

  /// Worked by hand.
  ///
  /// 0 is the best that keeps the limit by 2; 1 is behind by 2; 2 is better but breaks the limit by 4;
  /// 3 is behind by 1 and breaks the limit by 3. N ∝ σ²/d²: 1/4, 1/16, and 1/9 by the limit; the best
  /// needs √(1/4²) against 1 and 1/4 for its own limit.
  @Test func `each gets what its plainer mistake needs`() throws {
    let known = ConstrainedAllocation(
      [
        System(objective: values(5), limited: [values(12)]),
        System(objective: values(3), limited: [values(11)]),
        System(objective: values(9), limited: [values(6)]),
        System(objective: values(4), limited: [values(7)]),
      ], limits: [limit], maximise: true)
    #expect(known.best == 0 && known.broken == [nil, nil, 0, 0])
    let weights = [1.0 / 4, 1.0 / 4, 1.0 / 16, 1.0 / 9]
    let total = weights.reduce(0, +)
    for (fraction, weight) in zip(known.allocation.fractions, weights) {
      #expect(abs(fraction - (0.9 * weight / total + 0.1 / 4)) < 1e-12)
    }
    // Φ(−2·3) for the limit of the best, Φ(−2/√(2/9)) for 1 whose values move with it:
    // the differences have no spread at all, so that nothing is missed there.
    let probability = try #require(known.probability)
    #expect(abs(probability - (1 - 9.865876e-10)) < 1e-12)
  }

  @Test func `a run of zeros is no certainty`() throws {
    // 5 zeros: p = 1/7, variance 6/49, error √(6/245) = 0.1565; 0.48 off: 3.067 errors.
    let zeros = Array(repeating: 0.0, count: 5)
    let mixed = [1.0, 1, 0, 1, 1]
    let known = ConstrainedAllocation(
      [
        System(objective: [1, 2, 3, 4, 5], limited: [mixed]),
        System(objective: [11, 12, 13, 14, 15], limited: [zeros]),
      ], limits: [ConstrainedAllocation.Limit(limit: 0.48, isAtLeast: true)], maximise: true)
    #expect(known.best == 0)
    // The better one keeps the limit with Φ(−3.067) = 0.00108; the best breaks it with p = 5/7,
    // error √(10/245) = 0.2020: 0.32/0.2020 = 1.584 errors, Φ(−1.584) = 0.0566.
    let probability = try #require(known.probability)
    #expect(abs(probability - (1 - 0.00108 - 0.0566)) < 0.0002, "\(probability)")
    #expect(known.allocation.fractions[1] > 0.05)
  }

  @Test func `without a best one the nearest to the limits get most`() {
    let known = ConstrainedAllocation(
      [
        System(objective: values(1), limited: [values(9)]),
        System(objective: values(2), limited: [values(8)]),
      ], limits: [limit], maximise: true)
    #expect(known.best == nil && known.probability == nil)
    #expect(known.allocation.fractions[0] > 0.7)
  }
}
