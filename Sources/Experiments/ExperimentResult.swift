package import EventEngine
package import FacilityModel
package import OutputStatistics

/// What the replications of one policy came to.
package struct ArmResult: Sendable {
  package let name: String
  package let model: Model
  package let isDeterministic: Bool
  package let program: Program
  package private(set) var figures: [Figure] = []
  /// The values of the figures, by replication that finished.
  package private(set) var replications: [(index: Int, values: [FigureValue])] = []
  package private(set) var failures: [(index: Int, failure: FailureText)] = []
  private var pools: [PooledObservations] = []
  /// The fewest observations that a pool had in a replication.
  private var fewest: [Int] = []
  package private(set) var profile: ProfileResult
  /// The number inside from the very start, by replication and bin: of the first ones.
  private(set) var starts: [[Double]] = []
  /// How far controls were from their means, by replication that finished.
  package private(set) var controls: [[Double]] = []
  package private(set) var events: Int64 = 0

  init(_ arm: Experiment.Arm) {
    name = arm.name
    model = arm.compiled.model
    isDeterministic = arm.compiled.program.isDeterministic
    profile = ProfileResult(arm.compiled.program)
    program = arm.compiled.program
  }

  /// Adds the outcome of the next replication.
  mutating func add(_ outcome: ReplicationOutcome, at index: Int) {
    switch outcome {
    case .failed(let failure): failures.append((index, failure))
    case .finished(let summary):
      if figures.isEmpty { figures = summary.figures }
      replications.append((index, summary.values))
      events += summary.events
      profile.add(summary.profile)
      if !summary.start.isEmpty { starts.append(summary.start) }
      controls.append(summary.controls)
      add(summary.pools)
    }
  }

  private mutating func add(_ more: [PooledObservations]) {
    if pools.isEmpty {
      pools = more
      fewest = more.map { $0.values?.count ?? .max }
      return
    }
    for (place, pool) in more.enumerated() {
      fewest[place] = min(fewest[place], pool.values?.count ?? .max)
      if let values = pool.values, pools[place].values != nil {
        pools[place].values?.append(contentsOf: values)
      } else {
        pools[place].values = nil
      }
    }
  }

  /// The estimate of a figure over the replications that had it.
  package func estimate(_ figure: Int, confidence: Double) -> Estimate {
    let all = replications.map { $0.values[figure] }
    let values = all.compactMap(\.value)
    let counted = all.compactMap(\.observations)
    return Estimate(
      interval: MeanInterval(
        values, level: confidence, deterministic: isDeterministic,
        bounds: figures[figure].bounds),
      without: all.count - values.count,
      observations: counted.isEmpty ? nil : counted.reduce(0, +))
  }

  /// Pools with fewer than 200 observations in some replication and at most 400 in each, sorted.
  package var thinPools: [PooledObservations] {
    zip(pools, fewest).compactMap { pool, least in
      guard least < 200, let values = pool.values, !values.isEmpty else { return nil }
      var sorted = pool
      sorted.values = values.sorted()
      return sorted
    }
  }
}

/// A figure over all replications.
package struct Estimate: Sendable {
  package var interval: MeanInterval
  /// Replications without an observation, which are left out.
  package var without: Int
  /// All observations of all replications; nil for integrals over time.
  package var observations: Int?
}

/// What an experiment came to.
package struct ExperimentResult: Sendable {
  package var experiment: Experiment
  package var arms: [ArmResult]
  /// How precision grew, where the run was to go on until it sufficed.
  package var precision: PrecisionReport?

  /// Runs an experiment; a cancelled task gives what was done until then.
  ///
  /// - Parameter store: where results are kept, and read from if they are there already.
  package static func run(
    _ experiment: Experiment, threads: Int, store: ResultStore? = nil,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(StoreError) -> ExperimentResult {
    let collected = Collected(experiment.arms.map { ArmResult($0) })
    try await ReplicationRunner(experiment, threads: threads, store: store).run(
      consume: { collected.add($2, arm: $0, replication: $1) }, progress: progress)
    return ExperimentResult(experiment: experiment, arms: collected.arms)
  }

  /// Whether every replication of every policy has come to an end.
  package var isComplete: Bool {
    arms.allSatisfy { $0.replications.count + $0.failures.count == experiment.replications }
  }
}
