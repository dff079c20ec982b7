import EventEngine
import FacilityModel
import OutputStatistics
import Synchronization

/// Runs the replications of an experiment in parallel and hands over what they give in index order.
///
/// Workers take the next index from a counter; the order in which they finish never shows, since
/// outcomes are consumed strictly by (arm, replication). What a store holds already is read, not
/// run; what is new is kept there before it is consumed. A cancelled task stops after the
/// replications at work.
package struct ReplicationRunner {
  private let experiment: Experiment
  private let threads: Int
  private let store: ResultStore?

  package init(_ experiment: Experiment, threads: Int, store: ResultStore? = nil) {
    self.experiment = experiment
    self.threads = max(1, threads)
    self.store = store
  }

  /// Runs everything, or a range of the replications of every arm.
  ///
  /// - Parameters:
  ///   - range: the numbers of the replications.
  ///   - consume: called once for each (arm, replication), in that order, never twice at a time.
  ///   - progress: called after each replication with how many are done.
  package func run(
    _ range: Range<Int>? = nil,
    consume: @escaping @Sendable (Int, Int, ReplicationOutcome) -> Void,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(StoreError) {
    let range = range ?? 0..<experiment.replications
    let total = experiment.arms.count * range.count
    let queue = IndexQueue()
    let (experiment, store) = (experiment, store)
    var stored: [Set<Int>] = []
    for arm in experiment.arms { stored.append(try store?.replications(of: arm.name) ?? []) }
    let kept = stored
    let line = InOrder { index, outcome throws(StoreError) in
      let arm = index / range.count
      let replication = range.lowerBound + index % range.count
      if let store, !kept[arm].contains(replication) {
        try store.save(outcome, policy: experiment.arms[arm].name, replication: replication)
      }
      consume(arm, replication, outcome)
    }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<min(threads, max(1, total)) {
        group.addTask {
          while !Task.isCancelled, !line.hasFailed {
            let index = queue.next()
            if index >= total { return }
            let arm = index / range.count
            let replication = range.lowerBound + index % range.count
            do throws(StoreError) {
              let outcome =
                kept[arm].contains(replication)
                ? try store?.outcome(of: experiment.arms[arm].name, replication: replication) : nil
              progress(
                line.deliver(
                  outcome ?? Self.replicate(experiment, arm: arm, replication: replication),
                  at: index))
            } catch {
              line.fail(error)
            }
          }
        }
      }
    }
    if let error = line.error { throw error }
  }

  /// Runs one replication; its numbers depend on the seed and its index alone.
  package static func replicate(_ experiment: Experiment, arm: Int, replication: Int)
    -> ReplicationOutcome
  {
    guard experiment.isAntithetic else {
      return run(experiment, arm: arm, replication: replication, .none)
    }
    return .pair(
      run(experiment, arm: arm, replication: replication, .plain),
      run(experiment, arm: arm, replication: replication, .mirrored))
  }

  private static func run(
    _ experiment: Experiment, arm: Int, replication: Int, _ inversion: Inversion
  ) -> ReplicationOutcome {
    let compiled = experiment.arms[arm].compiled
    var program = compiled.program
    program.inversion = inversion
    if replication < InitialState.mostReplications {
      program.startBin = InitialState.binWidth(of: program)
    }
    var engine = Engine(
      program, seed: experiment.seed, replication: UInt64(replication))
    do {
      try engine.run()
    } catch {
      return .failed(FailureText(error, of: compiled.program))
    }
    let record = engine.record()
    precondition(
      record.isConserved,
      "internal: entities were lost in replication \(replication); please report with the model")
    let collector = Measures.figures(
      of: record, compiled.model, compiled.program, unit: experiment.unit)
    return .finished(
      ReplicationSummary(
        figures: collector.figures, values: collector.values, pools: collector.pools,
        profile: ProfileResult(compiled.program).averages(of: record),
        start: record.startAreas.map { Double(nearest: $0) / Double(program.startBin) },
        controls: Control.all(of: program).map { $0.deviation(in: record, of: program) },
        windowTicks: record.windowEnd - record.windowStart, events: record.events,
        departures: record.outcomes.reduce(0, +)))
  }
}

/// Gives out indices, each once.
final class IndexQueue: Sendable {
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
    var error: StoreError?
  }

  private let state = Mutex(State())
  private let consume: @Sendable (Int, ReplicationOutcome) throws(StoreError) -> Void

  init(consume: @escaping @Sendable (Int, ReplicationOutcome) throws(StoreError) -> Void) {
    self.consume = consume
  }

  /// Why nothing more is consumed, if that is so.
  var error: StoreError? { state.withLock { $0.error } }
  var hasFailed: Bool { error != nil }

  func fail(_ error: StoreError) { state.withLock { $0.error = $0.error ?? error } }

  /// Takes what has come of an index; gives how many have come.
  func deliver(_ outcome: ReplicationOutcome, at index: Int) -> Int {
    state.withLock { state in
      state.waiting[index] = outcome
      state.done += 1
      while state.error == nil, let ready = state.waiting.removeValue(forKey: state.next) {
        do throws(StoreError) {
          try consume(state.next, ready)
          state.next += 1
        } catch {
          state.error = error
        }
      }
      return state.done
    }
  }
}
