/// Give back units that the entity holds.
package struct ReleaseStep: Step, StepKind {
  package struct Item: Sendable {
    package var resource: Int32
    /// How many units; nil for all that the entity holds.
    package var count: Expression?
  }

  package var info: StepInfo
  package var items: [Item]
  package var loopDepth: Int32

  package static let keyword = "release"
  package static let summary =
    "Give back units that the entity holds; they go through their turnaround, if they have one."
  package static let fields = [
    StepField(
      "release", required: true, .units,
      "a resource or a list of resources (all units held), or a mapping of resources to numbers"),
    StepField(
      "name", .text,
      "what the step is called; needed where units with a turnaround are released twice"),
  ]
  package static let example = #"{ "release": "cubicle" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let units = decoder.units(head, in: block)
    let info = decoder.name(
      &reader, default: "release " + decoder.listed(head), keyword: keyword, in: block,
      draws: units?.contains { decoder.withTurnaround.contains($0.resource) } ?? false)
    guard let units else { return nil }
    let countsGiven = head.members != nil
    return ReleaseStep(
      info: info,
      items: units.map { Item(resource: $0.resource, count: countsGiven ? $0.count : nil) },
      loopDepth: block.loopDepth)
  }

  package func lower(into lowering: inout Lowering) {
    for item in items { lowering.release(item, info, loopDepth: loopDepth) }
  }
}
