import CGSL

/// The silencing of GSL's error handler, which would otherwise abort the process.
package enum GSLErrors {
  /// Done at the first mention, once in a process: GSL then answers NaN where it has no answer.
  private static let silenced: Void = {
    _ = gsl_set_error_handler_off()
  }()

  /// Makes sure that GSL reports by its results and never aborts.
  package static func silence() { silenced }
}
