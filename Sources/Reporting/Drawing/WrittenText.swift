import FacilityModel

/// What stands in the file at a place, as the modeller wrote it.
struct WrittenText {
  private var documents: [ObjectIdentifier: LocatedNode] = [:]

  /// The value at a place; nil where its file cannot be read again.
  mutating func node(at place: Place) -> LocatedNode? {
    let key = ObjectIdentifier(place.file)
    if documents[key] == nil {
      var findings = Findings()
      documents[key] = parseDocument(place.file, into: &findings)
    }
    guard var node = documents[key] else { return nil }
    for component in place.trail?.components ?? [] {
      switch component {
      case .key(let name):
        guard let next = node.member(name) else { return nil }
        node = next
      case .index(let index):
        guard let elements = node.elements, elements.indices.contains(index) else { return nil }
        node = elements[index]
      }
    }
    return node
  }

  /// A value in a few words: `lognormal, mean 25 min, sd 15 min`.
  static func words(_ node: LocatedNode?, most: Int = 90) -> String? {
    guard let node else { return nil }
    let text = plain(node)
    return text.count <= most ? text : text.prefix(most - 1) + "…"
  }

  private static func plain(_ node: LocatedNode) -> String {
    switch node.content {
    case .string(let text): return text
    case .number(_, let literal): return literal
    case .boolean(let value): return value ? "true" : "false"
    case .null: return "nothing"
    case .sequence(let elements): return elements.map(plain).joined(separator: ", ")
    case .mapping(let members):
      if let sole = node.soleMember, sole.value.members != nil {
        return "\(sole.key), \(plain(sole.value))"
      }
      return members.map { "\($0.key) \(plain($0.value))" }.joined(separator: ", ")
    }
  }
}
