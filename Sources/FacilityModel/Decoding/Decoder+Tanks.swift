import EventEngine
import RandomStreams

/// A tank whose flows are still to be read.
struct TankNodes {
  var inflows: LocatedNode?
  var outflows: LocatedNode?
}

extension Decoder {
  /// The section `tanks`, but for its flows; makes the tanks known to expressions.
  func readTanks(_ node: LocatedNode?, besides others: [LocatedNode?]) {
    for (index, name) in names(node, "tanks").enumerated() { scope.tanks[name] = Int32(index) }
    for member in node?.members ?? [] {
      for other in others {
        guard let place = other?.members?.first(where: { $0.key == member.key })?.keyPlace else {
          continue
        }
        report(
          .duplicateName, "“\(member.key)” is a resource or a stock already", at: member.keyPlace,
          help: "give one of them another name",
          notes: [Finding.Note("the other is here", at: place)]
        )
      }
      tanks.append(tank(member))
    }
  }

  private func tank(_ member: LocatedNode.Member) -> TankDefinition {
    var tank = TankDefinition(
      name: member.key, initial: 0, stopsWhenFull: false, place: member.keyPlace)
    var nodes = TankNodes()
    if var reader = ObjectReader(member.value, "tank “\(member.key)”", self, as: "tank") {
      func amount(_ key: String, _ least: Double) -> Double? {
        guard let node = reader.optional(key),
          let value = constant(node, wanting: .number, "“\(key)”")
        else { return nil }
        if value >= least, value <= TankScale.mostUnits { return value }
        report(
          .badValue, "“\(key)” is a number from 0 to 100000000000, not \(Self.plain(value))",
          at: node.place, help: "write how many units, such as 250")
        return nil
      }
      tank.most = amount("capacity", 0)
      tank.initial = amount("initial", 0) ?? 0
      tank.unit = reader.optional("unit").flatMap { text($0, "“unit”") }
      if let node = reader.optional("whenFull"), let word = text(node, "“whenFull”") {
        tank.stopsWhenFull = word == "stop"
        if !["spill", "stop"].contains(word) {
          report(
            .badValue, "a full tank cannot “\(word)”", at: node.place,
            help: "it is \"spill\", where what has no room flows over, or \"stop\"")
        }
      }
      nodes = TankNodes(
        inflows: reader.optional("inflows"), outflows: reader.optional("outflows"))
      reader.finish()
    }
    if let most = tank.most, tank.initial > most {
      report(
        .contradiction, "“\(member.key)” starts with more than there is room for",
        at: member.keyPlace, help: "raise “capacity”, or lower “initial”")
      tank.initial = most
    }
    scope.tankRooms[Int32(tanks.count)] = tank.most ?? .infinity
    tankNodes.append(nodes)
    return tank
  }

  /// The flows of all tanks, once everything that they may read is known; those of entities first.
  func readFlows() {
    for (index, nodes) in tankNodes.enumerated() {
      let tank = Int32(index)
      for member in nodes.inflows?.members ?? [] { readFlow(member, nil, tank) }
      for member in nodes.outflows?.members ?? [] { readFlow(member, tank, nil) }
      for (node, key) in [(nodes.inflows, "inflows"), (nodes.outflows, "outflows")] {
        guard let node, node.members == nil else { continue }
        report(
          .wrongKind, "“\(key)” is a mapping of names to flows, not \(node.kindName)",
          at: node.place, help: "write for example { \"pump\": { \"rate\": \"5 per hour\" } }")
      }
    }
    if Model.tankOrder(tanks.count, flows) == nil, let first = tanks.first {
      report(
        .contradiction, "something flows from tank to tank in a circle", at: first.place,
        help: "leave one of the flows of the circle out")
    }
  }

  private func readFlow(_ member: LocatedNode.Member, _ from: Int32?, _ to: Int32?) {
    let what = "flow “\(member.key)”"
    guard var reader = ObjectReader(member.value, what, self, as: "flow") else { return }
    let owner = tanks[Int(from ?? to ?? 0)].name
    var target = to
    let rateNode = reader.required("rate", help: "say how fast it flows: \"rate\": \"5 per hour\"")
    if let node = reader.optional("to") {
      if from == nil {
        report(
          .contradiction, "an inflow flows to its own tank", at: node.place,
          help: "write it among the “outflows” of the tank that it comes from")
      } else if let name = text(node, "a tank") {
        target = index(of: name, among: tanks.map(\.name), "tank", at: node.place).map(Int32.init)
      }
    }
    let condition = conditions(&reader, what)
    reader.finish()
    let full = "\(owner)/\(member.key)"
    if flows.contains(where: { $0.name == full }) {
      report(
        .duplicateName, "“\(owner)” has two flows “\(member.key)”", at: member.keyPlace,
        help: "give one of them another name")
    }
    guard let rate = rateNode.flatMap({ flowRate($0, "the rate of \(what)") }) else { return }
    flows.append(
      FlowDefinition(
        name: full, from: from, to: target, rate: rate, opens: condition.opens,
        closes: condition.closes))
  }

