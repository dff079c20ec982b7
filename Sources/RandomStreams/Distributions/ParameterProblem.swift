/// Why a distribution cannot have the parameters it was given.
package struct ParameterProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// The name of the parameter, as in the catalogue.
  package var parameter: String
  /// What is asked of it, in words that follow its name: "must be greater than 0".
  package var requirement: String
  /// The value it had.
  package var value: Double

  package init(parameter: String, requirement: String, value: Double) {
    self.parameter = parameter
    self.requirement = requirement
    self.value = value
  }

  package var description: String { "\(parameter) \(requirement), not \(value)" }
}

/// The checks that parameters have in common, each naming the parameter that fails it.
enum Check {
  /// Beyond this magnitude sums and squares of values stop being finite.
  static let largest = 1e100

  /// Asks for `condition`, in the words of `requirement`.
  static func that(
    _ condition: Bool, _ name: StaticString, _ value: Double,
    _ requirement: @autoclosure () -> String
  ) throws(ParameterProblem) {
    if condition { return }
    throw ParameterProblem(
      parameter: "\(name)", requirement: requirement(), value: value)
  }

  /// Asks for a number that is neither infinite nor too large to be squared.
  static func finite(_ value: Double, _ name: StaticString) throws(ParameterProblem) {
    try that(value.magnitude <= largest, name, value, "must be a finite number")
  }

  /// Asks for a finite number greater than 0, and not so small that its inverse overflows.
  static func positive(_ value: Double, _ name: StaticString) throws(ParameterProblem) {
    try finite(value, name)
    try that(value > 0, name, value, "must be greater than 0")
    try that(value >= 1 / largest, name, value, "must be at least \(1 / largest)")
  }

  /// Asks for a number between two bounds, both allowed.
  static func within(
    _ range: ClosedRange<Double>, _ value: Double, _ name: StaticString
  ) throws(ParameterProblem) {
    try that(value.isFinite, name, value, "must be a finite number")
    try that(
      range.contains(value), name, value,
      "must be from \(plain(range.lowerBound)) to \(plain(range.upperBound))")
  }

  /// Asks for a whole number between two bounds, both allowed.
  static func whole(
    _ range: ClosedRange<Double>, _ value: Double, _ name: StaticString
  ) throws(ParameterProblem) {
    try within(range, value, name)
    try that(value.rounded() == value, name, value, "must be a whole number")
  }

  /// Asks for `minimum` < `maximum`, both finite.
  static func ordered(_ minimum: Double, _ maximum: Double) throws(ParameterProblem) {
    try finite(minimum, "min")
    try finite(maximum, "max")
    try that(minimum < maximum, "max", maximum, "must be greater than min (\(plain(minimum)))")
  }

  /// Asks for `mode` between `minimum` and `maximum`, both allowed.
  static func mode(
    _ mode: Double, _ minimum: Double, _ maximum: Double
  ) throws(ParameterProblem) {
    try ordered(minimum, maximum)
    try finite(mode, "mode")
    try that(
      minimum <= mode && mode <= maximum, "mode", mode,
      "must be from min (\(plain(minimum))) to max (\(plain(maximum)))")
  }

  /// A number without a needless ".0".
  static func plain(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
