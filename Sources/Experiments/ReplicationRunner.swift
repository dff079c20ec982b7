package import EventEngine
import FacilityModel
import Synchronization

/// What one replication came to: its figures, or why it could not go on.
package enum ReplicationOutcome: Sendable {
  case finished(FigureCollector, ReplicationRecord)
  case failed(SimulationFailure)
}

/// Runs the replications of an experiment in parallel and hands over what they give in index order.
///
/// Workers take the next index from a counter; the order in which they finish never shows, since
/// outcomes are consumed strictly by (arm, replication).
package struct ReplicationRunner {
  private let experiment: Experiment
  private let threads: Int

  package init(_ experiment: Experiment, threads: Int) {
    self.experiment = experiment
    self.threads = max(1, threads)
  }

  /// Runs everything.
  ///
  /// - Parameters:
  ///   - consume: called once for each (arm, replication), in that order, never twice at a time.
  ///   - progress: called after each replication with how many are done.
  package func run(
    consume: @escaping @Sendable (Int, Int, ReplicationOutcome) -> Void,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async {
    let total = experiment.arms.count * experiment.replications
    let queue = IndexQueue()
    let experiment = experiment
    let line = InOrder { index, outcome in
      consume(index / experiment.replications, index % experiment.replications, outcome)
    }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<min(threads, max(1, total)) {
        group.addTask {
          while !Task.isCancelled {
            let index = queue.next()
            if index >= total { return }
            let outcome = Self.replicate(
              experiment, arm: index / experiment.replications,
              replication: index % experiment.replications)
            progress(line.deliver(outcome, at: index))
          }
        }
      }
    }
  }

  /// Runs one replication; its numbers depend on the seed and its index alone.
  package static func replicate(_ experiment: Experiment, arm: Int, replication: Int)
    -> ReplicationOutcome
  {
    let compiled = experiment.arms[arm].compiled
    var engine = Engine(
      compiled.program, seed: experiment.seed, replication: UInt64(replication))
    do {
      try engine.run()
    } catch {
      return .failed(error)
    }
    let record = engine.record()
    precondition(
      record.isConserved,
      "internal: entities were lost in replication \(replication); please report with the model")
    return .finished(
      Measures.figures(
        of: record, compiled.model, compiled.program, unit: experiment.unit),
      record.withoutObservations)
  }
}

/// Gives out indices, each once.
private final class IndexQueue: Sendable {
  private let state = Mutex(0)

  func next() -> Int {
    state.withLock { next in
      defer { next += 1 }
      return next
    }
  }
}

/// Holds back what comes early, so that everything is consumed in index order.
private final class InOrder: Sendable {
  private struct State {
    var waiting: [Int: ReplicationOutcome] = [:]
    var next = 0
    var done = 0
  }

  private let state = Mutex(State())
  private let consume: @Sendable (Int, ReplicationOutcome) -> Void

  init(consume: @escaping @Sendable (Int, ReplicationOutcome) -> Void) {
    self.consume = consume
  }

  /// Takes what has come of an index; gives how many have come.
  func deliver(_ outcome: ReplicationOutcome, at index: Int) -> Int {
    state.withLock { state in
      state.waiting[index] = outcome
      state.done += 1
      while let ready = state.waiting.removeValue(forKey: state.next) {
        consume(state.next, ready)
        state.next += 1
      }
      return state.done
    }
  }
}

extension ReplicationRecord {
  /// The record without its observations, which the figures have been taken from.
  var withoutObservations: ReplicationRecord {
    var record = self
    record.waits = []
    record.abandonedWaits = []
    record.gatherings = []
    record.stays = []
    record.tallies = []
    return record
  }
}
