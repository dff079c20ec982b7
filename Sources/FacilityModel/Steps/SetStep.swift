/// Give attributes of the entity new values.
package struct SetStep: Step, StepKind {
  package var info: StepInfo
  package var values: [(attribute: Int32, value: QuantityModel)]

  package static let keyword = "set"
  package static let summary = "Give attributes of the entity values, one after the other."
  package static let fields = [
    StepField("set", required: true, "a mapping of attributes to values or distributions"),
    StepField("name", "what the step is called, needed where a pathway draws an attribute twice"),
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
    let values = members.compactMap { member -> (attribute: Int32, value: QuantityModel)? in
      let known = decoder.scope.attributes[member.key]
      guard
        let read = decoder.quantity(
          member.value, wanting: known?.type, "attribute “\(member.key)”",
          purpose: info.name + "/" + member.key, in: decoder.scope(in: block)),
        let index = decoder.declareAttribute(
          member.key, type: read.type, values: read.values, at: member.keyPlace)
      else { return nil }
      return (index, read.value)
    }
    return SetStep(info: info, values: values)
  }

  package func lower(into lowering: inout Lowering) {
    for (attribute, value) in values { lowering.assign(attribute, value) }
  }
}
