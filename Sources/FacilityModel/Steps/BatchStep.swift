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
  /// How many it has room for while it waits for what it asks for; nil for as many as make it.
  package var most: Expression?
  /// What it asks for, and what it gives back when the steps are done.
  package var request: SeizeRequest?
  /// Who is taken in first.
  package var order: Expression?
  package var loopDepth: Int32 = 0

  package static let keyword = "batch"
  package static let summary =
    "Gather until there are enough, or the first has waited long enough, and do steps as one: the "
    + "first of the batch does them for all, so that resources are seized once. Then all go on, each "
    + "for itself; or, in a batch for good, only the first does and the others have become part of "
    + "it. Each keeps what it holds; whoever leads the batch out of the facility takes all along."
  package static let fields = [
    StepField("batch", required: true, .text, "the name of the step"),
    StepField(
      "size", .expression,
      "how many make a batch: a whole number or an expression, evaluated for the first of them"),
    StepField(
      "min", .expression,
      "instead of “size”, beside “max”: how many are enough for the batch to ask for what it is done "
        + "“with”; 1 without it"),
    StepField(
      "max", .expression,
      "instead of “size”: how many it takes in until it gets what it asks for"),
    StepField(
      "with", .units,
      "resources that the batch seizes before its steps and gives back behind them; until it has "
        + "them, others join it up to “max”"),
    StepField(
      "priority", .expression,
      "with “with”: the priority of the batch in the queue; lower goes first"),
    StepField(
      "order", .expression,
      "with “max”: who is taken in first, an expression evaluated on coming, lower goes first; whoever "
        + "is better takes the place of another in a full batch that still waits"),
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
    let numbers = numbers(&reader, in: block, decoder)
    let request = request(&reader, info, hasMost: numbers?.most != nil, in: block, decoder)
    let order = reader.optional("order").flatMap { node -> Expression? in
      if numbers?.most == nil {
        decoder.report(
          .contradiction, "“order” belongs to “max”: a batch of one size takes all who come",
          at: node.place, help: "write “min” and “max” instead of “size”, or leave “order” out")
      }
      return decoder.expression(node, wanting: nil, "“order”", in: decoder.scope(in: block))?
        .expression
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
    guard let numbers else { return nil }
    return BatchStep(
      info: info, size: numbers.least, timeOut: timeOut?.value, key: key?.expression, steps: steps,
      isPermanent: isPermanent, countAs: countAs, most: numbers.most, request: request,
      order: order, loopDepth: block.loopDepth)
  }

  /// How many make a batch, and how many it takes in at most where that differs.
  private static func numbers(
    _ reader: inout ObjectReader, in block: Block, _ decoder: Decoder
  ) -> (least: Expression, most: Expression?)? {
    let given = reader.oneOf(["size", "max"])
    let leastNode = reader.optional("min")
    let least = leastNode.flatMap { decoder.number(of: $0, "“min”", least: 1, in: block) }
    guard let given else {
      decoder.report(
        .missingKey, "a step “batch” lacks “size” or “max”", at: reader.place,
        help: "say how many make a batch")
      return nil
    }
    let number = decoder.number(of: given.node, "“\(given.key)”", least: 1, in: block)
    if given.key == "size" {
      if let leastNode {
        decoder.report(
          .contradiction, "“min” belongs to “max”, not to “size”", at: leastNode.place,
          help: "write “max” instead of “size”")
      }
      return number.map { ($0, nil) }
    }
    if let low = least?.constantValue, let high = number?.constantValue, high < low {
      decoder.report(
        .contradiction,
        "at least \(Decoder.plain(low)) and at most \(Decoder.plain(high)) make no batch",
        at: given.node.place, help: "let “max” be no less than “min”")
    }
    guard let number, leastNode == nil || least != nil else { return nil }
    return (least ?? .constant(1), number)
  }

  /// What the batch asks for.
  private static func request(
    _ reader: inout ObjectReader, _ info: StepInfo, hasMost: Bool, in block: Block,
    _ decoder: Decoder
  ) -> SeizeRequest? {
    let node = reader.optional("with")
    let priority = decoder.priority(&reader, in: block)
    guard let node else {
      if hasMost || priority != nil {
        decoder.report(
          .missingKey, "a batch with “\(hasMost ? "max" : "priority")” lacks “with”",
          at: reader.place, help: "name the resources that it waits for, or give it a “size”")
      }
      return nil
    }
    if block.isCloned {
      decoder.report(
        .contradiction, "a batch with “with” cannot be gathered within a way of a fork",
        at: node.place, help: "write “using” among its steps instead")
    }
    guard let items = decoder.units(node, in: block) else { return nil }
    decoder.refuseShared(items, at: node.place)
    var request = SeizeRequest(items: items)
    request.priority = priority
    return request
  }

  package func lower(into lowering: inout Lowering) { lowering.batch(self) }
}
