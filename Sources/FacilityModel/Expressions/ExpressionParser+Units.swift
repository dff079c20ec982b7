import EventEngine

/// What a function of listed units asks for.
package enum UnitFunction: Sendable {
  /// An attribute of the unit that is looked at, or of the one that is held.
  case attribute
  /// How many others hold units like the one that is looked at, and whether they are like me.
  case occupants, alike
  /// How long a resource takes to be set up.
  case setUpTime
}

extension ExpressionParser {
  /// A function of a listed unit: `unit(ward)`, `unit(bed, ward)`, `occupants(bay)`,
  /// `alike(bay, sex)`.
  mutating func call(_ function: UnitFunction, _ name: String, _ token: ExpressionToken)
    throws(ExpressionProblem) -> TypedExpression
  {
    let opening = current
    index += 1
    try checkEntity(name, token)
    let first = try nameInBrackets(name)
    var second: (text: String, token: ExpressionToken)?
    if take(",") != nil { second = try nameInBrackets(name) }
    try close(opening)
    if case .setUpTime = function {
      guard let resource = scope.resources[first.text], scope.withSetUp.contains(resource),
        second == nil
      else {
        throw ExpressionProblem(
          message: "no resource “\(first.text)” has a set-up", offset: first.token.offset,
          length: first.token.length, help: "give it a “setUp”, or check the spelling")
      }
      let isCandidate = scope.candidate == resource
      return TypedExpression(
        .leaf(isCandidate ? .setUpTime(resource) : .leastSetUpTime(resource)), .duration)
    }
    if case .attribute = function, let second {
      guard let resource = scope.resources[first.text],
        let known = scope.unitAttributes[resource]
      else {
        throw ExpressionProblem(
          message: "no resource “\(first.text)” lists its units", offset: first.token.offset,
          length: first.token.length,
          help: "give it “units” instead of “capacity”, or check the spelling")
      }
      let found = try attribute(second.text, among: known, first.text, second.token)
      return TypedExpression(.leaf(.heldUnit(found.column)), found.type)
    }
    guard let candidate = scope.candidate, let known = scope.unitAttributes[candidate],
      let resource = scope.resources.first(where: { $0.value == candidate })?.key
    else {
      throw ExpressionProblem(
        message: "“\(name)” asks about a unit that is looked at, and here there is none",
        offset: token.offset, length: token.length,
        help: "in “where” and “prefer” it has a meaning; write unit(resource, attribute) for the "
          + "unit that is held")
    }
    let found = try attribute(first.text, among: known, resource, first.token)
    if case .occupants = function, let second {
      throw ExpressionProblem(
        message: "“occupants” asks for one attribute of units", offset: second.token.offset,
        length: second.token.length, help: "write for example occupants(bay)")
    }
    switch function {
    case .attribute, .setUpTime:
      return TypedExpression(.leaf(.candidate(found.column)), found.type)
    case .occupants: return TypedExpression(.leaf(.occupants(found.column)), .number)
    case .alike:
      guard let second, let own = scope.attributes[second.text] else {
        throw ExpressionProblem(
          message: "“alike” asks for an attribute of units and one of entities",
          offset: (second?.token ?? token).offset, length: (second?.token ?? token).length,
          help: "write for example alike(bay, sex)")
      }
      return TypedExpression(
        .leaf(.alike(found.column, attribute: own.index)), .truth)
    }
  }

  /// A name that stands in brackets.
  private mutating func nameInBrackets(_ function: String) throws(ExpressionProblem)
    -> (text: String, token: ExpressionToken)
  {
    let named = current
    index += 1
    switch named.kind {
    case .word(let word): return (word, named)
    case .quoted(let quoted): return (quoted, named)
    default:
      throw ExpressionProblem(
        message: "“\(function)” asks for the name of an attribute", offset: named.offset,
        length: named.length, help: "write for example unit(ward) or alike(bay, sex)")
    }
  }

  private func attribute(
    _ name: String, among known: [String: (column: Int32, type: ValueType)], _ resource: String,
    _ token: ExpressionToken
  ) throws(ExpressionProblem) -> (column: Int32, type: ValueType) {
    if let found = known[name] { return found }
    let names = known.keys.sorted()
    throw ExpressionProblem(
      message: "the units of “\(resource)” have no “\(name)”", offset: token.offset,
      length: token.length,
      help: suggestion(for: name, among: names)
        ?? (names.isEmpty
          ? "give them attributes under “units”"
          : "there is \(names.prefix(8).map { "“\($0)”" }.joined(separator: ", "))"))
  }
}
