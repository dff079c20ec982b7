import EventEngine
import FacilityModel

extension ArmResult {
  /// The model's own measure behind a figure, if it is one; its target in the figure's unit.
  package func measure(of figure: Figure) -> (target: Double?, isKey: Bool)? {
    let found = model.measures.first { measure in
      measure.name == figure.measure && figure.scope == measure.scopeText(in: model)
    }
    guard let found, figure.statistic == "mean" || figure.statistic == "share" else { return nil }
    // Durations are ticks in the model, and in the unit of the reports here.
    let unit = found.tallyKind == .duration ? TimeUnits.ticks[figure.unit] ?? 1 : 1
    return (found.target.map { $0 / unit }, found.isKey)
  }
}
