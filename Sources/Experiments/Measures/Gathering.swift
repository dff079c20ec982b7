package import EventEngine
package import FacilityModel

/// How long entities wait for others.
package enum WaitingForOthers: Measure {
  package static let name = "waiting for others"
  package static let definition =
    "time that entities spend waiting for one another, of waits that ended during the window: at a "
    + "fork from sending the clones to going on, and for the clones from the end of their way; at a "
    + "batch from joining to its being complete"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, gathering) in program.gatherings.enumerated() {
      collector.add(
        name, "step " + gathering.name, of: record.gatherings[index], kind: .duration)
    }
  }
}
