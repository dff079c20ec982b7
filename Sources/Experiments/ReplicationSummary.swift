import EventEngine

/// What one replication came to: its figures, or why it could not go on.
package enum ReplicationOutcome: Sendable {
  case finished(ReplicationSummary)
  case failed(FailureText)
}

/// What is kept of a replication that finished: everything that reports are made from.
package struct ReplicationSummary: Sendable {
  package var figures: [Figure]
  package var values: [FigureValue]
  package var pools: [PooledObservations]
  /// Time averages by series of the profile and bin; not a number where there was no time.
  package var profile: [Double]
  /// The mean number inside by bin from the very start of the run; empty where it is not followed.
  package var start: [Double] = []
  /// How far the controls of the program were from their means (`Control.all`).
  package var controls: [Double] = []
  /// The length of the observation window in ticks.
  package var windowTicks: Int64
  package var events: Int64
  /// Entities that left during the window.
  package var departures: Int64
}

extension ObservationSet {
  /// The observations where they are few enough to be kept.
  var fewValues: [Double]? { count <= PooledObservations.most ? values : nil }
}
