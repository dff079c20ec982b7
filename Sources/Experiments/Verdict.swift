package import FacilityModel
import OutputStatistics

/// Whether a target is met, as far as the interval of the figure tells.
package enum Verdict: String, Sendable {
  /// The whole interval lies on the good side of the target.
  case met
  /// The whole interval lies on the other side.
  case notMet = "not met"
  /// The interval contains the target, or there is none: more replications would tell.
  case open
}

extension ArmResult {
  /// The verdict on a figure; nil where the model gives it no target, or where nobody says whether the
  /// target is the most or the least.
  package func verdict(on figure: Int, confidence: Double) -> Verdict? {
    guard let target = measure(of: figures[figure])?.target,
      let better = Comparison.direction(of: figures[figure], in: self)
    else { return nil }
    let interval = estimate(figure, confidence: confidence).interval
    guard let lower = interval.lower, let upper = interval.upper else { return .open }
    switch better {
    case .higher: return lower >= target ? .met : upper < target ? .notMet : .open
    case .lower: return upper <= target ? .met : lower > target ? .notMet : .open
    }
  }
}

extension MeasureDefinition {
  /// What reports call the part of the facility that the measure is about.
  package func scopeText(in model: Model) -> String {
    scope ?? source.map { "source " + model.sources[$0].name } ?? "all"
  }
}
