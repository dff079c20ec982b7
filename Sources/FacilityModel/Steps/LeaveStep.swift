/// Leave the facility at once.
package struct LeaveStep: Step, StepKind {
  package var info: StepInfo
  package var outcome: Int

  package static let keyword = "leave"
  package static let summary =
    "Leave the facility with an outcome; whatever the entity still holds becomes free."
  package static let fields = [
    StepField("leave", required: true, .text, "the outcome, as the reports call it"),
    StepField("name", .text, "what the step is called, where that is not enough to tell it apart"),
  ]
  package static let example = #"{ "leave": "left without being seen" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let outcome = decoder.text(head, "an outcome") ?? "?"
    let info = decoder.name(&reader, default: outcome, keyword: keyword, in: block, draws: false)
    return LeaveStep(info: info, outcome: decoder.outcome(named: outcome))
  }

  package func lower(into lowering: inout Lowering) { lowering.depart(outcome, info) }
}
