/// What a value of the model is: the type of an attribute, a parameter or an expression.
package enum ValueType: Sendable, Equatable {
  /// A number with a power of time: 0 a plain number, 1 a duration, -1 a rate.
  case measure(time: Int)
  case truth
  case text

  package static let number = ValueType.measure(time: 0)
  package static let duration = ValueType.measure(time: 1)
  package static let rate = ValueType.measure(time: -1)

  /// The type as a person says it.
  package var words: String {
    switch self {
    case .measure(0): "a number"
    case .measure(1): "a duration"
    case .measure(-1): "a rate"
    case .measure(let power): "a number in units of time to the power \(power)"
    case .truth: "true or false"
    case .text: "a text"
    }
  }
}
