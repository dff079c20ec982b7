package import OutputStatistics

/// How the precision of the targets grew, look by look.
package struct PrecisionReport: Sendable {
  /// One target for one policy after a number of replications.
  package struct Look: Sendable {
    package var replications: Int
    package var policy: String
    package var target: Int
    package var figure: Figure
    package var goal: PrecisionGoal
    /// What the interval is around: the mean, or the difference from the baseline.
    package var mean: Double?
    /// What a relative goal is a part of: the mean, or the mean of the baseline.
    package var reference: Double?
    package var halfWidth: Double?
    /// Whether the difference was the same in all replications: the half-width is then what
    /// `Sameness` leaves open, 0 where nothing is random.
    package var isConstant = false
    package var isReached: Bool

    /// How many replications will do, as far as this look tells.
    package var expectedCount: Double? {
      guard isConstant else {
        return goal.expectedCount(after: replications, halfWidth: halfWidth, mean: reference)
      }
      // What equal values leave open falls with their number, not with its root.
      guard let halfWidth, let limit = goal.limit(mean: reference), limit > 0 else { return nil }
      return Double(replications) * halfWidth / limit
    }
  }

  package let plan: PrecisionPlan
  /// Whether differences from the baseline are judged, not the figures themselves.
  package let ofDifferences: Bool
  package var looks: [Look] = []
  /// Whether the run came to its end: it was not interrupted.
  package var isComplete = false

  package var floor: Int { plan.schedule.looks.first ?? 0 }
  package var cap: Int { plan.schedule.looks.last ?? 0 }
  /// Whether the run began with so few replications that its intervals cover too seldom.
  package var beganSmall: Bool { floor < LookSchedule.safeFloor && replications > 0 }
  /// How many replications were run.
  package var replications: Int { looks.last?.replications ?? 0 }
  /// How it stands at the end.
  package var final: [Look] { looks.filter { $0.replications == replications } }
  /// Whether every target was reached for every policy.
  package var isReached: Bool { !looks.isEmpty && final.allSatisfy(\.isReached) }

  /// How many replications will do, as far as the last look tells; the cap where it tells nothing.
  package var expectedReplications: Int {
    let open = final.filter { !$0.isReached }
    let counts = open.map(\.expectedCount)
    let most = counts.reduce(0.0) { max($0, $1 ?? Double(cap)) }
    let enough = plan.schedule.looks.first { Double($0) >= most && $0 > replications }
    return open.isEmpty ? replications : enough ?? cap
  }
}

/// What can end a run besides its results.
package enum ExperimentError: Error, Sendable {
  case store(StoreError)
  /// A figure that was asked for does not exist, or not in that unit.
  case figure(FigureQuery.Failure)
}

extension ExperimentResult {
  /// Runs an experiment until its targets are reached, judged at replication counts fixed
  /// beforehand.
  ///
  /// All policies get the same replications. The first look comes after the floor, the last after
  /// the cap; nothing but the values in index order decides where to stop, so threads and
  /// interruptions never matter.
  ///
  /// - Parameters:
  ///   - ofDifferences: judge each policy's difference from the first, not its figures.
  ///   - progress: how many replications of all policies are done, and how many are expected.
  package static func run(
    _ experiment: Experiment, until plan: PrecisionPlan, ofDifferences: Bool, threads: Int,
    store: ResultStore? = nil, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws(ExperimentError) -> ExperimentResult {
    let collected = Collected(experiment.arms.map { ArmResult($0) })
    var result = ExperimentResult(experiment: experiment, arms: collected.arms)
    var report = PrecisionReport(plan: plan, ofDifferences: ofDifferences)
    let arms = experiment.arms.count
    // A first replication tells which figures there are, before much time is spent; a store keeps it.
    let first = Collected(result.arms)
    try await extend(experiment, 0..<1, first, threads, store) { _ in }
    _ = try goals(of: plan, first.arms, experiment)
    var done = 0
    for look in plan.schedule.looks {
      let before = done
      let expected = report.looks.isEmpty ? look : max(look, report.expectedReplications)
      try await extend(experiment, before..<look, collected, threads, store) {
        progress(before * arms + $0, expected * arms)
      }
      done = look
      result = ExperimentResult(experiment: experiment, arms: collected.arms)
      result.experiment.replications = look
      result.precision = report
      guard result.isComplete else { return result }
      report.looks += try judge(plan, result, ofDifferences: ofDifferences)
      let isLost = result.arms.contains { $0.replications.isEmpty }
      if report.isReached || isLost { break }
    }
    report.isComplete = true
    result.precision = report
    return result
  }

  private static func extend(
    _ experiment: Experiment, _ range: Range<Int>, _ collected: Collected, _ threads: Int,
    _ store: ResultStore?, progress: @escaping @Sendable (Int) -> Void
  ) async throws(ExperimentError) {
    do {
      try await ReplicationRunner(experiment, threads: threads, store: store).run(
        range, consume: { collected.add($2, arm: $0, replication: $1) }, progress: progress)
    } catch {
      throw .store(error)
    }
  }

  /// The figure and the goal of each target for each policy that has figures.
  private static func goals(
    of plan: PrecisionPlan, _ arms: [ArmResult], _ experiment: Experiment
  ) throws(ExperimentError) -> [[(figure: Int, goal: PrecisionGoal)]] {
    var all: [[(figure: Int, goal: PrecisionGoal)]] = []
    for arm in arms {
      var goals: [(figure: Int, goal: PrecisionGoal)] = []
      for target in plan.targets where !arm.figures.isEmpty {
        do throws(FigureQuery.Failure) {
          let figure = try target.query.find(in: arm.figures)
          goals.append((figure, try target.goal(for: arm.figures[figure], unit: experiment.unit)))
        } catch {
          throw .figure(error)
        }
      }
      all.append(goals)
    }
    return all
  }

  private static func judge(
    _ plan: PrecisionPlan, _ result: ExperimentResult, ofDifferences: Bool
  ) throws(ExperimentError) -> [PrecisionReport.Look] {
    let goals = try goals(of: plan, result.arms, result.experiment)
    let comparison = ofDifferences ? Comparison(result) : nil
    var looks: [PrecisionReport.Look] = []
    for (place, arm) in result.arms.enumerated() where !ofDifferences || place > 0 {
      for (target, (index, goal)) in goals[place].enumerated() {
        let figure = arm.figures[index]
        let row = comparison?.rows.first { $0.policy == arm.name && $0.figure == figure }
        let interval =
          ofDifferences
          ? row?.difference.interval
          : arm.estimate(index, confidence: result.experiment.confidence).interval
        let reference = ofDifferences ? row?.baselineMean : interval?.mean
        let isConstant = row?.difference.isConstant == true
        let half = isConstant ? open(row, arm, result) : interval?.halfWidth
        looks.append(
          PrecisionReport.Look(
            replications: result.experiment.replications, policy: arm.name, target: target,
            figure: figure, goal: goal, mean: interval?.mean, reference: reference,
            halfWidth: half, isConstant: isConstant,
            isReached: goal.isReached(halfWidth: half, mean: reference)))
      }
    }
    return looks
  }

  /// What a difference that was the same in all replications leaves open: nothing where nothing is
  /// random, else what `Sameness` says.
  private static func open(_ row: Comparison.Row?, _ arm: ArmResult, _ result: ExperimentResult)
    -> Double?
  {
    guard let row, let mean = row.difference.mean else { return nil }
    if arm.isDeterministic, result.arms[0].isDeterministic { return 0 }
    return Sameness.halfWidth(
      mean, after: row.difference.count, level: row.difference.interval.level,
      ofShare: row.figure.isShare)
  }
}
