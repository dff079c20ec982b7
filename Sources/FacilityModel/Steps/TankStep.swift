import EventEngine

/// What an entity does to a tank: it waits for an amount or for room, and lets it flow.
package struct TankStep: Step {
  package var info: StepInfo
  package var tank: Int32
  package var isDraw: Bool
  /// What the entity keeps of the amount before it waits.
  package var given: [(attribute: Int32, value: QuantityModel)]
  /// The wait until there is enough, or room for all; nil where what has no room is lost.
  package var wait: WaitStep?
  package var amount: Expression
  /// How long it takes, with the attribute in which that is kept where it is no constant; nil for no
  /// time.
  package var duration: (attribute: Int32?, value: Expression)?

  /// The time that passes, if some does.
  package var delay: DelayStep? {
    duration.map {
      DelayStep(
        info: info,
        duration: .expression($0.attribute.map { .leaf(.attribute($0)) } ?? $0.value))
    }
  }

  /// What it reads.
  var expressions: [Expression] {
    (wait?.request.expressions ?? []) + given.prefix(1).flatMap { $0.value.expressions }
      + (duration.map { [$0.value] } ?? [])
  }

  package func lower(into lowering: inout Lowering) {
    let end = lowering.makeLabel()
    for (attribute, value) in given { lowering.assign(attribute, value) }
    if let wait { lowering.wait(wait, end: end) }
    if let duration, let attribute = duration.attribute {
      lowering.assign(attribute, .expression(duration.value))
    }
    lowering.move(self)
    delay?.lower(into: &lowering)
    lowering.place(end)
  }
}

/// Draw an amount from a tank.
package enum DrawStep: StepKind {
  package static let keyword = "draw"
  package static let summary =
    "Draw an amount from a tank, waiting until it is there; at a rate, that takes amount ÷ rate. What "
    + "others take meanwhile is theirs, and is missing here."
  package static let fields =
    [
      StepField("draw", required: true, .quantity, "how much, in units of the tank"),
      StepField("from", required: true, .text, "the tank"),
    ] + TankStep.fields
  package static let example =
    #"{ "draw": 30, "from": "diesel", "rate": "60 per hour", "renege": { "after": "2 h" } }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    decoder.tankStep(&reader, head, in: block, isDraw: true)
  }
}

/// Pour an amount into a tank.
package enum PourStep: StepKind {
  package static let keyword = "pour"
  package static let summary =
    "Bring an amount to a tank, waiting until there is room for all of it; at a rate, that takes "
    + "amount ÷ rate."
  package static let fields =
    [
      StepField("pour", required: true, .quantity, "how much, in units of the tank"),
      StepField("into", required: true, .text, "the tank"),
      StepField(
        "ifFull", .oneOf(["wait", "overflow"]),
        "“wait” (without it), or “overflow”: begin at once, and lose what has no room"),
    ] + TankStep.fields
  package static let example = #"{ "pour": 80, "into": "diesel", "rate": "120 per hour" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    decoder.tankStep(&reader, head, in: block, isDraw: false)
  }
}

extension TankStep {
  /// The keys that both kinds have.
  fileprivate static let fields =
    [
      StepField(
        "rate", .expression, "how fast, such as \"60 per hour\"; without it, in no time"),
      StepField("name", .text, "what the step is called, if not after its tank"),
    ] + SeizeRequest.fields.filter { ["priority", "renege"].contains($0.name) }
}

