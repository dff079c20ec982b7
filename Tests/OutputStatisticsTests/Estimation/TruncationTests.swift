import OutputStatistics
import Testing

@Suite struct TruncationTests {
  private struct Vectors: Decodable {
    struct Rule: Decodable {
      let batch: Int
      let batches: Int
      let d_star_batches_excluding_last5: Int
      let d_star_batches: Int
      let truncate_observations: Int
      let statistic: Double
      let accepted: Bool
      let truncated_mean: Double
      let curve_first10: [Double]
    }
    struct Case: Decodable {
      let name: String
      let data: [Double]
      let mser1: Rule
      let mser5: Rule
    }
    struct Curves: Decodable {
      let reps: [[Double]]
      let averages: [Double]
      let windows: [String: [Double]]
    }
    let cases: [Case]
    let welch: Curves
  }

  @Test func `MSER-1 and MSER-5 cut the reference series where they are to be cut`() throws {
    let reference = try vectors("warmup", as: Vectors.self)
    #expect(reference.cases.count == 5)
    for one in reference.cases {
      for rule in [one.mser1, one.mser5] {
        let cut = try #require(Truncation(one.data, batch: rule.batch))
        #expect(cut.batches == rule.batches)
        #expect(cut.cut == rule.d_star_batches, "\(one.name)")
        #expect(cut.leastAnywhere == rule.d_star_batches_excluding_last5, "\(one.name)")
        #expect(cut.values == rule.truncate_observations)
        #expect(cut.isAccepted == rule.accepted, "\(one.name)")
        #expect(isNear(cut.statistic, rule.statistic, 1e-12))
        #expect(isNear(cut.mean, rule.truncated_mean, 1e-12))
        for (value, expected) in zip(cut.curve, rule.curve_first10) {
          #expect(isNear(value, expected, 1e-12))
        }
      }
    }
  }

  @Test func `Welch's moving averages are those of the reference`() throws {
    let reference = try vectors("warmup", as: Vectors.self).welch
    let series = reference.averages.indices.map { place in
      reference.reps.reduce(0) { $0 + $1[place] } / Double(reference.reps.count)
    }
    for (value, expected) in zip(series, reference.averages) {
      #expect(abs(value - expected) < 1e-12)
    }
    for (window, expected) in reference.windows {
      let averages = Welch.movingAverage(series, window: try #require(Int(window)))
      #expect(averages.count == expected.count)
      for (value, wanted) in zip(averages, expected) { #expect(abs(value - wanted) < 1e-12) }
    }
  }

  @Test func `a series of too few batches is not cut, and one of equal values not at all`() {
    #expect(Truncation(Array(repeating: 1, count: 49)) == nil)
    let flat = Truncation(Array(repeating: 1, count: 50))
    #expect(flat?.cut == 0 && flat?.isAccepted == true && flat?.statistic == 0)
    #expect(Welch.movingAverage([1, 2], window: 2).isEmpty)
  }
}
