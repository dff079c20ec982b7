import FacilityModel
import RandomStreams

/// A part of a model as a list for people: all that is written, and no brackets.
enum WrittenList {
  /// What still stands on one line.
  private static let widest = 100

  /// The members of a mapping, or the elements of a list, as a Markdown list.
  static func lines(of node: LocatedNode, indent: Int) -> [String] {
    let space = String(repeating: "  ", count: indent)
    if let members = node.members { return members.flatMap { line(of: $0, space, indent) } }
    guard let elements = node.elements else {
      return ["\(space)- \(MethodText.plain(phrase(node)))"]
    }
    return elements.flatMap { element -> [String] in
      let words = phrase(element)
      if words.count <= widest { return ["\(space)- \(MethodText.plain(words))"] }
      guard let members = element.members, let first = members.first else {
        return ["\(space)- several"] + lines(of: element, indent: indent + 1)
      }
      // The first key of a step says what it is; the rest belongs to it.
      return line(of: first, space, indent)
        + members.dropFirst().flatMap { line(of: $0, space + "  ", indent + 1) }
    }
  }

  private static func line(of member: LocatedNode.Member, _ space: String, _ indent: Int)
    -> [String]
  {
    let key = MethodText.plain(member.key)
    let words = phrase(member.value)
    if words.count <= widest || member.value.members == nil && member.value.elements == nil {
      return ["\(space)- \(key): \(MethodText.plain(words))"]
    }
    return ["\(space)- \(key):"] + lines(of: member.value, indent: indent + 1)
  }

  /// A value in words: `gamma (mean 28 min, sd 12 min)`.
  static func phrase(_ node: LocatedNode) -> String {
    switch node.content {
    case .string(let text): return text
    case .number(_, let literal): return literal
    case .boolean(let value): return value ? "true" : "false"
    case .null: return "nothing (taken away)"
    case .sequence(let elements):
      if elements.isEmpty { return "none" }
      let isFlat = elements.allSatisfy { $0.members == nil && $0.elements == nil }
      return isFlat
        ? elements.map(phrase).joined(separator: ", ")
        : elements.map { "(" + phrase($0) + ")" }.joined(separator: ", then ")
    case .mapping(let members):
      if members.isEmpty { return "nothing else" }
      if let sole = node.soleMember, Distributions.index(of: sole.key) != nil {
        return sole.value.members == nil
          ? "\(sole.key) \(phrase(sole.value))" : "\(sole.key) (\(inner(sole.value)))"
      }
      return inner(node)
    }
  }

  /// The members of a mapping side by side, those with several of their own in brackets.
  private static func inner(_ node: LocatedNode) -> String {
    (node.members ?? []).map { member in
      let words = phrase(member.value)
      let isDistribution = member.value.soleMember.map { Distributions.index(of: $0.key) != nil }
      let needsBrackets = member.value.members != nil && isDistribution != true
      return needsBrackets ? "\(member.key) (\(words))" : "\(member.key) \(words)"
    }.joined(separator: ", ")
  }
}
