package import EventEngine
package import FacilityModel

/// The figures that the model itself asks for.
package enum ModelMeasures: Measure {
  package static let name = "(measures of the model)"
  package static let definition =
    "a share or a mean over the entities that left during the window, or over recorded values"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (measure, set) in zip(model.measures, record.tallies)
    where measure.level == nil && measure.ratio == nil {
      collector.add(
        measure.name, measure.scopeText(in: model), of: set, kind: measure.tallyKind,
        unit: measure.unit)
    }
  }
}
