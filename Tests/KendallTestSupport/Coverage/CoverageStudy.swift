import Experiments
import FacilityModel
import OutputStatistics

/// Whole experiments on a model with closed forms, each with a seed of its own, as `kendall run`,
/// `kendall compare` and their `--precision` do them: replications, figures, intervals and the rule
/// that stops are those of `Experiments`.
package struct CoverageStudy: Sendable {
  package let name: String
  package let figures: [KnownFigure]
  /// How many replications an experiment has; of a sequential one the floor.
  package var replications: Int
  private let firstSeed: Int
  private let arms: [Experiment.Arm]
  private let targets: [PrecisionTarget]
  private let cap: Int

  /// - Parameters:
  ///   - text: the model.
  ///   - policies: those that are compared with the model as written.
  ///   - firstSeed: of the first experiment; the others follow it.
  ///   - targets: what a sequential experiment goes on for, judged as `--precision` judges it: of
  ///     differences where there are policies.
  ///   - cap: the most replications of a sequential experiment.
  package init(
    _ name: String, _ text: String, policies: [String] = [], replications: Int,
    firstSeed: Int = 1, until targets: [String] = [], cap: Int = 1000, figures: [KnownFigure]
  ) throws {
    self.name = name
    self.figures = figures
    self.replications = replications
    self.firstSeed = firstSeed
    self.cap = cap
    self.targets = try targets.map { try PrecisionTarget($0) }
    arms = try ([nil] + policies).map { policy in
      Experiment.Arm(
        name: policy ?? Experiment.asWritten,
        compiled: try compiled(text, policies: policy.map { [$0] } ?? []))
    }
  }

  /// Does so many experiments, several at a time.
  package func run(experiments: Int, threads: Int) async throws -> CoverageResult {
    let found = try await withThrowingTaskGroup(of: [(seed: Int, Found)].self) { group in
      for thread in 0..<threads {
        group.addTask {
          var found: [(seed: Int, Found)] = []
          for index in stride(from: thread, to: experiments, by: threads) {
            let seed = firstSeed + index
            found.append((seed, try await experiment(UInt64(seed))))
          }
          return found
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    var result = CoverageResult(figures)
    for (_, found) in found.sorted(by: { $0.seed < $1.seed }) { result.add(found) }
    return result
  }

  /// What one experiment gave.
  struct Found: Sendable {
    var intervals: [FoundInterval]
    /// Whether the intervals of all key differences hold theirs; nil where nothing is compared.
    var holdsTogether: Bool?
    var replications: Int
    var isReached: Bool?
  }

  private func experiment(_ seed: UInt64) async throws -> Found {
    let experiment = Experiment(arms: arms, replications: replications, seed: seed)
    let result: ExperimentResult
    if targets.isEmpty {
      result = try await ExperimentResult.run(experiment, threads: 1)
    } else {
      result = try await ExperimentResult.run(
        experiment, until: PrecisionPlan(targets: targets, floor: replications, cap: cap),
        ofDifferences: arms.count > 1, threads: 1)
    }
    let comparison = arms.count > 1 ? Comparison(result) : nil
    let controlled =
      figures.contains { $0.isControlled } ? try ControlledResult(result, controls: ["all"]) : nil
    return Found(
      intervals: try figures.map { try interval(of: $0, result, comparison, controlled) },
      holdsTogether: try comparison.map { try holdsTogether($0, result) },
      replications: result.experiment.replications, isReached: result.precision?.isReached)
  }

  private func interval(
    of known: KnownFigure, _ result: ExperimentResult, _ comparison: Comparison?,
    _ controlled: ControlledResult?
  ) throws -> FoundInterval {
    let arm = result.arms[0]
    let index = try FigureQuery(known.words).find(in: arm.figures)
    switch known.place {
    case .run:
      return FoundInterval(
        arm.estimate(index, confidence: result.experiment.confidence).interval)
    case .controlled:
      guard let row = controlled?.rows.first(where: { $0.figure == arm.figures[index] }) else {
        throw RefusedModel(description: "no controlled estimate of “\(known.words)”")
      }
      return FoundInterval(row.controlled, level: result.experiment.confidence)
    case .difference(let policy):
      guard
        let row = comparison?.rows.first(where: {
          $0.policy == policy && $0.figure == arm.figures[index]
        })
      else { throw RefusedModel(description: "no difference of “\(known.words)” by “\(policy)”") }
      return FoundInterval(row.difference.interval)
    }
  }

  /// Whether the intervals of all key differences, which are to hold together, hold the truth.
  private func holdsTogether(_ comparison: Comparison, _ result: ExperimentResult) throws -> Bool {
    let all = result.arms[0].figures
    return try comparison.rows.filter(\.isKey).allSatisfy { row in
      let known = try figures.first { known in
        guard case .difference(row.policy) = known.place else { return false }
        return all[try FigureQuery(known.words).find(in: all)] == row.figure
      }
      guard let known else {
        throw RefusedModel(description: "nobody knows the difference of “\(row.figure.measure)”")
      }
      return FoundInterval(row.difference.interval).holds(known.truth)
    }
  }
}

extension KnownFigure {
  var isControlled: Bool {
    if case .controlled = place { return true }
    return false
  }
}

/// What the experiments of a study came to.
package struct CoverageResult: Sendable {
  package private(set) var tallies: [CoverageTally]
  /// Experiments in which the intervals of all key differences held; nil where nothing is compared.
  package private(set) var together: Int?
  package private(set) var experiments = 0
  /// Experiments that the cap ended before they were precise.
  package private(set) var capped = 0
  private var replications = 0

  init(_ figures: [KnownFigure]) { tallies = figures.map { CoverageTally($0) } }

  mutating func add(_ found: CoverageStudy.Found) {
    experiments += 1
    replications += found.replications
    if found.isReached == false { capped += 1 }
    if let holds = found.holdsTogether { together = (together ?? 0) + (holds ? 1 : 0) }
    for (place, interval) in found.intervals.enumerated() { tallies[place].add(interval) }
  }

  package var meanReplications: Double { Double(replications) / Double(max(1, experiments)) }

  /// The tally of a figure by its name.
  package func tally(_ name: String) -> CoverageTally? { tallies.first { $0.name == name } }
}
