package import OutputStatistics

/// How often an outage has begun, and how many units are out of service for it.
package struct OutageCounts: BitwiseCopyable, Sendable {
  package var begun: Int64 = 0
  package var units = TimeIntegral()

  /// Begins anew with what there is.
  mutating func reset(at tick: Int64) {
    begun = 0
    units.reset(at: tick)
  }
}

/// What has come of looking after the condition of units.
package struct ConditionCounts: BitwiseCopyable, Sendable {
  /// Inspections that are over.
  package var inspections: Int64 = 0
  /// What was found before it was a failure, by inspections and by alarms.
  package var found: Int64 = 0
  /// Inspections that found nothing though there was something.
  package var missed: Int64 = 0
  /// What was reported of units with which all was well.
  package var falseAlarms: Int64 = 0
  package var failures: Int64 = 0
  /// Failures of which nothing had been found.
  package var unforeseen: Int64 = 0
  /// Planned repairs that have begun.
  package var planned: Int64 = 0
  /// Units that have left their first stage and are not yet repaired.
  package var deteriorated = TimeIntegral()

  /// Begins anew with what there is.
  mutating func reset(at tick: Int64) {
    var units = deteriorated
    units.reset(at: tick)
    self = ConditionCounts()
    deteriorated = units
  }
}
