/// A mean over replications, told more precisely by quantities whose means are known: control
/// variates.
///
/// What a control was in a replication differs from its mean by chance; where it tells something of
/// the figure, that part of the figure's chance is taken out. The estimate is the constant of the
/// regression of the figure on the controls' deviations, and its variance that of this constant: s² of
/// the residuals with n − q − 1 degrees of freedom, times 1/n + c̄ᵀ(CᵀC)⁻¹c̄ (Lavenberg & Welch 1981,
/// Management Science 27:322). Exact where figure and controls are jointly normal; otherwise with a
/// bias of the order of 1/n.
package struct ControlledMean: Sendable, Equatable {
  /// The estimate in the unit of the figure.
  package let mean: Double
  /// Its limits; nil where the residuals are 0 of a figure that varies by chance alone.
  package let lower: Double?
  package let upper: Double?
  /// The variance of the estimate over that of the plain mean: below 1, controls have helped; nil
  /// where the figure does not vary.
  package let varianceFactor: Double?
  /// The share of the figure's variance that the controls explain.
  package let explained: Double?
  /// The controls that vary and do not follow from the others.
  package let rank: Int
  package let count: Int

  /// Regresses a figure on deviations of controls from their known means.
  ///
  /// - Parameters:
  ///   - values: the figure by replication.
  ///   - controls: by replication, the deviations of the controls.
  /// - Returns: nil where too few replications are left for an estimate.
  package init?(_ values: [Double], controls: [[Double]], level: Double = 0.95) {
    precondition(values.count == controls.count, "internal: controls of other replications")
    let n = values.count
    let columns = Self.independent(controls)
    let own = SampleMoments(values)
    guard let plain = own.mean, let variance = own.variance,
      // Around the plain mean, which keeps digits.
      let fit = LeastSquares(columns, values.map { $0 - plain })
    else { return nil }
    let free = n - columns.count - 1
    count = n
    rank = columns.count
    mean = plain + fit.coefficients[0]
    let spread = max(0, fit.varianceOfConstant)
    let half =
      StudentT.criticalValue(level: level, degreesOfFreedom: Double(free)) * spread.squareRoot()
    if variance > 0, half.isFinite {
      lower = mean - half
      upper = mean + half
      varianceFactor = spread / (variance / Double(n))
      explained = max(0, 1 - fit.squares / (variance * Double(n - 1)))
    } else {
      (lower, upper, varianceFactor, explained) = (nil, nil, nil, nil)
    }
  }

  /// The controls that vary and do not follow from those before, by Gram and Schmidt.
  ///
  /// They are in standard deviations, so that scales do not matter, and not around their own means.
  private static func independent(_ controls: [[Double]]) -> [[Double]] {
    let n = controls.count
    func product(_ a: [Double], _ b: [Double]) -> Double {
      compensatedSum(zip(a, b).map { $0 * $1 })
    }
    var basis = [Array(repeating: 1 / Double(max(1, n)).squareRoot(), count: n)]
    var kept: [[Double]] = []
    for place in controls.first?.indices ?? 0..<0 {
      let raw = controls.map { $0[place] }
      guard let sd = SampleMoments(raw).sd, sd > 0, sd.isFinite else { continue }
      let column = raw.map { $0 / sd }
      var rest = column
      // The second time takes away what rounding has left.
      for _ in 0..<2 {
        for direction in basis {
          let part = product(rest, direction)
          rest = zip(rest, direction).map { $0 - part * $1 }
        }
      }
      let size = product(rest, rest).squareRoot()
      if size <= 1e-9 * product(column, column).squareRoot() { continue }
      kept.append(column)
      basis.append(rest.map { $0 / size })
    }
    return kept
  }
}
