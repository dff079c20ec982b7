import EventEngine

extension Decoder {
  /// The crew that a turnaround needs: `turnaroundBy`, and with which priority it is asked for.
  func cleaning(_ reader: inout ObjectReader, of name: String, hasTurnaround: Bool)
    -> CleaningDefinition?
  {
    let node = reader.optional("turnaroundBy")
    let priorityNode = reader.optional("turnaroundPriority")
    let block = Block(path: [name], loopDepth: 0)
    let priority = priorityNode.flatMap {
      expression($0, wanting: .number, "“turnaroundPriority”", in: scope)?.expression
    }
    guard let node else {
      if let priorityNode {
        report(
          .contradiction, "“turnaroundPriority” has no meaning without “turnaroundBy”",
          at: priorityNode.place, help: "say who cleans, or leave it out")
      }
      return nil
    }
    if !hasTurnaround {
      report(
        .missingKey, "“turnaroundBy” says who cleans, and nothing how long that takes",
        at: node.place, help: "add “turnaround”")
      return nil
    }
    guard let items = units(node, in: block) else { return nil }
    var request = SeizeRequest(items: items)
    request.priority = priority
    return CleaningDefinition(
      info: StepInfo(name: name + "/turnaround", keyword: "turnaround", place: node.place),
      request: request)
  }

  /// Refuses crews that never have so many units, and resources that clean one another in a circle.
  func checkCleaning(_ definitions: [ResourceDefinition]) {
    for definition in definitions {
      guard let cleaning = definition.cleaning else { continue }
      checkSize(ofCrew: cleaning.request, at: cleaning.info.place, definitions)
      var seen: Set<Int32> = []
      var next = cleaning.request.items.map(\.resource)
      while let crew = next.popLast() {
        guard seen.insert(crew).inserted else { continue }
        next += definitions[Int(crew)].cleaning?.request.items.map(\.resource) ?? []
      }
      if seen.contains(where: { definitions[Int($0)].name == definition.name }) {
        report(
          .contradiction, "“\(definition.name)” would have to be clean to be cleaned",
          at: cleaning.info.place, help: "let somebody else clean it")
      }
    }
  }

  /// Refuses a crew that never has so many units.
  func checkSize(
    ofCrew request: SeizeRequest?, at place: Place, _ definitions: [ResourceDefinition]
  ) {
    for item in request?.items ?? [] {
      let crew = definitions[Int(item.resource)]
      let most = crew.mostUnits
      guard let count = item.count.constantValue, count > Double(most) else { continue }
      report(
        .contradiction,
        "\(Self.plain(count)) of “\(crew.name)” are wanted here, which never has more than "
          + "\(most)",
        at: place, help: "raise the capacity, or ask for fewer",
        notes: [Finding.Note("the crew is here", at: crew.place)])
    }
  }
}
