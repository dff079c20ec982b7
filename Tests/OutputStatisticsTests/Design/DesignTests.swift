import OutputStatistics
import Testing

@Suite struct DesignTests {
  @Test func `a grid has every combination, the last dimension fastest`() {
    #expect(
      DesignPoints.grid(levels: [2, 3]) == [
        [0, 0], [0, 0.5], [0, 1], [1, 0], [1, 0.5], [1, 1],
      ])
    #expect(DesignPoints.grid(levels: [1]) == [[0.5]])
  }

  @Test func `a Latin hypercube has one point in every stratum of every dimension`() {
    for count in [2, 7, 50] {
      let points = DesignPoints.latinHypercube(count, dimensions: 5, seed: 3)
      for dimension in 0..<5 {
        let strata = points.map { Int($0[dimension] * Double(count)) }
        #expect(strata.sorted() == Array(0..<count))
      }
      #expect(points == DesignPoints.latinHypercube(count, dimensions: 5, seed: 3))
      #expect(points != DesignPoints.latinHypercube(count, dimensions: 5, seed: 4))
    }
  }

  /// The first points in two dimensions as in Bratley & Fox (1988), Algorithm 659, Table I.
  @Test func `Sobol's sequence is the published one, and begins alike for any number`() {
    #expect(
      DesignPoints.sobol(7, dimensions: 2) == [
        [0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.375, 0.375], [0.875, 0.875], [0.625, 0.125],
        [0.125, 0.625],
      ])
    #expect(
      Array(DesignPoints.sobol(64, dimensions: 2).prefix(7)) == DesignPoints.sobol(7, dimensions: 2)
    )
    // Of 2^m − 1 points and 0, every elementary interval of side 2^−m has one.
    let points = DesignPoints.sobol(63, dimensions: 40) + [Array(repeating: 0, count: 40)]
    for dimension in 0..<40 {
      #expect(Set(points.map { Int($0[dimension] * 64) }).count == 64)
    }
  }

  @Test func `a trajectory of Morris changes every dimension once, by two thirds`() {
    let points = DesignPoints.morris(trajectories: 6, dimensions: 4, seed: 9)
    #expect(points.count == 30)
    for start in stride(from: 0, to: 30, by: 5) {
      var changed: Set<Int> = []
      for index in start..<(start + 4) {
        let moves = (0..<4).filter { points[index][$0] != points[index + 1][$0] }
        #expect(moves.count == 1)
        changed.formUnion(moves)
        #expect(abs(abs(points[index][moves[0]] - points[index + 1][moves[0]]) - 2.0 / 3) < 1e-15)
      }
      #expect(changed.count == 4)
    }
    #expect(points.joined().allSatisfy { $0 > -1e-15 && $0 < 1 + 1e-15 })
  }

  @Test func `a fit finds a plane again, and leaves out what does not vary`() throws {
    let inputs = [[0, 1, 7], [1, 3, 7], [2, 0, 7], [3, 5, 7], [4, 2, 7]].map { $0.map(Double.init) }
    let fit = try #require(LinearRegression(inputs, inputs.map { 2 + 3 * $0[0] - 0.5 * $0[1] }))
    for (value, expected) in zip(fit.coefficients, [2, 3, -0.5, 0]) {
      #expect(abs(value - expected) < 1e-12)
    }
    #expect(isNear(fit.explained, 1, 1e-12))
    #expect(isNear(fit.value(at: [10, 2, 7]), 31, 1e-12))
    let response = try #require(LinearRegression([[1], [2], [3], [4]], [1, 3, 2, 5]))
    #expect(abs(response.coefficients[0]) < 1e-12)
    #expect(isNear(response.coefficients[1], 1.1, 1e-12))
    #expect(isNear(response.explained, 6.05 / 8.75, 1e-12))
    #expect(isNear(response.standardised?[0], (6.05 / 8.75).squareRoot(), 1e-12))
    #expect(LinearRegression([[1], [2]], [1, 2]) == nil)
    #expect(LinearRegression([[1], [2], [3]], [4, 4, 4])?.explained == nil)
  }

  @Test func `elementary effects are summed up by mean, mean size and spread`() {
    let effects = ElementaryEffects([2, -2, 3])
    #expect(effects.mean == 1 && isNear(effects.meanSize, 7.0 / 3, 1e-15))
    #expect(isNear(effects.sd, 7.0.squareRoot(), 1e-15))
    #expect(ElementaryEffects([]).mean == nil)
  }
}
