/// Go one of several ways, by share or by condition.
package struct BranchStep: Step, StepKind {
  package enum Way: Sendable {
    case share(Double)
    case condition(Expression)
    case otherwise
    /// The number of an alternative of the branch's choice.
    case chosen(Int)
  }

  package var info: StepInfo
  package var ways: [(way: Way, steps: [any Step])]
  package var loopDepth: Int32
  /// The resources by whose state a way is chosen, and how.
  package var choice: Choice?

  package static let keyword = "branch"
  package static let summary =
    "Go one of several ways: by share, by the first condition that holds, or by what some resources have to do."
  package static let fields = [
    StepField(
      "branch", required: true, .either([.text, .list(.section("way of a branch"))]),
      "a list of { \"share\": p, \"steps\": […] } or { \"when\": condition, \"steps\": […] }, "
        + "and at most one { \"otherwise\": […] } at the end; or a name, with “by” and “cases”, or with “choose” and “among”"
    ),
    StepField("by", .expression, "an attribute or another expression whose value decides"),
    StepField("cases", .mapping(.steps), "a mapping of its values to lists of steps"),
    StepField("otherwise", .steps, "with “cases”, what is done at all other values"),
    StepField(
      "choose", .oneOf(Choice.rules.dropFirst().map(\.word)),
      "the rule that chooses one of the resources under “among”, as “select” does; "
        + "nothing is asked of it yet"),
    StepField(
      "among", .mapping(.steps), "a mapping of resources to lists of steps: the ways to choose from"
    ),
    StepField(
      "name", .text, "what the branch is called; needed where a pathway branches by share twice"),
  ]
  package static let example =
    #"{ "branch": [ { "share": 0.3, "steps": [ { "delay": "imaging", "for": "20 min" } ] }, { "otherwise": [] } ] }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    if head.string != nil, reader.has("cases") {
      let info = decoder.name(
        &reader, default: head.string ?? "branch", keyword: keyword, in: block, draws: false)
      var inner = block
      inner.path = info.name.split(separator: "/").map(String.init)
      let ways = decodeCases(&reader, in: block, inner, decoder)
      return BranchStep(info: info, ways: ways, loopDepth: block.loopDepth)
    }
    if head.string != nil, reader.has("among") || reader.has("choose") {
      return decodeChoice(&reader, head, in: block, decoder)
    }
    guard let elements = head.elements, !elements.isEmpty else {
      decoder.report(
        .wrongKind, "a branch is a list of ways", at: head.place,
        help: "write for example " + example)
      return nil
    }
    let byShare = elements.contains { $0.member("share") != nil }
    var inner = block
    let isNamed = reader.has("name")
    let info = decoder.name(
      &reader, default: "branch", keyword: keyword, in: block, draws: byShare)
    if isNamed { inner.path = info.name.split(separator: "/").map(String.init) }
    var ways: [(way: Way, steps: [any Step])] = []
    for (index, element) in elements.enumerated() {
      let (way, node) = decodeWay(
        element, isLast: index == elements.count - 1, byShare: byShare, block, decoder)
      let steps = node.map { decoder.steps($0, in: inner) } ?? []
      if let way { ways.append((way, steps)) }
    }
    if byShare {
      decoder.claim(info.name + "/branch", at: head.place)
      if ways.count == elements.count { checkShares(&ways, at: head.place, decoder) }
    }
    return BranchStep(info: info, ways: ways, loopDepth: block.loopDepth)
  }

  private static func decodeWay(
    _ node: LocatedNode, isLast: Bool, byShare: Bool, _ block: Block, _ decoder: Decoder
  ) -> (way: Way?, steps: LocatedNode?) {
    guard var reader = ObjectReader(node, "a way of a branch", decoder, as: "way of a branch")
    else { return (nil, nil) }
    let given = reader.oneOf(["share", "when", "otherwise"])
    reader.know(["steps"])
    let steps =
      given?.key == "otherwise"
      ? given?.node : reader.required("steps", help: "where nothing is done write \"steps\": []")
    reader.finish()
    return (way(given, at: node.place, isLast: isLast, byShare: byShare, block, decoder), steps)
  }

  private static func way(
    _ given: (key: String, node: LocatedNode)?, at place: Place, isLast: Bool, byShare: Bool,
    _ block: Block, _ decoder: Decoder
  ) -> Way? {
    guard let given else {
      decoder.report(
        .missingKey, "a way of a branch lacks “share”, “when” or “otherwise”", at: place,
        help: "say who goes this way")
      return nil
    }
    switch given.key {
    case "share":
      guard let share = decoder.constant(given.node, wanting: .number, "a share") else {
        return nil
      }
      if share < 0 || share > 1 {
        decoder.report(
          .badShares, "a share is a number from 0 to 1, not \(Decoder.plain(share))",
          at: given.node.place, help: "30 % is 0.3")
        return nil
      }
      return .share(share)
    case "when":
      if byShare {
        decoder.report(
          .contradiction, "a branch goes by “share” or by “when”, not by both", at: place,
          help: "make two branches of it")
      }
      let condition = decoder.expression(
        given.node, wanting: .truth, "“when”", in: decoder.scope(in: block))
      return byShare ? nil : condition.map { .condition($0.expression) }
    default:
      if !isLast {
        decoder.report(
          .contradiction, "“otherwise” comes last", at: place, help: "move it to the end")
      }
      return .otherwise
    }
  }

  /// Sees to it that the shares add up to 1, with what is left for “otherwise”.
  private static func checkShares(
    _ ways: inout [(way: Way, steps: [any Step])], at place: Place, _ decoder: Decoder
  ) {
    var sum = 0.0
    var otherwise: Int?
    for (index, way) in ways.enumerated() {
      if case .share(let share) = way.way { sum += share }
      if case .otherwise = way.way { otherwise = index }
    }
    if let otherwise, sum <= 1 + 1e-9 {
      ways[otherwise].way = .share(max(0, 1 - sum))
    } else if abs(sum - 1) > 1e-9 {
      decoder.report(
        .badShares, "the shares add up to \(Decoder.plain((sum * 1e9).rounded() / 1e9)), not to 1",
        at: place,
        help: sum < 1 && otherwise == nil
          ? "change a share, or add { \"otherwise\": [] } for the rest" : "change a share")
    }
  }

  package func lower(into lowering: inout Lowering) {
    if let choice { return lower(choice, into: &lowering) }
    let end = lowering.makeLabel()
    if case .share = ways.first?.way {
      let targets = ways.map { _ in lowering.makeLabel() }
      let shares = ways.map { way -> Double in
        if case .share(let share) = way.way { share } else { 0 }
      }
      lowering.branch(shares: shares, to: targets, info, loopDepth: loopDepth)
      for (way, target) in zip(ways, targets) {
        lowering.place(target)
        lowering.lower(way.steps)
        lowering.jump(to: end)
      }
    } else {
      for way in ways {
        let next = lowering.makeLabel()
        if case .condition(let condition) = way.way {
          lowering.jump(to: next, unless: condition)
        }
        lowering.lower(way.steps)
        lowering.jump(to: end)
        lowering.place(next)
      }
    }
    lowering.place(end)
  }
}
