import EventEngine
package import FacilityModel
package import OutputStatistics

/// Policies against a baseline, figure by figure, paired by replication.
///
/// All policies see the same entities with the same needs (common random numbers), so the
/// differences of equal replications vary less than the figures do. Intervals, p-values and
/// verdicts of the key measures hold together: Bonferroni over policies × key measures. All other
/// figures are exploratory: each stands for itself.
package struct Comparison: Sendable {
  /// Which way a figure should go.
  package typealias Direction = MeasureDefinition.Direction

  /// One figure of one policy.
  package struct Row: Sendable {
    package var policy: String
    package var figure: Figure
    /// Whether the row belongs to the family that is judged together.
    package var isKey: Bool
    package var better: Direction?
    /// Means over the replications that both have.
    package var baselineMean: Double?
    package var policyMean: Double?
    /// Policy minus baseline; its level is that of this single interval.
    package var difference: PairedDifference
    /// Two-sided, adjusted with the family for key measures; nil where there is none.
    package var pValue: Double?
    /// Replications, among those compared, in which the policy's figure was the lower, the higher.
    package var lowerCount: Int
    package var higherCount: Int
    /// Replications that one side lacks.
    package var unpaired: Int
    package var verdict: Verdict
  }

  /// What a row comes to.
  package enum Verdict: String, Sendable {
    case better, worse, lower, higher
    /// The interval holds 0.
    case notShown = "no difference shown"
    /// Every pair is equal.
    case same = "the same in every replication"
    /// Every pair differs by as much, though the figures themselves vary: there is nothing random in it.
    case constant = "the same difference in every replication"
    /// There are too few pairs for an interval.
    case noInterval = "no interval"
  }

  package let baseline: String
  package let rows: [Row]
  /// The level at which the key measures hold together, and how many rows that are.
  package let confidence: Double
  package let comparisons: Int
  /// Policies under which not the same entities arrive.
  package let changedArrivals: [String]

  /// Compares every other policy of an experiment with one of them.
  package init(_ result: ExperimentResult, baseline: Int = 0) {
    let base = result.arms[baseline]
    let others = result.arms.indices.filter { $0 != baseline }.map { result.arms[$0] }
    let keys = Self.keyFigures(of: base)
    let comparisons = max(1, keys.count * others.count)
    let level = result.experiment.confidence
    let single = MultipleComparison.individualLevel(level, comparisons: comparisons)
    self.baseline = base.name
    confidence = level
    self.comparisons = comparisons
    rows = others.flatMap { other in
      base.figures.indices.compactMap { index in
        let isKey = keys.contains(index)
        return Self.row(
          base, index, other, isKey: isKey, level: isKey ? single : level,
          comparisons: isKey ? comparisons : 1)
      }
    }
    changedArrivals = others.filter { Self.differ(base, $0, in: "arrivals") }.map(\.name)
  }

  /// The figures that decide: the measures marked “key”, else those with a target, else the first
  /// of the model, else the time in system.
  package static func keyFigures(of arm: ArmResult) -> [Int] {
    let own = arm.figures.indices.filter { arm.measure(of: arm.figures[$0]) != nil }
    let marked = own.filter { arm.measure(of: arm.figures[$0])?.isKey == true }
    if !marked.isEmpty { return marked }
    if let first = own.first { return [first] }
    return arm.figures.indices.filter {
      arm.figures[$0].measure == TimeInSystem.name && arm.figures[$0].scope == "all"
        && arm.figures[$0].statistic == "mean"
    }
  }

  private static func row(
    _ base: ArmResult, _ index: Int, _ other: ArmResult, isKey: Bool, level: Double,
    comparisons: Int
  ) -> Row? {
    let figure = base.figures[index]
    guard let place = other.place(of: figure) else { return nil }
    let pairs = pairs(base, index, other, place)
    let (a, b) = (pairs.values.map(\.policy), pairs.values.map(\.baseline))
    let difference = PairedDifference(a, minus: b, level: level)
    let better = direction(of: figure, in: base)
    return Row(
      policy: other.name, figure: figure, isKey: isKey, better: better,
      baselineMean: SampleMoments(b).mean, policyMean: SampleMoments(a).mean,
      difference: difference,
      pValue: difference.pValue.map { min(1, $0 * Double(comparisons)) },
      lowerCount: pairs.values.count { $0.policy < $0.baseline },
      higherCount: pairs.values.count { $0.policy > $0.baseline }, unpaired: pairs.unpaired,
      verdict: verdict(
        difference, better, pairs.values, isExact: base.isDeterministic && other.isDeterministic))
  }

  /// The values of a figure in the replications that both policies have.
  private static func pairs(_ base: ArmResult, _ index: Int, _ other: ArmResult, _ place: Int)
    -> (values: [(policy: Double, baseline: Double)], unpaired: Int)
  {
    var ours: [Int: Double] = [:]
    for replication in base.replications {
      if let value = replication.values[index].value { ours[replication.index] = value }
    }
    var values: [(policy: Double, baseline: Double)] = []
    for replication in other.replications {
      guard let value = replication.values[place].value,
        let against = ours[replication.index]
      else { continue }
      values.append((value, against))
    }
    let most = max(base.replications.count, other.replications.count)
    return (values, most - values.count)
  }

  /// - Parameter isExact: whether neither policy draws anything, so that one replication tells all.
  private static func verdict(
    _ difference: PairedDifference, _ better: Direction?,
    _ pairs: [(policy: Double, baseline: Double)], isExact: Bool
  ) -> Verdict {
    if !pairs.isEmpty, pairs.allSatisfy({ $0.policy == $0.baseline }) { return .same }
    if isExact {
      return difference.mean.map { effect(of: $0, better) } ?? .noInterval
    }
    if difference.isConstant {
      if difference.mean == 0 { return .same }
      let varies = pairs.contains { $0.policy != pairs[0].policy }
      let isEnough = pairs.count >= Sameness.enough(error: 1 - difference.interval.level)
      return varies || isEnough ? .constant : .noInterval
    }
    guard let isShown = difference.isDistinguishable, let mean = difference.mean else {
      return .noInterval
    }
    return isShown ? effect(of: mean, better) : .notShown
  }

  /// What a difference means that is there.
  private static func effect(of mean: Double, _ better: Direction?) -> Verdict {
    switch better {
    case nil: mean < 0 ? .lower : .higher
    case .lower: mean < 0 ? .better : .worse
    case .higher: mean > 0 ? .better : .worse
    }
  }

  /// Which way a figure should go: as the model says, or where that is beyond doubt.
  ///
  /// Waits, stays, queues, overtime, costs and emissions down, throughput up, and shares of which at
  /// least half are wanted.
  static func direction(of figure: Figure, in arm: ArmResult) -> Direction? {
    if figure.statistic == "sd" { return nil }
    if let own = arm.model.measures.first(where: { $0.name == figure.measure }) {
      if let better = own.better { return better }
      if figure.isShare { return own.target.map { $0 >= 0.5 } == true ? .higher : nil }
      return own.tallyKind == .duration ? .lower : nil
    }
    switch figure.measure {
    case WaitingTime.name, GivingUp.name, TimeInSystem.name, QueueLength.name, Overtime.name,
      Costs.name, Energy.name, Emissions.name:
      return .lower
    case Throughput.name: return .higher
    default: return nil
    }
  }

  /// Whether a figure differs in some replication between two policies.
  private static func differ(_ base: ArmResult, _ other: ArmResult, in measure: String) -> Bool {
    base.figures.indices.contains { index in
      guard base.figures[index].measure == measure else { return false }
      guard let place = other.place(of: base.figures[index]) else { return true }
      return pairs(base, index, other, place).values.contains { $0.policy != $0.baseline }
    }
  }
}

extension ArmResult {
  /// Where a figure stands among those of this policy.
  func place(of figure: Figure) -> Int? { figures.firstIndex(of: figure) }
}
