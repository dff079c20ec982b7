import OutputStatistics

/// Selection with a guarantee: limits first, then KN among those that keep them.
extension Selection {
  func guaranteed(_ sampler: ReplicationSampler, _ arms: [Int])
    async throws(SelectionProblem) -> [Outcome]
  {
    let wrong = 1 - plan.probability
    let alpha = limits.isEmpty ? wrong : wrong / 2
    var outcomes: [Outcome] = arms.map { _ in (.open, plan.firstStage) }
    for arm in arms where !limits.isEmpty {
      outcomes[arm] = try await told(
        sampler, arm, beta: wrong / 2 / Double(arms.count * limits.count))
    }
    // Those that may be selected: whose constraints are all told to be kept.
    let feasible = arms.filter { outcomes[$0].state == .worse || limits.isEmpty }
    guard !feasible.isEmpty else { return outcomes }
    for (arm, outcome) in try await best(sampler, feasible, alpha: alpha) {
      outcomes[arm] = (outcome.state, max(outcome.count, outcomes[arm].count))
    }
    return outcomes
  }

  /// KN among some policies, by policy.
  private func best(_ sampler: ReplicationSampler, _ feasible: [Int], alpha: Double)
    async throws(SelectionProblem) -> [Int: Outcome]
  {
    var common = CommonReplications(
      sampler, figure: 0, firstStage: plan.firstStage, cap: plan.cap)
    /// By policy; and how many replications the values took.
    var first = feasible.map { _ in [Double]() }
    var used: [Int] = []
    let isCertain = feasible.allSatisfy { sampler.isDeterministic($0) }
    while first[0].count < plan.firstStage
      || (!isCertain && KimNelson.needsMore(first, alpha: alpha))
    {
      guard let values = try await common.next(of: feasible) else {
        return Dictionary(uniqueKeysWithValues: feasible.map { ($0, (.open, common.count)) })
      }
      for place in feasible.indices { first[place].append(values[place]) }
      used.append(common.count)
    }
    var procedure = KimNelson(
      first, indifference: indifference ?? 1, alpha: alpha, maximise: plan.maximise)
    while procedure.selected == nil {
      let still = procedure.surviving
      guard let values = try await common.next(of: still.map { feasible[$0] }) else { break }
      used.append(common.count)
      procedure.add(Dictionary(uniqueKeysWithValues: zip(still, values)))
    }
    return Dictionary(
      uniqueKeysWithValues: feasible.enumerated().map { place, arm in
        guard let out = procedure.eliminatedAt[place] else {
          return (arm, (procedure.selected == place ? .selected : .open, common.count))
        }
        return (arm, (procedure.tied.contains(place) ? .tied : .worse, used[out - 1]))
      })
  }

  /// Whether a policy keeps its constraints: `worse` stands for yes, until KN has looked at it.
  private func told(_ sampler: ReplicationSampler, _ arm: Int, beta: Double)
    async throws(SelectionProblem) -> Outcome
  {
    var values = limits.indices.map { index in
      CommonReplications(
        sampler, figure: index + 1, firstStage: plan.firstStage, cap: plan.cap)
    }
    var first = limits.map { _ in [Double]() }
    var checks: [Feasibility?] = limits.map { _ in nil }
    // All limits go on side by side, and the first that is broken ends it.
    while true {
      for index in limits.indices where checks[index]?.answer == nil {
        guard let value = try await values[index].next(of: [arm])?.first else {
          return (.open, plan.cap)
        }
        if checks[index] != nil {
          checks[index]?.add(value)
        } else {
          first[index].append(value)
          if first[index].count < plan.firstStage { continue }
          checks[index] = Feasibility(
            first[index], limit: limits[index].limit, tolerance: limits[index].tolerance,
            isAtLeast: plan.constraints[index].isAtLeast, beta: beta,
            isShare: sampler.figures[index + 1].isShare, isCertain: sampler.isDeterministic(arm))
        }
      }
      let most = values.map(\.count).max() ?? 0
      if let broken = checks.firstIndex(where: { $0?.answer == .fails }) {
        return (.infeasible(broken), most)
      }
      if checks.allSatisfy({ $0?.answer == .meets }) { return (.worse, most) }
    }
  }
}
