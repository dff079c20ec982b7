package import EventEngine
package import FacilityModel

/// What the variables of the facility are at the end.
package enum LastValues: Measure {
  package static let name = "(variables of the model)"
  package static let definition =
    "the value of a variable at the end of the run; its average over time, greatest and least value "
    + "are those of a time average of the model"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (variable, value) in zip(model.variables, record.variables)
    where variable.type != .text {
      let isDuration = variable.type == .duration
      collector.add(
        variable.name, "all", "last", unit: isDuration ? collector.unit.name : "1",
        isDuration ? value / collector.unit.ticks : value)
    }
  }
}
