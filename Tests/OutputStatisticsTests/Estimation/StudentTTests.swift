import OutputStatistics
import Testing

@Suite struct StudentTTests {
  private struct Vectors: Decodable {
    struct Row: Decodable {
      let p: Double
      let df: Double
      let t: Double
    }
    let t_quantiles: [Row]
  }

  @Test func `Quantiles match the reference within 1e-11, in both tails`() throws {
    let rows = try vectors("ci_and_comparison", as: Vectors.self).t_quantiles
    #expect(rows.count > 80)
    for row in rows {
      #expect(isNear(StudentT.quantile(row.p, degreesOfFreedom: row.df), row.t, 1e-11))
      #expect(isNear(StudentT.quantile(1 - row.p, degreesOfFreedom: row.df), -row.t, 1e-10))
      let level = 2 * row.p - 1
      #expect(isNear(StudentT.criticalValue(level: level, degreesOfFreedom: row.df), row.t, 1e-11))
    }
  }

  @Test func `Tails undo quantiles`() throws {
    for row in try vectors("ci_and_comparison", as: Vectors.self).t_quantiles {
      #expect(isNear(StudentT.upperTail(row.t, degreesOfFreedom: row.df), 1 - row.p, 1e-10))
      #expect(isNear(StudentT.twoSidedP(-row.t, degreesOfFreedom: row.df), 2 - 2 * row.p, 1e-10))
    }
    #expect(StudentT.twoSidedP(0, degreesOfFreedom: 4) == 1)
  }
}
