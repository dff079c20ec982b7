import OutputStatistics
import Testing

@Suite struct QuantileTests {
  private struct Vectors: Decodable {
    struct Row: Decodable {
      let p: Double
      let by_type: [String: Double]
    }
    struct Ranks: Decodable {
      let n: Int
      let p: Double
      let alpha: Double
      let l: Int?
      let u: Int?
      let coverage: Double?
    }
    struct Least: Decodable {
      let p: Double
      let level: Double
      let min_n_for_upper_bound: Int
    }
    let sample60: [Double]
    let hyndman_fan: [Row]
    let order_statistic_ci: [Ranks]
    let min_n: [Least]
  }

  @Test func `Type 7 matches R within 1e-12`() throws {
    let reference = try vectors("quantiles", as: Vectors.self)
    for row in reference.hyndman_fan {
      let expected = try #require(row.by_type["7"])
      #expect(isNear(Quantile.type7(of: reference.sample60, row.p), expected, 1e-12))
    }
  }

  @Test func `Quantiles of none, of one and of infinite spans are what they must be`() {
    #expect(Quantile.type7(of: [], 0.5) == nil)
    #expect(Quantile.type7(of: [3], 0.99) == 3)
    let greatest = Double.greatestFiniteMagnitude
    #expect(Quantile.type7(of: [-greatest, greatest], 0.5) == 0)
  }

  @Test func `Ranks of order-statistic intervals are exact, or absent where none will do`() throws {
    let rows = try vectors("quantiles", as: Vectors.self).order_statistic_ci
    #expect(rows.count > 40)
    for row in rows {
      let ranks = Quantile.ranks(count: row.n, row.p, level: 1 - row.alpha)
      #expect(ranks.lower == row.l && ranks.upper == row.u, "n \(row.n), p \(row.p)")
      if let coverage = row.coverage {
        #expect(isNear(ranks.coverage, coverage, 1e-10))
      } else {
        #expect(ranks.coverage == nil)
      }
    }
    #expect(Quantile.ranks(count: 0, 0.5, level: 0.95).upper == nil)
  }

  @Test func `The least number of values for an upper bound is that of the reference`() throws {
    for row in try vectors("quantiles", as: Vectors.self).min_n {
      #expect(Quantile.minimumCount(row.p, level: row.level) == row.min_n_for_upper_bound)
    }
  }

  @Test func `An estimate has the order statistics around it`() throws {
    // Of ten values the 2nd and the 9th hold the median with 97.9 %; B ~ Bin(10, ½), P(B ≤ 1) = 0.011.
    let values = (1...10).map(Double.init)
    let median = try #require(Quantile.estimate(ofSorted: values, 0.5, level: 0.95))
    #expect(median.value == 5.5 && median.lower == 2 && median.upper == 9)
    let high = try #require(Quantile.estimate(ofSorted: values, 0.95, level: 0.95))
    #expect(high.upper == nil && high.lower != nil)
    #expect(Quantile.estimate(ofSorted: [], 0.5, level: 0.95) == nil)
  }
}
