/// What a model can ask to have followed, since it takes time to follow it.
package enum Observed: String, CaseIterable, Sendable {
  case blocking
  case causes

  /// What it adds to the figures.
  package var meaning: String {
    switch self {
    case .blocking: "for each resource, the units held by entities that wait meanwhile"
    case .causes: "what the waits of each step and resource are due to"
    }
  }

  static var meanings: String {
    allCases.map { "“\($0.rawValue)”, \($0.meaning)" }.joined(separator: "; ")
  }
}
