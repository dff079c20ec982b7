import OutputStatistics
import Testing

@Suite struct MultipleComparisonTests {
  private struct Vectors: Decodable {
    struct Row: Decodable {
      let p_two_sided: Double
      let individual_level: Double
      let p_bonferroni: Double
      let p_holm: Double
    }
    let bonferroni_all_pairs: [Row]
    let bonferroni_vs_base: [Row]
  }

  @Test func `Adjusted p-values and levels match R's p.adjust`() throws {
    let reference = try vectors("ci_and_comparison", as: Vectors.self)
    for family in [reference.bonferroni_all_pairs, reference.bonferroni_vs_base] {
      let pValues = family.map { Optional($0.p_two_sided) }
      let bonferroni = MultipleComparison.bonferroni(pValues)
      let holm = MultipleComparison.holm(pValues)
      let level = MultipleComparison.individualLevel(0.95, comparisons: family.count)
      for (index, row) in family.enumerated() {
        #expect(isNear(bonferroni[index], row.p_bonferroni, 1e-10))
        #expect(isNear(holm[index], row.p_holm, 1e-10))
        #expect(isNear(level, row.individual_level, 1e-14))
      }
    }
  }

  @Test func `A comparison without a p-value counts in its family and stays without`() {
    #expect(MultipleComparison.bonferroni([0.01, nil, 0.5]) == [0.03, nil, 1])
    #expect(MultipleComparison.holm([0.3, nil, 0.01]) == [0.6, nil, 0.03])
    #expect(MultipleComparison.holm([]).isEmpty)
  }
}
