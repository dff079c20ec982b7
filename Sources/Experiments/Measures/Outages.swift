package import EventEngine
package import FacilityModel
import OutputStatistics

/// How often units fail and are maintained, and for how long.
package enum Outages: Measure {
  package static let name = "outages"
  package static let definition =
    "failures, maintenance, inspections and planned repairs that began during the window, and the "
    + "time that units were out of service for them, summed over units"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, outage) in program.outages.enumerated() where outage.role != .alarm {
      let scope = "step " + program.steps[Int(outage.step)].name
      let counts = record.outages[index]
      collector.add(name, scope, "count", unit: "1", Double(counts.begun))
      if outage.staysInService { continue }
      collector.add(
        "time out of service", scope, "total", unit: collector.unit.name,
        Double(nearest: counts.units.area(at: record.windowEnd)) / collector.unit.ticks)
    }
  }
}

/// What looking after the condition of units comes to.
package enum ConditionMonitoring: Measure {
  package static let name = "condition"
  package static let definition =
    "of failures that come by stages: inspections that are over, faults that they and alarms found, "
    + "inspections that missed one, false alarms, failures, and those of which nothing had been "
    + "found; the share found before failure is of the faults found and of those failures; units "
    + "deteriorated are those that have left the first stage and are not yet repaired, on average "
    + "over the window"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, condition) in program.conditions.enumerated() {
      let outage = program.outages[Int(condition.outage)]
      let scope = "step " + program.steps[Int(outage.step)].name
      let counts = record.conditions[index]
      for (statistic, count) in [
        ("inspections", counts.inspections), ("found", counts.found), ("missed", counts.missed),
        ("false alarms", counts.falseAlarms), ("failures", counts.failures),
        ("unforeseen failures", counts.unforeseen), ("planned repairs", counts.planned),
      ] {
        collector.add(name, scope, statistic, unit: "1", Double(count))
      }
      let over = counts.found + counts.unforeseen
      collector.add(
        "found before failure", scope, "share", unit: "1",
        over > 0 ? Double(counts.found) / Double(over) : nil, observations: Int(over))
      collector.add(
        "units deteriorated", scope, "mean", unit: "units",
        record.length > 0
          ? Double(nearest: counts.deteriorated.area(at: record.windowEnd)) / record.length : nil)
    }
  }
}
