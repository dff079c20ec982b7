package import EventEngine
import FacilityModel
package import OutputStatistics

/// The same entities under a baseline and under other policies, one by one.
///
/// Common random numbers are keyed by entity, so an entity that arrives under both has the same
/// needs under both: the difference of its stays is what the policy did to it. Entities that arrive
/// after the warm-up are compared; a pair has left under both. Those that only one side has are
/// counted, never paired.
package struct EntityComparison: Sendable {
  /// An entity under the baseline and under a policy; times in ticks.
  package struct Pair: Sendable {
    package var policy: String
    package var replication: Int
    package var entity: String
    /// Its classes, in the order in which they were asked for.
    package var classes: [String]
    package var baseline: Stay
    package var other: Stay
    package var outcomes: (baseline: String, other: String)
  }

  /// A figure of the differences (policy minus baseline), over replications.
  package struct Row: Sendable {
    package var policy: String
    package var figure: Figure
    package var interval: MeanInterval
    /// Replications that have no such figure.
    package var without: Int
  }

  package let baseline: String
  /// What the classes are called, such as `triage`.
  package let classNames: [String]
  package let rows: [Row]
  /// The pairs of the first replications, bounded in number.
  package let pairs: [Pair]
  /// Whether there were more pairs in those replications than are kept.
  package let isCut: Bool
  /// Policies under which not the same entities arrive at the same times.
  package let changedArrivals: [String]
  /// Replications in which both sides came to an end, by policy.
  package let replications: [String: Int]
  package let unit: ReportUnit

  /// More pairs than this are not kept one by one.
  package static let mostPairs = 200_000

  /// What the differences are called.
  package static let measures = ["time in system", "waiting time"]

  /// Runs the replications of an experiment once more, watching every entity.
  ///
  /// - Parameters:
  ///   - classes: names of attributes, or `source`, by which differences are also taken.
  ///   - kept: of how many replications the pairs are kept.
  /// - Returns: nil where the task was cancelled.
  package static func run(
    _ experiment: Experiment, by classes: [String], keeping kept: Int, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async -> EntityComparison? {
    let parts = await Parallel.map(experiment.replications, threads: threads, progress: progress) {
      EntityPairing(experiment, replication: $0, by: classes, keepsPairs: $0 < kept).parts
    }
    let done = parts.compactMap { $0 }
    guard done.count == experiment.replications else { return nil }
    return EntityComparison(experiment, by: classes, done)
  }

  /// Puts together what the replications gave: for each of them one part a policy, nil where one
  /// side failed.
  private init(
    _ experiment: Experiment, by classes: [String], _ parts: [[EntityPairing.Part?]]
  ) {
    baseline = experiment.arms[0].name
    classNames = classes
    unit = experiment.unit
    var rows: [Row] = []
    var pairs: [Pair] = []
    var changed: [String] = []
    var counts: [String: Int] = [:]
    var isCut = false
    for (place, arm) in experiment.arms.dropFirst().enumerated() {
      let own = parts.compactMap { $0[place] }
      counts[arm.name] = own.count
      if own.contains(where: \.arrivalsDiffer) { changed.append(arm.name) }
      var values: [Figure: [Double]] = [:]
      var order: [Figure: [Double]] = [:]
      for part in own {
        for (figure, key, value) in part.figures {
          order[figure] = key
          values[figure, default: []].append(value)
        }
        let room = max(0, Self.mostPairs - pairs.count)
        isCut = isCut || part.pairs.count > room
        pairs += part.pairs.prefix(room)
      }
      let figures = order.sorted { $0.value.lexicographicallyPrecedes($1.value) }.map(\.key)
      rows += figures.map { figure in
        let found = values[figure] ?? []
        let isShare = figure.statistic.hasPrefix("share")
        return Row(
          policy: arm.name, figure: figure,
          interval: MeanInterval(
            found, level: experiment.confidence, bounds: isShare ? 0...1 : nil),
          without: own.count - found.count)
      }
    }
    self.rows = rows
    self.pairs = pairs
    self.isCut = isCut
    changedArrivals = changed
    replications = counts
  }
}
