import Foundation
import OutputStatistics
import Testing

@Suite struct QuantileSketchTests {
  private static let orders = [0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.9999, 1]

  @Test func `An empty sketch has no quantile`() {
    let summary = TickSketch().summary()
    #expect(summary.quantile(0.5) == nil && summary.min == nil && summary.max == nil)
    #expect(summary.count == 0 && summary == TickQuantiles())
  }

  @Test func `Up to 16,384 observations quantiles are exactly those of type 7`() {
    var generator = TestGenerator(state: 51)
    for count in [1, 2, 3, 63, 64, 65, 1000, 16_384] {
      let values = (0..<count).map { _ in generator.anyMagnitude() >> 11 }
      let summary = sketched(values)
      let sorted = values.sorted().map(Double.init)
      #expect(summary.isExact && summary.count == count)
      for p in Self.orders {
        #expect(summary.quantile(p) == Quantile.type7(ofSorted: sorted, p))
      }
    }
  }

  @Test func `Beyond 16,384 observations quantiles err by at most 2^-11 at every magnitude`() {
    var generator = TestGenerator(state: 52)
    for bits in stride(from: Int64(1), through: 62, by: 3) {
      let values = (0..<16_385).map { _ in
        let dropped = 62 - bits + Int64.random(in: 0...3, using: &generator)
        return Int64(generator.next() >> 1) >> dropped
      }
      let summary = sketched(values)
      let sorted = values.sorted().map(Double.init)
      #expect(!summary.isExact)
      #expect(summary.min == sorted.first && summary.max == sorted.last)
      for p in Self.orders {
        let exact = Quantile.type7(ofSorted: sorted, p)!
        #expect(abs(summary.quantile(p)! - exact) <= exact * (0x1p-11 + 0x1p-50))
      }
      if bits <= 11 { #expect(summary.quantile(0.5) == Quantile.type7(ofSorted: sorted, 0.5)) }
    }
  }

  @Test func `Quantiles at the ends are the exact extremes even in buckets`() {
    var values = [Int64](repeating: 1_000_000_007, count: 20_000)
    values.append(999_999_999)
    values.append(1_234_567_891)
    let summary = sketched(values)
    #expect(summary.quantile(0) == 999_999_999 && summary.quantile(1) == 1_234_567_891)
    // All middle observations are equal: the representative is within the bound, never outside.
    #expect(isNear(summary.quantile(0.5), 1_000_000_007, 0x1p-11))
    #expect(sketched(Array(repeating: 1_000_000_007, count: 20_000)).quantile(0.5) == 1_000_000_007)
  }

  @Test func `The state depends on the multiset alone, however it is recorded and merged`() {
    var generator = TestGenerator(state: 53)
    // Totals below, at and above the number that is kept exactly.
    for total in [500, 16_384, 16_385, 50_000] {
      let values = (0..<total).map { _ in generator.anyMagnitude() >> 20 }
      let whole = sketched(values)
      for _ in 0..<4 {
        let parts = split(values.shuffled(using: &generator), using: &generator)
        var summaries = parts.map(sketched)
        summaries.append(TickQuantiles())
        var merged = TickQuantiles()
        for summary in summaries.shuffled(using: &generator) { merged.merge(summary) }
        #expect(merged == whole)
        var sketch = TickSketch()
        for summary in summaries.shuffled(using: &generator) { sketch.merge(summary) }
        #expect(sketch.summary() == whole)
        let middle = summaries.count / 2
        let tree = joined([joined(summaries[..<middle]), joined(summaries[middle...])])
        #expect(tree == whole)
      }
    }
  }

  @Test func `Sketches merge into each other in either direction`() {
    var small = TickSketch()
    var large = TickSketch()
    for tick in Int64(0)..<100 { small.record(tick * 77_777) }
    for tick in Int64(0)..<20_000 { large.record(tick * 33_333) }
    var other = TickSketch(resuming: large.summary())
    small.merge(large)
    let smallFirst = small.summary()
    other.merge(sketched((0..<100).map { $0 * 77_777 }))
    #expect(smallFirst == other.summary() && smallFirst.count == 20_100)
  }

  @Test func `Removing all returns to the exact phase`() {
    var sketch = TickSketch()
    for tick in Int64(0)..<20_000 { sketch.record(tick) }
    sketch.removeAll()
    #expect(sketch.count == 0 && sketch.summary() == TickQuantiles())
    sketch.record(5)
    #expect(sketch.quantile(0.5) == 5 && sketch.summary().isExact)
    sketch.removeAll()
    #expect(sketch.count == 0 && sketch.quantile(0.5) == nil)
    sketch.record(6)
    #expect(sketch.count == 1 && sketch.quantile(1) == 6)
  }

  @Test func `Doubles of both signs have exact and then bounded quantiles`() {
    var generator = TestGenerator(state: 54)
    for count in [999, 30_001] {
      var sketch = RealSketch()
      let values = (0..<count).map { _ in
        Double.random(in: -1...1, using: &generator)
          * scalbn(1, Int.random(in: -40...40, using: &generator))
      }
      for value in values { sketch.record(value) }
      let summary = sketch.summary()
      let sorted = values.sorted()
      #expect(summary.min == sorted.first && summary.max == sorted.last)
      for p in Self.orders {
        let exact = Quantile.type7(ofSorted: sorted, p)!
        // Between two order statistics the error is bounded by the larger of them.
        let index = Int(p * Double(count - 1))
        let scale = max(abs(sorted[index]), abs(sorted[min(index + 1, count - 1)]))
        let bound = summary.isExact ? 0 : scale * 0x1p-11
        #expect(abs(summary.quantile(p)! - exact) <= bound)
      }
    }
  }

  private func sketched(_ values: [Int64]) -> TickQuantiles {
    var sketch = TickSketch()
    for value in values { sketch.record(value) }
    return sketch.summary()
  }

  private func joined(_ summaries: some Sequence<TickQuantiles>) -> TickQuantiles {
    summaries.reduce(into: TickQuantiles()) { $0.merge($1) }
  }

  private func split(_ values: [Int64], using generator: inout TestGenerator) -> [[Int64]] {
    let cuts = (0..<5).map { _ in Int.random(in: 0...values.count, using: &generator) }.sorted()
    return zip([0] + cuts, cuts + [values.count]).map { Array(values[$0..<$1]) }
  }
}
