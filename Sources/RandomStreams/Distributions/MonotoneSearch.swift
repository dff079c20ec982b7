import CGSL

/// A bisection for the place where a rising function passes a level, driven by its caller: ask for
/// `candidate`, then tell whether the function is still below the level there.
///
/// Positive intervals are halved in their logarithm first, so that a quantile of 1e-200 is found
/// with the same relative accuracy as one of 5.
struct MonotoneSearch {
  private var low: Double
  private var high: Double
  private var stepsLeft = 400

  /// The place looked for lies above `low` and at or below `high`; both finite.
  init(above low: Double, upTo high: Double) {
    self.low = low
    self.high = high
  }

  /// The next place to look at; nil when the interval cannot be halved any more.
  var candidate: Double? {
    guard stepsLeft > 0 else { return nil }
    var middle = low + (high - low) / 2
    if low >= 0, high > 4 * low {
      middle = low > 0 ? sqrt(low) * sqrt(high) : min(middle, high * 0x1p-16)
    }
    return middle > low && middle < high ? middle : nil
  }

  /// Keeps the half in which the level is passed.
  mutating func report(isBelow: Bool, at x: Double) {
    if isBelow { low = x } else { high = x }
    stepsLeft -= 1
  }

  /// The place found, from above.
  var result: Double { high }

  /// The smallest positive number at which `isBelow` ends, looked for upwards from a guess.
  static func positive(guess: Double, isBelow: (Double) -> Bool) -> Double {
    var high = guess
    while high < .greatestFiniteMagnitude / 4, isBelow(high) { high *= 2 }
    var search = MonotoneSearch(above: 0, upTo: high)
    while let x = search.candidate { search.report(isBelow: isBelow(x), at: x) }
    return search.result
  }

  /// The smallest whole number from `first` on at which `isBelow` ends.
  static func whole(
    from first: Double, guess: Double, isBelow: (Double) -> Bool
  ) -> Double {
    if !isBelow(first) { return first }
    var low = first
    var step = 1.0
    var high = max(first + 1, guess.rounded())
    while isBelow(high) {
      low = high
      high += step
      step *= 2
      if step > 0x1p52 { return .nan }
    }
    // A guess far above would make the first interval long; walk down from it in growing steps.
    step = 1
    while high - step > low, !isBelow(high - step) {
      high -= step
      step *= 2
    }
    low = max(low, high - step)
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return high
  }
}
