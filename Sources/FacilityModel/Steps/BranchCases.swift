import EventEngine

extension BranchStep {
  /// The ways of a branch by the value of an expression: `"by": "class", "cases": { "red": […] }`.
  static func decodeCases(
    _ reader: inout ObjectReader, in block: Block, _ inner: Block, _ decoder: Decoder
  ) -> [(way: Way, steps: [any Step])] {
    var ways: [(way: Way, steps: [any Step])] = []
    let by = reader.required("by", help: "say which attribute or expression decides").flatMap {
      decoder.expression($0, wanting: nil, "“by”", in: decoder.scope(in: block))
    }
    let cases = reader.required("cases", help: "write { \"red\": [ … ], \"green\": [ … ] }")
    if let cases, (cases.members ?? []).isEmpty {
      decoder.report(
        .wrongKind, "“cases” is a mapping of values to steps", at: cases.place,
        help: "write for example { \"red\": [ … ], \"green\": [ … ] }")
    }
    for member in cases?.members ?? [] {
      let steps = decoder.steps(member.value, in: inner)
      guard let by, let value = value(member, of: by.type, decoder) else { continue }
      ways.append((.condition(.binary(.equal, by.expression, .constant(value))), steps))
    }
    if let otherwise = reader.optional("otherwise") {
      ways.append((.otherwise, decoder.steps(otherwise, in: inner)))
    }
    return ways
  }

  /// The value of “by” that a case stands for, or nil with a finding.
  static func value(
    _ member: LocatedNode.Member, of type: ValueType, _ decoder: Decoder,
    forRanges remedy: String =
      "for ranges of values write a list of { \"when\": condition, \"steps\": […] }"
  ) -> Double? {
    var value: Double?
    switch type {
    case .text: value = decoder.scope.labels.number(of: member.key)
    case .truth: value = member.key == "true" ? 1 : member.key == "false" ? 0 : nil
    case .measure(0): value = Decoder.number(member.key)
    default: break
    }
    if value == nil {
      decoder.report(
        .badValue, "“\(member.key)” is no value of “by”, which is \(type.words)",
        at: member.keyPlace,
        help: type == .text
          ? suggestion(for: member.key, among: decoder.scope.labels.names)
            ?? "write one of the texts of this model"
          : remedy)
    }
    return value
  }
}
