import EventEngine

extension Decoder {
  /// The section `measures`: figures that the model asks for.
  func readMeasures(_ node: LocatedNode?) -> [MeasureDefinition] {
    if let node, node.members == nil, !node.isNull {
      report(
        .wrongKind, "“measures” is a mapping of names, not \(node.kindName)", at: node.place,
        help: "write { \"in time\": { \"share\": \"timeInSystem <= 4 h\" } }")
    }
    return (node?.members ?? []).flatMap { member -> [MeasureDefinition] in
      guard var reader = ObjectReader(member.value, "measure “\(member.key)”", self, as: "measure")
      else {
        return []
      }
      let kind = reader.oneOf(MeasureKind.catalogue.map(\.keyword))
      if kind == nil {
        report(
          .missingKey, "measure “\(member.key)” does not say what it measures",
          at: reader.place, help: "write for example \"share\": \"timeInSystem <= 4 h\"")
      }
      checkName(of: member)
      guard let kind, ["timeAverage", "shareOfTime"].contains(kind.key) else {
        return readOfEntities(&reader, kind, member)
      }
      return readTimeWeighted(&reader, kind, member).map { [$0] } ?? []
    }
  }

  private func checkName(of member: LocatedNode.Member) {
    guard let other = recorded.first(where: { $0.name == member.key }) else { return }
    report(
      .duplicateName, "a step records a measure “\(member.key)” already", at: member.keyPlace,
      help: "give one of them another name",
      notes: [Finding.Note("it is recorded here", at: other.place)])
  }

  /// A measure over the entities that leave, with its parts by class.
  private func readOfEntities(
    _ reader: inout ObjectReader, _ kind: (key: String, node: LocatedNode)?,
    _ member: LocatedNode.Member
  ) -> [MeasureDefinition] {
    let source = reader.optional("of").flatMap { node in
      text(node, "“of”").flatMap {
        index(of: $0, among: sources, "source of arrivals", at: node.place)
      }
    }
    let outcome = reader.optional("outcome").flatMap { node in
      text(node, "“outcome”").flatMap {
        index(of: $0, among: outcomes, "outcome", at: node.place)
      }
    }
    let condition = reader.optional("where").flatMap {
      expression($0, wanting: .truth, "“where”", in: scope)?.expression
    }
    let goal = readGoal(&reader)
    let by = reader.optional("by")
    reader.finish()
    guard let kind,
      let value = expression(
        kind.node, wanting: kind.key == "share" ? .truth : nil, "“\(kind.key)”", in: scope)
    else { return [] }
    var tallyKind = TallyKind.share
    if kind.key == "mean" {
      switch value.type {
      case .measure(1): tallyKind = .duration
      case .measure, .truth: tallyKind = .number
      case .text:
        report(
          .badExpression, "a text has no mean", at: kind.node.place,
          help: "count one of its values with \"share\"")
        return []
      }
    }
    let target = goal.target.flatMap { readTarget($0, isShare: kind.key == "share", value.type) }
    let whole = MeasureDefinition(
      name: member.key, kind: kind.key == "share" ? .share : .mean, tallyKind: tallyKind,
      value: value.expression, condition: condition, source: source, outcome: outcome,
      scope: nil, target: target, isKey: goal.isKey ?? (target != nil), place: member.keyPlace)
    return [whole] + split(whole, by: by)
  }

  /// What a measure should reach, and whether it is a key one.
  func readGoal(_ reader: inout ObjectReader) -> (target: LocatedNode?, isKey: Bool?) {
    let target = reader.optional("target")
    let isKey = reader.optional("key").flatMap { node -> Bool? in
      if node.boolean == nil {
        report(
          .wrongKind, "“key” is true or false, not \(node.kindName)", at: node.place,
          help: "write true without quotes")
      }
      return node.boolean
    }
    return (target, isKey)
  }

  /// What a measure should reach, in the unit of its values.
  func readTarget(_ node: LocatedNode, isShare: Bool, _ type: ValueType) -> Double? {
    let wanted = type == .truth ? ValueType.number : type
    guard let value = constant(node, wanting: wanted, "“target”") else { return nil }
    if isShare, !(0...1).contains(value) {
      report(
        .badValue, "the target of a share is a number from 0 to 1, not \(Self.plain(value))",
        at: node.place, help: "95 % is 0.95")
      return nil
    }
    return value
  }

  /// One measure for each value of an attribute.
  private func split(_ measure: MeasureDefinition, by node: LocatedNode?) -> [MeasureDefinition] {
    guard let node, let name = text(node, "“by”") else { return [] }
    guard let attribute = scope.attributes[name] else {
      report(
        .unknownName, "no attribute is named “\(name)”", at: node.place,
        help: suggestion(for: name, among: scope.attributes.keys.sorted())
          ?? "split by an attribute that a “choice” gives")
      return []
    }
    let values = attributes[Int(attribute.index)].values
    if values.isEmpty {
      report(
        .badValue, "“\(name)” is not chosen from a list, so there is nothing to split by",
        at: node.place, help: "split by an attribute that a “choice” gives")
    }
    return values.map { value in
      var part = measure
      let matches = Expression.binary(
        .equal, .leaf(.attribute(attribute.index)), .constant(value.value))
      part.condition = measure.condition.map { .binary(.and, $0, matches) } ?? matches
      part.scope = "\(name) \(value.label)"
      part.isKey = false
      part.target = nil
      return part
    }
  }
}
