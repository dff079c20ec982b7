package import EventEngine
package import FacilityModel
import OutputStatistics

/// How long each listed unit is out of service.
package enum UnitOutages: Measure {
  package static let name = "unit out of service"
  package static let definition =
    "share of the window in which a listed unit was out of service, of a resource with failures or "
    + "maintenance"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    var unit = 0
    for (index, resource) in program.resources.enumerated() {
      let isFollowed = program.outages.contains { Int($0.resource) == index }
      for name in resource.unitNames {
        if isFollowed {
          let share =
            record.length > 0 ? Double(nearest: record.unitOutages[unit]) / record.length : nil
          collector.add(Self.name, "unit \(resource.name)/\(name)", "mean", unit: "1", share)
        }
        unit += 1
      }
    }
  }
}
