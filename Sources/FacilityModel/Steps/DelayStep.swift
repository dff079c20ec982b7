/// Let time pass.
package struct DelayStep: Step, StepKind {
  package var info: StepInfo
  package var duration: QuantityModel
  package var ifPreempted: InterruptedRule?

  package static let keyword = "delay"
  package static let summary = "Let time pass without needing any resource."
  package static let fields = [
    StepField("delay", required: true, .text, "the name of the step"),
    StepField("for", required: true, .quantity, "how long: a duration or a distribution"),
    StepField("name", .text, "what the step is called, where that is not enough to tell it apart"),
    InterruptedRule.field,
  ]
  package static let example = #"{ "delay": "walk to imaging", "for": "4 min" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let name = decoder.text(head, "the name of a step") ?? "?"
    let info = decoder.name(&reader, default: name, keyword: keyword, in: block, draws: true)
    let duration = reader.required("for", help: "say how long it takes").flatMap {
      decoder.quantity(
        $0, wanting: .duration, "“for”", purpose: info.name + "/service",
        in: decoder.scope(in: block))
    }
    let rule = decoder.interruptedRule(&reader, in: block)
    return duration.map { DelayStep(info: info, duration: $0.value, ifPreempted: rule) }
  }

  package func lower(into lowering: inout Lowering) {
    let end = lowering.makeLabel()
    lowering.delay(duration, info, rule: ifPreempted, end: end)
    lowering.place(end)
  }
}
