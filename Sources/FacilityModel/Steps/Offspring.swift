import EventEngine

extension Block {
  /// Whether entities are in these steps that others wait for, or lead.
  var isOnItsOwn: Bool { !isCloned && !isBatched }
}

extension Decoder {
  /// The source under which the entities are counted that a step makes.
  func childSource(_ info: StepInfo, _ origin: EntityOrigin, pathway: Int = 0) -> Int {
    sources.append(info.name)
    var definition = SourceDefinition(
      name: info.name, process: .scheduled([]), limit: 0, attributes: [], columns: [],
      pathway: pathway, place: info.place)
    definition.origin = origin
    childSources.append(definition)
    return sources.count - 1
  }

  /// A number of entities: a whole number of at least `least`, or an expression that gives one.
  func number(
    of node: LocatedNode, _ what: String, least: Double, in block: Block
  ) -> Expression? {
    guard
      let count = expression(node, wanting: .number, what, in: scope(in: block))
    else { return nil }
    if let value = count.expression.constantValue,
      value < least || value > 1e6 || value != value.rounded()
    {
      report(
        .badValue,
        "\(what) is a whole number from \(Self.plain(least)) to 1000000, not \(Self.plain(value))",
        at: node.place, help: "say how many entities are meant")
      return nil
    }
    return count.expression
  }

  /// What children are given beside what they inherit.
  func givenAttributes(_ node: LocatedNode?, _ info: StepInfo, in block: Block)
    -> [(index: Int32, value: QuantityModel)]
  {
    guard let node else { return [] }
    guard let members = node.members else {
      report(
        .wrongKind, "“attributes” is a mapping of names to values, not \(node.kindName)",
        at: node.place, help: "write for example { \"urgency\": 1 }")
      return []
    }
    return members.compactMap { member in
      guard
        let read = quantity(
          member.value, wanting: scope.attributes[member.key]?.type,
          "attribute “\(member.key)”", purpose: info.name + "/" + member.key,
          in: scope(in: block)),
        let index = declareAttribute(
          member.key, type: read.type, values: read.values, at: member.keyPlace)
      else { return nil }
      return (index, read.value)
    }
  }

  /// The pathway that a step names, or nil with a finding.
  func pathway(_ node: LocatedNode) -> Int? {
    guard let name = text(node, "“pathway”") else { return nil }
    return index(of: name, among: pathways, "pathway", at: node.place)
  }

  /// An attribute that is known, or nil with a finding.
  func knownAttribute(_ node: LocatedNode, _ what: String) -> Int32? {
    guard let name = text(node, what) else { return nil }
    if let known = scope.attributes[name] { return known.index }
    _ = index(of: name, among: scope.attributes.keys.sorted(), "attribute", at: node.place)
    return nil
  }
}
