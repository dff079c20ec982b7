import OutputStatistics

/// Selection for a budget: replications where they tell most, until it is spent.
extension Selection {
  mutating func budgeted(_ sampler: ReplicationSampler, _ arms: [Int])
    async throws(SelectionProblem) -> [Outcome]
  {
    var counts = arms.map { _ in plan.firstStage }
    let wanted = limits.enumerated().map { index, limit in
      ConstrainedAllocation.Limit(
        limit: limit.limit, isAtLeast: plan.constraints[index].isAtLeast)
    }
    func known() throws(SelectionProblem) -> ConstrainedAllocation {
      var systems: [ConstrainedAllocation.System] = []
      for arm in arms {
        let values = sampler.values[arm].map { Array($0.prefix(counts[arm])) }
        for (figure, list) in values.enumerated() where 2 * list.count(where: \.isNaN) > list.count
        {
          throw .failed(
            "“\(FigureQuery.name(of: sampler.figures[figure]))” is missing in "
              + "\(list.count(where: \.isNaN)) of \(list.count) replications of "
              + "“\(sampler.name(of: arm))”: a longer run would have it more often")
        }
        systems.append(
          ConstrainedAllocation.System(
            objective: values[0], limited: Array(values.dropFirst())))
      }
      return ConstrainedAllocation(systems, limits: wanted, maximise: plan.maximise)
    }
    var left = (plan.budget ?? 0) - counts.reduce(0, +)
    while left > 0 {
      let step = min(left, max(arms.count, counts.reduce(0, +) / 10))
      let more = try allocation(known(), sampler, counts).additional(step, to: counts)
      for arm in arms where more[arm] > 0 {
        counts[arm] += more[arm]
        try await sampler.gather([arm], to: counts[arm])
      }
      left -= step
    }
    let last = try known()
    estimatedProbability = last.probability
    return arms.map { arm in
      let state: State =
        last.broken[arm].map { .infeasible($0) } ?? (last.best == arm ? .selected : .worse)
      return (state, counts[arm])
    }
  }

  /// OCBA where nothing is limited, else OCBA-CO.
  private func allocation(
    _ known: ConstrainedAllocation, _ sampler: ReplicationSampler, _ counts: [Int]
  ) -> BudgetAllocation {
    guard limits.isEmpty else { return known.allocation }
    let own = counts.enumerated().map { arm, count in
      SampleMoments(sampler.values[arm][0].prefix(count).filter { !$0.isNaN })
    }
    return BudgetAllocation(
      means: own.map { $0.mean ?? 0 }, variances: own.map { $0.variance ?? 0 },
      maximise: plan.maximise)
  }
}
