/// What a document writes as changes to itself; the raw value is what messages call it.
enum PatchKind: String, CaseIterable {
  /// A way to run the facility.
  case policy
  /// What a policy may have to stand.
  case stressCase = "stress case"

  /// The section that holds the changes by name.
  var section: String {
    switch self {
    case .policy: "policies"
    case .stressCase: "stress"
    }
  }

  /// The changes to the document alone: a stress case has a weight beside them.
  func patch(_ node: LocatedNode) -> LocatedNode {
    guard self == .stressCase, let members = node.members else { return node }
    return LocatedNode(.mapping(members.filter { $0.key != "weight" }), at: node.place)
  }
}
