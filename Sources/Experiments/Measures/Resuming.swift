package import EventEngine
package import FacilityModel

/// How long interrupted work lies idle.
package enum Resuming: Measure {
  package static let name = "time until resumed"
  package static let definition =
    "time from the interruption of work by pre-emption to its going on, of work that went on during "
    + "the window; each interruption counts"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, activity) in program.activities.enumerated() {
      let items = program.items.dropFirst(Int(activity.firstItem)).prefix(Int(activity.itemCount))
      guard items.contains(where: { program.resources[Int($0.resource)].isRemovable }) else {
        continue
      }
      collector.add(
        name, "step " + program.steps[Int(activity.step)].name, of: record.resumptions[index],
        kind: .duration)
    }
  }
}
