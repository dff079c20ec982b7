package import EventEngine
package import FacilityModel
import OutputStatistics

/// How many units are held by entities that wait.
package enum Blocking: Measure {
  package static let name = "blocked"
  package static let definition =
    "units held by entities that wait meanwhile, for other resources or for anything else: time "
    + "average over the window, and share of the time in use"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    guard model.observed.contains(.blocking) else { return }
    for (index, resource) in program.resources.enumerated() {
      let scope = "resource " + resource.name
      let busy = record.area(.busy, of: index)
      collector.add(name, scope, "mean", unit: "units", record.average(.blocked, of: index))
      collector.add(
        name, scope, "share", unit: "1",
        busy > 0 ? Double(nearest: record.area(.blocked, of: index)) / Double(busy) : nil)
    }
  }
}
