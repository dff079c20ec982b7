import FacilityModel

/// A replication that is run again while everything is kept.
package struct FollowedReplication: Sendable {
  /// Its number, from 0.
  package let replication: Int
  package let log: EventLog
  /// The window that is observed, in ticks.
  package let window: Range<Int64>

  /// More events than this in a replication take too much room to be kept.
  private static let mostEvents: Int64 = 2_000_000

  /// The first replication of the first policy that came to its end, or why there is none.
  package static func first(of result: ExperimentResult) -> (FollowedReplication?, String?) {
    guard let arm = result.arms.first, let compiled = result.experiment.arms.first?.compiled,
      let replication = arm.replications.first?.index
    else { return (nil, nil) }
    let events = arm.events / Int64(max(1, arm.replications.count))
    guard events <= mostEvents else {
      return (
        nil,
        "A replication has \(events / 1_000_000) million events: too many to follow every entity."
      )
    }
    switch EventLog.run(
      compiled, seed: result.experiment.seed, replication: UInt64(replication))
    {
    case .failure: return (nil, nil)
    case .success(let run):
      return (
        FollowedReplication(replication: replication, log: run.log, window: run.window), nil
      )
    }
  }
}
