import EventEngine
import RandomStreams

/// What the names and the functions of an expression stand for.
extension ExpressionParser {
  func value(
    named name: String, _ token: ExpressionToken, expecting type: ValueType?, isBare: Bool
  ) throws(ExpressionProblem) -> TypedExpression {
    if isBare, name == "true" || name == "false" {
      return TypedExpression(.constant(name == "true" ? 1 : 0), .truth)
    }
    switch scope.arguments[name] {
    case .expression(let typed)?: return typed
    case .random?:
      throw ExpressionProblem(
        message: "“\(name)” is a distribution, and each place that draws from it names it alone",
        offset: token.offset, length: token.length,
        help: "draw it into an attribute with “set”, and compute with that")
    case nil: break
    }
    if let parameter = scope.parameters[name] {
      return TypedExpression(.constant(parameter.value), parameter.type)
    }
    if let attribute = scope.attributes[name] {
      try checkEntity(name, token)
      return TypedExpression(.leaf(.attribute(attribute.index)), attribute.type)
    }
    if let variable = scope.variables[name] {
      if scope.constantsOnly { throw notConstant(name, token) }
      return TypedExpression(.leaf(.variable(variable.index)), variable.type)
    }
    if type == .text, let label = scope.labels.number(of: name) {
      return TypedExpression(.constant(label), .text)
    }
    if isBare, let builtin = Builtin.named(name) {
      if builtin.operation.readsEntity { try checkEntity(name, token) }
      if scope.constantsOnly { throw notConstant(name, token) }
      if name == "timeInLine", !scope.isWaiting {
        throw ExpressionProblem(
          message: "“timeInLine” has a meaning only in the order of a line", offset: token.offset,
          length: token.length, help: "elsewhere use “waitingTime” or “timeInSystem”")
      }
      if name == "iteration" {
        guard scope.loopDepth > 0 else {
          throw ExpressionProblem(
            message: "“iteration” has no meaning outside a loop", offset: token.offset,
            length: token.length, help: "it counts the passages of “repeat”")
        }
        return TypedExpression(.leaf(.iteration(scope.loopDepth - 1)), .number)
      }
      return TypedExpression(.leaf(builtin.operation), builtin.type)
    }
    if let label = scope.labels.number(of: name) {
      return TypedExpression(.constant(label), .text)
    }
    throw ExpressionProblem(
      message: "nothing is named “\(name)”", offset: token.offset, length: token.length,
      help: remedy(forUnknown: name, wanting: type),
      isReported: scope.brokenParameters.contains(name))
  }

  /// What the writer of an unknown name may have meant.
  private func remedy(forUnknown name: String, wanting type: ValueType?) -> String {
    if scope.resources[name] != nil {
      let written = ExpressionLexer.isWord(name) ? name : "'\(name)'"
      return "it is a resource: write queue(\(written)), busy(\(written)) or free(\(written))"
    }
    if scope.tanks[name] != nil {
      let written = ExpressionLexer.isWord(name) ? name : "'\(name)'"
      return "it is a tank: write level(\(written)), inflow(\(written)) or outflow(\(written))"
    }
    if scope.laterParameters.contains(name) {
      return "the parameter stands further down: move it above this place"
    }
    if scope.laterAttributes.contains(name) {
      return "the attribute is given further down: each is computed from those before it"
    }
    if let function = ExpressionFunction.named(name) {
      return "it is a function and asks for brackets: \(function.name)(…)"
    }
    if type == .text, let day = ClockTime.weekday(named: name) {
      return "the days are written Mon, Tue … Sun: this is “\(ClockTime.weekdayNames[day])”"
    }
    let known = type == .text ? scope.labels.names + scope.names : scope.names
    if let near = suggestion(for: name, among: known) { return near }
    if type == .text, scope.labels.names.count > 7 {
      let labels = scope.labels.names.dropFirst(7).prefix(8).map { "“\($0)”" }
      return "the texts of this model are \(labels.joined(separator: ", "))"
    }
    if let near = suggestion(for: name, among: scope.labels.names) { return near }
    if name.hasPrefix("P"), let second = name.dropFirst().first, second == "T" || second.isNumber {
      return "an ISO 8601 duration is written as PT45M, PT1H30M or P2D"
    }
    if let longer = scope.names.first(where: { $0.hasPrefix(name + " ") }) {
      return "a name with spaces stands in single quotes: '\(longer)'"
    }
    return scope.constantsOnly
      ? "only numbers and parameters can be used here"
      : "it is neither a parameter nor an attribute: check the spelling"
  }

