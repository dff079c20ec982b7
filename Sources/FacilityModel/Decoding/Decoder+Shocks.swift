import EventEngine

extension Decoder {
  /// Makes the names of the section `shocks` known: each can be read as a condition.
  func declareShocks(_ node: LocatedNode?, after variables: [VariableDefinition])
    -> [VariableDefinition]
  {
    _ = names(node, "shocks")
    var definitions: [VariableDefinition] = []
    for member in node?.members ?? [] where canDeclareVariable(member, "shock") {
      let index = Int32(variables.count + definitions.count)
      scope.variables[member.key] = (index, .truth)
      shockNames.insert(member.key)
      definitions.append(
        VariableDefinition(name: member.key, start: 0, type: .truth, place: member.keyPlace))
    }
    return definitions
  }

  /// The section `shocks`: what happens to arrivals and capacities for a while.
  func readShocks(_ node: LocatedNode?) -> [ShockDefinition] {
    var definitions: [ShockDefinition] = []
    for member in node?.members ?? [] where shockNames.contains(member.key) {
      let number = Int32(definitions.count)
      guard let read = readShock(member, number) else { continue }
      for (source, factor) in read.factors {
        shockFactors[source, default: []].append(ShockFactor(shock: number, factor: factor))
      }
      definitions.append(read.shock)
    }
    return definitions
  }

  private func readShock(_ member: LocatedNode.Member, _ number: Int32) -> (
    shock: ShockDefinition, factors: [(source: String, factor: Double)]
  )? {
    let name = member.key
    guard var reader = ObjectReader(member.value, "shock “\(name)”", self, as: "shock") else {
      return nil
    }
    let info = StepInfo(name: "shocks/" + name, keyword: "shocks", place: member.keyPlace)
    let way = reader.oneOf(["at", "every"])
    if way == nil {
      report(
        .missingKey, "shock “\(name)” does not say when it happens", at: reader.place,
        help: "write for example \"at\": \"day 10 12:00\", or \"every\": a distribution")
    }
    let lengthNode = reader.required("for", help: "say how long it lasts")
    let arrivals = reader.optional("arrivals")
    let capacity = reader.optional("capacity")
    let workInHand = reader.optional("workInHand")
    let probabilityNode = reader.optional("probability")
    let enabledNode = reader.optional("enabled")
    reader.finish()
    let occurrences = way.flatMap { way in
      way.key == "at"
        ? readMoments(way.node, of: info)
        : shockTime(way.node, "every", of: info).map { ShockDefinition.Occurrences.every($0) }
    }
    let length = lengthNode.flatMap { shockTime($0, "for", of: info) }
    let probability = probabilityNode.map { readProbability($0) } ?? 1
    claim(info.name + "/occurs", at: member.keyPlace)
    let preempts = workInHand.map { readShockRule($0) } ?? false
    let factors = arrivals.map { readShockFactors($0) } ?? []
    let effects = capacity.map { readShockEffects($0, preempts: preempts) } ?? []
    if let enabledNode, enabledNode.boolean == nil {
      report(
        .wrongKind, "“enabled” is true or false, not \(enabledNode.kindName)",
        at: enabledNode.place, help: "false leaves the shock out, for a policy to switch it on")
    }
    guard let occurrences, let length, let probability,
      let variable = scope.variables[name]?.index
    else { return nil }
    var shock = ShockDefinition(
      info: info, variable: variable, occurrences: occurrences, length: length,
      probability: probability, effects: effects, preempts: preempts)
    if enabledNode?.boolean == false || probability == 0 {
      shock.occurrences = .at([])
      return (shock, [])
    }
    return (shock, factors)
  }

  /// A time of a shock, which the state cannot change.
  private func shockTime(_ node: LocatedNode, _ key: String, of info: StepInfo) -> QuantityModel? {
    var constants = scope
    constants.constantsOnly = true
    constants.hasEntity = false
    guard
      let read = quantity(
        node, wanting: .duration, "“\(key)”", purpose: info.name + "/" + key, in: constants)
    else { return nil }
    if let value = read.value.constantValue, value < 1 {
      report(
        .badValue, "“\(key)” is not longer than nothing", at: node.place,
        help: "write for example \"6 h\"")
      return nil
    }
    return read.value
  }

