import RandomStreams
import Testing

/// The far ends of what the distributions accept.
struct ExtremesTests {
  /// Draws a few values and reports whether all are finite and within the support.
  private func drawsAreSound(_ distribution: Distribution) -> Bool {
    var stream = RandomStream(seed: 3, purpose: 5, entity: 7, replication: 9)
    let (lower, upper) = distribution.support(tables: [Double]().span)
    for _ in 0..<1000 {
      let x = distribution.sample(&stream, tables: [Double]().span)
      if !x.isFinite || x < lower || x > upper { return false }
    }
    return true
  }

  @Test func `the widest parameters allowed give finite draws and finite moments`() throws {
    let extremes: [Distribution] = [
      try .gamma(shape: 1e-6, scale: 1), try .gamma(shape: 1e12, scale: 1),
      try .erlang(k: 1e9, mean: 1), try .weibull(shape: 0.05, scale: 1),
      try .weibull(shape: 1e6, scale: 1), try .beta(a: 1e-3, b: 1e-3, min: 0, max: 1),
      try .beta(a: 1e9, b: 1e9, min: 0, max: 1), try .lognormal(mean: 1, cv: 1e6),
      try .lognormal(median: 1, sigma: 6), try .poisson(mean: 1e9), try .poisson(mean: 0),
      try .binomial(n: 1e9, p: 0.5), try .binomial(n: 0, p: 0.5), try .binomial(n: 9, p: 1),
      try .binomial(n: 9, p: 0), try .negativeBinomial(r: 1e6, p: 0.5),
      try .negativeBinomial(r: 10, p: 1e-6), try .negativeBinomial(r: 2, p: 1),
      try .geometric(p: 1e-9), try .geometric(p: 1), try .hyperexponential(mean: 1, cv: 1),
      try .hyperexponential(mean: 1, cv: 1000), try .loglogistic(shape: 1.01, scale: 1),
      try .normal(mean: 0, sd: 1, min: 29), try .normal(mean: 0, sd: 1, max: -29),
      try .normal(mean: 0, sd: 1, min: 5, max: 5.000001), try .exponential(mean: 1e100),
      try .exponential(mean: 1e-100), try .uniform(min: -1e100, max: 1e100),
      try .pearson5(shape: 1.01, scale: 1), try .pearson5(mean: 1, sd: 1e-4),
      try .pearson6(shape1: 1e-3, shape2: 1.01, scale: 1), try .lomax(mean: 1, cv: 1000),
      try .inverseGaussian(mean: 1, cv: 1e3), try .inverseGaussian(mean: 1, cv: 1e-4),
      try .pareto(min: 1, shape: 1.01), try .pareto(min: 1, mean: 1.00001),
      try .gumbel(mean: 1e100, sd: 1, isGreatest: true), try .coxian(mean: 1, cv: 1000),
      try .johnsonSU(gamma: 10, delta: 0.25, location: 0, scale: 1),
      try .johnsonSB(gamma: -10, delta: 0.1, min: 0, max: 1),
      try .hypoexponential(mean: 1, cv: 0.999), try .discreteUniform(min: -1e9, max: 1e9),
    ]
    for distribution in extremes {
      #expect(drawsAreSound(distribution), "\(distribution)")
      let mean = distribution.mean(tables: [Double]().span)
      let variance = distribution.variance(tables: [Double]().span)
      #expect(mean.isFinite, "\(distribution)")
      #expect(variance >= 0, "\(distribution)")
      #expect(
        variance.isFinite
          || [.loglogistic, .pearson5, .pearson6, .pareto].contains(distribution.family),
        "\(distribution)")
    }
  }

  @Test func `a gamma or beta of small shape is inverted where GSL does not converge`() throws {
    let cases = [
      try Distribution.gamma(shape: 0.1, scale: 1), try .gamma(shape: 0.03, scale: 5),
      try .beta(a: 0.1, b: 0.1, min: 0, max: 1), try .beta(a: 0.05, b: 3, min: 0, max: 1),
    ]
    for distribution in cases {
      for p in [1e-9, 1e-4, 0.1, 0.4, 0.6, 0.9] {
        let x = try #require({ distribution.quantile(p, tables: [Double]().span) }())
        let back = distribution.cdf(x, tables: [Double]().span)
        // Near 1 neighbouring doubles are far apart in probability: the place must be bracketed.
        let below = distribution.cdf(x.nextDown, tables: [Double]().span)
        #expect(
          isClose(back, p, relative: 1e-12) || (below < p && p <= back),
          "\(distribution) \(p) \(x) \(back)")
      }
    }
  }

  /// Expected figures computed with mpmath 1.3.0 at 60 digits.
  @Test func `far out in the tail a truncated normal keeps its digits`() throws {
    let quantiles: [(min: Double, p: Double, x: Double)] = [
      (8, 0.001, 8.000123192649347), (8, 0.5, 8.0849110073915441), (8, 0.999, 8.8106527609207642),
      (20, 0.001, 20.000049900818638), (20, 0.5, 20.034541676514022),
      (20, 0.999, 20.341627290984002), (29, 0.001, 29.000034459113945),
      (29, 0.5, 29.023863512020601), (29, 0.999, 29.236950485822041),
    ]
    for point in quantiles {
      let right = try Distribution.normal(mean: 0, sd: 1, min: point.min)
      let x = right.quantile(point.p, tables: [Double]().span)
      #expect(isClose(try #require(x), point.x, relative: 1e-14), "\(point)")
      let left = try Distribution.normal(mean: 100, sd: 10, max: 100 - 10 * point.min)
      let y = left.quantile(1 - point.p, tables: [Double]().span)
      #expect(isClose(try #require(y), 100 - 10 * point.x, relative: 1e-13), "\(point)")
    }
  }

  /// Expected figures by quadrature with mpmath 1.3.0 at 60 digits.
  @Test func `a truncated normal's moments hold in tails and in narrow strips`() throws {
    let cases: [(min: Double, max: Double, mean: Double, variance: Double)] = [
      (20, .infinity, 20.049753068527851, 0.0024632616150521636),
      (29, .infinity, 29.034401237736326, 0.0011806604887674835),
      (5, 5.25, 5.0990616689162513, 0.0047986174820026638),
      (5, 5.5, 5.1521017769072688, 0.015174083348812214),
      (0, 1.25, 0.54847995656958888, 0.12021392210414011),
      (0, 1.5, 0.6219509777741192, 0.1647013970073684),
      (-8, -7.75, -7.8364827014928127, 0.004329448535652938),
      (3, 3.0009765625, 3.0004880427926575, 7.9472823057006963e-8),
    ]
    for bounds in cases {
      let strip = try Distribution.normal(mean: 0, sd: 1, min: bounds.min, max: bounds.max)
      let mean = strip.mean(tables: [Double]().span)
      let variance = strip.variance(tables: [Double]().span)
      #expect(isClose(mean, bounds.mean, relative: 1e-13), "\(bounds) \(mean)")
      #expect(isClose(variance, bounds.variance, relative: 1e-9), "\(bounds) \(variance)")
    }
  }

  @Test func `a law sampled by inversion rises with its uniform`() throws {
    let laws: [Distribution] = [
      try .exponential(mean: 3), try .triangular(min: 1, mode: 2, max: 5),
      try .weibull(shape: 1.7, scale: 10), try .uniform(min: 2, max: 6),
    ]
    for law in laws {
      var drawing = RandomStream(seed: 1, purpose: 2, entity: 3, replication: 4)
      var uniforms = drawing
      for _ in 0..<1000 {
        let x = law.sample(&drawing, tables: [Double]().span)
        let quantile = law.quantile(uniforms.uniform(), tables: [Double]().span)
        if x != quantile { Issue.record("\(law) draws \(x)") }
      }
    }
  }
}
