package import RandomStreams

/// Where a duration or a number of the model comes from; durations are in ticks.
package enum QuantityModel: Sendable {
  case expression(Expression)
  case random(RandomQuantity)

  /// The value, where it does not depend on anything that happens.
  package var constantValue: Double? {
    if case .expression(let expression) = self { expression.constantValue } else { nil }
  }
}

/// A random quantity and what its draws are for.
package struct RandomQuantity: Sendable {
  package indirect enum Law: Sendable {
    /// All parameters are constants.
    case fixed(Distribution)
    /// Some parameter is computed at the draw: rows of the catalogue of distributions.
    case computed(entry: Int, form: Int, parameters: [Expression])
    /// Another law between bounds, of which one may be missing.
    case truncated(Law, min: Expression?, max: Expression?)
    case clamped(Law, min: Expression?, max: Expression?)
    case shifted(Law, by: Expression)
    case scaled(Law, by: Expression)
    case mixture([(weight: Double, law: Law)])
    /// The first law whose condition holds; the last may have none.
    case cases([(condition: Expression?, law: Law)])
  }

  package var law: Law
  /// The name of the draw, such as `attendance/assessment/service`.
  package var purpose: String
  /// How many loops enclose it.
  package var loopDepth: Int32
  /// How the normals of other draws and its own make the level at which it is inverted; empty
  /// where it is drawn by itself.
  package var factors: [(weight: Double, purpose: String)] = []

  package init(law: Law, purpose: String, loopDepth: Int32) {
    self.law = law
    self.purpose = purpose
    self.loopDepth = loopDepth
  }
}
