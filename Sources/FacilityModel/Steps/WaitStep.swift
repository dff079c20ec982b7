/// Wait until a condition holds, or for a signal.
package struct WaitStep: Step, StepKind {
  /// What is waited for.
  package enum Cause: Sendable {
    case condition(AwaitedCondition)
    case signal(Int)
  }

  package var info: StepInfo
  package var cause: Cause
  /// Its priority and when it is given up; it asks for no units.
  package var request: SeizeRequest
  /// Whether a condition is first looked at when lines have been served, not at once.
  package var looksLater = false

  package static let keyword = "wait"
  package static let summary =
    "Wait until a condition on the state or the clock holds, or for a signal; it is reported as a "
    + "wait of the step."
  package static let fields = [
    StepField("wait", required: true, .text, "the name of the step"),
    StepField(
      "until", .condition,
      "a condition: looked at on arrival, and whenever what it reads changes; who waits is looked at "
        + "by priority and in the order of joining, each in the state that those before have left"),
    StepField(
      "signal", .text,
      "the signal to wait for instead; what was given before an entity comes is gone"),
    StepField(
      "checkEvery", .constantDuration,
      "how often “until” is looked at, counted from the start, where it reads the clock in a way that "
        + "cannot be foreseen"),
    StepField("priority", .expression, "an expression evaluated on joining; lower goes first"),
    Renege.field,
    StepField("name", .text, "what the step is called, where that is not enough to tell it apart"),
  ]
  package static let example =
    #"{ "wait": "for a quiet moment", "until": "free(doctor) > 0 and hour >= 8", "renege": { "after": "1 h" } }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let name = decoder.text(head, "the name of a step") ?? "?"
    let info = decoder.name(
      &reader, default: name, keyword: keyword, in: block, draws: reader.has("renege"))
    var request = SeizeRequest(items: [])
    request.priority = decoder.priority(&reader, in: block)
    request.renege = reader.optional("renege").flatMap {
      decoder.renege($0, info: info, in: block)
    }
    let grid = decoder.grid(&reader)
    var cause: Cause?
    switch reader.oneOf(["until", "signal"]) {
    case ("until", let node)?:
      cause = decoder.awaited(node, "“until”", grid: grid, in: decoder.scope(in: block))
        .map { .condition($0) }
    case (_, let node)?:
      cause = decoder.text(node, "a signal").map {
        .signal(decoder.signal(named: $0, awaitedAt: node.place))
      }
      if let grid {
        decoder.report(
          .contradiction, "“checkEvery” goes with “until”", at: grid.place, help: "leave it out")
      }
    case nil:
      decoder.report(
        .missingKey, "a wait lacks “until” or “signal”", at: reader.place,
        help: "say what is waited for; for a time to pass write \"delay\"")
    }
    return cause.map { WaitStep(info: info, cause: $0, request: request) }
  }

  package func lower(into lowering: inout Lowering) {
    let end = lowering.makeLabel()
    lowering.wait(self, end: end)
    lowering.place(end)
  }
}
