/// Corrections for several comparisons that shall hold together.
package enum MultipleComparison {
  /// The level of each of c intervals that hold together at a level, 1 − α/c (Bonferroni).
  package static func individualLevel(_ level: Double, comparisons: Int) -> Double {
    precondition(comparisons > 0 && level > 0 && level < 1)
    return 1 - (1 - level) / Double(comparisons)
  }

  /// Bonferroni's adjusted p-values min(1, c·p), which agree with intervals at `individualLevel`.
  ///
  /// Comparisons without a p-value belong to the family and are counted.
  package static func bonferroni(_ pValues: [Double?]) -> [Double?] {
    pValues.map { p in p.map { min(1, $0 * Double(pValues.count)) } }
  }

  /// Holm's step-down adjusted p-values: never greater than Bonferroni's, with the same guarantee.
  ///
  /// Comparisons without a p-value are counted as the largest. Source: Holm (1979), Scandinavian
  /// Journal of Statistics 6:65.
  package static func holm(_ pValues: [Double?]) -> [Double?] {
    let known = pValues.enumerated().compactMap { entry in
      entry.element.map { (index: entry.offset, p: $0) }
    }
    var adjusted = [Double?](repeating: nil, count: pValues.count)
    var greatest = 0.0
    let rising = known.sorted { ($0.p, $0.index) < ($1.p, $1.index) }
    for (rank, entry) in rising.enumerated() {
      greatest = max(greatest, min(1, entry.p * Double(pValues.count - rank)))
      adjusted[entry.index] = greatest
    }
    return adjusted
  }
}
