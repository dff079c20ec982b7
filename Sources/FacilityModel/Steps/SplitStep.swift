import EventEngine

/// Become several entities, for good.
package struct SplitStep: Step, StepKind {
  package var info: StepInfo
  package var source: Int
  package var count: Expression
  /// The pathway that the parts follow; nil for what comes behind the step.
  package var pathway: Int?
  package var attributes: [(index: Int32, value: QuantityModel)]
  /// How the entity leaves that is split.
  package var outcome: Int
  package var loopDepth: Int32

  package static let keyword = "split"
  package static let summary =
    "Become several entities for good: the entity leaves, with its outcome, and gives back what it "
    + "holds; its parts go on behind the step, or along another pathway. They inherit its "
    + "attributes and count their time in the system from its arrival; the reports know them as a "
    + "source by the name of the step."
  package static let fields = [
    StepField("split", required: true, .text, "the name of the step"),
    StepField(
      "into", required: true, .expression, "how many parts: a whole number or an expression"),
    StepField(
      "pathway", .text, "the pathway that they follow; without it, what comes behind the step"),
    StepField(
      "attributes", .mapping(.value),
      "a mapping of attributes to values or distributions that they have instead of inheriting"),
    StepField(
      "outcome", .text, "how the reports call what becomes of the whole; without it, “split”"),
    StepField("name", .text, "what the step is called, where that is not enough to tell it apart"),
  ]
  package static let example = #"{ "split": "cut to parts", "into": 5 }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let name = decoder.text(head, "the name of a step") ?? "?"
    let info = decoder.name(&reader, default: name, keyword: keyword, in: block, draws: true)
    let count = reader.required("into", help: "say how many parts there are").flatMap {
      decoder.number(of: $0, "“into”", least: 1, in: block)
    }
    let pathwayNode = reader.optional("pathway")
    let pathway = pathwayNode.flatMap { decoder.pathway($0) }
    let attributes = decoder.givenAttributes(reader.optional("attributes"), info, in: block)
    let outcome = reader.optional("outcome").flatMap { decoder.text($0, "“outcome”") } ?? "split"
    if !block.isOnItsOwn {
      decoder.report(
        .contradiction,
        "“split” cannot stand within \(block.isBatched ? "a batch" : "a way of a fork")",
        at: reader.place, help: "“spawn” others and let the entity itself go on")
    }
    let source = decoder.childSource(info, .spawned, pathway: pathway ?? 0)
    guard let count, pathwayNode == nil || pathway != nil else { return nil }
    return SplitStep(
      info: info, source: source, count: count, pathway: pathway, attributes: attributes,
      outcome: decoder.outcome(named: outcome), loopDepth: block.loopDepth)
  }

  package func lower(into lowering: inout Lowering) {
    lowering.split(
      OffspringModel(
        step: info, source: source, count: .expression(count), loopDepth: loopDepth,
        keepsArrival: true, attributes: attributes), pathway: pathway, outcome: outcome)
  }
}
