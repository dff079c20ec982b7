package import FacilityModel
package import OutputStatistics

/// Which policies are to stand which cases, and by what they are judged.
package struct RobustnessPlan: Sendable {
  package var objective: FigureQuery
  package var maximise: Bool
  package var policies: [String]
  package var cases: [StressCase]

  package init(
    objective: FigureQuery, maximise: Bool, policies: [String], cases: [StressCase]
  ) {
    self.objective = objective
    self.maximise = maximise
    self.policies = policies
    self.cases = cases
  }

  /// What results call a policy in a case.
  package static func name(of policy: String, in stress: String) -> String {
    "\(policy) | \(stress)"
  }

  /// The names of all policies in all cases: the cases of the first policy come first.
  package var armNames: [String] {
    policies.flatMap { policy in cases.map { Self.name(of: policy, in: $0.name) } }
  }
}

/// Policies in stress cases: how much each loses against the best in the same case.
///
/// The same replication has the same random numbers under every policy and in every case.
/// Replications that some policy lacks in some case are left out everywhere, so that all means are
/// of the same ones.
package struct Robustness: Sendable {
  /// A policy over all cases.
  package struct Row: Sendable {
    package var policy: String
    /// The weighted mean of the figure over the cases, with its own interval.
    package var mean: MeanInterval
    package var meanRegret: Regret.Bounds
    package var greatestRegret: Regret.Bounds
    package var worstCase: String
    /// Places from 1; equal regrets share one.
    package var rankByMean: Int
    package var rankByGreatest: Int
    package var cells: [Cell]
  }

  /// A policy in a case.
  package struct Cell: Sendable {
    package var stress: StressCase
    /// The figure with its own interval.
    package var interval: MeanInterval
    package var regret: Regret.Bounds
    /// The policy with the best mean in the case.
    package var best: String
    /// In which share of the replications no policy was better.
    package var shareBest: Double
  }

  package let plan: RobustnessPlan
  package let figure: Figure
  package let rows: [Row]
  package let confidence: Double
  package let replications: Int
  /// Replications that something lacks.
  package let leftOut: Int
  /// How many differences the limits of regrets hold together for.
  package let comparisons: Int

  /// Reads what the policies came to in the cases, which are the arms of an experiment in the order
  /// of `armNames`.
  package init(_ plan: RobustnessPlan, _ result: ExperimentResult) throws(SelectionProblem) {
    var found: [(figure: Figure, values: [Int: Double])] = []
    for arm in result.arms { found.append(try Self.values(plan.objective, of: arm)) }
    let common = (found.first?.values.keys.sorted() ?? []).filter { index in
      found.allSatisfy { $0.values[index] != nil }
    }
    guard !common.isEmpty, let figure = found.first?.figure else {
      throw .failed("no replication has “\(plan.objective.text)” under all policies in all cases")
    }
    let count = plan.cases.count
    let values = plan.policies.indices.map { policy in
      plan.cases.indices.map { place in
        common.compactMap { found[policy * count + place].values[$0] }
      }
    }
    let level = result.experiment.confidence
    let weights = plan.cases.map(\.weight)
    let isDeterministic = result.arms.allSatisfy(\.isDeterministic)
    let regret = Regret(
      values, weights: weights, maximise: plan.maximise, level: level, isShare: figure.isShare,
      isCertain: isDeterministic)
    let byMean = Regret.ranks(regret.mean.map(\.estimate))
    let byGreatest = Regret.ranks(regret.greatest.map(\.estimate))
    func interval(_ values: [Double]) -> MeanInterval {
      MeanInterval(
        values, level: level, deterministic: isDeterministic,
        bounds: figure.isShare ? 0...1 : nil)
    }
    rows = plan.policies.indices.map { policy in
      let means = common.indices.map { replication in
        zip(values[policy], weights).reduce(0) { $0 + $1.0[replication] * $1.1 }
          / weights.reduce(0, +)
      }
      return Row(
        policy: plan.policies[policy], mean: interval(means), meanRegret: regret.mean[policy],
        greatestRegret: regret.greatest[policy],
        worstCase: plan.cases[regret.worstCase[policy]].name, rankByMean: byMean[policy],
        rankByGreatest: byGreatest[policy],
        cells: plan.cases.indices.map { place in
          Cell(
            stress: plan.cases[place], interval: interval(values[policy][place]),
            regret: regret.cells[policy][place], best: plan.policies[regret.best[place]],
            shareBest: Self.shareBest(
              policy, values.map { $0[place] }, maximise: plan.maximise))
        })
    }
    self.plan = plan
    self.figure = figure
    confidence = level
    replications = common.count
    leftOut = result.experiment.replications - common.count
    comparisons = regret.comparisons
  }

  /// The figure that is meant, by replication.
  private static func values(_ query: FigureQuery, of arm: ArmResult) throws(SelectionProblem) -> (
    figure: Figure, values: [Int: Double]
  ) {
    guard !arm.replications.isEmpty else {
      throw .failed("“\(arm.name)”: no replication could be finished")
    }
    let place: Int
    do throws(FigureQuery.Failure) {
      place = try query.find(in: arm.figures)
    } catch {
      throw .figure(error.message)
    }
    var values: [Int: Double] = [:]
    for replication in arm.replications {
      values[replication.index] = replication.values[place].value
    }
    return (arm.figures[place], values)
  }

  /// In which share of the replications no policy was better than one.
  private static func shareBest(_ policy: Int, _ values: [[Double]], maximise: Bool) -> Double {
    let own = values[policy]
    let wins = own.indices.count { replication in
      values.allSatisfy {
        maximise ? $0[replication] <= own[replication] : $0[replication] >= own[replication]
      }
    }
    return Double(wins) / Double(own.count)
  }
}
