package import FacilityModel
import OutputStatistics

/// Whether a service standard is met, as far as the interval of its share tells.
package enum Verdict: String, Sendable {
  /// The whole interval lies at or above the target.
  case met
  /// The whole interval lies below it.
  case notMet = "not met"
  /// The interval contains the target, or there is none: more replications would tell.
  case open
}

extension ArmResult {
  /// The verdict on a figure; nil where it is no share of a standard.
  package func verdict(on figure: Int, confidence: Double) -> Verdict? {
    let wanted = figures[figure]
    guard wanted.statistic == "share",
      let target = model.measures.first(where: { measure in
        measure.kind == .standard && measure.name == wanted.measure
          && wanted.scope == measure.scopeText(in: model)
      })?.target
    else { return nil }
    let interval = estimate(figure, confidence: confidence).interval
    guard let lower = interval.lower, let upper = interval.upper else { return .open }
    return lower >= target ? .met : upper < target ? .notMet : .open
  }
}

extension MeasureDefinition {
  /// What reports call the part of the facility that the measure is about.
  package func scopeText(in model: Model) -> String {
    scope ?? source.map { "source " + model.sources[$0].name } ?? "all"
  }
}
