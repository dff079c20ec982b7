import EventEngine

/// Gather with others, and do steps as one.
package struct BatchStep: Step, StepKind {
  package var info: StepInfo
  package var size: Expression
  package var timeOut: QuantityModel?
  /// What the members of a batch have in common.
  package var key: Expression?
  package var steps: [any Step]
  package var isPermanent: Bool
  /// The attribute that gets the number of members.
  package var countAs: Int32?

  package static let keyword = "batch"
  package static let summary =
    "Gather until there are enough, or the first has waited long enough, and do steps as one: the "
    + "first of the batch does them for all, so that resources are seized once. Then all go on, each "
    + "for itself; or, in a batch for good, only the first does and the others have become part of "
    + "it. Each keeps what it holds; whoever leads the batch out of the facility takes all along."
  package static let fields = [
    StepField("batch", required: true, .text, "the name of the step"),
    StepField(
      "size", required: true, .expression,
      "how many make a batch: a whole number or an expression, evaluated for the first of them"),
    StepField(
      "timeOut", .quantity,
      "how long the first waits at most: a duration or a distribution; then the batch is what has "
        + "gathered"),
    StepField(
      "by", .expression,
      "an attribute or expression; those with one value make batches of their own"),
    StepField("steps", .steps, "what is done as one"),
    StepField("permanent", .truth, "true: the others become part of the first for good"),
    StepField(
      "countAs", .text, "an attribute that each member gets: how many there are in the batch"),
    StepField("name", .text, "what the step is called, where that is not enough to tell it apart"),
  ]
  package static let example =
    #"{ "batch": "bus load", "size": 10, "timeOut": "30 min", "steps": [ { "do": "ride", "with": "bus", "for": "25 min" } ] }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let name = decoder.text(head, "the name of a step") ?? "?"
    let info = decoder.name(&reader, default: name, keyword: keyword, in: block, draws: true)
    let size = reader.required("size", help: "say how many make a batch").flatMap {
      decoder.number(of: $0, "“size”", least: 1, in: block)
    }
    let timeOut = reader.optional("timeOut").flatMap {
      decoder.quantity(
        $0, wanting: .duration, "“timeOut”", purpose: info.name + "/time-out",
        in: decoder.scope(in: block))
    }
    let key = reader.optional("by").flatMap {
      decoder.expression($0, wanting: nil, "“by”", in: decoder.scope(in: block))
    }
    let countAs = reader.optional("countAs").flatMap { node in
      decoder.text(node, "“countAs”").flatMap {
        decoder.declareAttribute($0, type: .number, values: [], at: node.place)
      }
    }
    var isPermanent = false
    if let node = reader.optional("permanent") {
      if let given = node.boolean {
        isPermanent = given
      } else {
        decoder.report(
          .wrongKind, "“permanent” is true or false, not \(node.kindName)", at: node.place,
          help: "leave it out where the members go on by themselves")
      }
    }
    if block.isBatched || block.isTimed {
      decoder.report(
        .contradiction,
        "a batch cannot be gathered within \(block.isBatched ? "a batch" : "a limit of time")",
        at: reader.place,
        help: block.isBatched
          ? "gather the larger batch behind the smaller one"
          : "give the batch a “timeOut”, or write “within” among its steps")
    }
    var inner = block
    inner.path = info.name.split(separator: "/").map(String.init)
    inner.isBatched = !isPermanent
    let steps = reader.optional("steps").map { decoder.steps($0, in: inner) } ?? []
    guard let size else { return nil }
    return BatchStep(
      info: info, size: size, timeOut: timeOut?.value, key: key?.expression, steps: steps,
      isPermanent: isPermanent, countAs: countAs)
  }

  package func lower(into lowering: inout Lowering) { lowering.batch(self) }
}
