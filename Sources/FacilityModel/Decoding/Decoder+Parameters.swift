extension Decoder {
  /// The section `parameters`: constants, each of which may use those before it.
  func readParameters(_ node: LocatedNode?) -> [ParameterDefinition] {
    guard let node else { return [] }
    guard let members = node.members else {
      report(
        .wrongKind, "“parameters” is a mapping of names to values, not \(node.kindName)",
        at: node.place, help: "write for example { \"doctors\": 6 }")
      return []
    }
    var definitions: [ParameterDefinition] = []
    _ = names(node, "parameters", slashes: true)
    for (index, member) in members.enumerated() {
      if isReserved(member.key) {
        report(
          .duplicateName, "“\(member.key)” already has a meaning", at: member.keyPlace,
          help: "give the parameter another name")
        continue
      }
      var constants = scope
      constants.constantsOnly = true
      constants.hasEntity = false
      constants.laterParameters = members[index...].map(\.key)
      guard
        let typed = expression(
          member.value, wanting: nil, "parameter “\(member.key)”", in: constants),
        let value = typed.expression.constantValue
      else {
        scope.brokenParameters.insert(member.key)
        continue
      }
      scope.parameters[member.key] = (value, typed.type)
      parameterPlaces[member.key] = member.value.place
      definitions.append(
        ParameterDefinition(name: member.key, value: value, type: typed.type))
    }
    return definitions
  }
}
