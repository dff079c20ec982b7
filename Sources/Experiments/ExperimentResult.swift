package import EventEngine
package import FacilityModel
package import OutputStatistics

/// What the replications of one policy came to.
package struct ArmResult: Sendable {
  package let name: String
  package let model: Model
  package let isDeterministic: Bool
  package private(set) var figures: [Figure] = []
  /// The values of the figures, by replication that finished.
  package private(set) var replications: [(index: Int, values: [FigureValue])] = []
  package private(set) var failures: [(index: Int, failure: SimulationFailure)] = []
  package private(set) var pools:
    [(measure: String, scope: String, kind: TallyKind, set: ObservationSet)] = []
  package private(set) var profile: ProfileResult
  package private(set) var events: Int64 = 0
  /// The fewest observations that a pool had in a replication.
  private var fewest: [Int] = []

  init(_ arm: Experiment.Arm) {
    name = arm.name
    model = arm.compiled.model
    isDeterministic = arm.compiled.program.isDeterministic
    profile = ProfileResult(arm.compiled.program)
  }

  /// Adds the outcome of the next replication.
  mutating func add(_ outcome: ReplicationOutcome, at index: Int) {
    switch outcome {
    case .failed(let failure): failures.append((index, failure))
    case .finished(let collector, let record):
      if figures.isEmpty { figures = collector.figures }
      replications.append((index, collector.values))
      events += record.events
      profile.add(record)
      if pools.isEmpty {
        pools = collector.pools.map { ($0.measure, $0.scope, $0.kind, $0.3) }
        fewest = collector.pools.map { $0.3.count }
      } else {
        for (place, pool) in collector.pools.enumerated() {
          pools[place].set.merge(pool.3)
          fewest[place] = min(fewest[place], pool.3.count)
        }
      }
    }
  }

  /// The estimate of a figure over the replications that had it.
  package func estimate(_ figure: Int, confidence: Double) -> Estimate {
    let all = replications.map { $0.values[figure] }
    let values = all.compactMap(\.value)
    let counted = all.compactMap(\.observations)
    return Estimate(
      interval: MeanInterval(values, level: confidence, deterministic: isDeterministic),
      without: all.count - values.count,
      observations: counted.isEmpty ? nil : counted.reduce(0, +))
  }

  /// Pools whose replications are too small for percentiles of their own: fewer than 200.
  package var thinPools: [(measure: String, scope: String, kind: TallyKind, set: ObservationSet)] {
    zip(pools, fewest).filter { $0.1 < 200 && $0.0.set.count > 0 }.map(\.0)
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

  /// Runs an experiment.
  package static func run(
    _ experiment: Experiment, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async -> ExperimentResult {
    let collected = Collected(experiment.arms.map { ArmResult($0) })
    await ReplicationRunner(experiment, threads: threads).run(
      consume: { collected.add($2, arm: $0, replication: $1) }, progress: progress)
    return ExperimentResult(experiment: experiment, arms: collected.arms)
  }
}
