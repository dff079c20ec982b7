import EventEngine

extension Decoder {
  private typealias Operand = QuotientDefinition.Operand

  /// `{ "ratio": ["cost", "throughput"] }`: two figures, of which the first is divided by the second.
  func readRatio(
    _ reader: inout ObjectReader, _ node: LocatedNode, _ member: LocatedNode.Member,
    beside measures: LocatedNode?
  ) -> MeasureDefinition? {
    let goal = readGoal(&reader)
    reader.finish()
    guard let elements = node.elements, elements.count == 2 else {
      report(
        .wrongKind, "“ratio” is a list of two figures", at: node.place,
        help: "write for example [\"cost\", \"throughput\"]")
      return nil
    }
    let operands = elements.compactMap { readOperand($0, beside: measures) }
    guard operands.count == 2 else { return nil }
    var measure = MeasureDefinition(
      name: member.key, kind: .ratio, tallyKind: .number,
      target: goal.target.flatMap { readTarget($0, isShare: false, .number) },
      isKey: goal.isKey ?? (goal.target != nil), better: goal.better, place: member.keyPlace)
    measure.ratio = QuotientDefinition(above: operands[0], below: operands[1])
    return measure
  }

  private func readOperand(_ node: LocatedNode, beside measures: LocatedNode?) -> Operand? {
    var nameNode = node
    var (resourceNode, statisticNode): (LocatedNode?, LocatedNode?)
    if node.members != nil {
      guard var reader = ObjectReader(node, "a figure", self, as: "figure") else { return nil }
      let name = reader.required("measure", help: "say which measure it is of")
      resourceNode = reader.optional("resource")
      statisticNode = reader.optional("statistic")
      reader.finish()
      guard let name else { return nil }
      nameNode = name
    }
    guard let name = text(nameNode, "a figure of a ratio") else { return nil }
    var resource: Int?
    if let resourceNode {
      guard
        let index = text(resourceNode, "“resource”").flatMap({
          index(of: $0, among: resources, "resource", at: resourceNode.place)
        })
      else { return nil }
      resource = index
    }
    let own = resource == nil ? statistics(ofOwn: name, among: measures) : nil
    guard let known = own ?? statistics(ofBuiltIn: name, of: resource) else {
      reportUnknown(name, at: nameNode.place, among: measures, of: resource)
      return nil
    }
    let scope = resource.map { "resource " + resources[$0] } ?? "all"
    var statistic = known[0]
    if let statisticNode {
      guard let wanted = text(statisticNode, "“statistic”") else { return nil }
      guard known.contains(wanted) else {
        report(
          .unknownName, "“\(name)” has no statistic “\(wanted)”", at: statisticNode.place,
          help: suggestion(for: wanted, among: known)
            ?? "it has \(known.map { "“\($0)”" }.joined(separator: ", "))")
        return nil
      }
      statistic = wanted
    }
    // “total” is a figure of some measures, and a sum over the observations of others.
    let isSum = statistic == "total" && known.contains("count")
    return Operand(
      measure: name, scope: scope,
      statistic: statistic == "count" ? .count : isSum ? .total : .named(statistic))
  }

  private func reportUnknown(
    _ name: String, at place: Place, among measures: LocatedNode?, of resource: Int?
  ) {
    let own = (measures?.members ?? []).map(\.key).filter {
      resource == nil && statistics(ofOwn: $0, among: measures) != nil
    }
    let builtIn = BuiltInMeasures.names.sorted().filter {
      statistics(ofBuiltIn: $0, of: resource) != nil
    }
    report(
      .unknownName,
      resource.map { "“\(resources[$0])” has no measure “\(name)” that a ratio could use" }
        ?? "no measure is named “\(name)” that a ratio could use", at: place,
      help: suggestion(for: name, among: builtIn + own)
        ?? "there is \((builtIn + own).prefix(12).map { "“\($0)”" }.joined(separator: ", "))")
  }

  private static let ofObservations = [
    "mean", "sd", "p5", "p25", "p50", "p75", "p90", "p95", "p99", "max", "count", "total",
  ]

  /// What a measure of the model has, with what reports show first in front; nil where there is
  /// none of the name that is no ratio itself.
  private func statistics(ofOwn name: String, among measures: LocatedNode?) -> [String]? {
    if let known = recorded.first(where: { $0.name == name }) {
      return known.tallyKind == .share ? ["share", "count", "total"] : Self.ofObservations
    }
    guard let measure = measures?.member(name),
      let kind = MeasureKind.catalogue.map(\.keyword).first(where: { measure.member($0) != nil })
    else { return nil }
    // A measure of one source stands under its name.
    if measure.member("of") != nil { return nil }
    switch kind {
    case "share", "standard": return ["share", "count", "total"]
    case "mean", "between": return Self.ofObservations
    case "timeAverage": return ["mean", "max", "min"]
    case "shareOfTime": return ["share"]
    default: return nil
    }
  }

  /// What a measure of every run has; nil where this model has none of the name.
  private func statistics(ofBuiltIn name: String, of resource: Int?) -> [String]? {
    guard let resource else {
      let isCosted = resourceDefinitions.contains { $0.cost != nil }
      let isPowered = resourceDefinitions.contains { $0.power != nil }
      switch name {
      case "cost": return isCosted ? ["total", "per day", "per entity"] : nil
      case "energy": return isPowered ? ["total", "per day", "per entity"] : nil
      case "throughput", "arrivals": return ["mean"]
      case "number inside": return ["mean", "max", "end"]
      case "time in system": return Self.ofObservations
      case "run length": return ["total"]
      default: return nil
      }
    }
    let definition = resourceDefinitions[resource]
    let isStock = Int32(resource) >= firstStock
    let hasUnits = !isStock && !definition.plan.isUnlimited
    switch name {
    case "cost": return definition.cost == nil ? nil : ["total", "per day"]
    case "cost in use", "cost of standing ready": return definition.cost == nil ? nil : ["total"]
    case "cost per use": return definition.cost == nil ? nil : ["mean", "count", "total"]
    case "energy": return definition.power == nil ? nil : ["total"]
    case "occupancy": return isStock ? nil : ["mean", "max"]
    case "utilisation", "units on duty": return hasUnits ? ["mean"] : nil
    case "queue length": return ["mean", "max"]
    default: return nil
    }
  }
}
