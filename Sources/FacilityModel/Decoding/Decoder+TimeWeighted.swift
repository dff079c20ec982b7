import EventEngine

extension Decoder {
  /// A measure of the state over time: its value, its levels, and whose arrivals look at it.
  func readTimeWeighted(
    _ reader: inout ObjectReader, _ kind: (key: String, node: LocatedNode),
    _ member: LocatedNode.Member
  ) -> MeasureDefinition? {
    for key in ["of", "outcome", "where", "by"] {
      guard let node = reader.optional(key) else { continue }
      report(
        .contradiction, "“\(key)” picks entities, and “\(kind.key)” looks at the facility",
        at: node.place,
        help: key == "of"
          ? "to ask what the arrivals of a source find, write \"foundBy\""
          : "leave it out, or write a condition into the expression")
    }
    let levels = reader.optional("levels").flatMap { readLevels($0, of: kind.key) }
    let finder = reader.optional("foundBy").flatMap(readFinder) ?? .nobody
    let goal = readGoal(&reader)
    reader.finish()
    var around = scope
    around.hasEntity = false
    let isTruth = kind.key == "shareOfTime"
    guard
      let value = expression(
        kind.node, wanting: isTruth ? .truth : nil, "“\(kind.key)”", in: around)
    else { return nil }
    if !isTruth, value.type != .number {
      report(
        .badExpression, "“timeAverage” is a number, not \(value.type.words)", at: kind.node.place,
        help: value.type == .truth
          ? "for the share of time that a condition holds, write \"shareOfTime\""
          : "divide by the unit: “… / 1 h”")
      return nil
    }
    if value.expression.operations.contains(where: \.readsClock) {
      report(
        .badExpression, "“\(kind.key)” follows what happens, and the clock moves by itself",
        at: kind.node.place,
        help: "leave “now”, “hour” and “weekday” out; timeline.csv shows the measure by hour")
      return nil
    }
    if !value.expression.levelComparisons.isForeseen {
      report(
        .badExpression, "“\(kind.key)” follows what happens, and levels change by themselves",
        at: kind.node.place,
        help:
          "the mean level of a tank is reported anyway; for the share of time above a level write "
          + "\"shareOfTime\": \"level(tank) > 3\"")
      return nil
    }
    return MeasureDefinition(
      name: member.key, kind: isTruth ? .shareOfTime : .timeAverage,
      tallyKind: isTruth ? .share : .number,
      level: LevelDefinition(
        expression: value.expression, isTruth: isTruth, levels: levels ?? 0, finder: finder),
      target: goal.target.flatMap { readTarget($0, isShare: isTruth, value.type) },
      isKey: goal.isKey ?? (goal.target != nil), better: goal.better, place: member.keyPlace)
  }

  /// The greatest level told apart.
  private func readLevels(_ node: LocatedNode, of kind: String) -> Int? {
    if kind == "shareOfTime" {
      report(
        .contradiction, "“levels” goes with “timeAverage”: a condition has none", at: node.place,
        help: "leave it out")
      return nil
    }
    if let isWanted = node.boolean { return isWanted ? 21 : nil }
    return integer(node, "“levels”", in: 1...1_000).map { Int($0) + 1 }
  }

  private func readFinder(_ node: LocatedNode) -> LevelDefinition.Finder? {
    if let isWanted = node.boolean { return isWanted ? .everyone : .nobody }
    return text(node, "“foundBy”").flatMap {
      self.source(named: $0, at: node.place)
    }.map { .source($0) }
  }
}
