import EventEngine

/// Bring units to stocks.
package struct PutStep: Step, StepKind {
  package var info: StepInfo
  package var items: [Units]
  /// The wait until there is room for all; nil where what has no room is lost.
  package var wait: WaitStep?

  package static let keyword = "put"
  package static let summary =
    "Bring units to one or more stocks, all at once: where there is no room for all, wait until "
    + "there is, or lose what has none."
  package static let fields = [
    StepField(
      "put", required: true, .units,
      "a stock, a list of stocks, or a mapping of stocks to numbers of units"),
    StepField(
      "ifFull", .oneOf(["wait", "overflow"]),
      "“wait” (without it), or “overflow”: what there is no room for is lost, and counted"),
    StepField("name", .text, "what the step is called, if not after its stocks"),
  ]
  package static let example = #"{ "put": { "blood": 10 }, "ifFull": "overflow" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let items = decoder.units(head, in: block, ofStocks: true)
    let info = decoder.name(
      &reader, default: "put " + decoder.listed(head), keyword: keyword, in: block, draws: false)
    var waits = true
    if let node = reader.optional("ifFull"), let word = decoder.text(node, "“ifFull”") {
      waits = word != "overflow"
      if !["wait", "overflow"].contains(word) {
        decoder.report(
          .badValue, "what has no room cannot “\(word)”", at: node.place,
          help: suggest(word, among: ["wait", "overflow"]).map { "did you mean “\($0)”?" }
            ?? "it is \"wait\" or \"overflow\"")
      }
    }
    guard let items else { return nil }
    if waits { for item in items { decoder.checkRoom(for: item, at: head.place) } }
    return PutStep(
      info: info, items: items, wait: waits ? decoder.waitForRoom(items, info) : nil)
  }

  package func lower(into lowering: inout Lowering) {
    wait?.lower(into: &lowering)
    for units in items { lowering.move(.supply, units, info) }
  }
}
