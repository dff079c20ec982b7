import EventEngine

extension Decoder {
  /// A measure of the state in which a run ends.
  func readAtEnd(
    _ reader: inout ObjectReader, _ node: LocatedNode, _ member: LocatedNode.Member
  ) -> MeasureDefinition? {
    let goal = readGoal(&reader)
    reader.finish()
    var around = scope
    around.hasEntity = false
    guard let value = expression(node, wanting: nil, "“atEnd”", in: around) else { return nil }
    let kind: TallyKind
    switch value.type {
    case .truth: kind = .share
    case .measure(1): kind = .duration
    case .measure: kind = .number
    case .text:
      report(
        .badExpression, "a text cannot be measured", at: node.place,
        help: "compare it: “weekday = Mon”")
      return nil
    }
    return MeasureDefinition(
      name: member.key, kind: .atEnd, tallyKind: kind, atEnd: value.expression,
      target: goal.target.flatMap { readTarget($0, isShare: kind == .share, value.type) },
      isKey: goal.isKey ?? (goal.target != nil), better: goal.better, place: member.keyPlace)
  }
}
