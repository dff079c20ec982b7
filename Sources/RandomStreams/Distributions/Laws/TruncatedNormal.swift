import CGSL

/// p0 = mean and p1 = standard deviation of the whole bell, p2 = lower and p3 = upper bound.
///
/// Each probability is followed in both tails, and the smaller one is inverted. So nothing is
/// lost by subtraction from 1, however far out the bounds lie.
enum TruncatedNormalLaw: Law {
  /// The bounds in standard deviations from the mean, with the bell's two tails there.
  struct Bounds {
    let a: Double
    let b: Double
    let belowA: Double
    let belowB: Double
    let aboveA: Double
    let aboveB: Double

    init(_ d: Distribution) {
      GSLErrors.silence()
      a = (d.p2 - d.p0) / d.p1
      b = (d.p3 - d.p0) / d.p1
      belowA = gsl_cdf_ugaussian_P(a)
      belowB = gsl_cdf_ugaussian_P(b)
      aboveA = gsl_cdf_ugaussian_Q(a)
      aboveB = gsl_cdf_ugaussian_Q(b)
    }

    /// The bell's probability between the bounds.
    var mass: Double { a > 0 ? aboveA - aboveB : belowB - belowA }
  }

  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    min(max(quantile(stream.openUniform(), d, tables), d.p2), d.p3)
  }

  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let bounds = Bounds(d)
    let below = bounds.belowA * (1 - p) + bounds.belowB * p
    let above = bounds.aboveA * (1 - p) + bounds.aboveB * p
    return d.p0 + d.p1
      * (below <= above ? gsl_cdf_ugaussian_Pinv(below) : gsl_cdf_ugaussian_Qinv(above))
  }

  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double {
    let bounds = Bounds(d)
    let z = (x - d.p0) / d.p1
    let part =
      bounds.a > 0
      ? bounds.aboveA - gsl_cdf_ugaussian_Q(z) : gsl_cdf_ugaussian_P(z) - bounds.belowA
    return min(max(part / bounds.mass, 0), 1)
  }

  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p0 + d.p1 * standardMoments(Bounds(d)).mean
  }

  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double {
    d.p1 * d.p1 * standardMoments(Bounds(d)).variance
  }

  static func support(
    _ d: Distribution, _ tables: Span<Double>
  ) -> (lower: Double, upper: Double) { (d.p2, d.p3) }

  /// Mean and variance of the standard bell between the bounds.
  ///
  /// The closed form (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 1,
  /// section 10.1) subtracts nearly equal terms where the interval is narrow; there the density
  /// is nearly flat and is integrated by a Gauss rule instead.
  private static func standardMoments(_ bounds: Bounds) -> (mean: Double, variance: Double) {
    let width = bounds.b - bounds.a
    let reach = max(abs(bounds.a), abs(bounds.b), 1)
    if width * reach < 2 { return integratedMoments(bounds.a, bounds.b) }
    let densityA = gsl_ran_ugaussian_pdf(bounds.a)
    let densityB = gsl_ran_ugaussian_pdf(bounds.b)
    let mean = (densityA - densityB) / bounds.mass
    let termA = bounds.a.isFinite ? bounds.a * densityA : 0
    let termB = bounds.b.isFinite ? bounds.b * densityB : 0
    return (mean, 1 + (termA - termB) / bounds.mass - mean * mean)
  }

  /// Mean and variance by the 10-point Gauss–Legendre rule, exact to rounding on narrow intervals.
  private static func integratedMoments(
    _ a: Double, _ b: Double
  ) -> (mean: Double, variance: Double) {
    let nodes: [(x: Double, weight: Double)] = [
      (0.148874338981631210884826001129719985, 0.295524224714752870173892994651338329),
      (0.433395394129247190799265943165784162, 0.269266719309996355091226921569469353),
      (0.679409568299024406234327365114873576, 0.219086362515982043995534934228163192),
      (0.865063366688984510732096688423493049, 0.149451349150580593145863396957697332),
      (0.973906528517171720077964012084452053, 0.066671344308688137593568809893331793),
    ]
    let center = a + (b - a) / 2
    let half = (b - a) / 2
    var (mass, first, second) = (0.0, 0.0, 0.0)
    for node in nodes {
      for t in [-half * node.x, half * node.x] {
        let weight = node.weight * exp(-t * (center + t / 2))
        mass += weight
        first += weight * t
        second += weight * t * t
      }
    }
    let mean = first / mass
    return (center + mean, second / mass - mean * mean)
  }
}
