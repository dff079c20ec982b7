import EventEngine

/// Reads an expression, resolves its names and checks its units, in one pass.
package struct ExpressionParser {
  let tokens: [ExpressionToken]
  let scope: ExpressionScope
  var index = 0
  private var depth = 0

  /// How deeply an expression may be nested.
  package static let deepest = 64

  private init(_ tokens: [ExpressionToken], _ scope: ExpressionScope) {
    self.tokens = tokens
    self.scope = scope
  }

  /// The checked expression of a text.
  package static func parse(_ text: String, in scope: ExpressionScope) throws(ExpressionProblem)
    -> TypedExpression
  {
    if let known = nameStandingAlone(text, in: scope) { return known }
    if scope.brokenParameters.contains(text) {
      throw ExpressionProblem(message: "a parameter is broken", offset: 0, isReported: true)
    }
    do {
      var parser = ExpressionParser(try ExpressionLexer.tokens(of: text), scope)
      return try parser.whole()
    } catch {
      if let label = scope.labels.number(of: text) {
        return TypedExpression(.constant(label), .text)
      }
      throw error
    }
  }

  private mutating func whole() throws(ExpressionProblem) -> TypedExpression {
    if current.kind == .end {
      throw ExpressionProblem(
        message: "the expression is empty", offset: 0, help: "write a value, or leave the key out")
    }
    let result = try disjunction()
    if current.kind != .end {
      throw ExpressionProblem(
        message: "“\(current.text)” is not expected here", offset: current.offset,
        length: current.length, help: helpForRest(current))
    }
    return result
  }

  /// A name with spaces stands alone as it is.
  private static func nameStandingAlone(_ text: String, in scope: ExpressionScope)
    -> TypedExpression?
  {
    if let parameter = scope.parameters[text] {
      return TypedExpression(.constant(parameter.value), parameter.type)
    }
    if !scope.constantsOnly, scope.hasEntity, let attribute = scope.attributes[text] {
      return TypedExpression(.leaf(.attribute(attribute.index)), attribute.type)
    }
    return nil
  }

  private func helpForRest(_ token: ExpressionToken) -> String? {
    let before = index > 0 ? tokens[index - 1].kind : .end
    switch token.kind {
    case .word(let word):
      if let near = suggestion(for: word, among: ["and", "or", "mod", "per"]) { return near }
      if case .number = before {
        if TimeUnits.ticks[word.lowercased()] != nil { return "write “\(word.lowercased())”" }
        return "units of time are \(TimeUnits.names.joined(separator: ", "))"
      }
      return "a name with spaces stands in single quotes inside a longer expression"
    case .symbol(")"): return "there is no “(” for it"
    case .symbol(","):
      return "a decimal point is written “.”; values stand in a function's brackets"
    case .symbol("<"), .symbol("<="), .symbol(">"), .symbol(">="), .symbol("="), .symbol("=="):
      return "compare two values at a time, and join the comparisons with “and”"
    default: return "an operator such as “+” or “and” is missing before it"
    }
  }

  var current: ExpressionToken { tokens[index] }

  mutating func take(_ symbols: String...) -> ExpressionToken? {
    switch current.kind {
    case .symbol(let symbol) where symbols.contains(symbol),
      .word(let symbol) where symbols.contains(symbol):
      defer { index += 1 }
      return current
    default: return nil
    }
  }

  /// Counts one more level; whoever calls it counts back.
  private mutating func deepen() throws(ExpressionProblem) {
    depth += 1
    if depth > Self.deepest {
      throw ExpressionProblem(
        message: "the expression is nested more than \(Self.deepest) deep",
        offset: current.offset, help: "split it with parameters or attributes")
    }
  }

  mutating func disjunction() throws(ExpressionProblem) -> TypedExpression {
    try deepen()
    defer { depth -= 1 }
    var left = try conjunction()
    while let token = take("or") {
      left = try logical(.or, left, try conjunction(), token)
    }
    return left
  }

  private mutating func conjunction() throws(ExpressionProblem) -> TypedExpression {
    var left = try negation()
    while let token = take("and") {
      left = try logical(.and, left, try negation(), token)
    }
    return left
  }

  private mutating func negation() throws(ExpressionProblem) -> TypedExpression {
    var negations = 0
    var last: ExpressionToken?
    while let token = take("not") {
      negations += 1
      last = token
    }
    let operand = try comparison()
    guard let last else { return operand }
    guard operand.type == .truth else {
      throw mismatch(
        "“not” asks for true or false, not \(operand.type.words)", last,
        help: "compare it with something")
    }
    return negations % 2 == 0
      ? operand : TypedExpression(.unary(.not, operand.expression), .truth)
  }

  private func logical(
    _ operation: ExpressionOperation, _ a: TypedExpression, _ b: TypedExpression,
    _ token: ExpressionToken
  ) throws(ExpressionProblem) -> TypedExpression {
    for operand in [a, b] where operand.type != .truth {
      throw mismatch(
        "“\(token.text)” joins conditions, not \(operand.type.words)", token,
        help: "write a comparison on both sides, such as “hour > 8 and hour < 20”")
    }
    return TypedExpression(.binary(operation, a.expression, b.expression), .truth)
  }

  private mutating func comparison() throws(ExpressionProblem) -> TypedExpression {
    let start = index
    var left = try sum(expecting: nil)
    guard let token = take("<", "<=", ">", ">=", "=", "==", "!=", "<>") else { return left }
    var right = try sum(expecting: left.type)
    if left.type != right.type, right.type == .text {
      // The left side may be a bare label, once it is known that a text is wanted.
      let after = index
      index = start
      left = try sum(expecting: .text)
      index = after
    }
    if left.type == .text, case .measure(0) = right.type,
      let label = labelWritten(between: token, and: current)
    {
      right = label
    }
    guard left.type == right.type else {
      throw mismatch(
        "“\(token.text)” compares \(left.type.words) with \(right.type.words)", token,
        help: unitHelp(left.type, right.type))
    }
    let (a, b) = (left.expression, right.expression)
    switch token.text {
    case "=", "==": return TypedExpression(.binary(.equal, a, b), .truth)
    case "!=", "<>": return TypedExpression(.binary(.notEqual, a, b), .truth)
    default: break
    }
    guard case .measure = left.type else {
      throw mismatch(
        "“\(token.text)” compares numbers, not \(left.type.words)", token,
        help: "write “=” or “!=”, joined with “or” for several values")
    }
    switch token.text {
    case "<": return TypedExpression(.binary(.less, a, b), .truth)
    case "<=": return TypedExpression(.binary(.lessOrEqual, a, b), .truth)
    case ">": return TypedExpression(.binary(.less, b, a), .truth)
    default: return TypedExpression(.binary(.lessOrEqual, b, a), .truth)
    }
  }

  /// A label that looks like a number, compared with a text attribute.
  private func labelWritten(between operation: ExpressionToken, and end: ExpressionToken)
    -> TypedExpression?
  {
    guard let place = tokens.firstIndex(of: operation), place + 2 < tokens.count,
      tokens[place + 2] == end, case .number(let value) = tokens[place + 1].kind
    else { return nil }
    let plain = value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    return scope.labels.number(of: plain).map { TypedExpression(.constant($0), .text) }
  }

  private mutating func sum(expecting type: ValueType?) throws(ExpressionProblem)
    -> TypedExpression
  {
    var left = try product(expecting: type)
    while let token = take("+", "-") {
      let right = try product(expecting: left.type)
      guard case .measure = left.type, left.type == right.type else {
        throw mismatch(
          "“\(token.text)” joins \(left.type.words) and \(right.type.words)", token,
          help: unitHelp(left.type, right.type))
      }
      let operation: ExpressionOperation = token.text == "+" ? .add : .subtract
      left = TypedExpression(.binary(operation, left.expression, right.expression), left.type)
    }
    return left
  }

  private mutating func product(expecting type: ValueType?) throws(ExpressionProblem)
    -> TypedExpression
  {
    var left = try factor(expecting: type)
    while let token = take("*", "/", "%", "mod", "per") {
      if token.text == "per" {
        left = try perUnit(left, token)
        continue
      }
      let right = try factor(expecting: nil)
      guard case .measure(let a) = left.type, case .measure(let b) = right.type else {
        throw mismatch(
          "“\(token.text)” asks for numbers, not \(left.type.words) and \(right.type.words)",
          token, help: unitHelp(left.type, right.type))
      }
      let operation: ExpressionOperation
      let power: Int
      switch token.text {
      case "*": (operation, power) = (.multiply, a + b)
      case "/": (operation, power) = (.divide, a - b)
      default:
        guard a == b else {
          throw mismatch(
            "“\(token.text)” asks for values of one unit, not \(left.type.words) and "
              + right.type.words, token, help: unitHelp(left.type, right.type))
        }
        (operation, power) = (.remainder, a)
      }
      left = TypedExpression(
        .binary(operation, left.expression, right.expression), .measure(time: power))
    }
    return left
  }

  /// `12 per hour`.
  private mutating func perUnit(_ left: TypedExpression, _ token: ExpressionToken)
    throws(ExpressionProblem) -> TypedExpression
  {
    guard case .word(let name) = current.kind, let ticks = TimeUnits.ticks[name],
      case .measure(let power) = left.type
    else {
      throw ExpressionProblem(
        message: "“per” asks for a unit of time", offset: current.offset,
        length: current.length, help: "write for example “12 per hour”")
    }
    index += 1
    return TypedExpression(
      .binary(.divide, left.expression, .constant(ticks)), .measure(time: power - 1))
  }

  private mutating func factor(expecting type: ValueType?) throws(ExpressionProblem)
    -> TypedExpression
  {
    var signs = 0
    var first: ExpressionToken?
    while let token = take("-", "+") {
      if token.text == "-" { signs += 1 }
      first = first ?? token
    }
    var operand = try primary(expecting: type)
    if let token = take("^") {
      try deepen()
      defer { depth -= 1 }
      let exponent = try factor(expecting: nil)
      guard operand.type == .number, exponent.type == .number else {
        throw mismatch(
          "“^” asks for plain numbers, not \(operand.type.words) and \(exponent.type.words)",
          token, help: "divide a duration by its unit first, for example “timeInSystem / 1 h”")
      }
      operand = TypedExpression(
        .binary(.power, operand.expression, exponent.expression), .number)
    }
    guard let first else { return operand }
    guard case .measure = operand.type else {
      throw mismatch(
        "a sign asks for a number, not \(operand.type.words)", first,
        help: "“not” turns a condition round")
    }
    return signs % 2 == 0
      ? operand : TypedExpression(.unary(.negate, operand.expression), operand.type)
  }

  private mutating func primary(expecting type: ValueType?) throws(ExpressionProblem)
    -> TypedExpression
  {
    let token = current
    index += 1
    switch token.kind {
    case .number(let value):
      if case .word(let unit) = current.kind, let ticks = TimeUnits.ticks[unit] {
        index += 1
        return TypedExpression(.constant(value * ticks), .duration)
      }
      return TypedExpression(.constant(value), .number)
    case .quoted(let name):
      return try value(named: name, token, expecting: type, isBare: false)
    case .word(let name):
      if case .symbol("(") = current.kind { return try call(name, token) }
      return try value(named: name, token, expecting: type, isBare: true)
    case .symbol("("):
      let inner = try disjunction()
      try close(token)
      return inner
    default:
      index -= 1
      throw ExpressionProblem(
        message: token.kind == .end
          ? "the expression ends too early" : "“\(token.text)” is not expected here",
        offset: token.offset, length: token.length, help: helpForMissingValue(token))
    }
  }

  private func helpForMissingValue(_ token: ExpressionToken) -> String? {
    let before = index > 0 ? tokens[index - 1] : token
    if before.kind == .symbol("%") { return "a share is a fraction: 30 % is 0.3" }
    if token.kind == .end { return "a value is missing behind “\(before.text)”" }
    return "a number, a name or “(” is expected"
  }

  private func helpForMissingBracket() -> String {
    if case .word = current.kind, index > 0, case .word = tokens[index - 1].kind {
      return
        "a name with spaces stands in single quotes: '\(tokens[index - 1].text) \(current.text)'"
    }
    return "every “(” asks for its “)”"
  }

  mutating func close(_ opening: ExpressionToken) throws(ExpressionProblem) {
    if take(")") == nil {
      throw ExpressionProblem(
        message: "“)” is missing", offset: opening.offset, help: helpForMissingBracket())
    }
  }

  func mismatch(_ message: String, _ token: ExpressionToken, help: String? = nil)
    -> ExpressionProblem
  {
    ExpressionProblem(
      message: message, offset: token.offset, length: token.length, help: help)
  }

  private func unitHelp(_ a: ValueType, _ b: ValueType) -> String? {
    let pair = [a, b]
    if pair.contains(.duration), pair.contains(.number) {
      return "give the number a unit, for example “4 h”"
    }
    if pair.contains(.rate), pair.contains(.number) {
      return "give the number a unit, for example “4 per hour”"
    }
    if pair.contains(.text) { return "compare a text with one of its values" }
    return pair.contains(.truth)
      ? "if(condition, 1, 0) makes a number of a condition" : "both sides need the same unit"
  }
}
