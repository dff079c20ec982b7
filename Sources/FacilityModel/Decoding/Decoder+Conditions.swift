import EventEngine
import RandomStreams

/// The stages of a failure, and what finds them out and puts them right before it.
struct ConditionParts {
  var stages: [(name: String, length: QuantityModel)]
  var followers: [OutageDefinition]
}

/// What the parts of a condition have in common.
private struct ConditionContext {
  let failure: StepInfo
  let resource: Int32
  let stages: [String]
  /// The names around its parts, and what their expressions may read.
  let block: Block
  let outside: ExpressionScope
}

extension Decoder {
  /// How a failure comes by stages, with its inspections, its alarm and its planned repair; nil
  /// where it comes at once.
  func condition(
    _ reader: inout ObjectReader, _ info: StepInfo, of resource: Int32, _ clock: OutageClock
  ) -> ConditionParts? {
    var outside = scope
    outside.hasEntity = false
    let stages = reader.optional("stages")
    let inspections = reader.optional("inspections")
    let alarm = reader.optional("alarm")
    let planned = reader.optional("plannedRepair")
    guard let stages else {
      if let node = inspections ?? alarm ?? planned {
        report(
          .contradiction, "nothing can be found before a failure that comes at once",
          at: node.place,
          help: "write “stages” instead of “after”, such as [ { \"name\": \"good\", \"for\": "
            + "\"90 days\" }, { \"name\": \"worn\", \"for\": \"10 days\" } ]")
      }
      return nil
    }
    if reader.has("after") {
      _ = reader.optional("after")
      report(
        .contradiction, "“after” and “stages” exclude each other", at: stages.place,
        help: "the failure comes at the end of the last stage: leave “after” out")
    }
    if clock == .uses {
      report(
        .contradiction, "stages take time, and this clock counts uses", at: stages.place,
        help: "write \"clock\": \"operating\", or leave it out")
    }
    let read = readStages(stages, info, outside)
    let context = ConditionContext(
      failure: info, resource: resource, stages: read.map(\.name),
      block: Block(path: [info.name], loopDepth: 0), outside: outside)
    if planned == nil, let node = inspections ?? alarm {
      report(
        .missingKey, "nothing follows when a fault is found", at: node.place,
        help: "add “plannedRepair” to the failure, such as { \"for\": \"2 h\" }")
      return ConditionParts(stages: read, followers: [])
    }
    if inspections == nil, alarm == nil, let planned {
      report(
        .contradiction, "nobody ever finds what there is to repair", at: planned.place,
        help: "add “inspections” or an “alarm”, or leave “plannedRepair” out")
    }
    var followers: [OutageDefinition?] = []
    if let inspections {
      for node in inspections.elements ?? [inspections] {
        followers.append(inspection(node, context))
      }
    }
    if let alarm { followers.append(self.alarm(alarm, context)) }
    if let planned { followers.append(plannedRepair(planned, context)) }
    return ConditionParts(stages: read, followers: followers.compactMap(\.self))
  }

  /// The stages from good to the last before the failure.
  private func readStages(_ node: LocatedNode, _ info: StepInfo, _ outside: ExpressionScope)
    -> [(name: String, length: QuantityModel)]
  {
    guard let elements = node.elements, elements.count >= 2 else {
      report(
        .badValue, "a failure that can be found before has two stages or more", at: node.place,
        help: "list them from good to the last before the failure, each with “name” and “for”")
      return []
    }
    var names: Set<String> = []
    return elements.compactMap { element in
      guard var reader = ObjectReader(element, "a stage", self, as: "stage") else { return nil }
      let name = reader.required("name", help: "say what it is called").flatMap {
        text($0, "“name”")
      }
      let length = reader.required("for", help: "say how long it lasts").flatMap {
        quantity(
          $0, wanting: .duration, "“for”", purpose: "\(info.name)/stage/\(name ?? "")",
          in: outside)
      }
      reader.finish()
      if let name, !names.insert(name).inserted {
        report(
          .duplicateName, "there is another stage “\(name)”", at: element.place,
          help: "rename one of them")
      }
      guard let name, let length else { return nil }
      return (name, length.value)
    }
  }

  private func inspection(_ node: LocatedNode, _ context: ConditionContext) -> OutageDefinition? {
    guard var reader = ObjectReader(node, "an inspection", self, as: "inspection") else {
      return nil
    }
    let info = name(
      &reader, default: "inspection", keyword: "inspections", in: context.block, draws: true)
    let clock = outageClock(&reader)
    func time(_ key: String, _ node: LocatedNode) -> QuantityModel? {
      quantity(
        node, wanting: clock == .uses && key != "for" ? .number : .duration, "“\(key)”",
        purpose: info.name + "/" + key, in: context.outside)?.value
    }
    let every = reader.required("every", help: "say how long it is from one to the next").flatMap {
      time("every", $0)
    }
    let first = reader.optional("first").flatMap { time("first", $0) }
    let length = reader.optional("for").flatMap { time("for", $0) }
    let request = crew(&reader, in: context.block, context.outside)
    let stops = truth(
      &reader, "outOfService", or: true,
      help: "false where the unit goes on working while it is inspected")
    let window = reader.optional("window")
    let work = workInHand(&reader, or: .finish)
    let finds = reader.optional("finds")
    let falseAlarms = reader.optional("falseAlarms").flatMap {
      probability($0, "“falseAlarms”", context)
    }
    reader.finish()
    let findings = self.findings(finds, good: falseAlarms, info, context)
    guard let every else { return nil }
    if let value = every.constantValue, value <= 0 {
      report(
        .badValue, "“every” is not longer than nothing", at: node.place,
        help: "a unit has to work for some time in between")
      return nil
    }
    if !stops, clock != .calendar {
      report(
        .contradiction, "units that stay in service are inspected by the calendar",
        at: node.place, help: "leave “clock” out, or let the inspection stop the unit")
    }
    var definition = OutageDefinition(
      info: info, resource: context.resource, clock: clock, after: every,
      repair: length ?? .expression(.constant(0)), request: request, workInHand: work,
      renews: false)
    definition.role = .inspection
    definition.failure = context.failure.name
    definition.first = first
    definition.staysInService = !stops
    definition.window = window.flatMap { self.window($0) }
    definition.findings = findings
    return definition
  }