  /// One moment, a list of moments, or the distribution of one.
  private func readMoments(_ node: LocatedNode, of info: StepInfo) -> ShockDefinition.Occurrences? {
    if node.members != nil {
      var constants = scope
      constants.constantsOnly = true
      constants.hasEntity = false
      return quantity(
        node, wanting: .duration, "“at”", purpose: info.name + "/at", in: constants
      ).map { .at([$0.value]) }
    }
    var ticks: [Double] = []
    for element in node.elements ?? [node] {
      guard let tick = moment(element) else { return nil }
      if tick < (ticks.last ?? 0) {
        report(
          .badSchedule,
          ticks.isEmpty
            ? "a shock cannot begin before the run" : "the times of a shock are not ascending",
          at: element.place,
          help: ticks.isEmpty
            ? "times count from the start of the run, and dates lie after it"
            : "write them in the order in which they come")
        return nil
      }
      ticks.append(tick)
    }
    if ticks.isEmpty {
      report(
        .badValue, "“at” names no time", at: node.place,
        help: "to leave the shock out, write \"enabled\": false")
      return nil
    }
    return .at(ticks.map { .expression(.leaf(.push($0))) })
  }

  /// A moment in ticks since the start: `"day 10 12:00"`, a date, or a duration since the start.
  private func moment(_ node: LocatedNode) -> Double? {
    guard let text = node.string else { return constant(node, wanting: .duration, "“at”") }
    let parts = text.split(separator: " ")
    if parts.first == "day", (2...3).contains(parts.count), let day = Int64(parts[1]),
      (1...1_000_000).contains(day),
      let time = parts.count == 3 ? ClockTime.timeOfDay(String(parts[2])) : 0
    {
      // The first day is that of the start.
      return Double((day - 1) * Ticks.day + time - startInDay)
    }
    if let clock = ClockTime(text) {
      guard let start = time.startDay else {
        report(
          .contradiction, "“\(text)” is a date, but the run has none", at: node.place,
          help: "add \"start\": \"2026-01-05T00:00\" to “time”, or write \"day 10 12:00\"")
        return nil
      }
      return Double(Int64(clock.day - start) * Ticks.day + clock.tickOfDay - startInDay)
    }
    if let first = parts.first, first == "day" || first.contains("-") {
      report(
        .badSchedule, "“\(text)” is no day and time", at: node.place,
        help: "write for example \"day 10 12:00\", \"2026-01-14 12:00\" or \"9.5 days\"")
      return nil
    }
    return constant(node, wanting: .duration, "“at”")
  }

  /// Ticks from the midnight before the start of the run to its start.
  private var startInDay: Int64 { time.startInWeek % Ticks.day }

  private func readShockRule(_ node: LocatedNode) -> Bool {
    guard let text = text(node, "“workInHand”") else { return false }
    if text != "finish", text != "pre-empt" {
      report(
        .badValue, "a shock has no rule “\(text)” for work in hand", at: node.place,
        help: suggestion(for: text, among: ["finish", "pre-empt"])
          ?? "work in hand is to \"finish\", or \"pre-empt\" interrupts it")
    }
    return text == "pre-empt"
  }

  /// Factors by source.
  private func readShockFactors(_ node: LocatedNode) -> [(source: String, factor: Double)] {
    guard let members = node.members else {
      report(
        .wrongKind, "“arrivals” is a mapping of sources to factors, not \(node.kindName)",
        at: node.place, help: "write for example { \"walk-in\": 1.8 }")
      return []
    }
    return members.compactMap { member in
      guard
        index(of: member.key, among: sources, "source", at: member.keyPlace) != nil,
        let factor = constant(member.value, wanting: .number, "a factor of arrivals")
      else { return nil }
      if factor < 0 || factor > 1e6 {
        report(
          .badValue, "a factor of arrivals is 0 or more, not \(Self.plain(factor))",
          at: member.value.place, help: "80 % more is 1.8; nobody comes at 0")
        return nil
      }
      return (member.key, factor)
    }
  }

