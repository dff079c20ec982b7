import CGSL

/// GSL's error handler, which would abort the process.
enum GSLErrors {
  private static let switchedOff: Void = { _ = gsl_set_error_handler_off() }()

  /// Switches the handler off, once; failures then come back as values that are not finite.
  static func off() { switchedOff }
}
