import OutputStatistics
import Testing

@Suite struct PairedDifferenceTests {
  private struct Figures: Decodable {
    let mean_diff: Double
    let sd_diff: Double
    let half_width: Double
    let lo: Double?
    let hi: Double?
    let t_stat: Double
    let p_two_sided: Double
    let correlation: Double
    let variance_ratio_vs_independent: Double
    let individual_level: Double?
  }
  private struct Pair: Decodable {
    let a: [Double]
    let b: [Double]
  }
  private struct Names: Decodable {
    let a: String
    let b: String
  }
  private struct Vectors<Item: Decodable>: Decodable {
    let policies: [String: [Double]]
    let bonferroni_all_pairs: [Item]
    let bonferroni_vs_base: [Item]
  }
  private struct Single<Item: Decodable>: Decodable { let paired: Item }

  @Test func `A paired comparison matches the reference`() throws {
    let data = try vectors("ci_and_comparison", as: Single<Pair>.self).paired
    let figures = try vectors("ci_and_comparison", as: Single<Figures>.self).paired
    try expect(PairedDifference(data.a, minus: data.b), figures)
  }

  @Test func `Comparisons at Bonferroni levels match the reference`() throws {
    let named = try vectors("ci_and_comparison", as: Vectors<Names>.self)
    let figures = try vectors("ci_and_comparison", as: Vectors<Figures>.self)
    let names = named.bonferroni_all_pairs + named.bonferroni_vs_base
    let expected = figures.bonferroni_all_pairs + figures.bonferroni_vs_base
    #expect(names.count == 9)
    for (pair, figures) in zip(names, expected) {
      let a = try #require(named.policies[pair.a])
      let b = try #require(named.policies[pair.b])
      let level = try #require(figures.individual_level)
      try expect(PairedDifference(a, minus: b, level: level), figures)
    }
  }

  @Test func `Equal differences are not distinguishable, and constants not correlated`() {
    let shifted = PairedDifference([1, 2, 3], minus: [0, 1, 2])
    #expect(shifted.mean == 1 && shifted.t == nil && shifted.pValue == nil)
    #expect(shifted.isDistinguishable == nil && shifted.correlation == 1)
    #expect(shifted.varianceRatio == 0)
    let flat = PairedDifference([4, 4], minus: [4, 4])
    #expect(flat.correlation == nil && flat.varianceRatio == nil && flat.interval.halfWidth == nil)
    #expect(PairedDifference([], minus: []).mean == nil)
  }

  @Test func `Differences that rounding alone tells apart are one`() {
    // 0.1 more in each, none of which is exact.
    let own = (1...12).map { Double($0) * 1.1 }
    let other = own.map { $0 + 0.1 }
    let plain = zip(other, own).map { $0 - $1 }
    #expect(Set(plain).count > 1)
    let shifted = PairedDifference(other, minus: own)
    #expect(shifted.isConstant && shifted.pValue == nil && shifted.interval.halfWidth == nil)
    #expect(isNear(shifted.mean, 0.1, 1e-12))
    let again = PairedDifference(own.map { $0 * 3 / 3 * 1.7 / 1.7 }, minus: own)
    #expect(again.isConstant && again.mean == 0)
    // A difference of a millionth is a difference.
    var slight = other
    slight[3] += 1e-6
    #expect(!PairedDifference(slight, minus: own).isConstant)
  }

  private func expect(
    _ difference: PairedDifference, _ figures: Figures,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let interval = difference.interval
    let pairs: [(Double?, Double)] = [
      (difference.mean, figures.mean_diff), (interval.sd, figures.sd_diff),
      (interval.halfWidth, figures.half_width),
      (interval.lower, try #require(figures.lo)), (interval.upper, try #require(figures.hi)),
      (difference.t, figures.t_stat), (difference.pValue, figures.p_two_sided),
      (difference.correlation, figures.correlation),
      (difference.varianceRatio, figures.variance_ratio_vs_independent),
    ]
    for (value, expected) in pairs {
      #expect(isNear(value, expected, 1e-10), sourceLocation: location)
    }
    let excludesZero = figures.lo! > 0 || figures.hi! < 0
    #expect(difference.isDistinguishable == excludesZero, sourceLocation: location)
  }
}
