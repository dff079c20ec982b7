import OutputStatistics
import Testing

@Suite("The variance due to data") struct InputVarianceTests {
  /// Worked out by hand: rows 2 and 6, columns 3, 4 and 5, mean 4; between 3 · (4 + 4)/1 = 24, what is
  /// left over is 0, 1, −1 and 0, −1, 1: 4 over two degrees of freedom.
  @Test func `is that of the layout in two ways`() throws {
    let variance = try #require(InputVariance([[1, 3, 2], [5, 5, 8]]))
    #expect(variance.mean == 4 && variance.samples == 2)
    #expect(isNear(variance.variance, (24.0 - 2) / 3, 1e-12))
    #expect(isNear(variance.share(besides: 1), 22.0 / 25, 1e-12))
    // F of 12 with 1 and 2 degrees of freedom; P(F ≤ f) = √(f/(f + 2)).
    #expect(isNear(variance.pValue ?? 2, 1 - (6.0 / 7).squareRoot(), 1e-9))
    #expect(isNear(variance.upperVariance(level: 0.95), (24 * 0.9975 / 0.005 - 2) / 3, 1e-6))
    // 1.279 degrees of freedom: 8.333²/(7.333²/1 + 1²/2); the quantile by SciPy 1.17.
    let half = 7.70751769388542 * (22.0 / 3 + 1).squareRoot()
    #expect(
      isNear(variance.halfWidth(besides: 1, replications: 3, level: 0.95), half, 1e-8))
  }

  @Test func `is 0 where samples differ by chance alone, and needs two of each`() {
    #expect(InputVariance([[1, 5], [5, 1]])?.variance == 0)
    let chance = InputVariance([[1, 5], [5, 1]])
    #expect(chance?.pValue == 1)
    // The rest is 16 with one degree of freedom; 5 % of F(1, 1) lie below tan²(0.05 · π/2).
    let least = 0.0061939
    #expect(
      isNear(chance?.upperVariance(level: 0.95) ?? 0, (16 / least - 16) / 2, 1e-3 * 16 / least))
    #expect(InputVariance([[1, 1], [1, 1]])?.share(besides: 0) == nil)
    #expect(InputVariance([[1, 2]]) == nil)
    #expect(InputVariance([[1], [2]]) == nil)
  }
}
