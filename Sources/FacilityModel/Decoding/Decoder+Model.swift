import EventEngine
import Foundation

extension Decoder {
  /// Reads the whole document: names first, then what refers to them.
  func readModel(_ node: LocatedNode) -> Model {
    documentPlace = node.place
    var about: String?
    var name = "model"
    var model: Model?
    if var reader = ObjectReader(node, "the model", self, as: "model") {
      if let given = reader.required("name", help: "say what is simulated: \"name\": \"…\""),
        let text = text(given, "“name”")
      {
        name = text
      }
      if let given = reader.optional("about") { about = text(given, "“about”") }
      _ = reader.optional("$schema")
      let timeNode = reader.optional("time")
      let parametersNode = reader.optional("parameters")
      let variablesNode = reader.optional("variables")
      let calendarNode = reader.optional("calendar")
      let dayFactorsNode = reader.optional("dayFactors")
      let placesNode = reader.optional("places")
      let shocksNode = reader.optional("shocks")
      let resourcesNode = reader.optional("resources")
      let stocksNode = reader.optional("stocks")
      let tanksNode = reader.optional("tanks")
      let matchesNode = reader.optional("matches")
      let arrivalsNode = reader.required(
        "arrivals", help: "say who comes: \"arrivals\": { \"walk-in\": { … } }")
      let pathwaysNode = reader.required(
        "pathways", help: "say what happens: \"pathways\": { \"attendance\": [ … ] }")
      let currencyNode = reader.optional("currency")
      let observeNode = reader.optional("observe")
      let emissionsNode = reader.optional("emissions")
      let measuresNode = reader.optional("measures")
      let policiesNode = reader.optional("policies")
      let stressNode = reader.optional("stress")
      reader.finish()
      currency = currencyNode.flatMap { text($0, "“currency”") }
      checkChanges(policiesNode, "policies", "policy")
      checkChanges(stressNode, "stress", "stress case")
      let parameters = readParameters(parametersNode)
      readTime(timeNode)
      readCalendar(calendarNode)
      readPlaces(placesNode)
      var variables = readVariables(variablesNode)
      variables += declareShocks(shocksNode, after: variables)
      resources = names(resourcesNode, "resources")
      nameStocks(stocksNode, besides: resourcesNode)
      readTanks(tanksNode, besides: [resourcesNode, stocksNode])
      sources = names(arrivalsNode, "arrivals")
      pathways = names(pathwaysNode, "pathways")
      for (index, member) in (resourcesNode?.members ?? []).enumerated()
      where member.value.member("turnaround") != nil {
        withTurnaround.insert(Int32(index))
      }
      noteShared(resourcesNode)
      for (index, name) in resources.enumerated() { scope.resources[name] = Int32(index) }
      internLabels(pathwaysNode)
      readListedUnits(resourcesNode)
      let shocks = readShocks(shocksNode)
      declareMarks(pathwaysNode)
      declareWaits(node)
      // Before what asks for the room in a stock.
      let stockDefinitions = readStocks(stocksNode)
      readDayFactors(dayFactorsNode)
      let sourceDefinitions = readArrivals(arrivalsNode)
      declareChoices(pathwaysNode)
      declareSetAttributes(pathwaysNode)
      // After the attributes, since a turnaround may depend on who has gone.
      var resourceDefinitions = readResources(resourcesNode) + stockDefinitions
      lines = resourceDefinitions.map(\.line)
      readFlows()
      readMatches(matchesNode)
      let pathwayDefinitions = readPathways(pathwaysNode)
      addFlowsOfEntities()
      checkCrews(resourceDefinitions)
      checkCleaning(resourceDefinitions)
      checkRatios(resourceDefinitions)
      checkListed(&resourceDefinitions, shocks)
      for index in resourceDefinitions.indices {
        resourceDefinitions[index].isRemovable = removable.contains(Int32(index))
      }
      self.resourceDefinitions = resourceDefinitions
      resolveWaits()
      let measures = recorded + readMeasures(measuresNode)
      checkNames(of: measures)
      model = Model(
        name: name, about: about, time: time, parameters: parameters, attributes: attributes,
        labels: scope.labels, resources: resourceDefinitions,
        sources: sourceDefinitions + childSources,
        pathways: pathwayDefinitions,
        measures: withDefaultKey(measures) + self.measures(of: variables, besides: measures),
        outcomes: outcomes,
        tables: tables, loopDepth: loopDepth, marks: marks, waitTotals: waitTotals)
      model?.variables = variables
      model?.currency = currency
      model?.stressCases = readStressCases(stressNode)
      var observed = readObserved(observeNode)
      let figures = accountFigures(node)
      if figures.contains(where: { $0.cause != nil }) { observed.insert(.causes) }
      model?.observed = observed
      model?.keepsAccounts = !observed.isEmpty || !figures.isEmpty
      model?.emissions = readEmissions(emissionsNode)
      model?.shocks = shocks
      model?.tanks = tanks
      model?.flows = flows
      model?.raiseCapacities()
      checkRaisedCapacities(model?.resources ?? [])
      model?.signals = signals.map(\.name)
      model?.longestWaitPeriod = longestWaitPeriod
      model?.matches = matches
      model?.places = places
      checkSignals()
      checkMatches()
      if let model { checkSetUps(model) }
      if let model, !findings.hasErrors { checkHoldings(model) }
    }
    return model
      ?? Model(
        name: name, time: time, parameters: [], attributes: [], labels: LabelTable(),
        resources: [], sources: [], pathways: [], measures: [], outcomes: outcomes, tables: [],
        loopDepth: 0)
  }

