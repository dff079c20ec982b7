/// Give attributes of the entity, or variables of the facility, new values.
package struct SetStep: Step, StepKind {
  /// What is given a value.
  package enum Target: Sendable, Equatable {
    case attribute(Int32)
    case variable(Int32)
  }

  package var info: StepInfo
  package var values: [(target: Target, value: QuantityModel)]

  package static let keyword = "set"
  package static let summary =
    "Give attributes of the entity, or variables of the facility, values, one after the other."
  package static let fields = [
    StepField(
      "set", required: true, .mapping(.value),
      "a mapping of attributes or variables to values or distributions"),
    StepField(
      "name", .text, "what the step is called, needed where a pathway draws an attribute twice"),
  ]
  package static let example = #"{ "set": { "severity": "severity + 1" } }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    guard let members = head.members, !members.isEmpty else {
      decoder.report(
        .wrongKind, "“set” is a mapping of attributes to values", at: head.place,
        help: "write for example " + example)
      return nil
    }
    let draws = members.contains { $0.value.members != nil && $0.value.member("text") == nil }
    let info = decoder.name(
      &reader, default: "set " + members.map(\.key).joined(separator: " and "),
      keyword: keyword, in: block, draws: draws)
    let values = members.compactMap { member in
      decodeOne(member, info, in: block, decoder)
    }
    return SetStep(info: info, values: values)
  }

  private static func decodeOne(
    _ member: LocatedNode.Member, _ info: StepInfo, in block: Block, _ decoder: Decoder
  ) -> (target: Target, value: QuantityModel)? {
    if decoder.isShock(member) { return nil }
    let variable = decoder.scope.variables[member.key]
    let known = variable?.type ?? decoder.scope.attributes[member.key]?.type
    let what = variable == nil ? "attribute" : "variable"
    guard
      let read = decoder.quantity(
        member.value, wanting: known, "\(what) “\(member.key)”",
        purpose: info.name + "/" + member.key, in: decoder.scope(in: block))
    else { return nil }
    if let variable { return (.variable(variable.index), read.value) }
    return decoder.declareAttribute(
      member.key, type: read.type, values: read.values, at: member.keyPlace
    ).map { (.attribute($0), read.value) }
  }

  package func lower(into lowering: inout Lowering) {
    for (target, value) in values { lowering.assign(target, value) }
  }
}
