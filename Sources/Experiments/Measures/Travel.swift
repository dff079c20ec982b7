package import EventEngine
package import FacilityModel
import OutputStatistics

/// What the units of transports spend their time with.
package enum Travel: Measure {
  package static let name = "transport"
  package static let definition =
    "of the time of the units on duty of a transport: the shares in which they travel with an entity "
    + "(loaded), travel without one (empty), stand in the hands of one (standing), and are free (idle)"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (transport, travel) in zip(program.transports, record.travel) {
      let resource = Int(transport.resource)
      let scope = "resource " + program.resources[resource].name
      let (onDuty, busy) = (record.area(.onDuty, of: resource), record.area(.busy, of: resource))
      for (statistic, area) in [
        ("loaded", travel.loaded), ("empty", travel.empty),
        ("standing", busy - travel.loaded - travel.empty), ("idle", onDuty - busy),
      ] {
        collector.add(
          name, scope, statistic, unit: "1",
          onDuty > 0 ? Double(nearest: area) / Double(onDuty) : nil)
      }
    }
  }
}
