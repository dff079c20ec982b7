import CGSL
import Foundation
import RandomStreams
import Testing

/// Distributions that are made from others.
struct NestedTests {
  /// Each kind of nesting in the ways that its sampler and its formulas know.
  static func samples() throws -> [(String, Distribution, [Double])] {
    var result: [(String, Distribution, [Double])] = []
    func add(_ name: String, _ make: (inout [Double]) throws -> Distribution) throws {
      var tables: [Double] = [-1, -2, -3]
      let made = try make(&tables)
      result.append((name, made, tables))
    }
    try add("truncated gamma, by rejection") {
      try .truncated(.gamma(shape: 2, scale: 5), min: 3, max: 25, appendingTo: &$0)
    }
    try add("truncated gamma, by inversion") {
      try .truncated(.gamma(shape: 2, scale: 5), min: 25, max: 40, appendingTo: &$0)
    }
    try add("truncated lognormal") {
      try .truncated(.lognormal(mean: 6, sd: 9), max: 30, appendingTo: &$0)
    }
    try add("truncated from below") {
      try .truncated(.weibull(shape: 0.8, scale: 600), min: 300, appendingTo: &$0)
    }
    try add("truncated normal") {
      try .truncated(.normal(mean: 30, sd: 8), min: 20, appendingTo: &$0)
    }
    try add("truncated Gumbel") {
      try .truncated(.gumbel(mean: 10, sd: 5, isGreatest: true), max: 14, appendingTo: &$0)
    }
    try add("truncated Poisson") {
      try .truncated(.poisson(mean: 3.5), min: 0.5, max: 8.7, appendingTo: &$0)
    }
    try add("truncated observations") {
      let observed = try Distribution.empirical([12, 3, 3, 8, 21, 5.5, 8], appendingTo: &$0)
      return try .truncated(observed, min: 5, max: 12, appendingTo: &$0)
    }
    try add("truncated mixture") {
      let mixed = try Distribution.mixture(
        [.exponential(mean: 4), .gamma(shape: 9, scale: 3)], weights: [1, 1], appendingTo: &$0)
      return try .truncated(mixed, min: 2, max: 30, appendingTo: &$0)
    }
    try add("clamped choice") {
      let choice = try Distribution.choice(
        values: [1, 2, 4, 9], weights: [4, 5, 3, 1], appendingTo: &$0)
      return try .clamped(choice, min: 1.5, max: 8, appendingTo: &$0)
    }
    try add("shifted") { try .moved(.exponential(mean: 20), by: 5, appendingTo: &$0) }
    try add("scaled") {
      try .moved(.gamma(mean: 20, cv: 0.7), times: 0.3, appendingTo: &$0)
    }
    try add("scaled count") {
      try .moved(.poisson(mean: 2.2), by: 0.1, times: 0.7, appendingTo: &$0)
    }
    try add("mixture") {
      try .mixture(
        [.gamma(mean: 2, cv: 1), .lognormal(mean: 20, sd: 15), .uniform(min: 5, max: 6)],
        weights: [5, 2, 3], appendingTo: &$0)
    }
    try add("mixture of counts") {
      try .mixture(
        [.poisson(mean: 2), .geometric(p: 0.3)], weights: [1, 2], appendingTo: &$0)
    }
    try add("nested thrice") {
      let moved = try Distribution.moved(.exponential(mean: 10), by: 2, appendingTo: &$0)
      let cut = try Distribution.truncated(moved, max: 25, appendingTo: &$0)
      return try .mixture([cut, .normal(mean: 0, sd: 1)], weights: [3, 1], appendingTo: &$0)
    }
    return result
  }

  /// Mean and variance of what `make` makes.
  private func moments(
    _ make: (inout [Double]) throws -> Distribution
  ) rethrows -> (mean: Double, variance: Double) {
    var tables: [Double] = []
    let made = try make(&tables)
    return (made.mean(tables: tables.span), made.variance(tables: tables.span))
  }

