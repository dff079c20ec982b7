/// Means and variances of laws that have no formula for them, from their cumulated probability.
///
/// By parts, E(X - c) is the integral of 1 - F above c less that of F below it, and E((X - c)^2)
/// is the same with the weight 2|x - c|: all terms of a variance about the mean are positive.
enum NumericalMoments {
  /// The mean of a law whose support ends somewhere above.
  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let center = d.quantile(0.5, tables: tables) ?? 0
    let (lower, upper) = d.support(tables: tables)
    if lower == upper { return lower }
    let above = integral(from: center, to: upper, of: d, tables) {
      1 - d.cdf($0, tables: tables)
    }
    return center + above - below(center, of: d, tables).first
  }

  /// The variance of a law whose support ends somewhere above.
  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    let (lower, upper) = d.support(tables: tables)
    if lower == upper { return 0 }
    let center = min(max(mean(d, tables), lower), upper)
    let above = integral(from: center, to: upper, of: d, tables) {
      2 * ($0 - center) * (1 - d.cdf($0, tables: tables))
    }
    return above + below(center, of: d, tables).second
  }

  /// The integrals of F and of 2 (level - x) F from the least value to `level`: the first and
  /// second moments of how far a value lies below it.
  static func below(
    _ level: Double, of d: Distribution, _ tables: Span<Double>
  ) -> (first: Double, second: Double) {
    let lower = d.support(tables: tables).lower
    if lower >= level { return (0, 0) }
    // Where the support has no lower end, what is far below the quantile of 1e-300 adds nothing.
    let start =
      lower > -.infinity
      ? lower : min(d.quantile(1e-300, tables: tables) ?? level - 1, level - 1)
    return (
      integral(from: start, to: level, of: d, tables) { d.cdf($0, tables: tables) },
      integral(from: start, to: level, of: d, tables) {
        2 * (level - $0) * d.cdf($0, tables: tables)
      }
    )
  }

  /// An integral in pieces between quantiles, so that no part of the law is overlooked.
  private static func integral(
    from lower: Double, to upper: Double, of d: Distribution, _ tables: Span<Double>,
    _ f: (Double) -> Double
  ) -> Double {
    let levels = [
      1e-100, 1e-30, 1e-12, 1e-8, 1e-5, 1e-3, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.999,
      1 - 1e-5, 1 - 1e-8, 1 - 1e-12,
    ]
    var bounds = [lower]
    for level in levels {
      guard let x = d.quantile(level, tables: tables), x > lower, x < upper else { continue }
      if let last = bounds.last, x > last { bounds.append(x) }
    }
    bounds.append(upper)
    return Quadrature.integral(over: bounds, of: f)
  }
}