extension Decoder {
  fileprivate func tankStep(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, isDraw: Bool
  ) -> TankStep? {
    let key = isDraw ? "from" : "into"
    let verb = isDraw ? "draw" : "pour"
    let tankNode = reader.required(key, help: "name the tank")
    let tankName = tankNode.flatMap { text($0, "a tank") }
    let tank = tankNode.flatMap { node in
      tankName.flatMap { index(of: $0, among: tanks.map(\.name), "tank", at: node.place) }
    }
    let info = name(
      &reader, default: "\(verb) \(key) \(tankName ?? "?")", keyword: verb, in: block,
      draws: reader.has("renege") || head.members != nil)
    let inner = scope(in: block)
    let amount = quantity(
      head, wanting: .number, "the amount", purpose: info.name + "/amount", in: inner)?.value
    let rateNode = reader.optional("rate")
    let rate = rateNode.flatMap { expression($0, wanting: .rate, "“rate”", in: inner)?.expression }
    if let rateNode, let value = rate?.constantValue, value <= 0 {
      report(
        .badValue, "“rate” is a rate of more than 0", at: rateNode.place,
        help: "leave it out where it takes no time")
      return nil
    }
    var waits = true
    if !isDraw, let node = reader.optional("ifFull"), let word = text(node, "“ifFull”") {
      waits = word != "overflow"
      if !["wait", "overflow"].contains(word) {
        report(
          .badValue, "what has no room cannot “\(word)”", at: node.place,
          help: "it is \"wait\" or \"overflow\"")
      }
    }
    var request = SeizeRequest(items: [])
    request.priority = priority(&reader, in: block)
    request.renege = reader.optional("renege").flatMap { renege($0, info: info, in: block) }
    guard let tank, let amount else { return nil }
    let most = tanks[tank].most
    let (given, needed) = kept(amount, info, head, most)
    guard let needed else { return nil }
    var step = TankStep(
      info: info, tank: Int32(tank), isDraw: isDraw, given: given, amount: needed)
    if isDraw || waits && most != nil {
      let there = Expression.leaf(isDraw ? .tankAvailable(Int32(tank)) : .tankRoom(Int32(tank)))
      let condition = AwaitedCondition(
        expression: .binary(.lessOrEqual, needed, there), clocks: [], grid: 0, followsEvents: true)
      step.wait = WaitStep(info: info, cause: .condition(condition), request: request)
    } else if let node = request.renege == nil ? nil : reader.optional("renege") {
      report(
        .contradiction, "nobody waits who pours without waiting for room", at: node.place,
        help: "leave “renege” out")
    }
    if let rate {
      if isDraw { drawn.insert(Int32(tank)) } else { poured.insert(Int32(tank)) }
      let value = Expression.binary(.divide, needed, rate)
      step.duration = (
        value.constantValue == nil ? hiddenAttribute("time of \(info.name)") : nil, value
      )
    }
    return step
  }

  /// What an entity keeps of an amount, rounded to what tanks are counted in, and how it is read.
  private func kept(
    _ amount: QuantityModel, _ info: StepInfo, _ head: LocatedNode, _ most: Double?
  ) -> (given: [(attribute: Int32, value: QuantityModel)], read: Expression?) {
    func rounded(_ value: Expression) -> Expression {
      .binary(
        .divide, .unary(.round, .binary(.multiply, value, .constant(1e7))), .constant(1e7))
    }
    if case .expression(let expression) = amount, let value = expression.constantValue {
      guard value >= 0, value <= most ?? TankScale.mostUnits else {
        report(
          value < 0 ? .badValue : .contradiction,
          value < 0
            ? "the amount is negative"
            : "there is room for \(Self.plain(most ?? TankScale.mostUnits)), and never for "
              + Self.plain(value), at: head.place, help: "ask for less")
        return ([], nil)
      }
      return ([], .constant(rounded(.constant(value)).constantValue ?? value))
    }
    let attribute = hiddenAttribute("amount of \(info.name)", type: .number)
    let read = Expression.leaf(.attribute(attribute))
    return ([(attribute, amount), (attribute, .expression(rounded(read)))], read)
  }

  /// The flows of entities for the tanks that they draw from or pour into in time: served first.
  func addFlowsOfEntities() {
    let own = tanks.indices.flatMap { index -> [FlowDefinition] in
      let (tank, name) = (Int32(index), tanks[index].name)
      var found: [FlowDefinition] = []
      if poured.contains(tank) {
        found.append(FlowDefinition(name: name + "/poured", to: tank, rate: .entities))
      }
      if drawn.contains(tank) {
        found.append(FlowDefinition(name: name + "/drawn", from: tank, rate: .entities))
      }
      return found
    }
    flows = own + flows
  }
}
