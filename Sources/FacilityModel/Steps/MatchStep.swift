import EventEngine

/// Wait for partners of other kinds, and go on as one.
package struct MatchStep: Step, StepKind {
  package var info: StepInfo
  /// Which match of the model it is, with what the model says of it.
  package var match: Int
  package var definition: MatchDefinition
  /// As which of its kinds an entity comes.
  package var kind: Int
  package var steps: [any Step]
  /// How long it waits at most, and what it does then.
  package var renege: Renege?
  package var loopDepth: Int32 = 0

  package static let keyword = "match"
  package static let summary =
    "Wait for partners of other kinds, as the section “matches” says. As soon as there are enough "
    + "of each kind, an entity of the kind that is named first does its “steps” for all; then all "
    + "go on, each behind its own step. In a match for good only the first kind does, and the "
    + "others have become part of it. Each keeps what it holds."
  package static let fields = [
    StepField("match", required: true, .text, "the match, a name of the section “matches”"),
    StepField("as", required: true, .text, "as which of its kinds an entity comes here"),
    StepField("steps", .steps, "what the first kind does for all"),
    StepField(
      "renege", .section("renege"),
      "{ \"after\": duration, \"then\": steps }: give up waiting for partners after a time"),
    StepField("name", .text, "what the step is called, if not after its match"),
  ]
  package static let example = #"{ "match": "car", "as": "body" }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let name = decoder.text(head, "a match")
    let info = decoder.name(
      &reader, default: name ?? "?", keyword: keyword, in: block, draws: reader.has("renege"))
    let match = name.flatMap {
      decoder.index(of: $0, among: decoder.matches.map(\.name), "match", at: head.place)
    }
    let asNode = reader.required("as", help: "say as which kind an entity comes")
    let kindName = asNode.flatMap { decoder.text($0, "“as”") }
    if block.isBatched || block.isTimed {
      decoder.report(
        .contradiction,
        "partners cannot be waited for within \(block.isBatched ? "a batch" : "a limit of time")",
        at: reader.place, help: "move the step out of it")
    }
    let stepsNode = reader.optional("steps")
    let renege = reader.optional("renege").flatMap { node -> Renege? in
      for key in ["when", "unless"] {
        guard let other = node.member(key) else { continue }
        decoder.report(
          .contradiction, "partners are waited for until a time is over, not “\(key)”",
          at: other.place, help: "give “after” alone")
      }
      return decoder.renege(node, info: info, in: block)
    }
    guard let match, let kindName, let place = asNode?.place else {
      _ = stepsNode.map { decoder.steps($0, in: block) }
      return nil
    }
    let definition = decoder.matches[match]
    guard
      let kind = decoder.index(
        of: kindName, among: definition.kinds.map(\.name), "kind of this match", at: place)
    else { return nil }
    decoder.comers.insert(Comer(match: match, kind: kind))
    if kind > 0, let stepsNode {
      decoder.report(
        .contradiction, "“\(definition.kinds[0].name)” does the steps for all, not “\(kindName)”",
        at: stepsNode.place,
        help: "move them to where “\(definition.kinds[0].name)” comes, or behind this step")
    }
    var inner = block
    inner.path = info.name.split(separator: "/").map(String.init)
    inner.isBatched = !definition.isPermanent
    let steps = stepsNode.map { decoder.steps($0, in: inner) } ?? []
    return MatchStep(
      info: info, match: match, definition: definition, kind: kind, steps: steps, renege: renege,
      loopDepth: block.loopDepth)
  }

  package func lower(into lowering: inout Lowering) { lowering.match(self) }

  /// The limit of the wait, as a section of time that holds nothing else.
  package var limit: WithinStep? {
    guard let renege, let patience = renege.patience else { return nil }
    return WithinStep(
      info: info, limit: patience, steps: [], otherwise: renege.steps, loopDepth: loopDepth)
  }
}
