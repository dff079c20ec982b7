import OutputStatistics
import Testing

@Suite struct ProportionTests {
  private struct Vectors: Decodable {
    struct Row: Decodable {
      let successes: Int
      let n: Int
      let level: Double
      let clopper_pearson: [Double]
      let wilson: [Double]
    }
    let proportions: [Row]
  }

  @Test func `Wilson's and Clopper and Pearson's intervals match R, at 0 and at all too`() throws {
    let rows = try vectors("ci_and_comparison", as: Vectors.self).proportions
    #expect(rows.count == 5)
    for row in rows {
      let share = Proportion(successes: row.successes, trials: row.n)
      let wilson = try #require(share.wilson(level: row.level))
      let exact = try #require(share.clopperPearson(level: row.level))
      #expect(isNear(wilson.lowerBound, row.wilson[0], 1e-10))
      #expect(isNear(wilson.upperBound, row.wilson[1], 1e-10))
      #expect(isNear(exact.lowerBound, row.clopper_pearson[0], 1e-10))
      #expect(isNear(exact.upperBound, row.clopper_pearson[1], 1e-10))
    }
  }

  @Test func `Without trials there is neither share nor interval`() {
    let none = Proportion(successes: 0, trials: 0)
    #expect(none.share == nil && none.wilson() == nil && none.clopperPearson() == nil)
  }
}
