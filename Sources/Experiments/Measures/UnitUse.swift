package import EventEngine
package import FacilityModel
import OutputStatistics

/// How busy each listed unit is.
package enum UnitUse: Measure {
  package static let name = "unit utilisation"
  package static let definition =
    "share of the window in which a listed unit was in use"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    var unit = 0
    for resource in program.resources {
      for name in resource.unitNames {
        let share =
          record.length > 0 ? Double(nearest: record.unitAreas[unit]) / record.length : nil
        collector.add(Self.name, "unit \(resource.name)/\(name)", "mean", unit: "1", share)
        unit += 1
      }
    }
  }
}
