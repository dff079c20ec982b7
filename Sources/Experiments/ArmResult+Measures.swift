import FacilityModel

extension ArmResult {
  /// The model's own measure behind a figure, if it is one.
  package func measure(of figure: Figure) -> (target: Double?, isKey: Bool)? {
    let found = model.measures.first { measure in
      measure.name == figure.measure && figure.scope == measure.scopeText(in: model)
    }
    guard let found, figure.statistic == "mean" || figure.statistic == "share" else { return nil }
    return (found.target, found.isKey)
  }
}
