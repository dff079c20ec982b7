package import EventEngine
package import FacilityModel

/// How much of the units on duty is in service.
package enum Availability: Measure {
  package static let name = "availability"
  package static let definition =
    "share of the units on duty by the plan that were in service, over the window; and the average "
    + "number of units missing because they were out of service"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, resource) in program.resources.enumerated()
    where program.outages.contains(where: { Int($0.resource) == index }) {
      let scope = "resource " + resource.name
      let planned = record.area(.planned, of: index)
      let missing = record.area(.broken, of: index)
      collector.add(
        name, scope, "mean", unit: "1",
        planned > 0 ? Double(planned - missing) / Double(planned) : nil)
      collector.add(
        "units out of service", scope, "mean", unit: "units", record.average(.broken, of: index))
    }
  }
}
