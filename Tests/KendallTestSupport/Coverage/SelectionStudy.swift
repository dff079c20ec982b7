import Experiments
import FacilityModel

/// Whole selections among rotas of a line with a known best one, each with a seed of its own, as
/// `kendall select` does them.
///
/// Poisson arrivals at 1.6 a minute meet two to five servers of a minute each; a rota costs 0.35 a
/// server and 1 for each who waits. By Erlang's formula that is 3.54, 1.36, 1.46 and 1.76, and the
/// shares seen within a minute are 52, 93, 99 and 99.9 %: three servers are the cheapest, and of those
/// that see 96 % within a minute it is four. Those with three or more are observed in the
/// steady state, so that their averages over time have no bias; two are far from the best.
package struct SelectionStudy: Sendable {
  private static let wage = 0.35
  private static let crowd = 2...5
  private static let text = """
    { "name": "rotas",
      "time": { "unit": "min", "warmUp": "100 min", "length": "100 min", "profile": "none" },
      "parameters": { "servers": 2 },
      "resources": { "server": { "capacity": "servers" } },
      "arrivals": { "customer": { "rate": "1.6 per min", "pathway": "visit" } },
      "pathways": { "visit": [
        { "do": "service", "with": "server", "for": { "exponential": { "mean": "1 min" } } } ] },
      "measures": {
        "cost": { "timeAverage": "0.35 * servers + queue(server)" },
        "seen in 1 min": { "share": "waitingTime <= 1 min" } },
      "policies": {
        "three": { "parameters": { "servers": 3 } }, "four": { "parameters": { "servers": 4 } },
        "five": { "parameters": { "servers": 5 } } } }
    """

  package let name: String
  /// The place of the rota that is to be selected.
  package let best: Int
  private let plan: SelectionPlan
  private let arms: [Experiment.Arm]
  private let firstSeed: Int

  private init(
    _ name: String, isRight: (MarkovLine) -> Bool, firstSeed: Int, _ plan: SelectionPlan
  ) throws {
    self.name = name
    self.plan = plan
    self.firstSeed = firstSeed
    arms = try [nil, "three", "four", "five"].map { policy in
      Experiment.Arm(
        name: policy ?? Experiment.asWritten,
        compiled: try compiled(Self.text, policies: policy.map { [$0] } ?? []))
    }
    let lines = Self.crowd.map { MarkovLine(servers: $0, arrivalRate: 1.6, serviceRate: 1) }
    let costs = lines.map { Self.wage * Double($0.servers) + $0.meanQueue }
    let allowed = lines.indices.filter { isRight(lines[$0]) }
    best = allowed.min { costs[$0] < costs[$1] } ?? 0
  }

  private static func plan(
    indifference: String?, constraints: [String] = [], budget: Int? = nil
  ) throws -> SelectionPlan {
    SelectionPlan(
      objective: FigureQuery("cost"), maximise: false,
      indifference: indifference.flatMap { Amount($0) },
      probability: 0.95, constraints: try constraints.map { try Constraint($0) }, firstStage: 10,
      cap: 10_000, budget: budget)
  }

  /// The cheapest rota with a guarantee, where the difference that matters is just that between the
  /// best two: the hardest that is still promised.
  package static func guaranteed() throws -> SelectionStudy {
    try SelectionStudy(
      "guarantee", isRight: { _ in true }, firstSeed: 1, try plan(indifference: "0.097"))
  }

  /// The cheapest rota that sees 96 % within a minute, with a guarantee.
  package static func constrained() throws -> SelectionStudy {
    try SelectionStudy(
      "guarantee under a limit", isRight: { $0.share(waitingAtMost: 1) >= 0.96 },
      firstSeed: 100_001,
      try plan(indifference: "0.3", constraints: ["seen in 1 min >= 0.96 within 0.02"]))
  }

  /// The cheapest rota for so many replications in all.
  package static func budgeted(_ budget: Int) throws -> SelectionStudy {
    try SelectionStudy(
      "budget of \(budget) replications", isRight: { _ in true }, firstSeed: 200_001,
      try plan(indifference: nil, budget: budget))
  }

  /// What selections came to.
  package struct Result: Sendable {
    package var selections = 0
    package var right = 0
    /// Replications of all policies.
    package var replications = 0
    /// The sum of the probabilities that selections with a budget claim.
    package var claimed = 0.0

    package var share: Double { Double(right) / Double(max(1, selections)) }
    package var meanReplications: Double { Double(replications) / Double(max(1, selections)) }
  }

  /// Makes so many selections, several at a time.
  package func run(selections: Int, threads: Int) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
      for thread in 0..<threads {
        group.addTask {
          var result = Result()
          for index in stride(from: thread, to: selections, by: threads) {
            let selection = try await Selection.run(
              Experiment(
                arms: arms, replications: plan.firstStage, seed: UInt64(firstSeed + index)),
              plan, threads: 1, store: nil)
            result.selections += 1
            result.right += selection.rows[best].state == .selected ? 1 : 0
            result.replications += selection.total
            result.claimed += selection.estimatedProbability ?? plan.probability
          }
          return result
        }
      }
      return try await group.reduce(into: Result()) { sum, part in
        sum.selections += part.selections
        sum.right += part.right
        sum.replications += part.replications
        sum.claimed += part.claimed
      }
    }
  }
}
