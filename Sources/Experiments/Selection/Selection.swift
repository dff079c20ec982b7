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
/// of the two with half of what may go wrong. With a budget, OCBA spreads the replications (OCBA-CO
/// where there are constraints), and a constraint is met where the mean meets it. A replication that
/// lacks a figure is left out under all policies that are compared by it.
package struct Selection: Sendable {
  /// What became of a policy.
  package enum State: Sendable, Equatable {
    case selected
    /// Another was better.
    case worse
    /// It had the objective of the one selected in every replication.
    case tied
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
    /// How many of them lack the objective or a limited figure.
    package var without: Int
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
  package internal(set) var estimatedProbability: Double?

  package var selected: Row? { rows.first { $0.state == .selected } }
  package var total: Int { rows.reduce(0) { $0 + $1.replications } }

  /// Selects among the policies of an experiment.
  package static func run(
    _ experiment: Experiment, _ plan: SelectionPlan, threads: Int, store: ResultStore?,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(SelectionProblem) -> Selection {
    let sampler = ReplicationSampler(
      experiment, figures: [plan.objective] + plan.constraints.map(\.query), threads: threads,
      store: store, leavesOut: true, progress: progress)
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
      let count = states[arm].count
      return Row(
        policy: experiment.arms[arm].name, state: states[arm].state, replications: count,
        without: (0..<count).count { replication in
          sampler.values[arm].contains { $0[replication].isNaN }
        },
        intervals: sampler.values[arm].enumerated().map { index, values in
          MeanInterval(
            values.prefix(count).filter { !$0.isNaN }, level: experiment.confidence,
            deterministic: sampler.isDeterministic(arm),
            bounds: sampler.figures[index].isShare ? 0...1 : nil)
        })
    }
    return selection
  }

  private init(plan: SelectionPlan, confidence: Double) {
    self.plan = plan
    self.confidence = confidence
  }

  typealias Outcome = (state: State, count: Int)
}
