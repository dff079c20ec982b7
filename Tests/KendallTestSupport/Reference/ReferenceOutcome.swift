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
  /// How often units of each resource were taken during the window.
  package var uses: [Int64] = []
  /// Ticks in use during the window, by listed unit.
  package var unitAreas: [Int128] = []
  /// Ticks of being set up.
  package var setUpAreas: [Int128] = []
  /// Integrals of the levels of each resource by the value of the factor that held.
  package var factorAreas: [Double: [[Int128]]] = [:]
  /// What the stocks came to.
  package var stocks: [StockRecord] = []
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

/// Why the reference interpreter could not go on.
package struct ReferenceFailure: Error {
  package var kind: FailureKind
  package var tick: Int64
}
