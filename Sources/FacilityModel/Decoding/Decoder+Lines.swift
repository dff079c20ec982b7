import EventEngine

/// An order of service that a line can be given by name.
struct NamedOrder: Sendable {
  let name: String
  let meaning: String
  /// The key that gives what the order is computed from, or nil where nothing is.
  let key: String?
  let make: @Sendable (Expression?) -> LineDefinition.Order
  var discipline = QueueDiscipline.firstComeFirstServed

  static let catalogue: [NamedOrder] = [
    NamedOrder(
      name: "first come first served", meaning: "in the order of joining", key: nil,
      make: { _ in .joining }),
    NamedOrder(
      name: "last come first served", meaning: "who joined last goes first", key: nil,
      make: { _ in .joining }, discipline: .lastComeFirstServed),
    NamedOrder(
      name: "random", meaning: "by lot among those who can start", key: nil,
      make: { _ in .random }),
    NamedOrder(
      name: "shortest service first",
      meaning: "whose step takes the least time; the time is drawn on joining", key: nil,
      make: { _ in .service(longestFirst: false) }),
    NamedOrder(
      name: "longest service first",
      meaning: "whose step takes the most time; the time is drawn on joining", key: nil,
      make: { _ in .service(longestFirst: true) }),
    NamedOrder(
      name: "earliest due date", meaning: "whose “due”, an expression, is least", key: "due",
      make: { .expression($0 ?? .constant(0), isReevaluated: false) }),
    NamedOrder(
      name: "accumulating priority",
      meaning: "whose time in line times “rate”, an expression, is greatest", key: "rate",
      make: {
        .expression(
          .unary(.negate, .binary(.multiply, $0 ?? .constant(1), .leaf(.timeInLine))),
          isReevaluated: true)
      }),
  ]

  static func named(_ name: String) -> NamedOrder? { catalogue.first { $0.name == name } }
}

extension Decoder {
  /// `"last come first served"`, or `{ "order": …, "capacity": 5, … }`.
  func line(_ node: LocatedNode, of resource: String) -> LineDefinition {
    var line = LineDefinition()
    if node.members == nil {
      guard let name = text(node, "“queue”") else { return line }
      guard let order = NamedOrder.named(name) else {
        report(
          .badValue, "there is no queue discipline “\(name)”", at: node.place,
          help: suggest(name, among: NamedOrder.catalogue.map(\.name)).map {
            "did you mean “\($0)”?"
          } ?? "it is \(orders); for another order write { \"order\": an expression }")
        return line
      }
      if let key = order.key {
        report(
          .missingKey, "“\(name)” needs “\(key)”", at: node.place,
          help: "write { \"order\": \"\(name)\", \"\(key)\": an expression }")
      }
      line.discipline = order.discipline
      line.order = order.make(nil)
      return line
    }
    guard var reader = ObjectReader(node, "the queue of “\(resource)”", self, as: "queue") else {
      return line
    }
    let reevaluates = reader.optional("reevaluate").map { truth($0, "“reevaluate”") } ?? false
    reader.know(NamedOrder.catalogue.compactMap(\.key))
    if let given = reader.optional("order") {
      read(order: given, &reader, reevaluates: reevaluates, into: &line)
    } else if reader.has("reevaluate") {
      report(
        .missingKey, "“reevaluate” needs an “order”", at: node.place,
        help: "say what the line is ordered by, or remove “reevaluate”")
    }
    readPlaces(&reader, resource, into: &line)
    reader.finish()
    return line
  }

  private var orders: String {
    NamedOrder.catalogue.map { "“\($0.name)”" }.joined(separator: ", ")
  }

