import EventEngine

/// Use units of stocks up, waiting for them if need be.
package struct TakeStep: Step, StepKind {
  package var info: StepInfo
  package var request: SeizeRequest

  package static let keyword = "take"
  package static let summary =
    "Use up units of one or more stocks, all at once, waiting in their lines until enough is "
    + "there; nobody overtakes a line."
  package static let fields =
    [
      StepField(
        "take", required: true, .units,
        "a stock, a list of stocks, or a mapping of stocks to numbers of units"),
      StepField("name", .text, "what the step is called, if not after its stocks"),
    ]
    + SeizeRequest.fields.filter { ["priority", "balk", "renege"].contains($0.name) }
  package static let example =
    #"{ "take": { "blood": 2 }, "renege": { "after": "2 h" } }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let items = decoder.units(head, in: block, ofStocks: true)
    let info = decoder.name(
      &reader, default: "take " + decoder.listed(head), keyword: keyword, in: block,
      draws: reader.has("renege"))
    var request = SeizeRequest(items: items ?? [])
    request.priority = decoder.priority(&reader, in: block)
    request.balk = decoder.balk(&reader, in: block)
    request.renege = reader.optional("renege").flatMap {
      decoder.renege($0, info: info, in: block)
    }
    for item in items ?? [] { decoder.checkRoom(for: item, at: head.place) }
    return items == nil ? nil : TakeStep(info: info, request: request)
  }

  package func lower(into lowering: inout Lowering) {
    let end = lowering.makeLabel()
    lowering.seize(request, info, end: end)
    for units in request.items { lowering.move(.consume, units, info) }
    lowering.place(end)
  }
}
