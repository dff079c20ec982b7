import EventEngine

/// Do steps while holding units: a region, a room, somebody who comes along.
package struct UsingStep: Step, StepKind {
  package var info: StepInfo
  package var request: SeizeRequest
  package var steps: [any Step]
  package var loopDepth: Int32

  package static let keyword = "using"
  package static let summary =
    "Take units, do steps, and give the units back, whichever way the steps end: a room, a region "
    + "with room for so many, or somebody who stays all the time."
  package static let fields =
    [
      StepField("using", required: true, Choice.field, "the resources, as for “seize”"),
      StepField("steps", required: true, .steps, "what is done with them"),
      StepField("name", .text, "what the step is called, if not after its resources"),
    ] + SeizeRequest.fields
  package static let example =
    #"{ "using": "cubicle", "steps": [ { "do": "assessment", "with": "doctor", "for": "20 min" } ] }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let wanted = decoder.wanted(head, in: block)
    let items = wanted?.items
    let isNamed = reader.has("name")
    let info = decoder.name(
      &reader, default: "using " + decoder.listed(head), keyword: keyword, in: block,
      draws: reader.has("renege")
        || items?.contains { decoder.withTurnaround.contains($0.resource) } ?? false)
    let request = decoder.request(&reader, wanted: wanted, info: info, in: block)
    decoder.refuseShared(items ?? [], at: head.place)
    var inner = block
    if isNamed { inner.path = info.name.split(separator: "/").map(String.init) }
    let steps =
      reader.required("steps", help: "say what is done with what is taken").map {
        decoder.steps($0, in: inner)
      } ?? []
    guard items != nil else { return nil }
    return UsingStep(info: info, request: request, steps: steps, loopDepth: block.loopDepth)
  }

  package func lower(into lowering: inout Lowering) {
    if let choice = request.choice { return lowerAny(choice, into: &lowering) }
    let end = lowering.makeLabel()
    // As many are given back as were taken: a number that is computed is kept.
    var request = request
    var kept: [(attribute: Int32, value: QuantityModel)] = []
    for (index, units) in request.items.enumerated() where units.count.constantValue == nil {
      let attribute = lowering.makeAttribute("\(info.name)/units \(index + 1)")
      kept.append((attribute, .expression(units.count)))
      request.items[index].count = .leaf(.attribute(attribute))
    }
    let items = lowering.seize(request, info, end: end, first: kept)
    lowering.setUp(request, info, items: items, end: end)
    lowering.lower(steps)
    for units in request.items {
      lowering.release(
        ReleaseStep.Item(resource: units.resource, count: units.count), info,
        loopDepth: loopDepth)
    }
    lowering.place(end)
  }
}
