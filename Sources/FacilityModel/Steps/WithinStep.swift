/// Do steps within a limit of time, and something else when it is over.
package struct WithinStep: Step, StepKind {
  package var info: StepInfo
  /// How long an entity may take for the steps.
  package var limit: QuantityModel
  package var steps: [any Step]
  package var otherwise: [any Step]
  package var loopDepth: Int32

  package static let keyword = "within"
  package static let summary =
    "Do steps within a limit of time; when it is over, an entity is taken out of whatever it does "
    + "or waits for, gives back what it has seized inside, and goes on with “otherwise”."
  package static let fields = [
    StepField(
      "within", required: true, .quantity,
      "how long the steps may take: a duration, an expression or a distribution, evaluated on "
        + "entering"),
    StepField("steps", required: true, .steps, "what is to be done in time"),
    StepField(
      "otherwise", .steps,
      "what is done when the time is over; without it, whatever follows the section"),
    StepField(
      "name", .text, "what the section is called; needed where its limit is a distribution"),
  ]
  package static let example =
    #"{ "within": "4 h", "steps": [ { "do": "assessment", "with": "doctor", "for": "20 min" } ], "otherwise": [ { "leave": "sent on" } ] }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let isNamed = reader.has("name")
    let info = decoder.name(
      &reader, default: head.string.map { "within " + $0 } ?? "within", keyword: keyword,
      in: block, draws: head.members != nil)
    var inner = block
    if isNamed { inner.path = info.name.split(separator: "/").map(String.init) }
    var timed = inner
    timed.isTimed = true
    let limit = decoder.quantity(
      head, wanting: .duration, "“within”", purpose: info.name + "/within",
      in: decoder.scope(in: block))
    let steps =
      reader.required("steps", help: "say what is to be done in time").map {
        decoder.steps($0, in: timed)
      } ?? []
    let otherwise = reader.optional("otherwise").map { decoder.steps($0, in: inner) } ?? []
    return limit.map {
      WithinStep(
        info: info, limit: $0.value, steps: steps, otherwise: otherwise,
        loopDepth: block.loopDepth)
    }
  }

  package func lower(into lowering: inout Lowering) {
    let end = lowering.makeLabel()
    let over = lowering.makeLabel()
    lowering.openSection(limit, info, loopDepth: loopDepth, over: over)
    lowering.lower(steps)
    lowering.closeSection()
    lowering.jump(to: end)
    lowering.place(over)
    lowering.lower(otherwise)
    lowering.place(end)
  }
}
