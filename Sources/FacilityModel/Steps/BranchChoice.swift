import EventEngine

extension BranchStep {
  /// The ways of a branch that goes by what some resources have to do:
  /// `"choose": "shortest queue", "among": { "till 1": […], "till 2": […] }`.
  static func decodeChoice(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let rule = reader.required("choose", help: "say how, for example by “shortest queue”")
      .flatMap { node -> SelectionRule? in
        let rule = decoder.selectionRule(node, "“choose”")
        if rule == .first {
          decoder.report(
            .contradiction, "whoever chooses the first always goes the same way", at: node.place,
            help: "choose by “shortest queue”, or make a branch with “when”")
        }
        return rule
      }
    let info = decoder.name(
      &reader, default: head.string ?? "branch", keyword: keyword, in: block,
      draws: rule == .random)
    var inner = block
    inner.path = info.name.split(separator: "/").map(String.init)
    var step = BranchStep(info: info, ways: [], loopDepth: block.loopDepth)
    var choice = Choice(options: [], loopDepth: block.loopDepth)
    let among = reader.required("among", help: "write { \"till 1\": [ … ], \"till 2\": [ … ] }")
    if let among, (among.members ?? []).count < 2 {
      decoder.report(
        .wrongKind, "“among” is a mapping of two or more resources to steps", at: among.place,
        help: "write for example { \"till 1\": [ … ], \"till 2\": [ … ] }")
    }
    for member in among?.members ?? [] {
      let steps = decoder.steps(member.value, in: inner)
      guard
        let index = decoder.index(
          of: member.key, among: decoder.resources, "resource", at: member.keyPlace)
      else { continue }
      if decoder.isStock(Int32(index)) {
        decoder.report(
          .contradiction, "“\(member.key)” is a stock, and no resource", at: member.keyPlace,
          help: "make a branch with “when”, for example by level(…)")
        continue
      }
      step.ways.append((.chosen(choice.options.count), steps))
      choice.options.append(
        Choice.Option(
          units: [Units(resource: Int32(index), count: .constant(1))], text: member.key, label: 0))
    }
    if let rule { choice.rule = rule }
    choice.commits = true
    if rule == .random { decoder.claim(info.name + "/choice", at: head.place) }
    step.choice = choice
    return rule == nil || choice.options.isEmpty ? nil : step
  }

  /// Chooses a way, and goes it.
  func lower(_ choice: Choice, into lowering: inout Lowering) {
    let chosen = lowering.choice(choice, info)
    lowering.emit(.choose(choice: chosen.index))
    lowering.inCases(choice.options.indices.map(Double.init), of: chosen.attribute) {
      $1.lower(ways[$0].steps)
    }
  }
}
