import OutputStatistics
import Testing

@Suite("Control variates") struct ControlledMeanTests {
  private static let controls = [
    [2.06, 0.7], [1.28, 2.54], [2.17, -0.68], [1.25, 0.15], [0.2, 0.71], [0.44, 1.75],
    [1.06, 0.42], [0.74, 0.63], [1.79, 0.09], [0.61, -0.55], [-2.25, 0.95], [1.16, -0.44],
  ]
  private static let values = [
    8.73, 4.41, 8.75, 6.68, 5.57, 5.17, 6.37, 5.86, 7.18, 5.31, 0.79, 7.13,
  ]

  /// Expected values by ordinary least squares in NumPy 2 and the t quantile of SciPy 1.17.
  @Test func `give the constant of the regression, with n − q − 1 degrees of freedom`() throws {
    let mean = try #require(ControlledMean(Self.values, controls: Self.controls))
    #expect(isNear(mean.mean, 4.933389996782365, 1e-12))
    #expect(isNear(mean.lower, 4.273252860268175, 1e-12))
    #expect(isNear(mean.upper, 5.593527133296555, 1e-12))
    #expect(isNear(mean.varianceFactor, 0.22789001135077344, 1e-12))
    #expect(isNear(mean.explained, 0.9181608524619959, 1e-12))
    #expect(mean.rank == 2 && mean.count == 12)
  }

  @Test func `leave out what follows from others or does not vary`() throws {
    let mean = try #require(ControlledMean(Self.values, controls: Self.controls))
    let more = Self.controls.map { [$0[0], 3, $0[1], $0[0] * 1e6, $0[0] - 2 * $0[1]] }
    let same = try #require(ControlledMean(Self.values, controls: more))
    #expect(same.rank == 2)
    #expect(isNear(same.mean, mean.mean, 1e-9) && isNear(same.lower, mean.lower ?? 0, 1e-9))
    #expect(isNear(same.varianceFactor, mean.varianceFactor ?? 0, 1e-9))
  }

  @Test func `without controls give the plain mean and its interval`() throws {
    let plain = MeanInterval(Self.values)
    let mean = try #require(ControlledMean(Self.values, controls: Self.values.map { _ in [] }))
    #expect(isNear(mean.mean, plain.mean ?? 0, 1e-12))
    #expect(isNear(mean.lower, plain.lower ?? 0, 1e-12))
    #expect(isNear(mean.varianceFactor, 1, 1e-12) && mean.rank == 0)
  }

  @Test func `take all chance out of what is made of controls alone`() throws {
    let exact = Self.controls.map { 7 + 2 * $0[0] - 3 * $0[1] }
    let mean = try #require(ControlledMean(exact, controls: Self.controls))
    #expect(isNear(mean.mean, 7, 1e-12) && isNear(mean.explained, 1, 1e-12))
    #expect((mean.varianceFactor ?? 1) < 1e-20)
  }

  @Test func `need more replications than controls and one`() {
    let few = Array(Self.controls.prefix(3))
    #expect(ControlledMean(Array(Self.values.prefix(3)), controls: few) == nil)
    #expect(
      ControlledMean(Array(Self.values.prefix(4)), controls: Array(Self.controls.prefix(4))) != nil)
    let constant = ControlledMean([2, 2, 2, 2], controls: [[1], [2], [0], [1]])
    #expect(constant?.mean == 2 && constant?.lower == nil && constant?.varianceFactor == nil)
  }
}
