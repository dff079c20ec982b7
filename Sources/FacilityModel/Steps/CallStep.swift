/// Do the steps of another pathway, with values for its parameters, and go on.
package struct CallStep: Step, StepKind {
  package var info: StepInfo
  package var steps: [any Step]

  package static let keyword = "call"
  package static let summary =
    "Do the steps of another pathway, with values for its parameters, and go on behind them; its "
    + "steps are known by the name of the call."
  package static let fields = [
    StepField(
      "call", required: true, .text,
      "the pathway: a list of steps, or { \"parameters\", \"steps\" }"),
    StepField(
      "with", .mapping(.value),
      "values for its parameters: constants, expressions or distributions; those left out "
        + "have what the pathway says"),
    StepField("name", .text, "what the call is called; needed where a pathway is called twice"),
  ]
  package static let example = #"{ "call": "round", "with": { "length": "15 min" } }"#

  package static func decode(
    _ reader: inout ObjectReader, _ head: LocatedNode, in block: Block, _ decoder: Decoder
  ) -> (any Step)? {
    let pathway = decoder.text(head, "a pathway") ?? "?"
    let info = decoder.name(&reader, default: pathway, keyword: keyword, in: block, draws: true)
    let with = reader.optional("with")
    guard pathway != "?",
      decoder.index(of: pathway, among: decoder.pathways, "pathway", at: head.place) != nil,
      let node = decoder.pathwayNodes[pathway]
    else { return nil }
    if let first = decoder.calling.firstIndex(of: pathway) {
      let cycle = decoder.calling[first...].map { "“\($0)”" } + ["“\(pathway)”"]
      decoder.report(
        .contradiction, "a pathway calls itself: \(cycle.joined(separator: " calls "))",
        at: head.place, help: "what is done again is written with “repeat”")
      return nil
    }
    decoder.calls += 1
    if decoder.calls > 2_000 {
      if decoder.calls == 2_001 {
        decoder.report(
          .contradiction, "pathways call one another more than 2000 times in all", at: head.place,
          help: "write a loop with “repeat”")
      }
      return nil
    }
    decoder.called.insert(pathway)
    var inner = block
    inner.path = info.name.split(separator: "/").map(String.init)
    inner.arguments = decoder.arguments(with, of: node, pathway, in: block)
    decoder.calling.append(pathway)
    defer { decoder.calling.removeLast() }
    return CallStep(info: info, steps: decoder.steps(ofPathway: node, in: inner))
  }

  package func lower(into lowering: inout Lowering) { lowering.lower(steps) }
}

/// What a parameter of a pathway stands for within one call.
package enum PathwayArgument: Sendable {
  case expression(TypedExpression)
  /// A distribution: each place that names it draws for itself.
  case random(LocatedNode, ExpressionScope)
}

extension Decoder {
  /// The steps of a pathway that is a list, or has parameters and steps.
  func steps(ofPathway node: LocatedNode, in block: Block) -> [any Step] {
    if node.members == nil { return steps(node, in: block) }
    guard var reader = ObjectReader(node, "a pathway", self, as: "pathway") else { return [] }
    _ = reader.optional("parameters")
    let list = reader.required("steps", help: "say what is done: \"steps\": [ … ]")
    reader.finish()
    return list.map { steps($0, in: block) } ?? []
  }

  /// What the parameters of a pathway stand for: what a call gives them, or what the pathway says.
  func arguments(_ given: LocatedNode?, of pathway: LocatedNode, _ name: String, in block: Block)
    -> [String: PathwayArgument]
  {
    let declared = pathway.members == nil ? nil : pathway.member("parameters")
    if let declared, declared.members == nil {
      report(
        .wrongKind, "“parameters” is a mapping of names to values, not \(declared.kindName)",
        at: declared.place, help: "give each the value that it has where a call gives none")
    }
    if let given, given.members == nil {
      report(
        .wrongKind, "“with” is a mapping of parameters to values, not \(given.kindName)",
        at: given.place, help: "write for example { \"length\": \"15 min\" }")
    }
    let names = declared?.members?.map(\.key) ?? []
    for member in given?.members ?? [] {
      _ = index(of: member.key, among: names, "parameter of “\(name)”", at: member.keyPlace)
    }
    var arguments: [String: PathwayArgument] = [:]
    for member in declared?.members ?? [] {
      if isReserved(member.key) {
        report(
          .duplicateName, "“\(member.key)” already has a meaning", at: member.keyPlace,
          help: "give the parameter another name")
        continue
      }
      // The pathway itself may follow its default, which reads what every expression may read.
      let usual = argument(member.value, wanting: nil, member.key, in: scope)
      var type: ValueType?
      if case .expression(let typed) = usual { type = typed.type }
      guard let value = given?.member(member.key) else {
        arguments[member.key] = usual
        continue
      }
      arguments[member.key] =
        argument(value, wanting: type, member.key, in: self.scope(in: block)) ?? usual
    }
    return arguments
  }

  private func argument(
    _ node: LocatedNode, wanting type: ValueType?, _ name: String, in scope: ExpressionScope
  ) -> PathwayArgument? {
    if let text = node.string, case .random? = scope.arguments[text] {
      return scope.arguments[text]
    }
    if node.members != nil { return .random(node, scope) }
    return expression(node, wanting: type, "“\(name)”", in: scope).map { .expression($0) }
  }
}
