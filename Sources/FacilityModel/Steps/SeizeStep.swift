/// Take units of one or more resources, all at once, waiting for them if need be.
package struct SeizeStep: Step, StepKind {
  package var info: StepInfo
  package var request: SeizeRequest

  package static let keyword = "seize"
  package static let summary =
    "Take units of one or more resources, all at once, and keep them until a release."
  package static let fields =
    [
      StepField(
        "seize", required: true, Choice.field,
        "a resource, a list of resources, a mapping of resources to numbers of units, or "
          + "{ \"anyOf\": [ … ] } for one of several alternatives"),
      StepField("name", .text, "what the step is called, if not after its resources"),
    ] + SeizeRequest.fields
  package static let example = #"{ "seize": "cubicle", "priority": "triage" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let wanted = decoder.wanted(head, in: block)
    let items = wanted?.items
    let info = decoder.name(
      &reader, default: decoder.listed(head), keyword: keyword, in: block,
      draws: reader.has("renege"))
    let request = decoder.request(&reader, wanted: wanted, info: info, in: block)
    if wanted?.choice == nil { decoder.checkOrderByService(items ?? [], at: head.place) }
    decoder.refuseShared(items ?? [], at: head.place)
    return items == nil ? nil : SeizeStep(info: info, request: request)
  }

  package func lower(into lowering: inout Lowering) {
    let end = lowering.makeLabel()
    let items = lowering.seize(request, info, end: end)
    lowering.setUp(request, info, items: items, end: end)
    lowering.place(end)
  }
}
