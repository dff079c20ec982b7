import CGSL

/// One candidate of an arrival process whose rate is any function of time.
///
/// Lewis and Shedler, "Simulation of nonhomogeneous Poisson processes by thinning", Naval Research
/// Logistics Quarterly 26 (1979). The rate is looked up at the candidate's own time.
package struct ThinningCandidate: BitwiseCopyable, Sendable, Equatable {
  /// What became of a candidate.
  package enum Verdict: BitwiseCopyable, Sendable, Equatable {
    /// It is an arrival.
    case accepted
    /// It is none.
    case rejected
    /// The rate is negative, above the bound or no number: the result would be wrong.
    case rateOutOfBounds
  }

  /// The candidate's time.
  package let time: Double
  package let verdict: Verdict

  /// The candidate after `time` under the rate's upper `bound`: one uniform in [0, 1) makes the gap
  /// and another tests it.
  package init(
    after time: Double, bound: Double, gap: Double, test: Double, rate: (Double) -> Double
  ) {
    let candidate = time - log1p(-gap) / bound
    let rate = rate(candidate)
    self.time = candidate
    if !(rate >= 0 && rate <= bound) {
      verdict = .rateOutOfBounds
    } else {
      verdict = test * bound < rate ? .accepted : .rejected
    }
  }
}
