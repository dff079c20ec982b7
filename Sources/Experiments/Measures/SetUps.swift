package import EventEngine
package import FacilityModel
import OutputStatistics

/// How many units are being set up.
package enum SetUps: Measure {
  package static let name = "units in set-up"
  package static let definition =
    "units in use because they are being set up: time average"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    let first = program.firstListedUnits
    for setUp in program.setUps {
      let resource = Int(setUp.resource)
      let units = Int(first[resource])..<Int(first[resource + 1])
      let area = record.setUpAreas[units].reduce(0, +)
      collector.add(
        name, "resource " + program.resources[resource].name, "mean", unit: "units",
        record.length > 0 ? Double(nearest: area) / record.length : nil)
    }
  }
}
