import FacilityModel
import Synchronization

/// Values of some figures, replication by replication, run as they are asked for.
///
/// What a store holds is read, what is new is kept there; the same replication of any policy has the
/// same random numbers.
package final class ReplicationSampler {
  private var experiment: Experiment
  private let queries: [FigureQuery]
  private let threads: Int
  private let store: ResultStore?
  /// Whether replications may lack a figure, which is then NaN.
  private let leavesOut: Bool
  /// Called with how many replications have been run or read in all.
  private let progress: @Sendable (Int) -> Void
  private var done = 0
  /// By policy: the places of the figures.
  private var places: [[Int]?]
  /// The figures that are meant, as the first policy has them.
  package private(set) var figures: [Figure] = []
  /// By policy, figure and replication; NaN where a replication lacks a figure and may.
  package private(set) var values: [[[Double]]]

  package init(
    _ experiment: Experiment, figures: [FigureQuery], threads: Int, store: ResultStore?,
    leavesOut: Bool = false, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.experiment = experiment
    self.leavesOut = leavesOut
    queries = figures
    self.threads = threads
    self.store = store
    self.progress = progress
    places = experiment.arms.map { _ in nil }
    values = experiment.arms.map { _ in figures.map { _ in [] } }
  }

  /// Takes one more policy; gives its place.
  package func add(_ arm: Experiment.Arm) -> Int {
    experiment.arms.append(arm)
    places.append(nil)
    values.append(queries.map { _ in [] })
    return values.count - 1
  }

  /// The name of a policy.
  func name(of arm: Int) -> String { experiment.arms[arm].name }

  /// Whether nothing is drawn at random under a policy.
  func isDeterministic(_ arm: Int) -> Bool { experiment.arms[arm].compiled.program.isDeterministic }

  /// How many replications of a policy there are.
  package func count(of arm: Int) -> Int { values[arm].first?.count ?? 0 }

  /// Runs policies until each has so many replications; a cancelled task leaves some out.
  package func extend(_ arms: [Int], to count: Int) async throws(SelectionProblem) {
    // Policies with equally many are run together, so that threads have something to share.
    let groups = Dictionary(grouping: arms.filter { self.count(of: $0) < count }) {
      self.count(of: $0)
    }
    for (before, arms) in groups.sorted(by: { $0.key < $1.key }) {
      var part = experiment
      part.arms = arms.map { experiment.arms[$0] }
      let collected = Gathered(arms.count)
      let done = done
      do {
        try await ReplicationRunner(part, threads: threads, store: store).run(
          before..<count, consume: { arm, _, outcome in collected.add(outcome, arm) },
          progress: { [progress] in progress(done + $0) })
      } catch {
        throw .store(error)
      }
      self.done += arms.count * (count - before)
      for (place, arm) in arms.enumerated() {
        for (index, outcome) in collected.outcomes[place].enumerated() {
          try take(outcome, of: arm, replication: before + index)
        }
      }
    }
  }

  /// Runs policies until each has so many replications, or throws that it was interrupted.
  func gather(_ arms: [Int], to count: Int) async throws(SelectionProblem) {
    try await extend(arms, to: count)
    if arms.contains(where: { self.count(of: $0) < count }) { throw .interrupted }
  }

  /// Takes the figures out of what a replication came to.
  private func take(_ outcome: ReplicationOutcome, of arm: Int, replication: Int)
    throws(SelectionProblem)
  {
    let name = experiment.arms[arm].name
    switch outcome {
    case .failed(let failure):
      throw .failed("“\(name)”, replication \(replication) failed \(failure.sentence)")
    case .finished(let summary):
      if places[arm] == nil {
        var found: [Int] = []
        for query in queries {
          do throws(FigureQuery.Failure) {
            found.append(try query.find(in: summary.figures))
          } catch {
            throw .figure(error.message)
          }
        }
        places[arm] = found
        if figures.isEmpty { figures = found.map { summary.figures[$0] } }
      }
      for (index, place) in (places[arm] ?? []).enumerated() {
        guard let value = summary.values[place].value ?? (leavesOut ? .nan : nil) else {
          throw .failed(
            "“\(name)”, replication \(replication) has no “\(queries[index].text)”: a longer run "
              + "would have one")
        }
        values[arm][index].append(value)
      }
    }
  }

  /// What replications came to, in index order by policy.
  private final class Gathered: Sendable {
    private let state: Mutex<[[ReplicationOutcome]]>

    init(_ arms: Int) { state = Mutex(Array(repeating: [], count: arms)) }

    func add(_ outcome: ReplicationOutcome, _ arm: Int) {
      state.withLock { $0[arm].append(outcome) }
    }

    var outcomes: [[ReplicationOutcome]] { state.withLock { $0 } }
  }
}

/// Why a selection or a sweep cannot go on.
package enum SelectionProblem: Error, Sendable {
  case store(StoreError)
  /// A figure that was asked for does not exist.
  case figure(String)
  /// A replication that could not be finished, or lacks the figure.
  case failed(String)
  /// The task was cancelled.
  case interrupted
}
