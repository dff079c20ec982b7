import EventEngine

/// How failures are written, and how planned maintenance is.
private struct OutageKind {
  let section: String
  let defaultName: String
  let what: String
  let after: String
  let length: String
  let workInHand: OutageDefinition.WorkInHand

  static let failure = OutageKind(
    section: "failures", defaultName: "failure", what: "a failure", after: "after",
    length: "repair", workInHand: .resume)
  static let maintenance = OutageKind(
    section: "maintenance", defaultName: "maintenance", what: "maintenance", after: "every",
    length: "for", workInHand: .finish)
}

extension Decoder {
  /// What puts units of a resource out of service: its `failures` and its `maintenance`.
  func outages(_ reader: inout ObjectReader, of resource: Int32, _ plan: CapacityPlan)
    -> [OutageDefinition]
  {
    [OutageKind.failure, .maintenance].flatMap { kind -> [OutageDefinition] in
      guard let node = reader.optional(kind.section) else { return [] }
      removable.insert(resource)
      let name = resources[Int(resource)]
      if plan.most > 10_000 {
        report(
          .badValue, "“\(name)” has more units than can each have failures", at: node.place,
          help: "10000 are the most: describe some of them as a resource of their own")
        return []
      }
      return (node.elements ?? [node]).flatMap { outage($0, kind, of: resource) }
    }
  }

  /// A failure, with whatever finds it out before; or maintenance.
  private func outage(_ node: LocatedNode, _ kind: OutageKind, of resource: Int32)
    -> [OutageDefinition]
  {
    guard
      var reader = ObjectReader(
        node, kind.what, self, as: kind.section == "failures" ? "failure" : "maintenance")
    else { return [] }
    let block = Block(path: [resources[Int(resource)]], loopDepth: 0)
    let info = name(
      &reader, default: kind.defaultName, keyword: kind.section, in: block, draws: true)
    var outside = scope
    outside.hasEntity = false
    let clock = outageClock(&reader)
    let condition =
      kind.section == "failures" ? self.condition(&reader, info, of: resource, clock) : nil
    let after =
      condition.map { $0.stages.first?.length }
      ?? reader.required(
        kind.after, help: "say how long it is until the next, for one unit"
      ).flatMap {
        quantity(
          $0, wanting: clock == .uses ? .number : .duration, "“\(kind.after)”",
          purpose: info.name + "/" + kind.after, in: outside)?.value
      }
    let repair = reader.required(kind.length, help: "say how long it takes").flatMap {
      quantity(
        $0, wanting: .duration, "“\(kind.length)”", purpose: info.name + "/" + kind.length,
        in: outside)
    }
    let request = crew(&reader, in: block, outside)
    let spares = reader.optional("spares").map { (node: $0, items: self.spares($0, in: block)) }
    let hitsAll = reader.optional("units").map { unitsHit($0, by: clock) } ?? false
    let window = kind.section == "maintenance" ? reader.optional("window") : nil
    let work = workInHand(&reader, or: kind.workInHand)
    let renews = truth(
      &reader, "renews", or: false,
      help: "true where the unit is as good as new afterwards, so that all its clocks begin anew")
    reader.finish()
    guard let after, let repair else { return [] }
    if condition == nil, let value = after.constantValue, value <= 0 {
      report(
        .badValue, "“\(kind.after)” is not longer than nothing", at: node.place,
        help: "a unit has to work for some time in between")
      return []
    }
    var definition = OutageDefinition(
      info: info, resource: resource, clock: clock, after: after, repair: repair.value,
      request: request, workInHand: work, renews: renews)
    definition.hitsAll = hitsAll
    definition.spares = spares?.items ?? []
    definition.window = window.flatMap { self.window($0) }
    guard let condition else { return [definition] }
    if hitsAll {
      report(
        .contradiction, "what hits all units at once has no stages", at: node.place,
        help: "leave “units” out, or write “after” instead of “stages”")
    }
    definition.failure = info.name
    definition.stages = Array(condition.stages.dropFirst())
    return [definition] + condition.followers
  }

