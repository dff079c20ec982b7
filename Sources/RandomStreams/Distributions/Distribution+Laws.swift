extension Distribution {
  /// The formulas of the family.
  var law: any Law.Type {
    switch family {
    case .constant: ConstantLaw.self
    case .uniform: UniformLaw.self
    case .exponential: ExponentialLaw.self
    case .triangular: TriangularLaw.self
    case .normal: NormalLaw.self
    case .truncatedNormal: TruncatedNormalLaw.self
    case .lognormal: LognormalLaw.self
    case .gamma: GammaLaw.self
    case .weibull: WeibullLaw.self
    case .beta: BetaLaw.self
    case .loglogistic: LoglogisticLaw.self
    case .hyperexponential: HyperexponentialLaw.self
    case .poisson: PoissonLaw.self
    case .binomial: BinomialLaw.self
    case .negativeBinomial: NegativeBinomialLaw.self
    case .geometric: GeometricLaw.self
    case .choice: ChoiceLaw.self
    case .empirical: EmpiricalLaw.self
    case .pearson5: Pearson5Law.self
    case .pearson6: Pearson6Law.self
    case .inverseGaussian: InverseGaussianLaw.self
    case .pareto: ParetoLaw.self
    case .gumbel: GumbelLaw.self
    case .johnsonSU: JohnsonSULaw.self
    case .johnsonSB: JohnsonSBLaw.self
    case .phaseType: PhaseTypeLaw.self
    case .histogram: HistogramLaw.self
    case .discreteUniform: DiscreteUniformLaw.self
    case .truncated: TruncatedLaw.self
    case .clamped: ClampedLaw.self
    case .moved: MovedLaw.self
    case .mixture: MixtureLaw.self
    case .zipf: ZipfLaw.self
    case .interpolated: InterpolatedLaw.self
    case .rows: RowsLaw.self
    }
  }

  /// The expected value.
  package func mean(tables: Span<Double>) -> Double {
    law.mean(self, tables)
  }

  /// The expected squared deviation from the mean; infinite where the law has none.
  package func variance(tables: Span<Double>) -> Double {
    law.variance(self, tables)
  }

  /// The probability of a value up to and including `x`.
  package func cdf(_ x: Double, tables: Span<Double>) -> Double {
    GSLErrors.silence()
    let (lower, upper) = law.support(self, tables)
    if x.isNaN { return .nan }
    if x < lower { return 0 }
    if x >= upper { return 1 }
    return law.cdf(x, self, tables)
  }

  /// The smallest value whose cumulated probability is at least `p`, or nil where `p` is not a
  /// probability or the law's inverse has no answer there.
  package func quantile(_ p: Double, tables: Span<Double>) -> Double? {
    GSLErrors.silence()
    guard p >= 0, p <= 1 else { return nil }
    let (lower, upper) = law.support(self, tables)
    if p == 0 { return lower }
    if p == 1 { return upper }
    let x = law.quantile(p, self, tables)
    return x.isNaN ? nil : min(max(x, lower), upper)
  }

  /// The smallest interval that holds every value; its ends may be infinite.
  package func support(tables: Span<Double>) -> (lower: Double, upper: Double) {
    law.support(self, tables)
  }
}

/// The formulas of one family, over the canonical parameters of a distribution.
///
/// `cdf` is asked only inside the support and `quantile` only for 0 < p < 1.
protocol Law {
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double
  static func mean(_ d: Distribution, _ tables: Span<Double>) -> Double
  static func variance(_ d: Distribution, _ tables: Span<Double>) -> Double
  static func cdf(_ x: Double, _ d: Distribution, _ tables: Span<Double>) -> Double
  static func quantile(_ p: Double, _ d: Distribution, _ tables: Span<Double>) -> Double
  static func support(_ d: Distribution, _ tables: Span<Double>) -> (lower: Double, upper: Double)
}

extension Law {
  /// Draws by inversion, for the laws that name no sampler of their own.
  static func sample(
    _ d: Distribution, _ stream: inout RandomStream, _ tables: Span<Double>
  ) -> Double {
    quantile(stream.openUniform(), d, tables)
  }
}
