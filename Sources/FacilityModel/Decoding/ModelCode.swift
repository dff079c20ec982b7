/// The stable codes of findings about what a model means.
package enum ModelCode: String, CaseIterable, Sendable {
  case unknownKey = "K201"
  case missingKey = "K202"
  case wrongKind = "K203"
  case unknownName = "K204"
  case badValue = "K205"
  case badExpression = "K206"
  case badUnit = "K207"
  case badDistribution = "K208"
  case badSchedule = "K209"
  case badShares = "K210"
  case duplicateName = "K211"
  case badFile = "K212"
  case notYet = "K213"
  case contradiction = "K214"
  case neverReleased = "K301"
  case unreachable = "K302"
  case notHeld = "K303"
  case unused = "K310"
  case noEffect = "K311"

  /// What the code stands for, for the reference manual.
  package var meaning: String {
    switch self {
    case .unknownKey: "a key that has no meaning at its place"
    case .missingKey: "a key that is needed and not there"
    case .wrongKind: "a value of the wrong kind, such as a list where a text is wanted"
    case .unknownName: "a name of something that the model does not have"
    case .badValue: "a value outside what its place allows"
    case .badExpression: "an expression that cannot be read, or whose units disagree"
    case .badUnit: "a duration without a unit, or with an unknown one"
    case .badDistribution: "parameters that make no distribution"
    case .badSchedule: "times that are not ascending, or are no times"
    case .badShares: "shares that do not add up to 1"
    case .duplicateName: "two things of one name where names must differ"
    case .badFile: "a file that cannot be read or does not hold what is asked of it"
    case .notYet: "something that Kendall does not offer"
    case .contradiction: "two statements that exclude each other"
    case .neverReleased: "a pathway that ends holding what it has seized"
    case .unreachable: "a step that no entity ever reaches"
    case .notHeld: "a release of a resource that an entity does not hold"
    case .unused: "something that has a name and that nothing uses"
    case .noEffect: "a policy that changes nothing"
    }
  }
}
