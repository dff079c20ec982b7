import Synchronization

/// The results of all policies while replications still come in.
final class Collected: Sendable {
  private let state: Mutex<[ArmResult]>

  init(_ arms: [ArmResult]) { state = Mutex(arms) }

  func add(_ outcome: ReplicationOutcome, arm: Int, replication: Int) {
    state.withLock { $0[arm].add(outcome, at: replication) }
  }

  var arms: [ArmResult] { state.withLock { $0 } }
}
