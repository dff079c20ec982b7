import CGSL

/// Student's t distribution, by GSL; degrees of freedom are positive and need not be whole.
package enum StudentT {
  /// The quantile of order p in the open interval (0, 1).
  package static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition(p > 0 && p < 1 && degreesOfFreedom > 0)
    GSLErrors.off()
    return p <= 0.5
      ? gsl_cdf_tdist_Pinv(p, degreesOfFreedom) : gsl_cdf_tdist_Qinv(1 - p, degreesOfFreedom)
  }

  /// The t with P(|T| ≤ t) = level, for two-sided intervals; level in (0, 1).
  package static func criticalValue(level: Double, degreesOfFreedom: Double) -> Double {
    precondition(level > 0 && level < 1 && degreesOfFreedom > 0)
    GSLErrors.off()
    return gsl_cdf_tdist_Qinv((1 - level) / 2, degreesOfFreedom)
  }

  /// The upper tail P(T > t).
  package static func upperTail(_ t: Double, degreesOfFreedom: Double) -> Double {
    precondition(degreesOfFreedom > 0)
    GSLErrors.off()
    return gsl_cdf_tdist_Q(t, degreesOfFreedom)
  }

  /// The two-sided p-value P(|T| ≥ |t|).
  package static func twoSidedP(_ t: Double, degreesOfFreedom: Double) -> Double {
    min(1, 2 * upperTail(abs(t), degreesOfFreedom: degreesOfFreedom))
  }
}
