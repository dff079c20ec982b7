package import EventEngine
package import FacilityModel

/// How long entities are in the facility.
package enum TimeInSystem: Measure {
  package static let name = "time in system"
  package static let definition =
    "time from arrival to departure of the entities that left during the window"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    guard var all = record.stays.first else { return }
    for set in record.stays.dropFirst() { all.merge(set) }
    collector.add(name, "all", of: all, kind: .duration)
    let outcomes = program.outcomes.count
    if program.sources.count > 1 {
      for (source, specification) in program.sources.enumerated()
      where specification.origin != .cloned {
        var set = record.stays[source * outcomes]
        for outcome in 1..<max(1, outcomes) { set.merge(record.stays[source * outcomes + outcome]) }
        collector.add(name, "source " + specification.name, of: set, kind: .duration)
      }
    }
    if outcomes > 1 {
      for (outcome, label) in program.outcomes.enumerated() {
        var set = record.stays[outcome]
        for source in 1..<max(1, program.sources.count) {
          set.merge(record.stays[source * outcomes + outcome])
        }
        collector.add(name, "outcome " + label, of: set, kind: .duration)
      }
    }
  }
}
