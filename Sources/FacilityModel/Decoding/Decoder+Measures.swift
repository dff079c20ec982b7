import EventEngine

extension Decoder {
  /// The section `measures`: figures that the model asks for.
  func readMeasures(_ node: LocatedNode?) -> [MeasureDefinition] {
    if let node, node.members == nil, !node.isNull {
      report(
        .wrongKind, "“measures” is a mapping of names, not \(node.kindName)", at: node.place,
        help: "write { \"in time\": { \"share\": \"timeInSystem <= 4 h\" } }")
    }
    return (node?.members ?? []).flatMap { member -> [MeasureDefinition] in
      guard var reader = ObjectReader(member.value, "measure “\(member.key)”", self, as: "measure")
      else {
        return []
      }
      // A standard may be one of the time between marks.
      let isStandard = reader.has("standard")
      let kind = reader.oneOf(
        MeasureKind.catalogue.map(\.keyword).filter { !isStandard || $0 != "between" })
      if kind == nil {
        report(
          .missingKey, "measure “\(member.key)” does not say what it measures",
          at: reader.place, help: "write for example \"share\": \"timeInSystem <= 4 h\"")
      }
      checkName(of: member)
      if let kind, kind.key == "ratio" {
        return readRatio(&reader, kind.node, member, beside: node).map { [$0] } ?? []
      }
      if let kind, kind.key == "atEnd" {
        return readAtEnd(&reader, kind.node, member).map { [$0] } ?? []
      }
      guard let kind, ["timeAverage", "shareOfTime"].contains(kind.key) else {
        return readOfEntities(&reader, kind, member)
      }
      return readTimeWeighted(&reader, kind, member).map { [$0] } ?? []
    }
  }

  private func checkName(of member: LocatedNode.Member) {
    guard let other = recorded.first(where: { $0.name == member.key }) else { return }
    report(
      .duplicateName, "a step records a measure “\(member.key)” already", at: member.keyPlace,
      help: "give one of them another name",
      notes: [Finding.Note("it is recorded here", at: other.place)])
  }

  /// A measure over the entities that leave, with its parts by class.
  private func readOfEntities(
    _ reader: inout ObjectReader, _ kind: (key: String, node: LocatedNode)?,
    _ member: LocatedNode.Member
  ) -> [MeasureDefinition] {
    let source = reader.optional("of").flatMap { node in
      text(node, "“of”").flatMap {
        self.source(named: $0, at: node.place)
      }
    }
    let outcome = reader.optional("outcome").flatMap { node in
      text(node, "“outcome”").flatMap {
        index(of: $0, among: outcomes, "outcome", at: node.place)
      }
    }
    let condition = reader.optional("where").flatMap {
      expression($0, wanting: .truth, "“where”", in: scope)?.expression
    }
    let goal = readGoal(&reader)
    let by = reader.optional("by")
    let between = kind?.key == "standard" ? reader.optional("between") : nil
    let time = kind?.key == "standard" ? reader.optional("time") : nil
    reader.finish()
    guard let kind else { return [] }
    var measure = MeasureDefinition(
      name: member.key, kind: .share, tallyKind: .share, value: nil, condition: condition,
      source: source, outcome: outcome, scope: nil, target: nil, isKey: false,
      place: member.keyPlace)
    let isAtDeparture = outcome != nil || by.map(isByOutcome) == true
    var type = ValueType.number
    switch kind.key {
    case "between":
      guard let interval = readBetween(kind.node, atDeparture: isAtDeparture) else { return [] }
      measure.kind = .between
      measure.tallyKind = .duration
      measure.take(interval)
      type = .duration
    case "standard":
      guard let standard = readStandard(kind.node) else { return [] }
      measure.kind = .standard
      measure.target = standard.share
      guard let length = standardTime(between: between, time: time, isAtDeparture, &measure) else {
        return []
      }
      measure.value = .binary(.lessOrEqual, length, .constant(standard.within))
      if let target = goal.target {
        report(
          .contradiction, "the target of a standard is its “share”", at: target.place,
          help: "leave “target” out")
      }
    default:
      guard let read = readValue(kind) else { return [] }
      measure.kind = kind.key == "share" ? .share : .mean
      measure.tallyKind = read.tallyKind
      measure.value = read.value
      measure.unit = accountUnit(of: read.value)
      type = read.type
    }
    if let target = goal.target, kind.key != "standard" {
      measure.target = readTarget(target, isShare: kind.key == "share", type)
    }
    measure.isKey = goal.isKey ?? (measure.target != nil)
    measure.better = goal.better
    return split(measure, by: by)
  }

