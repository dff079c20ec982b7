package import EventEngine

/// What the reference interpreter gives: the figures of a replication as plain numbers and lists.
package struct ReferenceOutcome {
  package var fingerprint = Fingerprint()
  package var story: [Note] = []
  package var windowStart: Int64 = 0
  package var windowEnd: Int64 = 0
  /// Entities that entered during the window, by source.
  package var entered: [Int64] = []
  /// Entities that left during the window, by source and then by outcome.
  package var outcomes: [[Int64]] = []
  /// Entities that became part of others during the window, by source.
  package var merged: [Int64] = []
  package var insideAtStart: Int64 = 0
  package var insideAtEnd: Int64 = 0
  /// The integral of the number inside over the window, in entities × ticks.
  package var insideArea: Int128 = 0
  /// Integrals over the window by resource and then by level, in units × ticks.
  package var areas: [[Int128]] = []
  package var maximumQueued: [Int64] = []
  package var maximumBusy: [Int64] = []
  /// Waits in ticks by the name of the step, that ended with a grant or with giving up.
  package var waits: [String: [Int64]] = [:]
  package var abandonedWaits: [String: [Int64]] = [:]
  /// Waits in ticks until interrupted work could go on, by the name of the step.
  package var resumptions: [String: [Int64]] = [:]
  /// Waits in ticks for other entities, by the name of the gathering.
  package var gatherings: [String: [Int64]] = [:]
  /// Lengths of stay in ticks by source and then by outcome.
  package var stays: [[[Int64]]] = []
  /// Observations by measure, in ticks where they are durations; 1 and 0 for truths.
  package var tallies: [[Double]] = []
  package var gauges: [ReferenceGauge] = []
  /// Ticks of granted waits by the name of the step and what they were due to.
  package var causes: [String: [[Int?]: Int64]] = [:]
  /// What became of appointments during the window, by source and then by what is counted.
  package var appointments: [Int64] = []
  /// What came of the sessions, by source.
  package var sessions: [SessionRecord] = []
  /// How often units of each resource were taken during the window.
  package var uses: [Int64] = []
  /// Ticks in use during the window, by listed unit.
  package var unitAreas: [Int128] = []
  /// Ticks of being set up.
  package var setUpAreas: [Int128] = []
  /// Ticks out of service.
  package var unitOutages: [Int128] = []
  /// Integrals of the levels of each resource by the value of the factor that held.
  package var factorAreas: [Double: [[Int128]]] = [:]
  /// Unit·ticks travelled empty and loaded, by resource.
  package var travel: [[Int128]] = []
  /// How often each outage began, and unit·ticks out of service for it.
  package var outages: [(begun: Int64, out: Int128)] = []
  /// What came of looking after conditions, by the name of the failure.
  package var conditions: [String: ReferenceCondition] = [:]
  /// What the stocks came to.
  package var stocks: [StockRecord] = []
  /// What the tanks and their flows came to.
  package var tanks: [TankRecord] = []
  package var flows: [FlowRecord] = []
  /// The variables of the facility as they are.
  package var variables: [Double] = []

  /// One line of the story of the whole facility.
  package struct Note: Equatable {
    package var tick: Int64
    package var entity: String
    package var step: String
    package var happening: Happening
  }
}

/// What came of looking after a condition.
package struct ReferenceCondition: Equatable {
  package var inspections: Int64 = 0
  package var found: Int64 = 0
  package var missed: Int64 = 0
  package var falseAlarms: Int64 = 0
  package var failures: Int64 = 0
  package var unforeseen: Int64 = 0
  package var planned: Int64 = 0
  package var deteriorated: Int128 = 0
}

/// Why the reference interpreter could not go on.
package struct ReferenceFailure: Error {
  package var kind: FailureKind
  package var tick: Int64
}