  /// True or false under a key.
  func truth(_ reader: inout ObjectReader, _ key: String, or given: Bool, help: String) -> Bool {
    guard let node = reader.optional(key) else { return given }
    if node.boolean == nil {
      report(
        .wrongKind, "“\(key)” is true or false, not \(node.kindName)", at: node.place, help: help)
    }
    return node.boolean ?? given
  }

  func outageClock(_ reader: inout ObjectReader) -> OutageClock {
    guard let node = reader.optional("clock"), let text = text(node, "“clock”") else {
      return .calendar
    }
    switch text {
    case "calendar": return .calendar
    case "operating": return .operating
    case "uses": return .uses
    default:
      report(
        .badValue, "there is no clock “\(text)”", at: node.place,
        help: suggest(text, among: ["calendar", "operating", "uses"]).map {
          "did you mean “\($0)”?"
        } ?? "it is \"calendar\", \"operating\" (time at work) or \"uses\"")
      return .calendar
    }
  }

  /// Who puts the unit right, and how urgently.
  func crew(_ reader: inout ObjectReader, in block: Block, _ outside: ExpressionScope)
    -> SeizeRequest?
  {
    let node = reader.optional("with")
    let priority = reader.optional("priority").flatMap {
      expression($0, wanting: .number, "“priority”", in: outside)?.expression
    }
    let preempt = reader.optional("preempt")
    guard let node, let items = units(node, in: block) else { return nil }
    for item in items where item.count.constantValue == nil {
      report(
        .badValue, "a crew has a fixed number of units", at: node.place,
        help: "write a number: there is no entity whose needs could count")
      return nil
    }
    refuseShared(items, at: node.place)
    var request = SeizeRequest(items: items)
    request.priority = priority
    if let preempt,
      let condition = expression(preempt, wanting: .truth, "“preempt”", in: outside)?.expression,
      condition.constantValue != 0
    {
      request.preempt = condition
      for item in items { removable.insert(item.resource) }
    }
    return request
  }

  /// What becomes of the work that a unit is doing.
  func workInHand(_ reader: inout ObjectReader, or given: OutageDefinition.WorkInHand)
    -> OutageDefinition.WorkInHand
  {
    guard let node = reader.optional("workInHand") else { return given }
    if node.members != nil {
      guard var inner = ObjectReader(node, "“workInHand”", self, as: "scrap") else { return given }
      let outcome = inner.required("leave", help: "say with which outcome").flatMap {
        text($0, "an outcome")
      }
      inner.finish()
      return outcome.map { .scrap(outcome: self.outcome(named: $0)) } ?? given
    }
    guard let text = text(node, "“workInHand”") else { return given }
    switch text {
    case "resume": return .resume
    case "restart": return .restart
    case "resample": return .resample
    case "finish": return .finish
    case "scrap": return .scrap(outcome: outcome(named: "scrapped"))
    default:
      report(
        .badValue, "work in hand cannot “\(text)”", at: node.place,
        help: suggest(text, among: ["resume", "restart", "resample", "finish", "scrap"]).map {
          "did you mean “\($0)”?"
        }
          ?? "it is \"resume\", \"restart\", \"resample\", \"finish\", \"scrap\" or "
          + "{ \"leave\": \"an outcome\" }")
      return given
    }
  }

  /// Refuses crews whose turnaround depends on an entity: there is none where a unit is put right.
  func checkCrews(_ definitions: [ResourceDefinition]) {
    for outage in definitions.flatMap(\.outages) {
      checkSize(ofCrew: outage.request, at: outage.info.place, definitions)
      for spare in outage.spares { checkRoom(for: spare, at: outage.info.place) }
      for item in outage.request?.items ?? [] {
        let crew = definitions[Int(item.resource)]
        guard
          crew.turnaround?.readsEntity ?? false
            || crew.cleaning?.request.priority?.readsEntity ?? false
        else { continue }
        report(
          .contradiction,
          "the turnaround of “\(crew.name)” depends on an entity, and here is none",
          at: outage.info.place,
          help: "let the turnaround depend on constants, or name another crew",
          notes: [Finding.Note("the crew is here", at: crew.place)])
      }
    }
  }
}

extension QuantityModel {
  /// Whether the value depends on an entity.
  var readsEntity: Bool {
    switch self {
    case .expression(let expression): expression.readsEntity
    case .random(let random): random.law.readsEntity
    }
  }
}
