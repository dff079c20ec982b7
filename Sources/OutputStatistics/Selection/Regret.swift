/// How far policies fall short of the best, case by case, and over all cases.
///
/// The regret of a policy in a case is the distance of its mean from that of the best policy there:
/// 0 for the best itself. The greatest over the cases is what a careful planner keeps small (Savage
/// 1951, Journal of the American Statistical Association 46:55; Kouvelis & Yu 1997, Robust Discrete
/// Optimization and Its Applications); the weighted mean is what is lost on average.
///
/// Intervals rest on the differences of all pairs of policies in all cases, paired by replication
/// and taken together (Bonferroni). A regret is the greatest of such differences, and rises with each
/// of them, so its limits are the greatest of their limits, and all limits hold together, as those of
/// multiple comparisons with the best do (Hsu 1984, Annals of Statistics 12:1136). The estimates
/// themselves lean upwards: chance makes the best of several look better than it is. Differences that
/// are the same in every replication are certain where nothing is random; else they have what
/// `Sameness` leaves open, and no limits where that is not known.
package struct Regret: Sendable, Equatable {
  /// A regret with its limits, in the unit of the values; no limits below two replications.
  package struct Bounds: Sendable, Equatable {
    package var estimate: Double
    package var lower: Double?
    package var upper: Double?

    package init(estimate: Double, lower: Double? = nil, upper: Double? = nil) {
      self.estimate = estimate
      self.lower = lower
      self.upper = upper
    }
  }

  /// By policy and case.
  package let cells: [[Bounds]]
  /// By policy: the mean over the cases by their weights.
  package let mean: [Bounds]
  /// By policy: the greatest over the cases.
  package let greatest: [Bounds]
  /// By policy: the case of the greatest, the first of several.
  package let worstCase: [Int]
  /// By case: the policy with the best mean, the first of several.
  package let best: [Int]
  /// How many differences are taken together.
  package let comparisons: Int

  /// Takes the values of policies in cases.
  ///
  /// - Parameters:
  ///   - values: by policy, case and replication; equally many replications everywhere, at least one,
  ///     and equal ones share their random numbers.
  ///   - weights: how much each case counts, above 0.
  ///   - maximise: whether the greatest mean is the best.
  ///   - level: the level at which all limits hold together.
  ///   - isShare: whether the values are shares, from 0 to 1.
  ///   - isCertain: whether nothing is drawn at random.
  package init(
    _ values: [[[Double]]], weights: [Double], maximise: Bool, level: Double,
    isShare: Bool = false, isCertain: Bool = false
  ) {
    let (policies, cases) = (values.count, weights.count)
    let comparisons = max(1, cases * policies * (policies - 1) / 2)
    let single = MultipleComparison.individualLevel(level, comparisons: comparisons)
    let sign = maximise ? -1.0 : 1.0
    var cells = Array(repeating: [Bounds](), count: policies)
    var best: [Int] = []
    for place in weights.indices {
      let losses = values.map { policy in policy[place].map { $0 * sign } }
      let means = losses.map { SampleMoments($0).mean ?? 0 }
      let least = means.min() ?? 0
      best.append(means.firstIndex(of: least) ?? 0)
      for policy in values.indices {
        cells[policy].append(
          Self.bounds(of: policy, losses, estimate: means[policy] - least) {
            let difference = PairedDifference($0, minus: $1, level: single)
            guard let mean = difference.mean else { return nil }
            guard difference.isConstant else {
              return difference.interval.halfWidth.map { (mean, $0) }
            }
            if isCertain { return (mean, 0) }
            return Sameness.halfWidth(
              mean, after: difference.count, level: single, ofShare: isShare
            ).map { (mean, $0) }
          })
      }
    }
    self.cells = cells
    self.best = best
    self.comparisons = comparisons
    let total = weights.reduce(0, +)
    mean = cells.map { row in
      func weighted(_ part: (Bounds) -> Double?) -> Double? {
        zip(row, weights).reduce(0.0) { sum, cell in
          guard let sum, let value = part(cell.0) else { return nil }
          return sum + value * cell.1 / total
        }
      }
      return Bounds(
        estimate: weighted(\.estimate) ?? 0, lower: weighted(\.lower), upper: weighted(\.upper))
    }
    worstCase = cells.map { row in
      row.indices.max {
        row[$0].estimate < row[$1].estimate || (row[$0].estimate == row[$1].estimate && $0 > $1)
      } ?? 0
    }
    greatest = cells.map { row in
      Bounds(
        estimate: row.map(\.estimate).max() ?? 0, lower: Self.greatest(row.map(\.lower)),
        upper: Self.greatest(row.map(\.upper)))
    }
  }

  /// The regret of one policy in a case, where the least loss is the best.
  private static func bounds(
    of policy: Int, _ losses: [[Double]], estimate: Double,
    interval: (_ own: [Double], _ other: [Double]) -> (mean: Double, half: Double)?
  ) -> Bounds {
    // The difference from itself is 0, and no regret is less.
    var (lower, upper): ([Double?], [Double?]) = ([0], [0])
    for other in losses.indices where other != policy {
      let found = interval(losses[policy], losses[other])
      lower.append(found.map { $0.mean - $0.half })
      upper.append(found.map { $0.mean + $0.half })
    }
    return Bounds(estimate: estimate, lower: greatest(lower), upper: greatest(upper))
  }

  /// The greatest of some limits; nil where one is missing.
  private static func greatest(_ limits: [Double?]) -> Double? {
    let known = limits.compactMap { $0 }
    return known.count == limits.count ? known.max() : nil
  }

  /// Places from 1, the least first; equal values share a place.
  package static func ranks(_ values: [Double]) -> [Int] {
    values.map { value in 1 + values.count { $0 < value } }
  }
}