  /// The time that a standard limits: between marks, as written, or in the facility.
  private func standardTime(
    between: LocatedNode?, time: LocatedNode?, _ hasOutcome: Bool,
    _ measure: inout MeasureDefinition
  ) -> Expression? {
    if let between {
      if let time {
        report(
          .contradiction, "“between” and “time” exclude each other", at: time.place,
          help: "keep one of them")
      }
      guard let interval = readBetween(between, atDeparture: hasOutcome) else { return nil }
      measure.take(interval)
      return interval.length
    }
    guard let time else { return .leaf(.timeInSystem) }
    return expression(time, wanting: .duration, "“time”", in: scope)?.expression
  }

  /// The value of a share or a mean, taken where an entity leaves.
  private func readValue(_ kind: (key: String, node: LocatedNode))
    -> (value: Expression, tallyKind: TallyKind, type: ValueType)?
  {
    guard
      let value = expression(
        kind.node, wanting: kind.key == "share" ? .truth : nil, "“\(kind.key)”", in: scope)
    else { return nil }
    if kind.key == "share" { return (value.expression, .share, value.type) }
    switch value.type {
    case .measure(1): return (value.expression, .duration, value.type)
    case .measure, .truth: return (value.expression, .number, value.type)
    case .text:
      report(
        .badExpression, "a text has no mean", at: kind.node.place,
        help: "count one of its values with \"share\"")
      return nil
    }
  }

  /// What is wanted of a measure.
  struct Goal {
    var target: LocatedNode?
    var better: MeasureDefinition.Direction?
    /// As written; else those with a target are key ones.
    var isKey: Bool?
  }

  /// What a measure should reach, which way is good, and whether it is a key one.
  func readGoal(_ reader: inout ObjectReader) -> Goal {
    let target = reader.optional("target")
    let better = reader.optional("better").flatMap { node -> MeasureDefinition.Direction? in
      let direction = node.string.flatMap(MeasureDefinition.Direction.init(rawValue:))
      if direction == nil {
        report(
          .badValue, "“better” is \"lower\" or \"higher\"", at: node.place,
          help: "say which way the measure should go")
      }
      return direction
    }
    let isKey = reader.optional("key").flatMap { node -> Bool? in
      if node.boolean == nil {
        report(
          .wrongKind, "“key” is true or false, not \(node.kindName)", at: node.place,
          help: "write true without quotes")
      }
      return node.boolean
    }
    return Goal(target: target, better: better, isKey: isKey)
  }

  /// What a measure should reach, in the unit of its values.
  func readTarget(_ node: LocatedNode, isShare: Bool, _ type: ValueType) -> Double? {
    let wanted = type == .truth ? ValueType.number : type
    guard let value = constant(node, wanting: wanted, "“target”") else { return nil }
    if isShare, !(0...1).contains(value) {
      report(
        .badValue, "the target of a share is a number from 0 to 1, not \(Self.plain(value))",
        at: node.place, help: "95 % is 0.95")
      return nil
    }
    return value
  }
}

extension MeasureDefinition {
  /// Takes its value over an interval between marks.
  mutating func take(_ interval: Interval) {
    value = interval.length
    mark = interval.mark
    if let both = interval.condition {
      condition = condition.map { .binary(.and, both, $0) } ?? both
    }
  }
}
