import EventEngine

/// What a function of the entity's own past reads, by the name that stands in its brackets.
package enum PastFunction: Sendable {
  /// The time of a mark, the time since it, and whether it has been passed.
  case timeAt, since, passed
  /// All waits for a resource or at a step.
  case wait
}

extension ExpressionParser {
  /// A function of the entity's past: `since('door')`, `wait(doctor)`.
  mutating func call(_ past: PastFunction, _ name: String, _ token: ExpressionToken)
    throws(ExpressionProblem) -> TypedExpression
  {
    let opening = current
    index += 1
    let named = current
    index += 1
    let given: String
    switch named.kind {
    case .word(let word): given = word
    case .quoted(let quoted): given = quoted
    default:
      throw ExpressionProblem(
        message: past == .wait
          ? "“\(name)” asks for the name of a resource or a step"
          : "“\(name)” asks for the name of a mark",
        offset: named.offset, length: named.length,
        help: "write for example " + (past == .wait ? "wait(doctor)" : "\(name)('door')"))
    }
    try checkEntity(name, token)
    let attribute = try self.attribute(of: past, named: given, named)
    try close(opening)
    switch past {
    case .timeAt: return TypedExpression(.leaf(.lastTime(attribute)), .duration)
    case .since:
      return TypedExpression(
        .binary(.subtract, .leaf(.now), .leaf(.lastTime(attribute))), .duration)
    case .passed: return TypedExpression(.leaf(.isSet(attribute)), .truth)
    case .wait: return TypedExpression(.leaf(.total(attribute)), .duration)
    }
  }

  private func attribute(of past: PastFunction, named name: String, _ token: ExpressionToken)
    throws(ExpressionProblem) -> Int32
  {
    let known = past == .wait ? scope.waits : scope.marks
    if let attribute = known[name] { return attribute }
    let names = known.keys.sorted()
    throw ExpressionProblem(
      message: past == .wait
        ? "no resource or step is named “\(name)”" : "no step sets a mark “\(name)”",
      offset: token.offset, length: token.length,
      help: suggestion(for: name, among: names)
        ?? (past == .wait
          ? "check the spelling"
          : names.isEmpty
            ? "add a step { \"mark\": \"\(name)\" }"
            : "there is \(names.prefix(8).map { "“\($0)”" }.joined(separator: ", "))"))
  }
}
