import EventEngine

/// Go from one place to another, by oneself or with a transport.
package struct MoveStep: Step, StepKind {
  /// Who takes an entity along.
  package struct Ride: Sendable {
    package var resource: Int32
    package var transport: TransportDefinition
    package var loading: QuantityModel?
    package var unloading: QuantityModel?
  }

  package var info: StepInfo
  /// Where to: a label.
  package var destination: Expression
  /// The attribute that holds the place of an entity.
  package var place: Int32
  package var speed: Expression?
  package var ride: Ride?
  /// How a transport is asked for; nothing is without one.
  package var request: SeizeRequest
  package var ifPreempted: InterruptedRule?
  package var loopDepth: Int32 = 0

  package static let keyword = "move"
  package static let summary =
    "Go to another place, which takes the time of the way there; or be taken by a transport: a unit "
    + "comes empty from where it is, both travel, and it is free again. Whoever turns away or gives "
    + "up waiting for it stays where it is."
  package static let fields =
    [
      StepField(
        "move", required: true, .expression,
        "the place to go to: its name, or an attribute or expression that gives it"),
      StepField("by", .text, "the resource with “transport” that takes the entity there"),
      StepField(
        "speed", .expression,
        "how fast it is with the entity, such as \"70 per min\"; else that of the transport, or of "
          + "“places”"),
      StepField("loading", .quantity, "with “by”: how long it takes before both set out"),
      StepField("unloading", .quantity, "with “by”: how long it takes when both have come"),
      StepField("name", .text, "what the step is called, if not after its place"),
      InterruptedRule.field,
    ] + SeizeRequest.fields.filter { asking.contains($0.name) }
  package static let example =
    #"{ "move": "scanner", "by": "porter", "priority": "triage", "renege": { "after": "30 min" } }"#

  /// The keys of asking for a transport.
  private static let asking = ["priority", "balk", "renege", "full"]

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let info = decoder.name(
      &reader, default: "to " + (head.string ?? "?"), keyword: keyword, in: block,
      draws: ["renege", "loading", "unloading"].contains { reader.has($0) })
    let destination = decoder.placeExpression(head, "the place to go to", in: block)
    let speed = reader.optional("speed").flatMap { decoder.speed($0, in: block) }
    var request = SeizeRequest(items: [])
    var ride: Ride?
    let byNode = reader.optional("by")
    if let byNode {
      ride = decoder.ride(byNode)
      if let ride { request.items = [Units(resource: ride.resource, count: .constant(1))] }
    }
    request.priority = decoder.priority(&reader, in: block)
    request.balk = decoder.balk(&reader, in: block)
    request.renege = reader.optional("renege").flatMap {
      decoder.renege($0, info: info, in: block)
    }
    request.full = decoder.fullLine(&reader, items: request.items, in: block)
    func time(_ key: String) -> QuantityModel? {
      reader.optional(key).flatMap {
        decoder.quantity(
          $0, wanting: .duration, "“\(key)”", purpose: info.name + "/" + key,
          in: decoder.scope(in: block))?.value
      }
    }
    ride?.loading = time("loading")
    ride?.unloading = time("unloading")
    let rule = decoder.interruptedRule(&reader, in: block)
    if byNode == nil {
      for key in asking + ["loading", "unloading"] where reader.has(key) {
        decoder.report(
          .contradiction, "“\(key)” belongs to a transport, and this move names none",
          at: reader.place, help: "write \"by\": \"…\", or leave it out")
      }
    } else if rule != nil {
      decoder.report(
        .contradiction, "a transport cannot be taken away while it carries somebody",
        at: reader.place, help: "leave “ifPreempted” out")
    }
    decoder.checkOrderByService(request.items, at: head.place)
    guard let destination, let places = decoder.places, byNode == nil || ride != nil else {
      return nil
    }
    if !reader.has("speed"), ride?.transport.speed == nil, places.table.times.isEmpty {
      decoder.report(
        .missingKey, "it is not said how fast this move is", at: reader.place,
        help: "give “places” or the step a “speed”, such as \"70 per min\"")
    }
    return MoveStep(
      info: info, destination: destination, place: places.table.attribute, speed: speed,
      ride: ride, request: request, ifPreempted: rule, loopDepth: block.loopDepth)
  }

  package func lower(into lowering: inout Lowering) { lowering.move(self) }
}

extension MoveStep {
  /// What it reads, but for what it asks with.
  var expressions: [Expression] {
    [.leaf(.attribute(place)), destination] + [speed].compactMap { $0 }
      + (ride?.loading?.expressions ?? []) + (ride?.unloading?.expressions ?? [])
  }

  /// The speed with the entity.
  package var loadedSpeed: Expression? { speed ?? emptySpeed }

  /// The speed of the transport by itself.
  package var emptySpeed: Expression? { ride?.transport.speed.map { .constant($0) } }
}
