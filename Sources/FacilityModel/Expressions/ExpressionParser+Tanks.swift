import EventEngine

extension ExpressionParser {
  /// What a function reads of the tank that it names, up to the closing bracket; nil where it names
  /// none.
  mutating func tank(_ function: ExpressionFunction, _ token: ExpressionToken)
    throws(ExpressionProblem) -> TypedExpression?
  {
    let named = current
    var name: String?
    switch named.kind {
    case .word(let word): name = word
    case .quoted(let quoted): name = quoted
    default: break
    }
    let tank = name.flatMap { scope.tanks[$0] }
    switch (function.kind, tank) {
    case (.tank(let make), let tank?):
      index += 1
      if scope.constantsOnly { throw notConstant(function.name, token) }
      return TypedExpression(.leaf(make(tank)), function.type)
    case (.tank, nil):
      throw ExpressionProblem(
        message: name.map { "no tank is named “\($0)”" }
          ?? "“\(function.name)” asks for the name of a tank", offset: named.offset,
        length: named.length,
        help: name.flatMap { suggestion(for: $0, among: scope.tanks.keys.sorted()) }
          ?? "write for example \(function.name)(basin)")
    case (.resource, let tank?):
      index += 1
      if function.name == "level" {
        if scope.constantsOnly { throw notConstant(function.name, token) }
        return TypedExpression(.leaf(.tankLevel(tank)), .number)
      }
      if function.name == "capacity" {
        if let room = scope.tankRooms[tank], room.isFinite {
          return TypedExpression(.constant(room), .number)
        }
        throw ExpressionProblem(
          message: "“\(name ?? "")” has room for any amount", offset: named.offset,
          length: named.length, help: "give the tank a “capacity”")
      }
      throw ExpressionProblem(
        message: "“\(name ?? "")” is a tank: it has no units", offset: named.offset,
        length: named.length, help: "tanks have level(…), capacity(…), inflow(…) and outflow(…)")
    default: return nil
    }
  }
}
