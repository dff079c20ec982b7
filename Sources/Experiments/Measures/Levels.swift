package import EventEngine
package import FacilityModel
import OutputStatistics

/// How many wait.
package enum QueueLength: Measure {
  package static let name = "queue length"
  package static let definition =
    "entities waiting for a resource: time average and greatest number over the window"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, resource) in program.resources.enumerated() {
      let scope = "resource " + resource.name
      collector.add(
        name, scope, "mean", unit: "entities", record.average(.queued, of: index))
      collector.add(
        name, scope, "max", unit: "entities", Double(record.maximumQueued[index]))
    }
  }
}

/// How busy the units on duty are.
package enum Utilisation: Measure {
  package static let name = "utilisation"
  package static let definition =
    "time integral of busy units over that of units on duty; units in use after their shift count "
    + "as on duty, so it never passes 1"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, resource) in program.resources.enumerated() where resource.hasUnitsOnDuty {
      let onDuty = record.area(.onDuty, of: index)
      let share = onDuty > 0 ? Double(nearest: record.area(.busy, of: index)) / Double(onDuty) : nil
      collector.add(name, "resource " + resource.name, "mean", unit: "1", share)
    }
  }
}

/// How many units are in use.
package enum Occupancy: Measure {
  package static let name = "occupancy"
  package static let definition =
    "units in use: time average and greatest number over the window"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, resource) in program.resources.enumerated() where resource.stock < 0 {
      let scope = "resource " + resource.name
      collector.add(name, scope, "mean", unit: "units", record.average(.busy, of: index))
      collector.add(name, scope, "max", unit: "units", Double(record.maximumBusy[index]))
    }
  }
}

/// How many units there are.
package enum UnitsOnDuty: Measure {
  package static let name = "units on duty"
  package static let definition =
    "units on duty by the rota, and those still in use after their shift: time average"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, resource) in program.resources.enumerated() where resource.hasUnitsOnDuty {
      collector.add(
        name, "resource " + resource.name, "mean", unit: "units",
        record.average(.onDuty, of: index))
    }
  }
}

/// How much is worked after the end of shifts.
package enum Overtime: Measure {
  package static let name = "overtime"
  package static let definition =
    "unit-hours in use or in turnaround after the end of the shift, in the whole window"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, resource) in program.resources.enumerated()
    where resource.plan.changes.count > 1 {
      let over =
        record.area(.onDuty, of: index) - record.area(.planned, of: index)
        + record.area(.broken, of: index)
      collector.add(
        name, "resource " + resource.name, "total", unit: "unit h",
        Double(over) / Double(Ticks.hour))
    }
  }
}

/// How many units are being made ready again.
package enum Turnaround: Measure {
  package static let name = "units in turnaround"
  package static let definition =
    "units neither busy nor free because they are being made ready: time average"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (index, resource) in program.resources.enumerated() where resource.turnaround >= 0 {
      collector.add(
        name, "resource " + resource.name, "mean", unit: "units",
        record.average(.dirty, of: index))
    }
  }
}
