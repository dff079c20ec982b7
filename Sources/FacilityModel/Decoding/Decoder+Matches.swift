extension Decoder {
  /// The section `matches`: who waits for whom.
  func readMatches(_ node: LocatedNode?) {
    _ = names(node, "matches")
    for member in node?.members ?? [] {
      matches.append(match(member.value, named: member.key, at: member.keyPlace))
    }
  }

  private func match(_ node: LocatedNode, named name: String, at place: Place) -> MatchDefinition {
    var definition = MatchDefinition(
      name: name, kinds: [], key: nil, isPermanent: false, keep: [], place: place)
    guard var reader = ObjectReader(node, "match “\(name)”", self, as: "partners") else {
      return definition
    }
    if let of = reader.required("of", help: "say which kinds wait for one another") {
      definition.kinds = kinds(of, of: name)
    }
    definition.key = reader.optional("by").flatMap {
      expression($0, wanting: nil, "“by”", in: scope)?.expression
    }
    if let node = reader.optional("permanent") {
      if let given = node.boolean {
        definition.isPermanent = given
      } else {
        report(
          .wrongKind, "“permanent” is true or false, not \(node.kindName)", at: node.place,
          help: "leave it out where all go on by themselves")
      }
    }
    definition.keep = (reader.optional("keep").map { attributeList($0) } ?? []).compactMap {
      knownAttribute($0, "an attribute to keep")
    }
    reader.finish()
    return definition
  }

  private func kinds(_ node: LocatedNode, of name: String) -> [MatchDefinition.Kind] {
    guard let members = node.members, members.count >= 2 else {
      report(
        .wrongKind, "“of” is a mapping of at least two kinds to how many there are of each",
        at: node.place, help: "write for example { \"body\": 1, \"door\": 2 }")
      return []
    }
    _ = names(node, "of")
    return members.enumerated().map { index, member in
      kind(member, of: name, least: index == 0 ? 1 : 0)
    }
  }

  private func kind(_ member: LocatedNode.Member, of name: String, least: Double)
    -> MatchDefinition.Kind
  {
    var kind = MatchDefinition.Kind(name: member.key)
    let block = Block(path: [], loopDepth: 0)
    guard member.value.members != nil else {
      kind.least = number(
        of: member.value, "the number of “\(member.key)”", least: least, in: block)
      return kind
    }
    guard
      var reader = ObjectReader(member.value, "“\(member.key)”", self, as: "kind of a match")
    else { return kind }
    let leastNode = reader.optional("min")
    kind.least = leastNode.flatMap { number(of: $0, "“min”", least: least, in: block) }
    let mostNode = reader.optional("max")
    kind.most = mostNode.flatMap { number(of: $0, "“max”", least: least, in: block) }
    kind.order = reader.optional("order").flatMap {
      expression($0, wanting: nil, "“order”", in: scope)?.expression
    }
    reader.finish()
    if leastNode == nil { kind.least = .constant(1) }
    if let low = kind.least?.constantValue, let high = kind.most?.constantValue, high < low {
      report(
        .contradiction, "at least \(Self.plain(low)) and at most \(Self.plain(high)) are no number",
        at: member.value.place, help: "let “max” be no less than “min”, which is 1 without it")
    }
    return kind
  }

  /// A list of attributes, or one by itself.
  private func attributeList(_ node: LocatedNode) -> [LocatedNode] {
    if let elements = node.elements { return elements }
    if node.string != nil { return [node] }
    report(
      .wrongKind, "“keep” is a list of attributes, not \(node.kindName)", at: node.place,
      help: "write for example [\"result\"]")
    return []
  }

  /// Sees to it that each kind that is waited for comes somewhere.
  func checkMatches() {
    for (index, match) in matches.enumerated() {
      for (kind, definition) in match.kinds.enumerated()
      where !comers.contains(Comer(match: index, kind: kind)) {
        report(
          .unknownName, "no step comes to the match “\(match.name)” as “\(definition.name)”",
          at: match.place,
          help:
            "add { \"match\": \"\(match.name)\", \"as\": \"\(definition.name)\" } to its pathway")
      }
    }
  }
}

/// A kind of a match that comes somewhere.
struct Comer: Hashable {
  var match: Int
  var kind: Int
}
