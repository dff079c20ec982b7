import EventEngine

/// How many units of which resource.
package struct Units: Sendable {
  package var resource: Int32
  /// A whole number of at least 1, or an expression that gives one.
  package var count: Expression
}

/// What seizing asks for, in which order it is served, and what happens when it takes too long.
package struct SeizeRequest: Sendable {
  package var items: [Units]
  package var priority: Expression?
  package var balk: (condition: Expression, steps: [any Step])?
  /// When it takes units away from holders of worse priority; nil for never.
  package var preempt: Expression?
  package var renege: Renege?

  /// Which listed unit is taken, where one of the resources lists its units.
  package var selection: UnitSelection?

  /// The alternatives of which one is taken, where not all items are.
  package var choice: Choice?

  /// What becomes of those who would have to wait and find no place in a line.
  package var full: FullLine?

  static let fields = [
    StepField(
      "priority", .expression, "an expression evaluated on joining the queue; lower goes first"),
    StepField(
      "balk", .section("balk"),
      "{ \"when\": condition, \"then\": steps }: turn away instead of joining"),
    StepField(
      "preempt", .condition,
      "true, or a condition: whoever finds too few units free takes them from those of the worst "
        + "priority whose work can be interrupted, if that is worse than its own"),
    Renege.field,
    StepField(
      "where", .condition,
      "which listed units will do, such as “unit(isolation) or not infectious”; who finds none that "
        + "is free waits, and does not hold up others whom one suits. It is looked at again whenever "
        + "a unit of the resource is taken, given back or clean, or somebody joins the queue: not "
        + "because time passes or something else changes"),
    StepField(
      "prefer", .expression,
      "which of the listed units that will do is taken: that with the least value; among equals, "
        + "and without it, the first as they are listed"),
    StepField(
      "full", .steps, "the steps of those who find no place in a queue of limited capacity"),
  ]
}

/// The way of those who find no place in a line: steps, or else an outcome to leave with.
package struct FullLine: Sendable {
  package var steps: [any Step]?
  package var outcome: Int
}

extension Decoder {
  /// `"doctor"`, `["surgeon", "theatre"]` or `{ "nurse": 2, "bed": 1 }`.
  ///
  /// - Parameters:
  ///   - names: what else may be named here, which is left out.
  ///   - ofStocks: whether stocks are asked for, which nobody gives back.
  func units(
    _ node: LocatedNode, in block: Block, besides names: [ChoiceName] = [], ofStocks: Bool = false
  ) -> [Units]? {
    var items: [Units] = []
    func add(_ name: String, at place: Place, _ count: Expression) {
      guard
        let index = index(
          of: name, among: resources, ofStocks ? "stock" : "resource", at: place)
      else { return }
      if isStock(Int32(index)) != ofStocks {
        report(
          .contradiction,
          ofStocks
            ? "“\(name)” is a resource, and no stock" : "“\(name)” is a stock, and no resource",
          at: place,
          help: ofStocks
            ? "seize and release it, or describe it under “stocks”"
            : "write { \"take\": { \"\(name)\": … } }: nobody gives it back")
        return
      }
      if items.contains(where: { $0.resource == Int32(index) }) {
        report(
          .duplicateName, "“\(name)” stands here twice", at: place,
          help: "for several units write { \"\(name)\": 2 }")
      }
      items.append(Units(resource: Int32(index), count: count))
    }
    switch node.content {
    case .string(let name): add(name, at: node.place, .constant(1))
    case .sequence(let elements):
      for element in elements {
        if let name = text(element, "a resource"), !names.contains(where: { $0.name == name }) {
          add(name, at: element.place, .constant(1))
        }
      }
    case .mapping(let members):
      for member in members {
        guard
          let count = expression(
            member.value, wanting: .number, "the number of units", in: scope(in: block))
        else { continue }
        if let value = count.expression.constantValue,
          value < 1 || value > 1e6 || value != value.rounded()
        {
          report(
            .badValue,
            "a number of units is a whole number of at least 1, not \(Self.plain(value))",
            at: member.value.place, help: "a resource that is not needed is left out")
          continue
        }
        add(member.key, at: member.keyPlace, count.expression)
      }
    default:
      report(
        .wrongKind, "a resource is named by a text, a list or a mapping, not \(node.kindName)",
        at: node.place, help: "write for example \"doctor\" or { \"nurse\": 2 }")
    }
    checkListed(items, at: node.place)
    if items.isEmpty, (node.elements ?? []).isEmpty, (node.members ?? []).isEmpty,
      node.elements != nil || node.members != nil
    {
      report(.badValue, "no resource is named here", at: node.place, help: "name at least one")
    }
    return items.isEmpty ? nil : items
  }

  /// The keys that seizing has besides its resources.
  func request(
    _ reader: inout ObjectReader, items: [Units], info: StepInfo, in block: Block
  ) -> SeizeRequest {
    var request = SeizeRequest(items: items)
    request.priority = priority(&reader, in: block)
    request.preempt = preemption(&reader, items: items, in: block)
    request.balk = balk(&reader, in: block)
    request.renege = reader.optional("renege").flatMap { renege($0, info: info, in: block) }
    request.full = fullLine(&reader, items: items, in: block)
    return request
  }

  /// When somebody turns away instead of joining a line, and what it does then.
  func balk(_ reader: inout ObjectReader, in block: Block) -> (
    condition: Expression, steps: [any Step]
  )? {
    guard let node = reader.optional("balk"),
      var balk = ObjectReader(node, "“balk”", self, as: "balk")
    else { return nil }
    let condition = balk.required("when", help: "say when an entity turns away").flatMap {
      expression($0, wanting: .truth, "“when”", in: scope(in: block))
    }
    let then = balk.optional("then").map { steps($0, in: block) } ?? []
    balk.finish()
    return condition.map { ($0.expression, then) }
  }

  /// The priority with which somebody waits.
  func priority(_ reader: inout ObjectReader, in block: Block) -> Expression? {
    guard let node = reader.optional("priority") else { return nil }
    let priority = expression(node, wanting: nil, "“priority”", in: scope(in: block))
    if priority?.type == .text {
      report(
        .badExpression, "“priority” is a number, not a text", at: node.place,
        help: "give each text its number, for example if(triage = red, 1, 2)")
    }
    return priority?.expression
  }

  /// Names of resources, for a step that has no other name.
  func listed(_ node: LocatedNode) -> String {
    let names =
      node.member("anyOf").map { alternatives in
        (alternatives.elements ?? []).map(namesListed).joined(separator: " or ")
      } ?? namesListed(node)
    return names.isEmpty ? "?" : names
  }

  func namesListed(_ node: LocatedNode) -> String {
    switch node.content {
    case .string(let name): name
    case .sequence(let elements): elements.compactMap(\.string).joined(separator: " and ")
    case .mapping(let members): members.map(\.key).joined(separator: " and ")
    default: ""
    }
  }
}
