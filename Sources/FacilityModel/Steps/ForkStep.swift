import EventEngine

/// Go several ways at the same time, and wait for what comes of them.
package struct ForkStep: Step, StepKind {
  /// One way: the clones that go it, and what they do.
  package struct Branch: Sendable {
    package var info: StepInfo
    package var source: Int
    /// How many clones go it; nil for one.
    package var count: QuantityModel?
    package var steps: [any Step]
  }

  package var info: StepInfo
  package var branches: [Branch]
  /// How many clones are waited for; nil for all.
  package var needed: Expression?
  /// Whether the others are stopped then.
  package var cancelsRest: Bool
  /// The attributes that finished clones give to the entity.
  package var keep: [Int32]
  package var loopDepth: Int32

  package static let keyword = "fork"
  package static let summary =
    "Go several ways at the same time: a clone of the entity goes each way with its attributes, "
    + "holding nothing, while the entity waits and keeps what it holds. It goes on when all clones, "
    + "or as many as “join” says, have come to the end of their way. A clone that leaves the "
    + "facility counts as having come."
  package static let fields = [
    StepField("fork", required: true, .text, "the name of the step"),
    StepField(
      "branches", .list(.section("way of a fork")),
      "the ways: a list of { \"name\": …, \"steps\": […] }"),
    StepField(
      "each", .expression, "instead of branches: how many equal clones there are; they do “steps”"),
    StepField("steps", .steps, "with “each”: what each clone does"),
    StepField("join", .expression, "“all” (without it), “any”, or how many clones are waited for"),
    StepField(
      "rest", .oneOf(["cancel", "go on"]),
      "what becomes of the clones that are not waited for: “cancel” (without it) stops them and "
        + "gives back what they hold; “go on” lets them come to the end of their way"),
    StepField(
      "keep", .either([.text, .list(.text)]),
      "a list of attributes that the entity takes over from the clones that come before it goes "
        + "on, the last one's values; without it, none"),
    StepField("name", .text, "what the step is called, where that is not enough to tell it apart"),
  ]
  package static let example =
    #"{ "fork": "work-up", "branches": [ { "name": "blood", "steps": [ { "do": "analysis", "with": "analyser", "for": "20 min" } ] }, { "name": "picture", "steps": [ { "do": "x-ray", "with": "x-ray room", "for": "10 min" } ] } ], "join": "all" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let name = decoder.text(head, "the name of a step") ?? "?"
    let info = decoder.name(&reader, default: name, keyword: keyword, in: block, draws: true)
    var inner = block
    inner.path = info.name.split(separator: "/").map(String.init)
    inner.isCloned = true
    let way = reader.oneOf(["branches", "each"])
    let stepsNode = reader.optional("steps")
    var branches: [Branch] = []
    switch way?.key {
    case "branches":
      if let node = way?.node { branches = decodeBranches(node, in: inner, decoder) }
      if let stepsNode {
        decoder.report(
          .contradiction, "“steps” belongs to “each”; branches have steps of their own",
          at: stepsNode.place, help: "move the steps into a branch")
      }
    case "each":
      let count = way.flatMap { decoder.number(of: $0.node, "“each”", least: 0, in: block) }
      if stepsNode == nil {
        decoder.report(
          .missingKey, "“each” lacks “steps”", at: reader.place, help: "say what each clone does")
      }
      branches = [
        Branch(
          info: info, source: decoder.childSource(info, .cloned),
          count: count.map { .expression($0) },
          steps: stepsNode.map { decoder.steps($0, in: inner) } ?? [])
      ]
    default:
      decoder.report(
        .missingKey, "a fork lacks “branches” or “each”", at: reader.place,
        help: "write for example " + example)
    }
    let most = way?.key == "branches" && !branches.isEmpty ? branches.count : nil
    let needed = join(&reader, most: most, in: block, decoder)
    let rest = rest(&reader, waitsForAll: needed == nil, decoder)
    let keep = (reader.optional("keep").map { list($0, decoder) } ?? []).compactMap {
      decoder.knownAttribute($0, "an attribute to keep")
    }
    return ForkStep(
      info: info, branches: branches, needed: needed, cancelsRest: rest, keep: keep,
      loopDepth: block.loopDepth)
  }

  private static func list(_ node: LocatedNode, _ decoder: Decoder) -> [LocatedNode] {
    if let elements = node.elements { return elements }
    if node.string != nil { return [node] }
    decoder.report(
      .wrongKind, "“keep” is a list of attributes, not \(node.kindName)", at: node.place,
      help: "write for example [\"result\"]")
    return []
  }

  private static func decodeBranches(
    _ node: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> [Branch] {
    guard let elements = node.elements, !elements.isEmpty else {
      decoder.report(
        .wrongKind, "“branches” is a list of ways", at: node.place,
        help: "write for example " + example)
      return []
    }
    return elements.compactMap { element in
      guard var reader = ObjectReader(element, "a way of a fork", decoder, as: "way of a fork")
      else { return nil }
      let given = reader.required("name", help: "say what this way is for")
      let name = given.flatMap { decoder.text($0, "“name”") } ?? "?"
      let info = decoder.name(&reader, default: name, keyword: "fork", in: block, draws: true)
      var inner = block
      inner.path = info.name.split(separator: "/").map(String.init)
      let source = decoder.childSource(info, .cloned)
      let steps = reader.required("steps", help: "say what is done on this way").map {
        decoder.steps($0, in: inner)
      }
      reader.finish()
      guard given != nil, let steps else { return nil }
      return Branch(info: info, source: source, count: nil, steps: steps)
    }
  }

  /// How many clones are waited for; nil for all.
  private static func join(
    _ reader: inout ObjectReader, most: Int?, in block: Block, _ decoder: Decoder
  ) -> Expression? {
    guard let node = reader.optional("join") else { return nil }
    switch node.string {
    case "all": return nil
    case "any": return .constant(1)
    default: break
    }
    let count = decoder.number(of: node, "“join”", least: 1, in: block)
    if let most, let value = count?.constantValue, value > Double(most) {
      decoder.report(
        .badValue, "“join” waits for \(Decoder.plain(value)) of \(most) clones",
        at: node.place, help: "write “all”, “any” or fewer")
    }
    return count
  }

  /// Whether clones that are not waited for are stopped.
  private static func rest(
    _ reader: inout ObjectReader, waitsForAll: Bool, _ decoder: Decoder
  ) -> Bool {
    guard let node = reader.optional("rest") else { return true }
    if waitsForAll {
      decoder.report(
        .contradiction, "all clones are waited for, so there is no rest", at: node.place,
        help: "remove “rest”, or write “join”: “any”, or how many are waited for")
    }
    switch node.string {
    case "cancel": return true
    case "go on": return false
    default:
      decoder.report(
        .badValue, "“rest” is “cancel” or “go on”", at: node.place,
        help: "“cancel” stops the clones that are not waited for")
      return true
    }
  }

  package func lower(into lowering: inout Lowering) { lowering.fork(self) }
}
