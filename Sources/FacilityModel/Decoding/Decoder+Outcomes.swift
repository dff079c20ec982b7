import EventEngine

extension Decoder {
  /// Whether a measure is split by how entities leave.
  func isByOutcome(_ node: LocatedNode) -> Bool {
    scope.attributes["outcome"] == nil
      && (node.elements ?? [node]).contains { $0.string == "outcome" }
  }

  /// A measure and its parts, one for each way to leave; these may be split again.
  func splitByOutcome(_ measure: MeasureDefinition, by node: LocatedNode) -> [MeasureDefinition] {
    if let outcome = measure.outcome {
      report(
        .contradiction, "all of “\(measure.name)” leave as “\(outcomes[outcome])”", at: node.place,
        help: "leave “outcome” out of “by”, or do not pick one")
      return [measure]
    }
    let others = (node.elements ?? []).filter { $0.string != "outcome" }
    if let elements = node.elements, elements.count - others.count > 1 {
      report(
        .duplicateName, "“by” names one thing twice", at: node.place,
        help: "leave one of them out")
      return [measure]
    }
    let parts = outcomes.indices.flatMap { outcome -> [MeasureDefinition] in
      var part = measure
      part.outcome = outcome
      part.scope = "outcome \(outcomes[outcome])"
      part.isKey = false
      if measure.kind != .standard { part.target = nil }
      return others.isEmpty
        ? [part] : split(part, by: LocatedNode(.sequence(others), at: node.place))
    }
    return [measure] + parts
  }
}