  private func read(
    order node: LocatedNode, _ reader: inout ObjectReader, reevaluates: Bool,
    into line: inout LineDefinition
  ) {
    var waiting = scope
    waiting.isWaiting = true
    func number(_ node: LocatedNode, _ what: String) -> Expression? {
      guard let typed = expression(node, wanting: nil, what, in: waiting) else { return nil }
      if case .measure = typed.type { return typed.expression }
      report(
        .badExpression, "\(what) is a number or a duration, not \(typed.type.words)",
        at: node.place, help: "give each case its number, for example if(urgent, 0, 1)")
      return nil
    }
    let named = node.string.flatMap { NamedOrder.named($0) }
    for key in NamedOrder.catalogue.compactMap(\.key) where reader.has(key) && named?.key != key {
      report(
        .contradiction, "“\(key)” has no meaning for this order", at: reader.place,
        help: "remove it, or choose the order that it belongs to")
    }
    guard let named else {
      if let name = node.string, scope.attributes[name] == nil, scope.parameters[name] == nil,
        let near = suggest(name, among: NamedOrder.catalogue.map(\.name))
      {
        report(
          .badValue, "there is no order “\(name)” of a line", at: node.place,
          help: "did you mean “\(near)”?")
        return
      }
      if let value = number(node, "“order”") {
        line.order = .expression(value, isReevaluated: reevaluates)
      }
      return
    }
    if reevaluates, named.key != "due" {
      report(
        .contradiction, "“\(named.name)” is not evaluated anew while waiting", at: node.place,
        help: "remove “reevaluate”, or give an expression as “order”")
    }
    var value: Expression?
    if let key = named.key {
      guard
        let given = reader.required(key, help: "“\(named.name)” is computed from it"),
        let read = number(given, "“\(key)”")
      else { return }
      value = read
    }
    line.discipline = named.discipline
    line.order = named.make(value)
    if reevaluates, case .expression(let due, _) = line.order {
      line.order = .expression(due, isReevaluated: true)
    }
  }

  /// How many may wait, and how those leave who find no place.
  private func readPlaces(
    _ reader: inout ObjectReader, _ resource: String, into line: inout LineDefinition
  ) {
    let full = reader.optional("full")
    guard let node = reader.optional("capacity") else {
      if let full {
        report(
          .missingKey, "“full” needs a “capacity” of the queue", at: full.place,
          help: "say how many may wait, for example \"capacity\": 5")
      }
      return
    }
    guard let places = constant(node, wanting: .number, "the places of the queue") else { return }
    guard places >= 0, places <= 1e6, places == places.rounded() else {
      report(
        .badValue,
        "a queue has a whole number of places from 0 to 1000000, not \(Self.plain(places))",
        at: node.place, help: "where any number may wait, leave “capacity” of the queue out")
      return
    }
    line.places = Int64(places)
    line.outcomeWhenFull = outcome(
      named: full.flatMap { text($0, "“full”") } ?? "turned away")
  }

  /// What becomes of those who find a line full that a step may have to wait in.
  func fullLine(_ reader: inout ObjectReader, items: [Units], in block: Block) -> FullLine? {
    let node = reader.optional("full")
    let steps = node.map { self.steps($0, in: block) }
    guard let limited = items.first(where: { lines[Int($0.resource)].places != nil }) else {
      if let node, !items.isEmpty {
        report(
          .contradiction, "“full” has no meaning: any number may wait here", at: node.place,
          help: "give a resource of the step a \"queue\": { \"capacity\": 5 }")
      }
      return nil
    }
    return FullLine(steps: steps, outcome: lines[Int(limited.resource)].outcomeWhenFull)
  }

  /// Reports a request whose line would be ordered by the time of a step that takes none.
  func checkOrderByService(_ items: [Units], at place: Place) {
    for units in items {
      guard case .service = lines[Int(units.resource)].order else { continue }
      report(
        .contradiction,
        "“\(resources[Int(units.resource)])” is queued for by the time of service, "
          + "and a “seize” has none",
        at: place, help: "use “do”, or order the queue by an expression such as an attribute")
    }
  }

  /// True or false, or nil with a finding.
  func truth(_ node: LocatedNode, _ what: String) -> Bool {
    if let value = node.boolean { return value }
    report(
      .wrongKind, "\(what) is true or false, not \(node.kindName)", at: node.place,
      help: "write true without quotes")
    return false
  }
}
