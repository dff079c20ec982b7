import CGSL

/// The kind of law that a distribution's canonical parameters belong to.
package enum Family: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  case constant, uniform, exponential, triangular
  case normal, truncatedNormal, lognormal, gamma, weibull, beta
  case loglogistic, hyperexponential
  case poisson, binomial, negativeBinomial, geometric
  case choice, empirical
  case pearson5, pearson6, inverseGaussian, pareto, gumbel, johnsonSU, johnsonSB
  case phaseType, histogram, discreteUniform
  case truncated, clamped, moved, mixture
  case zipf, interpolated, rows
}

/// A probability distribution whose parameters have been checked and brought to one canonical form.
///
/// It is a few words without references, so an instruction can hold it. Laws with lists keep them
/// in a table of doubles that the caller owns; `offset` and `count` say where.
package struct Distribution: BitwiseCopyable, Sendable, Equatable {
  package let family: Family
  /// Where the law's list starts in the tables.
  package let offset: UInt32
  /// How many items the law's list has.
  package let count: UInt32
  let p0: Double
  let p1: Double
  let p2: Double
  let p3: Double

  /// Takes canonical parameters as they are; only the laws' own checked factories call it.
  init(
    _ family: Family, _ p0: Double = 0, _ p1: Double = 0, _ p2: Double = 0, _ p3: Double = 0,
    offset: UInt32 = 0, count: UInt32 = 0
  ) {
    self.family = family
    self.offset = offset
    self.count = count
    self.p0 = p0
    self.p1 = p1
    self.p2 = p2
    self.p3 = p3
  }

  /// Draws a value; the commonest laws are computed in place, all others by their law.
  package func sample(_ stream: inout RandomStream, tables: Span<Double>) -> Double {
    switch family {
    case .constant: return p0
    case .uniform:
      // The formula of gsl_ran_flat, kept within the bounds against its rounding.
      let u = stream.uniform()
      return min(max(p0 * (1 - u) + p1 * u, p0), p1)
    case .exponential:
      // The formula of gsl_ran_exponential, to the bit.
      return -p0 * log1p(-stream.uniform())
    default: return sampleByLaw(&stream, tables: tables)
    }
  }

  func sampleByLaw(_ stream: inout RandomStream, tables: Span<Double>) -> Double {
    law.sample(self, &stream, tables)
  }
}
