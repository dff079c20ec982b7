import EventEngine

/// Seize, let time pass, release: the commonest step, in one.
package struct ServiceStep: Step, StepKind {
  package var info: StepInfo
  package var request: SeizeRequest
  package var duration: QuantityModel
  package var loopDepth: Int32
  package var ifPreempted: InterruptedRule?
  /// How long the resources stay busy when the entity has gone on.
  package var wrapUp: QuantityModel?

  package static let keyword = "do"
  package static let summary =
    "Wait for the resources it is done with, keep them for a time, and give them back."
  package static let fields =
    [
      StepField("do", required: true, .text, "the name of the step"),
      StepField("with", required: true, Choice.field, "the resources, as for “seize”"),
      StepField(
        "for", required: true, .quantity, "how long it takes: a duration or a distribution"),
      StepField(
        "wrapUp", .quantity,
        "how long the resources stay busy with it when the entity has gone on: a duration or a "
          + "distribution"),
      StepField(
        "name", .text, "what the step is called, where that is not enough to tell it apart"),
      InterruptedRule.field,
    ] + SeizeRequest.fields
  package static let example =
    #"{ "do": "assessment", "with": "doctor", "for": { "lognormal": { "mean": "25 min", "sd": "15 min" } } }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let name = decoder.text(head, "the name of a step") ?? "?"
    let info = decoder.name(&reader, default: name, keyword: keyword, in: block, draws: true)
    let with = reader.required(
      "with", help: "name the resource, or write “delay” for time that passes without one")
    let wanted = with.flatMap { decoder.wanted($0, in: block) }
    let items = wanted?.items
    let request = decoder.request(&reader, wanted: wanted, info: info, in: block)
    let duration = reader.required("for", help: "say how long it takes").flatMap {
      decoder.quantity(
        $0, wanting: .duration, "“for”", purpose: info.name + "/service",
        in: decoder.scope(in: block))
    }
    let wrapUp = reader.optional("wrapUp").flatMap {
      decoder.quantity(
        $0, wanting: .duration, "“wrapUp”", purpose: info.name + "/wrap-up",
        in: decoder.scope(in: block))
    }
    let rule = decoder.interruptedRule(&reader, in: block)
    decoder.checkSharedService(items ?? [], wrapUp: wrapUp != nil, at: head.place)
    guard items != nil, let duration else { return nil }
    return ServiceStep(
      info: info, request: request, duration: duration.value, loopDepth: block.loopDepth,
      ifPreempted: rule, wrapUp: wrapUp?.value)
  }

  package func lower(into lowering: inout Lowering) {
    if let choice = request.choice { return lowerAny(choice, into: &lowering) }
    let end = lowering.makeLabel()
    // The step gives back what it took, whatever else of the resource the entity holds by then:
    // a number that is computed is kept in an attribute of its own.
    var request = request
    var kept: [(attribute: Int32, value: QuantityModel)] = []
    for (index, units) in request.items.enumerated() where units.count.constantValue == nil {
      let attribute = lowering.makeAttribute("\(info.name)/units \(index + 1)")
      kept.append((attribute, .expression(units.count)))
      request.items[index].count = .leaf(.attribute(attribute))
    }
    // Where a line is ordered by it, the time is drawn on joining: by its name, so it is the same.
    var duration = duration
    var service: Int32?
    if lowering.isOrderedByService(request) {
      let attribute = lowering.makeAttribute("\(info.name)/service time")
      kept.append((attribute, duration))
      duration = .expression(.leaf(.attribute(attribute)))
      service = attribute
    }
    let items = lowering.seize(request, info, end: end, first: kept, service: service)
    lowering.setUp(request, info, items: items, end: end, rule: ifPreempted)
    let sharing = request.items.first {
      lowering.program.resources[Int($0.resource)].sharedUnits > 0
    }
    lowering.delay(
      duration, info, rule: ifPreempted, end: end, items: items,
      sharing: sharing?.resource ?? -1)
    if let wrapUp {
      lowering.wrapUp(
        wrapUp, info, items: items, releasing: request.items, loopDepth: loopDepth)
      return lowering.place(end)
    }
    for units in request.items {
      lowering.release(
        ReleaseStep.Item(resource: units.resource, count: units.count), info,
        loopDepth: loopDepth)
    }
    lowering.place(end)
  }
}
