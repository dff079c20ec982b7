import EventEngine

/// Reads an expression, resolves its names and checks its units, in one pass.
struct ExpressionParser {
  private let tokens: [ExpressionToken]
  private let scope: ExpressionScope
  private var index = 0
  private var depth = 0

  /// How deeply an expression may be nested.
  static let deepest = 64

  private init(_ tokens: [ExpressionToken], _ scope: ExpressionScope) {
    self.tokens = tokens
    self.scope = scope
  }

  /// The checked expression of a text.
  static func parse(_ text: String, in scope: ExpressionScope) throws(ExpressionProblem)
    -> TypedExpression
  {
    if let known = nameStandingAlone(text, in: scope) { return known }
    var parser = ExpressionParser(try ExpressionLexer.tokens(of: text), scope)
    let result = try parser.disjunction()
    if parser.current.kind != .end {
      let rest = parser.current
      throw ExpressionProblem(
        message: "“\(rest.text)” is not expected here", offset: rest.offset,
        length: rest.length, help: parser.helpForRest(rest))
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
    if case .word = token.kind {
      return "a name with spaces stands in single quotes inside a longer expression"
    }
    return nil
  }

  private var current: ExpressionToken { tokens[index] }

  private mutating func take(_ symbols: String...) -> ExpressionToken? {
    switch current.kind {
    case .symbol(let symbol) where symbols.contains(symbol), .word(let symbol) where symbols.contains(symbol):
      defer { index += 1 }
      return current
    default: return nil
    }
  }

  private mutating func disjunction() throws(ExpressionProblem) -> TypedExpression {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.deepest {
      throw ExpressionProblem(
        message: "the expression is nested more than \(Self.deepest) deep",
        offset: current.offset)
    }
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
      throw mismatch("“not” asks for true or false, not \(operand.type.words)", last)
    }
    return negations % 2 == 0
      ? operand : TypedExpression(.unary(.not, operand.expression), .truth)
  }