  private func alarm(_ node: LocatedNode, _ context: ConditionContext) -> OutageDefinition? {
    guard var reader = ObjectReader(node, "an alarm", self, as: "alarm") else { return nil }
    let info = name(
      &reader, default: "alarm", keyword: "alarm", in: context.block, draws: true)
    let delay = reader.optional("delay").flatMap {
      quantity(
        $0, wanting: .duration, "“delay”", purpose: info.name + "/delay", in: context.outside)
    }
    let finds = reader.optional("finds")
    let rate = reader.optional("falseAlarms")
    reader.finish()
    var definition = OutageDefinition(
      info: info, resource: context.resource, clock: .calendar,
      after: delay?.value ?? .expression(.constant(0)), repair: .expression(.constant(0)),
      request: nil, workInHand: .finish, renews: false)
    definition.role = .alarm
    definition.failure = context.failure.name
    definition.findings = self.findings(finds, good: nil, info, context)
    if let rate, let value = constant(rate, wanting: .rate, "“falseAlarms”") {
      if value < 0 {
        report(
          .badValue, "the rate of false alarms is negative", at: rate.place,
          help: "write for example \"1 per week\"")
      } else if value > 0, let law = try? Distribution.exponential(mean: 1 / value) {
        let purpose = info.name + "/falseAlarms"
        claim(purpose, at: rate.place)
        definition.first = .random(
          RandomQuantity(law: .fixed(law), purpose: purpose, loopDepth: 0))
      }
    }
    return definition
  }

  private func plannedRepair(_ node: LocatedNode, _ context: ConditionContext)
    -> OutageDefinition?
  {
    guard var reader = ObjectReader(node, "a planned repair", self, as: "planned repair") else {
      return nil
    }
    let info = name(
      &reader, default: "planned repair", keyword: "plannedRepair", in: context.block, draws: true)
    func time(_ key: String, _ node: LocatedNode) -> QuantityModel? {
      quantity(
        node, wanting: .duration, "“\(key)”", purpose: info.name + "/" + key, in: context.outside
      )?.value
    }
    let length = reader.required("for", help: "say how long it takes").flatMap { time("for", $0) }
    let lead = reader.optional("after").flatMap { time("after", $0) }
    let request = crew(&reader, in: context.block, context.outside)
    let spares = reader.optional("spares").map { self.spares($0, in: context.block) }
    let window = reader.optional("window")
    let work = workInHand(&reader, or: .finish)
    let renews = truth(
      &reader, "renews", or: false,
      help: "true where it makes the unit as good as new in every respect")
    reader.finish()
    guard let length else { return nil }
    var definition = OutageDefinition(
      info: info, resource: context.resource, clock: .calendar,
      after: lead ?? .expression(.constant(0)), repair: length, request: request,
      workInHand: work, renews: renews)
    definition.role = .planned
    definition.failure = context.failure.name
    definition.spares = spares ?? []
    definition.window = window.flatMap { self.window($0) }
    return definition
  }

  /// With what probability each stage is reported: one for all but the good one, or by name.
  private func findings(
    _ node: LocatedNode?, good: Expression?, _ info: StepInfo, _ context: ConditionContext
  ) -> [(probability: Expression, purpose: String)] {
    var found = Array(repeating: Expression.constant(1), count: context.stages.count)
    if !found.isEmpty { found[0] = good ?? .constant(0) }
    if let members = node?.members {
      for index in found.indices.dropFirst() { found[index] = .constant(0) }
      for member in members {
        guard
          let index = index(
            of: member.key, among: context.stages, "stage", at: member.keyPlace)
        else { continue }
        if index == 0 {
          report(
            .contradiction, "“\(member.key)” is the stage in which all is well",
            at: member.keyPlace, help: "write \"falseAlarms\" for what is reported of it")
          continue
        }
        if let given = probability(member.value, "“finds”", context) { found[index] = given }
      }
    } else if let node, let given = probability(node, "“finds”", context) {
      for index in found.indices.dropFirst() { found[index] = given }
    }
    return zip(context.stages, found).map { stage, probability in
      let purpose = "\(info.name)/finds/\(stage)"
      claim(purpose, at: info.place)
      return (probability, purpose)
    }
  }

  private func probability(_ node: LocatedNode, _ what: String, _ context: ConditionContext)
    -> Expression?
  {
    guard
      let read = expression(node, wanting: .number, what, in: context.outside)?.expression
    else { return nil }
    if let value = read.constantValue, !(0...1).contains(value) {
      report(
        .badValue, "\(what) is a probability from 0 to 1, not \(Self.plain(value))",
        at: node.place, help: "80 of 100 is 0.8")
      return nil
    }
    return read
  }
}
