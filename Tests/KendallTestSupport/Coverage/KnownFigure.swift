import Experiments
import OutputStatistics

/// A figure whose true value is known, and where its interval stands in the results.
package struct KnownFigure: Sendable {
  package enum Place: Sendable {
    /// Of the model as written, as `kendall run` gives it.
    case run
    /// The same, estimated with all control variates, as `kendall run --control all` gives it.
    case controlled
    /// The difference of a policy from the model as written, as `kendall compare` gives it.
    case difference(String)
  }

  /// As a planner names it.
  package let words: String
  package let place: Place
  package let truth: Double

  package init(_ words: String, _ place: Place = .run, is truth: Double) {
    self.words = words
    self.place = place
    self.truth = truth
  }

  /// What reports of coverage call it.
  package var name: String {
    switch place {
    case .run: words
    case .controlled: words + ", with control variates"
    case .difference(let policy): words + ", difference by " + policy
    }
  }
}

/// An interval of a known figure in one experiment.
struct FoundInterval: Sendable {
  let nominal: Double
  let mean: Double
  /// Nil where the results give none.
  let limits: (lower: Double, upper: Double)?
  /// Whether the results warn that it may be too narrow.
  let hasCaution: Bool

  init(_ interval: MeanInterval) {
    nominal = interval.level
    mean = interval.mean ?? .nan
    limits = interval.lower.flatMap { lower in interval.upper.map { (lower, $0) } }
    hasCaution = interval.mayUnderCover
  }

  init(_ controlled: ControlledMean, level: Double) {
    nominal = level
    mean = controlled.mean
    limits = controlled.lower.flatMap { lower in controlled.upper.map { (lower, $0) } }
    hasCaution = false
  }

  /// Whether the interval holds a value.
  func holds(_ value: Double) -> Bool {
    guard let limits else { return false }
    return limits.lower <= value && value <= limits.upper
  }
}
