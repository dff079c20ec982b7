package import EventEngine
package import FacilityModel
import OutputStatistics

/// How many come and go.
package enum Throughput: Measure {
  package static let name = "throughput"
  package static let definition = "entities that left during the window, per hour"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    let hours = record.length / Double(Ticks.hour)
    func perHour(_ count: Int64) -> Double? { hours > 0 ? Double(count) / hours : nil }
    let outcomes = program.outcomes.count
    collector.add(name, "all", "mean", unit: "per h", perHour(record.outcomes.reduce(0, +)))
    let arrived = program.sources.indices.reduce(Int64(0)) {
      $0 + (program.sources[$1].origin == .arrival ? record.entered[$1] : 0)
    }
    collector.add("arrivals", "all", "mean", unit: "per h", perHour(arrived))
    guard program.sources.count > 1 else { return }
    for (source, specification) in program.sources.enumerated() {
      let scope = "source " + specification.name
      let left = record.outcomes[(source * outcomes)..<((source + 1) * outcomes)].reduce(0, +)
      collector.add(name, scope, "mean", unit: "per h", perHour(left))
      let entered =
        switch specification.origin {
        case .arrival: "arrivals"
        case .spawned: "spawned"
        case .cloned: "cloned"
        }
      collector.add(entered, scope, "mean", unit: "per h", perHour(record.entered[source]))
      if program.canMerge {
        collector.add("merged", scope, "mean", unit: "per h", perHour(record.merged[source]))
      }
    }
  }
}

extension Program {
  /// Whether entities can become part of others.
  var canMerge: Bool { !forks.isEmpty || batches.contains(where: \.isPermanent) }
}

/// How entities leave.
package enum Outcomes: Measure {
  package static let name = "outcome"
  package static let definition = "share of the departures of the window with each outcome"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    guard program.outcomes.count > 1 else { return }
    let all = record.outcomes.reduce(0, +)
    for (outcome, label) in program.outcomes.enumerated() {
      let count = program.sources.indices.reduce(0) {
        $0 + record.outcomes[$1 * program.outcomes.count + outcome]
      }
      collector.add(
        name, label, "share", unit: "1", all > 0 ? Double(count) / Double(all) : nil,
        observations: Int(all))
    }
  }
}

/// How many are in the facility.
package enum NumberInside: Measure {
  package static let name = "number inside"
  package static let definition =
    "entities in the facility: time average and greatest number over the window, and at its end"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    let mean = record.length > 0 ? Double(nearest: record.insideArea) / record.length : nil
    collector.add(name, "all", "mean", unit: "entities", mean)
    collector.add(name, "all", "max", unit: "entities", Double(record.maximumInside))
    collector.add(name, "all", "end", unit: "entities", Double(record.insideAtEnd))
  }
}

/// How long the window is, where the model leaves that to chance.
package enum RunLength: Measure {
  package static let name = "run length"
  package static let definition = "time from the start of the window to the end of the run"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    if case .tick = program.end { return }
    collector.add(
      name, "all", "total", unit: collector.unit.name, record.length / collector.unit.ticks)
  }
}