  private func logical(
    _ operation: ExpressionOperation, _ a: TypedExpression, _ b: TypedExpression,
    _ token: ExpressionToken
  ) throws(ExpressionProblem) -> TypedExpression {
    for operand in [a, b] where operand.type != .truth {
      throw mismatch("“\(token.text)” joins conditions, not \(operand.type.words)", token)
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
      throw mismatch("“\(token.text)” compares numbers, not \(left.type.words)", token)
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
          token)
      }
      let operation: ExpressionOperation
      let power: Int
      switch token.text {
      case "*": (operation, power) = (.multiply, a + b)
      case "/": (operation, power) = (.divide, a - b)
      default:
        guard a == b else {
          throw mismatch("“\(token.text)” asks for values of one unit", token)
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
      let exponent = try factor(expecting: nil)
      guard operand.type == .number, exponent.type == .number else {
        throw mismatch("“^” asks for plain numbers", token)
      }
      operand = TypedExpression(
        .binary(.power, operand.expression, exponent.expression), .number)
    }
    guard let first else { return operand }
    guard case .measure = operand.type else {
      throw mismatch("a sign asks for a number, not \(operand.type.words)", first)
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
        offset: token.offset, length: token.length)
    }
  }

  private mutating func close(_ opening: ExpressionToken) throws(ExpressionProblem) {
    if take(")") == nil {
      throw ExpressionProblem(
        message: "“)” is missing", offset: opening.offset,
        help: "every “(” asks for its “)”")
    }
  }

  private func value(
    named name: String, _ token: ExpressionToken, expecting type: ValueType?, isBare: Bool
  ) throws(ExpressionProblem) -> TypedExpression {
    if isBare, name == "true" || name == "false" {
      return TypedExpression(.constant(name == "true" ? 1 : 0), .truth)
    }
    if let parameter = scope.parameters[name] {
      return TypedExpression(.constant(parameter.value), parameter.type)
    }
    if let attribute = scope.attributes[name] {
      try checkEntity(name, token)
      return TypedExpression(.leaf(.attribute(attribute.index)), attribute.type)
    }
    if type == .text, let label = scope.labels.number(of: name) {
      return TypedExpression(.constant(label), .text)
    }
    if isBare, let builtin = Builtin.named(name) {
      if builtin.operation.readsEntity { try checkEntity(name, token) }
      if scope.constantsOnly { throw notConstant(name, token) }
      if name == "iteration" {
        guard scope.loopDepth > 0 else {
          throw ExpressionProblem(
            message: "“iteration” has no meaning outside a loop", offset: token.offset,
            length: token.length)
        }
        return TypedExpression(.leaf(.iteration(scope.loopDepth - 1)), .number)
      }
      return TypedExpression(.leaf(builtin.operation), builtin.type)
    }
    if let label = scope.labels.number(of: name) {
      return TypedExpression(.constant(label), .text)
    }
    var help = suggest(name, among: scope.names).map { "did you mean “\($0)”?" }
    if help == nil, scope.resources[name] != nil {
      help = "“\(name)” is a resource: write queue(\(name)), busy(\(name)) or free(\(name))"
    }
    throw ExpressionProblem(
      message: "nothing is named “\(name)”", offset: token.offset, length: token.length,
      help: help)
  }

  private func checkEntity(_ name: String, _ token: ExpressionToken) throws(ExpressionProblem) {
    if scope.constantsOnly { throw notConstant(name, token) }
    if !scope.hasEntity {
      throw ExpressionProblem(
        message: "“\(name)” belongs to an entity, and here there is none",
        offset: token.offset, length: token.length)
    }
  }

  private func notConstant(_ name: String, _ token: ExpressionToken) -> ExpressionProblem {
    ExpressionProblem(
      message: "“\(name)” changes during a run, and here a constant is wanted",
      offset: token.offset, length: token.length, help: "use numbers and parameters")
  }

  private mutating func call(_ name: String, _ token: ExpressionToken) throws(ExpressionProblem)
    -> TypedExpression
  {
    guard let function = ExpressionFunction.named(name) else {
      let known = ExpressionFunction.catalogue.map(\.name)
      throw ExpressionProblem(
        message: "there is no function “\(name)”", offset: token.offset,
        length: token.length,
        help: suggest(name, among: known).map { "did you mean “\($0)”?" }
          ?? "there are \(known.joined(separator: ", "))")
    }
    let opening = current
    index += 1
    if case .resource(let make) = function.kind {
      let resource = current
      index += 1
      let given: String
      switch resource.kind {
      case .word(let word): given = word
      case .quoted(let quoted): given = quoted
      default:
        throw ExpressionProblem(
          message: "“\(name)” asks for the name of a resource", offset: resource.offset,
          length: resource.length)
      }
      if scope.constantsOnly { throw notConstant(name, token) }
      guard let number = scope.resources[given] else {
        throw ExpressionProblem(
          message: "no resource is named “\(given)”", offset: resource.offset,
          length: resource.length,
          help: suggest(given, among: Array(scope.resources.keys)).map {
            "did you mean “\($0)”?"
          })
      }
      try close(opening)
      return TypedExpression(.leaf(make(number)), .number)
    }
    var arguments = [try disjunction()]
    while take(",") != nil { arguments.append(try disjunction()) }
    try close(opening)
    return try apply(function, to: arguments, token)
  }

  private func apply(
    _ function: ExpressionFunction, to arguments: [TypedExpression], _ token: ExpressionToken
  ) throws(ExpressionProblem) -> TypedExpression {
    switch function.kind {
    case .resource: preconditionFailure("internal: handled by the caller; please report")
    case .unary(let operation, let keepsUnit):
      guard arguments.count == 1, case .measure(let power) = arguments[0].type,
        keepsUnit || power == 0
      else {
        throw mismatch("“\(function.name)” takes one plain number", token)
      }
      return TypedExpression(.unary(operation, arguments[0].expression), arguments[0].type)
    case .fold(let operation):
      guard arguments.count >= 2, case .measure = arguments[0].type,
        arguments.allSatisfy({ $0.type == arguments[0].type })
      else {
        throw mismatch("“\(function.name)” takes two or more values of one unit", token)
      }
      let folded = arguments.dropFirst().reduce(arguments[0].expression) {
        .binary(operation, $0, $1.expression)
      }
      return TypedExpression(folded, arguments[0].type)
    case .select:
      guard arguments.count == 3, arguments[0].type == .truth,
        arguments[1].type == arguments[2].type
      else {
        throw mismatch(
          "“if” takes a condition and two values of one type: if(condition, then, else)", token)
      }
      return TypedExpression(
        .select(
          arguments[0].expression, arguments[1].expression, arguments[2].expression),
        arguments[1].type)
    }
  }

  private func mismatch(_ message: String, _ token: ExpressionToken, help: String? = nil)
    -> ExpressionProblem
  {
    ExpressionProblem(
      message: message, offset: token.offset, length: token.length, help: help)
  }

  private func unitHelp(_ a: ValueType, _ b: ValueType) -> String? {
    let pair = [a, b]
    return pair.contains(.duration) && pair.contains(.number)
      ? "give the number a unit, for example “4 h”" : nil
  }
}
