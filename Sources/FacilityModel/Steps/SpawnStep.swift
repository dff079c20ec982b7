import EventEngine

/// Make entities of their own kind, which go their own way.
package struct SpawnStep: Step, StepKind {
  package var info: StepInfo
  /// The source that its children count under, and the pathway that they follow.
  package var source: Int
  package var pathway: Int
  package var count: Expression?
  package var attributes: [(index: Int32, value: QuantityModel)]
  package var loopDepth: Int32

  package static let keyword = "spawn"
  package static let summary =
    "Make one or more entities of their own kind, which go along a pathway of their own at once; "
    + "the entity that makes them goes on. They inherit its attributes, and the reports know them "
    + "as a source by the name of the step."
  package static let fields = [
    StepField("spawn", required: true, .text, "what the new entities are called"),
    StepField("pathway", required: true, .text, "the pathway that they follow"),
    StepField("count", .expression, "how many: a whole number or an expression; without it, one"),
    StepField(
      "attributes", .mapping(.value),
      "a mapping of attributes to values or distributions that they have instead of inheriting"),
    StepField("name", .text, "what the step is called, where that is not enough to tell it apart"),
  ]
  package static let example =
    #"{ "spawn": "lab sample", "pathway": "lab", "count": 2, "attributes": { "urgency": 1 } }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let name = decoder.text(head, "what is spawned") ?? "?"
    let info = decoder.name(&reader, default: name, keyword: keyword, in: block, draws: true)
    let pathway = reader.required("pathway", help: "name the pathway that they follow").flatMap {
      decoder.pathway($0)
    }
    let count = reader.optional("count").flatMap {
      decoder.number(of: $0, "“count”", least: 0, in: block)
    }
    let attributes = decoder.givenAttributes(reader.optional("attributes"), info, in: block)
    let source = decoder.childSource(info, .spawned, pathway: pathway ?? 0)
    guard let pathway else { return nil }
    return SpawnStep(
      info: info, source: source, pathway: pathway, count: count, attributes: attributes,
      loopDepth: block.loopDepth)
  }

  package func lower(into lowering: inout Lowering) {
    lowering.spawn(
      OffspringModel(
        step: info, source: source, count: count.map { .expression($0) }, loopDepth: loopDepth,
        attributes: attributes), pathway: pathway)
  }
}
