/// A process behaviour chart of single values and their moving ranges (XmR), with the signals that the
/// public “Making data count” guides of NHS England look for.
///
/// The limits are mean ± 2.66 times the mean moving range, 2.66 being 3/d₂ with d₂ = 1.128 for two
/// values. Sources: Wheeler, Understanding Variation (2000); NHS England, Making data count.
package struct ProcessBehaviour: Sendable, Equatable {
  /// What speaks against chance alone.
  package enum Signal: String, Sendable, CaseIterable {
    case outside = "outside the limits"
    case shift = "seven or more on one side of the mean"
    case trend = "six or more rising or falling"
    case nearLimit = "two of three near a limit"
  }

  package let values: [Double]
  package let mean: Double
  /// The mean of the moving ranges |x_i − x_{i−1}|, in the unit of the values.
  package let meanRange: Double
  package let lower: Double
  package let upper: Double
  /// By value: the first of the signals that it is part of, in the order of `Signal`.
  package let signals: [Signal?]

  /// The limits and signals of values in the order of time; nil of fewer than twelve, of which limits
  /// say little.
  package init?(_ values: [Double]) {
    guard values.count >= 12, values.allSatisfy(\.isFinite), let mean = SampleMoments(values).mean
    else { return nil }
    let ranges = zip(values.dropFirst(), values).map { abs($0 - $1) }
    let meanRange = SampleMoments(ranges).mean ?? 0
    let (lower, upper) = (mean - 2.66 * meanRange, mean + 2.66 * meanRange)
    self.values = values
    self.mean = mean
    self.meanRange = meanRange
    self.lower = lower
    self.upper = upper
    var marks = Array(repeating: Set<Signal>(), count: values.count)
    for (index, value) in values.enumerated() where value < lower || value > upper {
      marks[index].insert(.outside)
    }
    let sides = values.map { $0 == mean ? 0 : $0 > mean ? 1 : -1 }
    Self.runs(sides, atLeast: 7) { marks[$0].insert(.shift) }
    // A value goes the way by which it differs from the one before; the first of a run is that one.
    let ways = zip(values.dropFirst(), values).map { $0 == $1 ? 0 : $0 > $1 ? 1 : -1 }
    Self.runs(ways, atLeast: 5) {
      marks[$0].insert(.trend)
      marks[$0 + 1].insert(.trend)
    }
    let near = values.map { value -> Int in
      let third = 2 * 2.66 * meanRange / 3
      return third == 0 ? 0 : value > mean + third ? 1 : value < mean - third ? -1 : 0
    }
    for first in values.indices.dropLast(2) {
      for side in [1, -1] {
        let those = (first...(first + 2)).filter { near[$0] == side }
        if those.count >= 2 { for index in those { marks[index].insert(.nearLimit) } }
      }
    }
    signals = marks.map { mark in Signal.allCases.first { mark.contains($0) } }
  }

  /// Calls `mark` with every place of runs of the same sign that are long enough.
  private static func runs(_ signs: [Int], atLeast count: Int, _ mark: (Int) -> Void) {
    var start = 0
    while start < signs.count {
      var end = start
      while end < signs.count, signs[end] == signs[start] { end += 1 }
      if signs[start] != 0, end - start >= count { (start..<end).forEach(mark) }
      start = end
    }
  }
}
