import OutputStatistics
import Testing

/// Limits and signals, worked out by hand.
@Suite("Process behaviour charts") struct ProcessBehaviourTests {
  @Test func `limits are the mean and 2.66 mean moving ranges`() throws {
    // Twelve values that sum to 122; eleven ranges: one of 2 and ten of 4.
    let chart = try #require(ProcessBehaviour([10, 12, 8, 12, 8, 12, 8, 12, 8, 12, 8, 12]))
    #expect(abs(chart.mean - 122.0 / 12) < 1e-12)
    #expect(abs(chart.meanRange - 42.0 / 11) < 1e-12)
    #expect(abs(chart.upper - chart.mean - 2.66 * 42 / 11) < 1e-12)
    #expect(abs(chart.mean - chart.lower - 2.66 * 42 / 11) < 1e-12)
    #expect(chart.signals.allSatisfy { $0 == nil })
    #expect(ProcessBehaviour(Array(repeating: 1, count: 11)) == nil)
    #expect(ProcessBehaviour(Array(repeating: 1, count: 11) + [.nan]) == nil)
  }

  @Test func `values that are all the same signal nothing`() throws {
    let chart = try #require(ProcessBehaviour(Array(repeating: 4, count: 20)))
    #expect(chart.lower == 4 && chart.upper == 4 && chart.signals.allSatisfy { $0 == nil })
  }

  @Test func `one value outside is a signal, and it alone`() throws {
    // Mean 11, ranges 1 ×13 and 19, 19 for the spike: 51/15 = 3.4, limits 11 ± 9.04.
    let values = [10.0, 11, 10, 11, 10, 11, 10, 30, 11, 10, 11, 10, 11, 10, 11, 10]
    let chart = try #require(ProcessBehaviour(values))
    #expect(chart.signals.indices.filter { chart.signals[$0] == .outside } == [7])
  }

  @Test func `seven on one side are a shift, six are not`() throws {
    func shifted(_ count: Int) throws -> ProcessBehaviour {
      // Ones and minus ones with a run of ups that wobble, kept within the limits by large ranges.
      let run = (0..<count).map { $0 % 2 == 0 ? 1.0 : 3 }
      let rest = (0..<(20 - count)).map { $0 % 2 == 0 ? -3.0 : 3 }
      return try #require(ProcessBehaviour(run + rest))
    }
    let seven = try shifted(7)
    #expect(seven.mean > 0 && seven.mean < 1)
    #expect(seven.signals.prefix(7).allSatisfy { $0 == .shift } && seven.signals[7] == nil)
    let six = try shifted(6)
    #expect(six.mean > 0 && six.mean < 1 && six.signals.allSatisfy { $0 == nil })
  }

  @Test func `six rising values are a trend, five are not`() throws {
    let around = [0.0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9]
    // From 9 down to 2 and up: 2, 3, 4, 5, 6, 7 rise; then down again.
    let six = try #require(ProcessBehaviour(around + [2, 3, 4, 5, 6, 7, 0, 9]))
    #expect(six.signals.indices.filter { six.signals[$0] == .trend } == [12, 13, 14, 15, 16, 17])
    let five = try #require(ProcessBehaviour(around + [2, 3, 4, 5, 6, 0, 9]))
    #expect(!five.signals.contains(.trend))
  }

  @Test func `two of three in the outer third of one side are a signal`() throws {
    // Mean of ±1 values is near 0; ranges 2, so limits about ± 5.3 and the outer third from 3.5.
    let calm = [1.0, -1, 1, -1, 1, -1, 1, -1, 1, -1]
    let chart = try #require(ProcessBehaviour(calm + [4.5, 0, 4.5] + calm.map { -$0 } + calm))
    let marked = chart.signals.indices.filter { chart.signals[$0] == .nearLimit }
    #expect(marked == [10, 12], "\(chart)")
    #expect(chart.upper > 4.5)
    let apart = try #require(ProcessBehaviour(calm + [4.5, 0, 0, 4.5] + calm.map { -$0 } + calm))
    #expect(!apart.signals.contains(.nearLimit))
    let sides = try #require(ProcessBehaviour(calm + [4.5, 0, -4.5] + calm.map { -$0 } + calm))
    #expect(!sides.signals.contains(.nearLimit))
  }
}
