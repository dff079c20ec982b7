import EventEngine

/// The time between two marks: where it is taken, what it is, and for whom.
struct Interval {
  /// The mark at which it is taken; nil where it is taken as entities leave.
  var mark: Int?
  var length: Expression
  /// Who has passed both; nil for everybody.
  var condition: Expression?
}

extension Decoder {
  /// `"between": ["door", "doctor"]`: from the latest passage of the first to each of the second.
  ///
  /// - Parameter atDeparture: whether it is taken as entities leave, since only then is it known
  ///   which of them count; then the latest passage of the second ends it.
  func readBetween(_ node: LocatedNode, atDeparture: Bool) -> Interval? {
    guard let elements = node.elements, elements.count == 2 else {
      report(
        .wrongKind, "“between” is a list of two marks", at: node.place,
        help: "write for example [\"door\", \"doctor\"]; “arrival” and “departure” are marks too")
      return nil
    }
    guard let first = mark(elements[0], or: "arrival"),
      let second = mark(elements[1], or: "departure")
    else { return nil }
    if elements[0].string == elements[1].string {
      report(
        .contradiction, "the time between a mark and itself is 0", at: node.place,
        help: "name two marks")
      return nil
    }
    let start = first.map { Expression.leaf(.lastTime(marks[$0].attribute)) }
    let from = start ?? .binary(.subtract, .leaf(.now), .leaf(.timeInSystem))
    guard let second, atDeparture else {
      return Interval(
        mark: second, length: .binary(.subtract, .leaf(.now), from),
        condition: first.map { .leaf(.isSet(marks[$0].attribute)) })
    }
    let end = Expression.leaf(.lastTime(marks[second].attribute))
    return Interval(
      mark: nil, length: .binary(.subtract, end, from),
      condition: .binary(.lessOrEqual, start ?? from, end))
  }

  /// The number of a mark; nil within for the natural one, nil altogether for none.
  private func mark(_ node: LocatedNode, or natural: String) -> Int?? {
    guard let name = text(node, "a mark") else { return nil }
    if name == natural { return .some(nil) }
    if Self.naturalMarks.contains(name) {
      report(
        .badValue, "“\(name)” stands at the wrong end", at: node.place,
        help: "an interval begins at the arrival and ends at the departure")
      return nil
    }
    if let index = marks.firstIndex(where: { $0.name == name }) { return index }
    report(
      .unknownName, "no step sets a mark “\(name)”", at: node.place,
      help: suggestion(for: name, among: marks.map(\.name) + [natural])
        ?? "add a step { \"mark\": \"\(name)\" } where it is")
    return nil
  }

  /// `"standard": { "within": "4 h", "share": 0.95 }`.
  func readStandard(_ node: LocatedNode) -> (within: Double, share: Double)? {
    guard var reader = ObjectReader(node, "a standard", self, as: "standard") else { return nil }
    let within = reader.required("within", help: "say how long it may take: \"within\": \"4 h\"")
      .flatMap { constant($0, wanting: .duration, "“within”") }
    let share = reader.required("share", help: "say for how many: \"share\": 0.95").flatMap {
      readTarget($0, isShare: true, .number)
    }
    reader.finish()
    guard let within, let share else { return nil }
    if within < 0 {
      report(.badValue, "“within” is negative", at: node.place, help: "a time is 0 or longer")
      return nil
    }
    return (within, share)
  }
}
