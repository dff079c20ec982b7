/// The distributions that a model may use.
package enum Distributions {
  /// Every distribution, in the order in which a manual shows them.
  package static let catalogue: [DistributionEntry] = [
    .constant, .uniform, .triangular, .pert, .exponential, .lognormal, .gamma, .erlang, .weibull,
    .normal, .beta, .loglogistic, .hyperexponential, .choice, .empirical,
    .interpolated, .poisson, .binomial,
    .negativeBinomial, .geometric, .zipf, .pearson5, .pearson6, .inverseGaussian, .pareto, .lomax,
    .gumbel, .gumbelMin, .johnsonSU, .johnsonSB, .hypoexponential, .coxian, .phaseType, .histogram,
    .discreteUniform, .bernoulli, .truncated, .clamped, .shifted, .scaled, .mixture,
  ]

  /// The place in the catalogue of the distribution called `name`.
  package static func index(of name: String) -> Int? {
    catalogue.firstIndex { $0.name == name }
  }

  /// Makes a distribution whose parameters become known only while the simulation runs, without
  /// allocating; parameters that the form lacks are ignored.
  package static func make(
    entry: Int, form: Int, _ p0: Double, _ p1: Double = 0, _ p2: Double = 0, _ p3: Double = 0
  ) throws(ParameterProblem) -> Distribution {
    try catalogue[entry].forms[form].build(SIMD4(p0, p1, p2, p3))
  }
}
