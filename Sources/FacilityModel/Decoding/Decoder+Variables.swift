import EventEngine

extension Decoder {
  /// The section `variables`: what the facility as a whole has, each with its value at the start.
  func readVariables(_ node: LocatedNode?) -> [VariableDefinition] {
    var definitions: [VariableDefinition] = []
    _ = names(node, "variables", slashes: true)
    for member in node?.members ?? [] where canDeclareVariable(member, "variable") {
      var constants = scope
      constants.constantsOnly = true
      constants.hasEntity = false
      guard
        let typed = expression(
          member.value, wanting: nil, "variable “\(member.key)”", in: constants),
        let value = typed.expression.constantValue
      else {
        scope.brokenParameters.insert(member.key)
        continue
      }
      scope.variables[member.key] = (Int32(definitions.count), typed.type)
      definitions.append(
        VariableDefinition(
          name: member.key, start: value, type: typed.type, place: member.keyPlace))
    }
    return definitions
  }

  /// Whether a name is free for something that the facility as a whole has.
  func canDeclareVariable(_ member: LocatedNode.Member, _ what: String) -> Bool {
    if scope.parameters[member.key] == nil, scope.variables[member.key] == nil,
      !isReserved(member.key)
    {
      return true
    }
    report(
      .duplicateName,
      scope.parameters[member.key] != nil
        ? "“\(member.key)” is a parameter already"
        : scope.variables[member.key] != nil
          ? "“\(member.key)” is a variable already" : "“\(member.key)” already has a meaning",
      at: member.keyPlace, help: "give the \(what) another name")
    return false
  }

  /// A variable is averaged over time, as a measure under its own name.
  func measures(of variables: [VariableDefinition], besides own: [MeasureDefinition])
    -> [MeasureDefinition]
  {
    variables.enumerated().compactMap { index, variable in
      guard variable.type != .text else { return nil }
      if let other = own.first(where: { $0.name == variable.name }) {
        report(
          .duplicateName, "“\(variable.name)” is a measure already", at: variable.place,
          help: "give one of them another name: a variable is reported under its own",
          notes: [Finding.Note("the measure is here", at: other.place)])
        return nil
      }
      let isTruth = variable.type == .truth
      return MeasureDefinition(
        name: variable.name, kind: isTruth ? .shareOfTime : .timeAverage,
        tallyKind: isTruth ? .share : .number,
        level: LevelDefinition(
          expression: .leaf(.variable(Int32(index))), isTruth: isTruth, levels: 0,
          finder: .nobody, isDuration: variable.type == .duration),
        target: nil, isKey: false, place: variable.place)
    }
  }
}