  /// The first measure is the key one where none has a target or says so.
  private func withDefaultKey(_ measures: [MeasureDefinition]) -> [MeasureDefinition] {
    var measures = measures
    if !measures.isEmpty, !measures.contains(where: \.isKey) { measures[0].isKey = true }
    return measures
  }

  /// The names that a section defines, refusing those that differ only in case or in spelling
  /// out their letters.
  func names(_ node: LocatedNode?, _ section: String, slashes: Bool = false) -> [String] {
    guard let node else { return [] }
    guard let members = node.members else {
      report(
        .wrongKind, "“\(section)” is a mapping of names, not \(node.kindName)", at: node.place,
        help: "write for example { \"a name\": … }")
      return []
    }
    var seen: [String: LocatedNode.Member] = [:]
    var hashes: Set<UInt64> = []
    for member in members {
      let folded = member.key.lowercased().precomposedStringWithCanonicalMapping
      if let other = seen[folded] {
        report(
          .duplicateName, "“\(member.key)” and “\(other.key)” are too much alike",
          at: member.keyPlace, help: "choose names that differ in more than capital letters",
          notes: [Finding.Note("the other is here", at: other.keyPlace)])
      } else if !hashes.insert(hash(ofName: member.key)).inserted {
        report(
          .duplicateName, "the random numbers of “\(member.key)” would be those of another name",
          at: member.keyPlace, help: "choose another name")
      }
      seen[folded] = member
      if member.key.isEmpty || (!slashes && member.key.contains("/")) {
        report(
          .badValue, slashes ? "a name is empty" : "a name must not be empty or contain “/”",
          at: member.keyPlace, help: "choose a name that people in the facility use")
      }
    }
    return members.map(\.key)
  }

  private func readPathways(_ node: LocatedNode?) -> [PathwayDefinition] {
    for member in node?.members ?? [] { pathwayNodes[member.key] = member.value }
    return (node?.members ?? []).map { member in
      calling = [member.key]
      let block = Block(
        path: [member.key], loopDepth: 0,
        arguments: arguments(
          nil, of: member.value, member.key, in: Block(path: [], loopDepth: 0)))
      return PathwayDefinition(
        name: member.key, steps: steps(ofPathway: member.value, in: block),
        place: member.keyPlace)
    }
  }

  /// Makes the texts known that choices and `text` values may give, wherever they stand.
  private func internLabels(_ node: LocatedNode?) {
    forEachMapping(node) { members in
      for member in members {
        if member.key == "text", let text = member.value.string {
          _ = scope.labels.intern(text)
        }
        if member.key == "choice", let values = member.value.members,
          values.contains(where: { Self.number($0.key) == nil })
        {
          for value in values { _ = scope.labels.intern(value.key) }
        }
      }
    }
  }

  /// Makes the attributes known that `set` steps give, so that steps before them may read them.
  private func declareSetAttributes(_ node: LocatedNode?) {
    let kept = (findings, tables, purposes)
    // An attribute may be computed from one that is given further down.
    var known = -1
    while known < scope.attributes.count {
      known = scope.attributes.count
      declareSetAttributesOnce(node)
    }
    (findings, tables, purposes) = kept
  }

  private func declareSetAttributesOnce(_ node: LocatedNode?) {
    forEachMapping(node) { members in
      if let member = members.first(where: { $0.key == "countAs" }),
        let name = member.value.string, scope.attributes[name] == nil
      {
        _ = declareAttribute(name, type: .number, values: [], at: member.value.place)
      }
      for member in members where member.key == "set" || member.key == "attributes" {
        for attribute in member.value.members ?? []
        where scope.attributes[attribute.key] == nil && scope.variables[attribute.key] == nil {
          var inner = scope
          inner.loopDepth = 64
          if let read = quantity(
            attribute.value, wanting: nil, "an attribute", purpose: "", in: inner)
          {
            _ = declareAttribute(
              attribute.key, type: read.type, values: read.values, at: attribute.keyPlace)
          }
        }
      }
    }
  }

  /// Sees to it that policies, or stress cases, are mappings of mappings.
  private func checkChanges(_ node: LocatedNode?, _ section: String, _ what: String) {
    guard let node else { return }
    guard let members = node.members else {
      report(
        .wrongKind, "“\(section)” is a mapping of names to changes, not \(node.kindName)",
        at: node.place,
        help: "write for example { \"seven doctors\": { \"parameters\": { \"doctors\": 7 } } }")
      return
    }
    for member in members where member.value.members == nil {
      report(
        .wrongKind, "a \(what) is a mapping of changes, not \(member.value.kindName)",
        at: member.value.place,
        help: "write the part of the model that differs, for example "
          + "{ \"parameters\": { \"doctors\": 7 } }")
    }
  }

  /// The stress cases with their weights.
  private func readStressCases(_ node: LocatedNode?) -> [StressCase] {
    (node?.members ?? []).map { member in
      var weight = 1.0
      if let given = member.value.member("weight"), !given.isNull,
        let value = constant(given, wanting: .number, "the weight of a stress case")
      {
        if value > 0 {
          weight = value
        } else {
          report(
            .badValue, "a weight is above 0, not \(Self.plain(value))", at: given.place,
            help: "leave the case out where it is not to count")
        }
      }
      return StressCase(name: member.key, weight: weight)
    }
  }

  /// Visits every mapping below a node, outer ones first.
  func forEachMapping(_ node: LocatedNode?, _ visit: ([LocatedNode.Member]) -> Void) {
    guard let node else { return }
    if let members = node.members {
      visit(members)
      for member in members { forEachMapping(member.value, visit) }
    }
    for element in node.elements ?? [] { forEachMapping(element, visit) }
  }
}
