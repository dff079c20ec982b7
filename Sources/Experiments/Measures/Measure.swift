package import EventEngine
package import FacilityModel
import OutputStatistics

/// A measure that every experiment reports: what it is, and its figures in one replication.
package protocol Measure: SendableMetatype {
  static var name: String { get }
  /// What it is, in one sentence, with what counts.
  static var definition: String { get }
  static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector)
}

/// The measures, in the order in which reports show them.
package enum Measures {
  package static let catalogue: [any Measure.Type] = [
    ModelMeasures.self, TimeWeighted.self, LastValues.self, WaitingTime.self, WaitCauses.self,
    GivingUp.self, Resuming.self, WaitingForOthers.self, TimeInSystem.self, QueueLength.self,
    Utilisation.self, UnitUse.self, UnitOutages.self, Occupancy.self, UnitsOnDuty.self,
    Overtime.self, Turnaround.self, Availability.self, Blocking.self, Travel.self, StockLevels.self,
    Costs.self, Energy.self, Emissions.self, Outages.self, ConditionMonitoring.self,
    Throughput.self, Appointments.self, SessionOverruns.self, Outcomes.self, NumberInside.self,
    Stuck.self, RunLength.self, Ratios.self, TankLevels.self, SetUps.self,
  ]

  /// All figures of one replication.
  package static func figures(
    of record: ReplicationRecord, _ model: Model, _ program: Program, unit: ReportUnit
  ) -> FigureCollector {
    var collector = FigureCollector(unit: unit)
    for measure in catalogue { measure.collect(record, of: model, program, into: &collector) }
    return collector
  }
}

extension ReplicationRecord {
  /// The length of the window in ticks.
  var length: Double { Double(windowEnd - windowStart) }

  /// The time average of a level of a resource over the window; nil for an empty window.
  func average(_ level: ResourceLevel, of resource: Int) -> Double? {
    length > 0 ? Double(nearest: area(level, of: resource)) / length : nil
  }
}
