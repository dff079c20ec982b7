/// One thing that a user should know of what they wrote.
package struct Finding: Sendable, Hashable {
  /// How grave a finding is.
  package enum Severity: String, Sendable {
    case error
    case warning
  }

  /// A further place that belongs to a finding.
  package struct Note: Sendable, Hashable {
    package let message: String
    package let place: Place

    package init(_ message: String, at place: Place) {
      self.message = message
      self.place = place
    }
  }

  package let severity: Severity
  /// The stable code, such as K101.
  package let code: String
  /// What is the matter: lower case, no full stop, names in “ ”.
  package let message: String
  package let place: Place?
  package let notes: [Note]
  /// The remedy.
  package let help: String?

  package init(
    _ severity: Severity, code: String, _ message: String, at place: Place?, notes: [Note] = [],
    help: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.place = place
    self.notes = notes
    self.help = help
  }

  /// An error with a code from a catalogue of codes.
  package static func error<Code: RawRepresentable<String>>(
    _ code: Code, _ message: String, at place: Place?, notes: [Note] = [], help: String? = nil
  ) -> Finding {
    Finding(.error, code: code.rawValue, message, at: place, notes: notes, help: help)
  }

  /// A warning with a code from a catalogue of codes.
  package static func warning<Code: RawRepresentable<String>>(
    _ code: Code, _ message: String, at place: Place?, notes: [Note] = [], help: String? = nil
  ) -> Finding {
    Finding(.warning, code: code.rawValue, message, at: place, notes: notes, help: help)
  }
}