  /// When a flow is open.
  private func conditions(_ reader: inout ObjectReader, _ what: String) -> (
    opens: AwaitedCondition?, closes: AwaitedCondition?
  ) {
    var outside = scope
    outside.hasEntity = false
    func read(_ key: String) -> (place: Place, condition: AwaitedCondition?)? {
      reader.optional(key).map {
        ($0.place, awaited($0, "“\(key)”", grid: nil, in: outside))
      }
    }
    let running = read("while")
    let opens = read("opensWhen")
    let closes = read("closesWhen")
    if let running {
      if opens != nil || closes != nil {
        report(
          .contradiction, "“while” does not go with “opensWhen” and “closesWhen”",
          at: running.place, help: "keep one of the two ways")
      }
      return (running.condition, nil)
    }
    if (opens == nil) != (closes == nil), let given = opens ?? closes {
      report(
        .missingKey, "\(what) lacks “\(opens == nil ? "opensWhen" : "closesWhen")”",
        at: given.place, help: "say both, or write “while” for as long as one condition holds")
    }
    return (opens?.condition, closes?.condition)
  }

  /// A rate that holds until something happens, or that changes by the clock.
  private func flowRate(_ node: LocatedNode, _ what: String) -> FlowDefinition.Rate? {
    if let members = node.members {
      let profile =
        members.contains { $0.key == "time" } ? series(node, what) : rateProfile(node, what)
      guard let profile else { return nil }
      let rates = profile.rates.compactMap { TankScale.rate($0) }
      if rates.count < profile.rates.count {
        report(
          .badValue, "\(what) is more than anything flows at", at: node.place,
          help: "190,000 units a second are the most: take a larger unit")
        return nil
      }
      return .plan(
        FlowPlan(
          breaks: profile.breaks.map { Int64($0) }, rates: rates,
          period: profile.period.map { Int64($0) } ?? 0))
    }
    var outside = scope
    outside.hasEntity = false
    guard let read = expression(node, wanting: .rate, what, in: outside) else { return nil }
    if read.expression.operations.contains(where: \.readsClock) {
      report(
        .badExpression, "\(what) cannot read the clock", at: node.place,
        help: "write { \"daily\": { \"08:00\": … } }, or a condition on the clock under “while”")
      return nil
    }
    guard checkLevels(of: read.expression, what, at: node.place) else { return nil }
    if let value = read.expression.constantValue, TankScale.rate(value) == nil {
      report(
        .badValue, value < 0 ? "\(what) is negative" : "\(what) is more than anything flows at",
        at: node.place,
        help: value < 0
          ? "a flow the other way stands among the outflows or inflows"
          : "190,000 units a second are the most: take a larger unit")
      return nil
    }
    return .expression(read.expression)
  }

  /// Rates at given times since the start of the run, from a CSV file; the last one stays.
  private func series(_ node: LocatedNode, _ what: String) -> RateProfile? {
    guard var reader = ObjectReader(node, what, self, as: "series") else { return nil }
    let file = reader.required("file")
    let time = reader.required("time")
    let unit = reader.required("in", help: "say the unit of the times: \"in\": \"h\"")
    let column = reader.required("column", help: "name the column of the rates")
    let per = reader.required("per", help: "add \"per\": \"hour\"")
    reader.finish()
    guard let file, let time, let column, let table = table(file),
      let ticks = unit.flatMap({ self.unit($0) }), let perTicks = per.flatMap({ self.unit($0) }),
      let timeName = text(time, "a column"), let name = text(column, "a column"),
      let times = table.numbers(timeName, at: time.place, self),
      let values = table.numbers(name, at: column.place, self)
    else { return nil }
    var breaks = times.map { ($0 * ticks).rounded(.toNearestOrEven) }
    var rates = values.map { $0 / perTicks }
    if let first = breaks.first, first > 0 {
      breaks.insert(0, at: 0)
      rates.insert(0, at: 0)
    }
    do throws(ParameterProblem) {
      let profile = try RateProfile(breaks: breaks, rates: rates)
      if let last = breaks.last, last > TimeUnits.longest {
        throw ParameterProblem(parameter: "times", requirement: "must be in reach", value: last)
      }
      return profile
    } catch {
      report(
        .badFile, "“\(table.name)” makes no series: “\(error.parameter)” \(error.requirement)",
        at: time.place, help: "its times rise from 0 on, and its rates are 0 or more")
      return nil
    }
  }
}
