import EventEngine

extension Model {
  /// The measures of the state become gauges.
  func lowerGauges(into lowering: inout Lowering) {
    for (measure, level) in gauges {
      let finder: GaugeSpecification.Finder =
        switch level.finder {
        case .nobody: .nobody
        case .everyone: .everyone
        case .source(let source): .source(Int32(source))
        }
      let gauge = GaugeSpecification(
        name: measure.name, expression: lowering.expression(level.expression),
        isTruth: level.isTruth, levels: level.levels, finder: finder)
      lowering.edit { $0.gauges.append(gauge) }
    }
  }
}
