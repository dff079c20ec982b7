import EventEngine

extension Decoder {
  /// The units that open on a condition: `extra`.
  func escalations(_ reader: inout ObjectReader, of resource: Int32) -> [EscalationDefinition] {
    guard let node = reader.optional("extra") else { return [] }
    return (node.elements ?? [node]).compactMap { escalation($0, of: resource) }
  }

  private func escalation(_ node: LocatedNode, of resource: Int32) -> EscalationDefinition? {
    guard var reader = ObjectReader(node, "“extra”", self, as: "extra units") else { return nil }
    let block = Block(path: [resources[Int(resource)]], loopDepth: 0)
    let info = name(&reader, default: "extra", keyword: "extra", in: block, draws: true)
    var outside = scope
    outside.hasEntity = false
    let units = reader.required("units", help: "say how many open").flatMap {
      self.units($0, of: resources[Int(resource)])
    }
    if units == 0 {
      report(
        .badValue, "no units would open", at: node.place, help: "write how many, or leave it out")
    }
    let grid = self.grid(&reader)
    func wait(_ key: String, _ part: String, _ help: String) -> WaitStep? {
      reader.required(key, help: help).flatMap {
        awaited($0, "“\(key)”", grid: grid, in: outside)
      }.map {
        WaitStep(
          info: StepInfo(name: info.name + part, keyword: "extra", place: node.place),
          cause: .condition($0), request: SeizeRequest(items: []), looksLater: true)
      }
    }
    let opens = wait("opensWhen", "/opens", "say when they open, such as \"queue(bed) > 5\"")
    let closes = wait("closesWhen", "/closes", "say when they close again")
    // Each opening draws a time of its own: its round is the iteration of a loop.
    outside.loopDepth = 1
    let delay = reader.optional("delay").flatMap {
      quantity($0, wanting: .duration, "“delay”", purpose: info.name + "/delay", in: outside)?
        .value
    }
    loopDepth = max(loopDepth, 1)
    reader.finish()
    guard let opens, let closes, let units, units > 0 else { return nil }
    return EscalationDefinition(
      info: info, resource: resource, units: units, opens: opens, delay: delay, closes: closes)
  }

  /// What limits how many units are open: `limitedBy`.
  func ratios(_ reader: inout ObjectReader) -> [RatioDefinition] {
    guard let node = reader.optional("limitedBy") else { return [] }
    return (node.elements ?? [node]).compactMap { node in
      guard var reader = ObjectReader(node, "“limitedBy”", self, as: "ratio") else { return nil }
      let by = reader.required("resource", help: "name the resource that units need").flatMap {
        node in
        text(node, "a resource").flatMap {
          index(of: $0, among: resourcesProper, "resource", at: node.place)
        }
      }
      let ratioNode = reader.required(
        "ratio", help: "say how many units are open for each of them on duty")
      let ratio = ratioNode.flatMap { constant($0, wanting: .number, "“ratio”") }
      reader.finish()
      guard let by, let ratio, let ratioNode else { return nil }
      guard ratio > 0, ratio <= 1e6 else {
        report(
          .badValue, "“ratio” is a number above 0, not \(Self.plain(ratio))", at: ratioNode.place,
          help: "4 means one of them on duty for every four units")
        return nil
      }
      return RatioDefinition(by: Int32(by), ratio: ratio, place: node.place)
    }
  }

  /// Refuses resources that limit one another in a circle.
  func checkRatios(_ definitions: [ResourceDefinition]) {
    for definition in definitions {
      var seen: Set<Int32> = []
      var next = definition.ratios.map(\.by)
      while let other = next.popLast() {
        guard seen.insert(other).inserted else { continue }
        next += definitions[Int(other)].ratios.map(\.by)
      }
      if let ratio = definition.ratios.first,
        seen.contains(where: { definitions[Int($0)].name == definition.name })
      {
        report(
          .contradiction, "“\(definition.name)” would be limited by itself", at: ratio.place,
          help: "let another resource limit it")
      }
    }
  }
}
