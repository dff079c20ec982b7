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
  /// What was taken as one of several alternatives, by the name it was given.
  package var names: [ChoiceName] = []

  package static let keyword = "release"
  package static let summary =
    "Give back units that the entity holds; they go through their turnaround, if they have one. Of "
    + "listed units the one that it has held longest goes first, so that { \"bed\": 1 } gives the "
    + "old bed back once the new one is there."
  package static let fields = [
    StepField(
      "release", required: true, .units,
      "a resource or a list of resources (all units held), a mapping of resources to numbers, or a "
        + "name that “as” gives to what was taken"),
    StepField(
      "name", .text,
      "what the step is called; needed where units with a turnaround are released twice"),
  ]
  package static let example = #"{ "release": "cubicle" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let names = decoder.choiceNames(in: head)
    let units = names.isOnly ? [] : decoder.units(head, in: block, besides: names.names)
    let info = decoder.name(
      &reader, default: "release " + decoder.listed(head), keyword: keyword, in: block,
      draws: ((units ?? []) + names.names.flatMap { $0.options.flatMap(\.units) })
        .contains { decoder.withTurnaround.contains($0.resource) })
    guard let units else { return nil }
    let countsGiven = head.members != nil
    var step = ReleaseStep(
      info: info,
      items: units.map { Item(resource: $0.resource, count: countsGiven ? $0.count : nil) },
      loopDepth: block.loopDepth)
    step.names = names.names
    return step
  }

  package func lower(into lowering: inout Lowering) {
    for item in items { lowering.release(item, info, loopDepth: loopDepth, newest: false) }
    for name in names { lowering.release(name, info, loopDepth: loopDepth) }
  }
}
