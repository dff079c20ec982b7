package import EventEngine
package import FacilityModel

/// Who is stuck for ever at the end of a run.
package enum Stuck: Measure {
  package static let name = "stuck for ever"
  package static let definition =
    "entities that wait at the end of the run for units that only others hold who wait likewise, so "
    + "that nothing can free them any more; at the steps at which that can happen, and since when "
    + "there are some"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    if model.circleSteps.isEmpty { return }
    collector.add(name, "all", "count", unit: "1", Double(record.stuck.entities.count))
    collector.add(
      name, "all", "since", unit: collector.unit.name,
      record.stuck.since.map { Double($0) / collector.unit.ticks })
    for step in model.circleSteps {
      let count = record.stuck.entities.count { program.steps[Int($0.step)].name == step }
      collector.add(name, "step " + step, "count", unit: "1", Double(count))
    }
  }
}