  private func expect(
    _ moments: (mean: Double, variance: Double), _ mean: Double, _ variance: Double,
    relative: Double = 1e-11, _ what: String
  ) {
    #expect(isClose(moments.mean, mean, relative: relative), "\(what) \(moments) \(mean)")
    #expect(
      isClose(moments.variance, variance, relative: relative * 100),
      "\(what) \(moments) \(variance)")
  }

  /// The row of the reference file, whose figures come from scipy.
  @Test func `truncating leaves out and clamping heaps up`() throws {
    let row = try #require(
      try ReferenceTests.rows().first { $0.name == "gamma_truncated_vs_clamped" })
    let gamma = try Distribution.gamma(shape: 2, scale: 5)
    var tables: [Double] = []
    let truncated = try Distribution.truncated(gamma, min: 3, max: 25, appendingTo: &tables)
    let clamped = try Distribution.clamped(gamma, min: 3, max: 25, appendingTo: &tables)
    let means = [truncated, clamped].map { $0.mean(tables: tables.span) }
    let medians = [truncated, clamped].map { $0.quantile(0.5, tables: tables.span) ?? .nan }
    #expect(isClose(means[0], try #require(row.truncatedMean), relative: 1e-12), "\(means)")
    #expect(isClose(means[1], try #require(row.clampedMean), relative: 1e-12), "\(means)")
    #expect(isClose(medians[0], try #require(row.truncatedMedian), relative: 1e-12), "\(medians)")
    #expect(isClose(medians[1], try #require(row.clampedMedian), relative: 1e-12), "\(medians)")
  }

  /// By hand: a truncated exponential has the mean a + m - w / (e^(w/m) - 1) for a width w, and one
  /// that is cut off below forgets the bound.
  @Test func `a truncated or clamped exponential has the moments of its closed form`() throws {
    let m = 4.0
    for (a, b) in [(0.0, 3.0), (1, 30), (2, 1e9), (5, 5.01)] {
      let (w, grown) = (b - a, exp((b - a) / m))
      let mean = a + m - (grown.isFinite ? w / (grown - 1) : 0)
      let variance = m * m - (grown.isFinite ? w * w * grown / ((grown - 1) * (grown - 1)) : 0)
      let narrow = b - a < 0.1
      expect(
        try moments { try .truncated(.exponential(mean: m), min: a, max: b, appendingTo: &$0) },
        mean, narrow ? w * w / 12 : variance, relative: narrow ? 1e-8 : 1e-11, "[\(a), \(b)]")
    }
    expect(
      try moments { try .truncated(.exponential(mean: m), min: 7, appendingTo: &$0) }, 7 + m,
      m * m, "from 7")
    let least = m * (1 - exp(-6 / m))
    // E(min(X, 6)^2) = 2 m (m - (m + 6) e^(-6/m)).
    expect(
      try moments { try .clamped(.exponential(mean: m), max: 6, appendingTo: &$0) }, least,
      2 * m * (m - (m + 6) * exp(-6 / m)) - least * least, "clamped at 6")
    let most = 6 + m * exp(-6 / m)
    // max(X, 6) = 6 + (X - 6)+, and the excess is exponential with probability e^(-6/m).
    expect(
      try moments { try .clamped(.exponential(mean: m), min: 6, appendingTo: &$0) }, most,
      2 * m * m * exp(-6 / m) - (most - 6) * (most - 6), "clamped from 6")
  }

  @Test func `other truncated laws have the moments of their closed forms`() throws {
    // A Poisson count that is not 0.
    let p = 1 - exp(-3.5)
    expect(
      try moments { try .truncated(.poisson(mean: 3.5), min: 1, appendingTo: &$0) }, 3.5 / p,
      (3.5 + 3.5 * 3.5) / p - (3.5 / p) * (3.5 / p), "Poisson")
    // A Pareto law cut off below is one that begins there; its tail is heavy: 1 / x^2.5.
    expect(
      try moments { try .truncated(.pareto(min: 10, shape: 2.5), min: 30, appendingTo: &$0) },
      30 * 2.5 / 1.5, 900 * 2.5 / (1.5 * 1.5 * 0.5), relative: 1e-10, "Pareto")
    let infinite = try moments {
      try .truncated(.pareto(min: 10, shape: 1.5), min: 30, appendingTo: &$0)
    }
    #expect(infinite.variance == .infinity)
    #expect(isClose(infinite.mean, 90, relative: 1e-10))
    // Lognormal with log mean 1 and log sd 0.5 up to h: e^(1.125) P(ln h - 0.25) / P(ln h).
    let (h, sigma) = (4.0, 0.5)
    func below(_ shift: Double) -> Double {
      gsl_cdf_ugaussian_P((log(h) - 1 - shift * sigma * sigma) / sigma)
    }
    let mean = exp(1 + 0.125) * below(1) / below(0)
    expect(
      try moments {
        try .truncated(.lognormal(median: exp(1), sigma: sigma), max: h, appendingTo: &$0)
      },
      mean, exp(2 + 0.5) * below(2) / below(0) - mean * mean, "lognormal")
    // Truncating a law with two open ends: the Gumbel law below its mode has -e E1(1) for its mean.
    var tables: [Double] = []
    let gumbel = try Distribution.gumbel(location: 0, scale: 1, isGreatest: true)
    let cut = try Distribution.truncated(gumbel, max: 0, appendingTo: &tables)
    let lower = cut.mean(tables: tables.span)
    #expect(isClose(lower, -exp(1) * 0.21938393439552029, relative: 1e-11), "\(lower)")
  }

  @Test func `moving and mixing carry the moments over`() throws {
    expect(
      try moments {
        let moved = try Distribution.moved(.exponential(mean: 20), by: 5, appendingTo: &$0)
        return try .moved(moved, times: 0.5, appendingTo: &$0)
      }, 12.5, 100, "moved")
    // 0.25 of Exp(2) and 0.75 of a constant 6: mean 5, E(X^2) = 0.25 * 8 + 0.75 * 36.
    let constant = try Distributions.make(
      entry: #require(Distributions.index(of: "constant")), form: 0, 6)
    expect(
      try moments {
        try .mixture([.exponential(mean: 2), constant], weights: [1, 3], appendingTo: &$0)
      }, 5, 2 + 27 - 25, "mixture")
    // A mixture of exponentials is the hyperexponential, probability for probability.
    var tables: [Double] = []
    let mixture = try Distribution.mixture(
      [.exponential(mean: 1), .exponential(mean: 10)], weights: [3, 1], appendingTo: &tables)
    let known = try Distribution.hyperexponential(
      shares: [3, 1], means: [1, 10], appendingTo: &tables)
    for x in [0.1, 1, 5, 20, 60] {
      let (a, b) = (mixture.cdf(x, tables: tables.span), known.cdf(x, tables: tables.span))
      #expect(isClose(a, b, relative: 1e-14), "\(x)")
    }
  }

  @Test func `bounds that leave too little, and other nonsense, are refused by name`() throws {
    let cases: [(String, (inout [Double]) throws -> Distribution)] = [
      ("min", { try .truncated(.exponential(mean: 1), min: 20, appendingTo: &$0) }),
      ("max", { try .truncated(.gamma(shape: 5, scale: 1), max: 0.01, appendingTo: &$0) }),
      ("max", { try .truncated(.uniform(min: 5, max: 6), max: 4, appendingTo: &$0) }),
      ("max", { try .truncated(.exponential(mean: 1), min: 3, max: 3, appendingTo: &$0) }),
      ("min", { try .truncated(.exponential(mean: 1), min: .nan, appendingTo: &$0) }),
      ("max", { try .truncated(.exponential(mean: 1), max: .nan, appendingTo: &$0) }),
      ("max", { try .truncated(.exponential(mean: 1), appendingTo: &$0) }),
      ("min", { try .clamped(.exponential(mean: 1), min: .infinity, appendingTo: &$0) }),
      ("max", { try .clamped(.exponential(mean: 1), min: 4, max: 3, appendingTo: &$0) }),
      ("by", { try .moved(.exponential(mean: 1), by: .infinity, appendingTo: &$0) }),
      ("by", { try .moved(.exponential(mean: 1), times: 0, appendingTo: &$0) }),
      ("by", { try .moved(.exponential(mean: 1), times: -2, appendingTo: &$0) }),
      ("weights", { try .mixture([], weights: [], appendingTo: &$0) }),
      ("weights", { try .mixture([.exponential(mean: 1)], weights: [0], appendingTo: &$0) }),
      ("weights", { try .mixture([.exponential(mean: 1)], weights: [1, 1], appendingTo: &$0) }),
    ]
    for (parameter, make) in cases {
      var tables = [7.0]
      let problem = #expect(throws: ParameterProblem.self) { try make(&tables) }
      #expect(problem?.parameter == parameter, "\(problem as Any)")
      #expect(tables == [7])
    }
  }
}
