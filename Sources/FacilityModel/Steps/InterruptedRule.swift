import EventEngine

/// What becomes of the work of a step when a unit that it needs is taken away.
package enum InterruptedRule: Sendable {
  case resume
  case restart
  case resample
  case never
  /// It is given up, and these steps are done instead.
  case reroute([any Step])

  static let field = StepField(
    "ifPreempted",
    .either([
      .oneOf(["resume", "restart", "resample", "never"]), .section("after pre-emption"),
    ]),
    "what becomes of it when a unit is taken away: \"resume\" (the default: it goes on with the time "
      + "that was left), \"restart\" (the same time again), \"resample\" (a new draw), \"never\" "
      + "(it cannot be pre-empted), or { \"then\": steps } (it is given up)")

  /// The steps that are done instead, if it is given up.
  package var steps: [any Step] { if case .reroute(let steps) = self { steps } else { [] } }

  /// What the engine calls it.
  var rule: InterruptionRule {
    switch self {
    case .resume: .resume
    case .restart: .restart
    case .resample: .resample
    case .never: .never
    case .reroute: .reroute
    }
  }
}

extension Decoder {
  /// What a step says under `ifPreempted`; nil where it says nothing.
  func interruptedRule(_ reader: inout ObjectReader, in block: Block) -> InterruptedRule? {
    guard let node = reader.optional("ifPreempted") else { return nil }
    if node.members != nil {
      guard var inner = ObjectReader(node, "“ifPreempted”", self, as: "after pre-emption") else {
        return nil
      }
      let then = inner.required("then", help: "say what is done instead").map {
        steps($0, in: block)
      }
      inner.finish()
      return then.map { .reroute($0) }
    }
    guard let text = text(node, "“ifPreempted”") else { return nil }
    let words: KeyValuePairs<String, InterruptedRule> = [
      "resume": .resume, "restart": .restart, "resample": .resample, "never": .never,
    ]
    if let rule = words.first(where: { $0.key == text })?.value { return rule }
    report(
      .badValue, "work that is pre-empted cannot “\(text)”", at: node.place,
      help: suggest(text, among: words.map(\.key)).map { "did you mean “\($0)”?" }
        ?? "it is \"resume\", \"restart\", \"resample\", \"never\" or { \"then\": […] }")
    return nil
  }

  /// Whether a request takes units from those of worse priority, and when.
  func preemption(_ reader: inout ObjectReader, items: [Units], in block: Block) -> Expression? {
    guard let node = reader.optional("preempt"),
      let condition = expression(
        node, wanting: .truth, "“preempt”", in: scope(in: block))?.expression,
      condition.constantValue != 0
    else { return nil }
    for item in items { removable.insert(item.resource) }
    return condition
  }
}
