import FacilityModel
package import OutputStatistics

/// What is to be selected, and how sure.
package struct SelectionPlan: Sendable {
  package var objective: FigureQuery
  package var maximise: Bool
  /// The difference that matters; nil where a budget decides.
  package var indifference: Amount?
  package var probability: Double
  package var constraints: [Constraint]
  /// Replications of each policy to begin with.
  package var firstStage: Int
  /// The most replications of one policy, for a guarantee.
  package var cap: Int
  /// The replications of all policies together, for a budget.
  package var budget: Int?

  package init(
    objective: FigureQuery, maximise: Bool, indifference: Amount?, probability: Double,
    constraints: [Constraint], firstStage: Int, cap: Int, budget: Int?
  ) {
    self.objective = objective
    self.maximise = maximise
    self.indifference = indifference
    self.probability = probability
    self.constraints = constraints
    self.firstStage = firstStage
    self.cap = cap
    self.budget = budget
  }
}

/// The best of several policies, and how that was found.
///
/// With an indifference the guarantee is that of Kim & Nelson's procedure (KN), among those that meet
/// the constraints; whether they do is told before by the procedure F_B^I of Andradóttir & Kim, each
/// of the two with half of what may go wrong. With a budget, OCBA spreads the replications, and a
/// constraint is met where the mean meets it.
package struct Selection: Sendable {
  /// What became of a policy.
  package enum State: Sendable, Equatable {
    case selected
    /// Another was better.
    case worse
    /// It does not keep a constraint: which.
    case infeasible(Int)
    /// The cap came first.
    case open
  }

  package struct Row: Sendable {
    package var policy: String
    package var state: State
    /// How many replications were used.
    package var replications: Int
    /// Means with ordinary intervals over those replications: the objective, then the constraints.
    package var intervals: [MeanInterval]
  }

  package let plan: SelectionPlan
  package let confidence: Double
  package private(set) var rows: [Row] = []
  /// The objective, then the constraints.
  package private(set) var figures: [Figure] = []
  /// The limits of the constraints with their tolerances.
  package private(set) var limits: [(limit: Double, tolerance: Double)] = []
  /// The difference that matters, in the unit of the objective; nil where a budget decides.
  package private(set) var indifference: Double?
  /// For a budget: a lower bound of the probability that the selected one is the best.
  package private(set) var estimatedProbability: Double?

  package var selected: Row? { rows.first { $0.state == .selected } }
  package var total: Int { rows.reduce(0) { $0 + $1.replications } }

  /// Selects among the policies of an experiment.
  package static func run(
    _ experiment: Experiment, _ plan: SelectionPlan, threads: Int, store: ResultStore?,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(SelectionProblem) -> Selection {
    let sampler = ReplicationSampler(
      experiment, figures: [plan.objective] + plan.constraints.map(\.query), threads: threads,
      store: store, progress: progress)
    var selection = Selection(plan: plan, confidence: experiment.confidence)
    let all = Array(experiment.arms.indices)
    try await sampler.gather(all, to: plan.firstStage)
    selection.figures = sampler.figures
    selection.limits = try plan.constraints.limits(
      of: sampler.figures.dropFirst(), experiment.unit)
    if let amount = plan.indifference {
      guard let value = amount.value(for: sampler.figures[0], experiment.unit) else {
        throw .figure(
          "“\(FigureQuery.name(of: sampler.figures[0]))” is in \(sampler.figures[0].unit), not in "
            + amount.unit)
      }
      selection.indifference = value
    }
    let states: [Outcome]
    if plan.budget == nil {
      states = try await selection.guaranteed(sampler, all)
    } else {
      states = try await selection.budgeted(sampler, all)
    }
    selection.rows = all.map { arm in
      Row(
        policy: experiment.arms[arm].name, state: states[arm].state,
        replications: states[arm].count,
        intervals: sampler.values[arm].enumerated().map { index, values in
          MeanInterval(
            Array(values.prefix(states[arm].count)), level: experiment.confidence,
            bounds: sampler.figures[index].isShare ? 0...1 : nil)
        })
    }
    return selection
  }

  private init(plan: SelectionPlan, confidence: Double) {
    self.plan = plan
    self.confidence = confidence
  }

  private typealias Outcome = (state: State, count: Int)

  /// Constraints first, then KN among those that keep them.
  private func guaranteed(_ sampler: ReplicationSampler, _ arms: [Int])
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
    if feasible.isEmpty { return outcomes }
    var procedure = KimNelson(
      feasible.map { Array(sampler.values[$0][0].prefix(plan.firstStage)) },
      indifference: indifference ?? 1, alpha: alpha, maximise: plan.maximise)
    while procedure.selected == nil, procedure.count < plan.cap {
      let next = procedure.count
      let still = procedure.surviving.map { feasible[$0] }
      // A few ahead at a time; what is too many is kept by the store and not used.
      if still.contains(where: { sampler.count(of: $0) <= next }) {
        try await sampler.gather(still, to: min(plan.cap, next + max(1, next / 8)))
      }
      procedure.add(
        Dictionary(
          uniqueKeysWithValues: procedure.surviving.map {
            ($0, sampler.values[feasible[$0]][0][next])
          }))
    }
    for (place, arm) in feasible.enumerated() {
      let used = procedure.eliminatedAt[place] ?? procedure.count
      let state: State =
        procedure.selected == place
        ? .selected : procedure.eliminatedAt[place] != nil ? .worse : .open
      outcomes[arm] = (state, max(used, outcomes[arm].count))
    }
    return outcomes
  }

  /// Whether a policy keeps its constraints: `worse` stands for yes, until KN has looked at it.
  private func told(_ sampler: ReplicationSampler, _ arm: Int, beta: Double)
    async throws(SelectionProblem) -> Outcome
  {
    var checks = limits.enumerated().map { index, limit in
      Feasibility(
        Array(sampler.values[arm][index + 1].prefix(plan.firstStage)), limit: limit.limit,
        tolerance: limit.tolerance, isAtLeast: plan.constraints[index].isAtLeast, beta: beta)
    }
    var next = plan.firstStage
    while true {
      if let broken = checks.firstIndex(where: { $0.answer == .fails }) {
        return (.infeasible(broken), next)
      }
      if checks.allSatisfy({ $0.answer == .meets }) { return (.worse, next) }
      if next >= plan.cap { return (.open, next) }
      if sampler.count(of: arm) <= next {
        try await sampler.gather([arm], to: min(plan.cap, next + max(1, next / 8)))
      }
      for index in checks.indices { checks[index].add(sampler.values[arm][index + 1][next]) }
      next += 1
    }
  }

  /// Replications where they tell most, until the budget is spent.
  private mutating func budgeted(_ sampler: ReplicationSampler, _ arms: [Int])
    async throws(SelectionProblem) -> [Outcome]
  {
    var counts = arms.map { _ in plan.firstStage }
    func moments(_ arm: Int, _ figure: Int) -> SampleMoments {
      SampleMoments(Array(sampler.values[arm][figure].prefix(counts[arm])))
    }
    func broken(_ arm: Int) -> Int? {
      limits.indices.first { index in
        let mean = moments(arm, index + 1).mean ?? .nan
        return plan.constraints[index].isAtLeast
          ? mean < limits[index].limit : mean > limits[index].limit
      }
    }
    var left = (plan.budget ?? 0) - counts.reduce(0, +)
    while left > 0 {
      // Those that break a limit get their share too: how near they are is not known for certain.
      let step = min(left, max(arms.count, counts.reduce(0, +) / 10))
      let open = arms.filter { broken($0) == nil }
      let among = open.count >= 2 ? open : arms
      let own = among.map { moments($0, 0) }
      var more = Array(repeating: 0, count: arms.count)
      if among.count >= 2 {
        let part = BudgetAllocation(
          means: own.map { $0.mean ?? 0 }, variances: own.map { $0.variance ?? 0 },
          maximise: plan.maximise
        ).additional(step, to: among.map { counts[$0] })
        for (place, arm) in among.enumerated() { more[arm] = part[place] }
      } else {
        more[among[0]] = step
      }
      for arm in arms where more[arm] > 0 {
        counts[arm] += more[arm]
        try await sampler.gather([arm], to: counts[arm])
      }
      left -= step
    }
    let kept = arms.filter { broken($0) == nil }
    let own = kept.map { moments($0, 0) }
    let means = own.map { $0.mean ?? 0 }
    let best = means.indices.min {
      (plan.maximise ? -means[$0] : means[$0], $0) < (plan.maximise ? -means[$1] : means[$1], $1)
    }
    if kept.count > 1 {
      estimatedProbability = BudgetAllocation.probability(
        means: means, variances: own.map { $0.variance ?? 0 }, counts: kept.map { counts[$0] },
        maximise: plan.maximise)
    }
    return arms.map { arm in
      let state: State =
        broken(arm).map { .infeasible($0) }
        ?? (best.map { kept[$0] } == arm ? .selected : .worse)
      return (state, counts[arm])
    }
  }
}