  /// What becomes of the capacities of resources.
  private func readShockEffects(_ node: LocatedNode, preempts: Bool) -> [ShockEffect] {
    guard let members = node.members else {
      report(
        .wrongKind, "“capacity” is a mapping of resources to what is left, not \(node.kindName)",
        at: node.place,
        help: "write for example { \"doctor\": 0.5 } or { \"ward\": { \"less\": 4 } }")
      return []
    }
    return members.compactMap { member in
      guard
        let resource = index(
          of: member.key, among: resourcesProper, "resource", at: member.keyPlace)
      else { return nil }
      if preempts { removable.insert(Int32(resource)) }
      var effect = ShockEffect(resource: Int32(resource))
      if member.value.members == nil {
        guard let factor = shockedFactor(member.value) else { return nil }
        effect.factor = factor
        return effect
      }
      guard
        var reader = ObjectReader(
          member.value, "what a shock does to “\(member.key)”", self, as: "shocked capacity")
      else { return nil }
      let way = reader.oneOf(["times", "less", "more", "set"])
      reader.finish()
      guard let way else {
        report(
          .missingKey, "this says nothing about the capacity of “\(member.key)”",
          at: reader.place, help: "write a factor, or \"less\", \"more\" or \"set\" with units")
        return nil
      }
      if way.key == "times" {
        guard let factor = shockedFactor(way.node) else { return nil }
        effect.factor = factor
        return effect
      }
      guard let units = units(way.node, of: member.key) else { return nil }
      switch way.key {
      case "less": effect.more = -units
      case "more": effect.more = units
      default: effect.set = units
      }
      return effect
    }
  }

  private func shockedFactor(_ node: LocatedNode) -> Double? {
    guard let factor = constant(node, wanting: .number, "a factor of a capacity") else {
      return nil
    }
    if factor < 0 || factor > 1000 {
      report(
        .badValue, "a factor of a capacity is a number from 0 to 1000, not \(Self.plain(factor))",
        at: node.place, help: "half of the units is 0.5")
      return nil
    }
    return factor
  }

  /// A process with what shocks do to it; sources without a rate can only lose arrivals.
  func shocked(_ process: SourceDefinition.Process, source: String, at place: Place)
    -> SourceDefinition.Process
  {
    guard let factors = shockFactors[source] else { return process }
    if let definition = factored(process) { return .modulated(definition) }
    if let greatest = factors.map(\.factor).max(), greatest > 1 {
      report(
        .contradiction,
        "a shock multiplies the arrivals of “\(source)” by \(Self.plain(greatest)), "
          + "but they have no rate", at: place,
        help: "without a “rate” the factor is a share from 0 to 1 of those who still come")
    }
    return process
  }

  /// Refuses units beyond those of the rota where each has failures of its own.
  func checkRaisedCapacities(_ resources: [ResourceDefinition]) {
    for resource in resources where resource.plan.isUnlimited && resource.raisedTo > 0 {
      report(
        .contradiction, "shocks change “\(resource.name)”, which has no number of units",
        at: resource.place, help: "give it a capacity, or leave it out of the shocks")
    }
    for resource in resources
    where !resource.outages.isEmpty && resource.units == nil
      && resource.raisedTo > resource.plan.most
    {
      report(
        .contradiction,
        "shocks give “\(resource.name)” more units than its rota, and its units fail",
        at: resource.place, help: "describe the further units as a resource of their own")
    }
  }

  /// Whether a name is that of a shock, which no step can set; with a finding.
  func isShock(_ member: LocatedNode.Member) -> Bool {
    guard shockNames.contains(member.key) else { return false }
    report(
      .contradiction, "“\(member.key)” is a shock: it is on when it happens", at: member.keyPlace,
      help: "let a “variable” of another name say what steps decide")
    return true
  }
}