  func checkEntity(_ name: String, _ token: ExpressionToken) throws(ExpressionProblem) {
    if scope.constantsOnly { throw notConstant(name, token) }
    if !scope.hasEntity {
      throw ExpressionProblem(
        message: "“\(name)” belongs to an entity, and here there is none",
        offset: token.offset, length: token.length, help: "use parameters, the clock and queues")
    }
  }

  func notConstant(_ name: String, _ token: ExpressionToken) -> ExpressionProblem {
    ExpressionProblem(
      message: "“\(name)” changes during a run, and here a constant is wanted",
      offset: token.offset, length: token.length, help: "use numbers and parameters")
  }

  mutating func call(_ name: String, _ token: ExpressionToken) throws(ExpressionProblem)
    -> TypedExpression
  {
    guard let function = ExpressionFunction.named(name) else {
      let known = ExpressionFunction.catalogue.map(\.name)
      throw ExpressionProblem(
        message: "there is no function “\(name)”", offset: token.offset,
        length: token.length, help: remedy(forFunction: name, among: known))
    }
    if case .past(let past) = function.kind { return try call(past, name, token) }
    if case .unit(let unit) = function.kind { return try call(unit, name, token) }
    let opening = current
    index += 1
    if let tank = try tank(function, token) {
      try close(opening)
      return tank
    }
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
          length: resource.length, help: "write for example \(name)(doctor)")
      }
      if scope.constantsOnly { throw notConstant(name, token) }
      guard let number = scope.resources[given] else {
        throw ExpressionProblem(
          message: "no resource is named “\(given)”", offset: resource.offset,
          length: resource.length,
          help: remedy(forResource: given))
      }
      if make(number).readsEntity { try checkEntity(name, token) }
      try close(opening)
      if function.name == "capacity", let room = scope.rooms[number] {
        guard room.isFinite else {
          throw ExpressionProblem(
            message: "“\(given)” has room for any number", offset: resource.offset,
            length: resource.length, help: "give the stock a “capacity”")
        }
        return TypedExpression(.constant(room), .number)
      }
      if case .expectedWait = make(number), scope.rooms[number] != nil {
        throw ExpressionProblem(
          message: "“\(given)” is a stock: nobody gives back what others wait for",
          offset: resource.offset, length: resource.length,
          help:
            "ask how many there are: level(\(ExpressionLexer.isWord(given) ? given : "'\(given)'"))"
        )
      }
      return TypedExpression(.leaf(make(number)), function.type)
    }
    var arguments = [try disjunction()]
    while take(",") != nil { arguments.append(try disjunction()) }
    try close(opening)
    return try apply(function, to: arguments, token)
  }

  private func remedy(forResource name: String) -> String {
    let known = (Array(scope.resources.keys) + Array(scope.tanks.keys)).sorted()
    if let longer = known.first(where: { $0.hasPrefix(name + " ") }) {
      return "a name with spaces stands in single quotes: '\(longer)'"
    }
    if let near = suggestion(for: name, among: known) { return near }
    return known.isEmpty
      ? "the model has none"
      : "there is \(known.prefix(8).map { "“\($0)”" }.joined(separator: ", "))"
  }

  private func remedy(forFunction name: String, among known: [String]) -> String {
    if let index = Distributions.index(of: name) {
      return "a distribution is a mapping: \(Distributions.catalogue[index].example)"
    }
    if let near = suggestion(for: name, among: known) { return near }
    if let meant = Self.otherWords[name.lowercased()] {
      return "did you mean \(meant)?"
    }
    let lower = name.lowercased()
    if let near = known.first(where: {
      $0.count > 2 && (lower.hasPrefix($0.lowercased()) || $0.lowercased().hasPrefix(lower))
    }) {
      return "did you mean “\(near)”?"
    }
    return "the functions are \(known.joined(separator: ", "))"
  }

  /// What people call functions by other words.
  private static let otherWords: [String: String] = [
    "waiting": "“queue”, how many wait for it, or “wait”, how long the entity has waited",
    "queuelength": "“queue”", "length": "“queue”", "line": "“queue”", "queued": "“queue”",
    "inuse": "“busy”", "used": "“busy”", "occupied": "“busy”", "occupancy": "“busy”",
    "available": "“free”", "idle": "“free”", "units": "“capacity”", "stock": "“level”",
    "waitingtime": "“wait”", "waittime": "“wait”", "iff": "“if”", "ceiling": "“ceil”",
  ]

  private func apply(
    _ function: ExpressionFunction, to arguments: [TypedExpression], _ token: ExpressionToken
  ) throws(ExpressionProblem) -> TypedExpression {
    switch function.kind {
    case .way(let operation): return try way(operation, function, arguments, token)
    case .resource, .past, .tank, .unit:
      preconditionFailure("internal: handled by the caller; please report")
    case .unary(let operation, let keepsUnit):
      guard arguments.count == 1, case .measure(let power) = arguments[0].type,
        keepsUnit || power == 0
      else {
        throw mismatch(
          "“\(function.name)” takes one \(keepsUnit ? "" : "plain ")number, not "
            + Self.words(arguments), token, help: helpForRounding(arguments))
      }
      return TypedExpression(.unary(operation, arguments[0].expression), arguments[0].type)
    case .fold(let operation):
      guard arguments.count >= 2, case .measure = arguments[0].type,
        arguments.allSatisfy({ $0.type == arguments[0].type })
      else {
        throw mismatch(
          "“\(function.name)” takes two or more values of one unit, not "
            + Self.words(arguments), token, help: "write for example \(function.name)(5, 10)")
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
          "“if” takes a condition and two values of one type, not " + Self.words(arguments),
          token, help: "write if(condition, then, else)")
      }
      return TypedExpression(
        .select(
          arguments[0].expression, arguments[1].expression, arguments[2].expression),
        arguments[1].type)
    }
  }

  /// `travelTime(place, ward)`.
  private func way(
    _ operation: ExpressionOperation, _ function: ExpressionFunction,
    _ arguments: [TypedExpression], _ token: ExpressionToken
  ) throws(ExpressionProblem) -> TypedExpression {
    let example = "write for example \(function.name)(place, 'the ward')"
    guard let places = scope.places else {
      throw mismatch(
        "“\(function.name)” asks for places, and the model has none", token,
        help: "describe them under “places”")
    }
    guard arguments.count == 2, arguments.allSatisfy({ $0.type == .text }) else {
      throw mismatch(
        "“\(function.name)” takes two places, not \(Self.words(arguments))", token, help: example)
    }
    if scope.constantsOnly { throw notConstant(function.name, token) }
    for argument in arguments {
      if let label = argument.expression.constantValue, places.place(ofLabel: label) == nil {
        throw mismatch(
          "“\(scope.labels.names[Int(label)])” is no place", token,
          help: "the places are \(places.names.prefix(8).map { "“\($0)”" }.joined(separator: ", "))"
        )
      }
    }
    let table = operation == .distance ? places.table.distances : places.table.times
    if table.isEmpty {
      throw mismatch(
        operation == .distance
          ? "“places” gives times, and no distances" : "“places” gives no “speed” for all", token,
        help: operation == .distance
          ? "use travelTime(…)" : "give it a “speed”, or divide distance(…) by one")
    }
    return TypedExpression(
      .binary(operation, arguments[0].expression, arguments[1].expression), function.type)
  }

  /// The types of some values as a person lists them.
  private static func words(_ arguments: [TypedExpression]) -> String {
    arguments.map(\.type.words).joined(separator: ", ")
  }

  private func helpForRounding(_ arguments: [TypedExpression]) -> String? {
    arguments.count == 1 && arguments[0].type == .duration
      ? "divide the duration by its unit first, for example “timeInSystem / 1 h”"
      : "write a number between the brackets"
  }
}
