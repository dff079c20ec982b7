import EventEngine
import FacilityModel

extension ArmResult {
  /// The model's own measure behind a figure, if it is one, with its target in the figure's unit.
  package func measure(of figure: Figure) -> (target: Double?, isKey: Bool)? {
    let found = model.measures.first { measure in
      measure.name == figure.measure && figure.scope == measure.scopeText(in: model)
    }
    guard let found, figure.statistic == "mean" || figure.statistic == "share" else { return nil }
    let isDuration = found.tallyKind == .duration || found.level?.isDuration == true
    let scale = isDuration && found.kind != .standard ? 1 / ReportUnit(of: model).ticks : 1
    return (found.target.map { $0 * scale }, found.isKey)
  }
}
