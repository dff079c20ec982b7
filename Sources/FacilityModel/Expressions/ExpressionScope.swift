package import EventEngine

/// The names that an expression may use at one place of the model.
package struct ExpressionScope: Sendable {
  /// Constants by name: numbers, or durations in ticks.
  package var parameters: [String: (value: Double, type: ValueType)] = [:]
  /// Attributes by name, with their index.
  package var attributes: [String: (index: Int32, type: ValueType)] = [:]
  /// What the parameters of the pathway stand for.
  package var arguments: [String: PathwayArgument] = [:]
  /// Variables of the facility by name, with their index.
  package var variables: [String: (index: Int32, type: ValueType)] = [:]
  /// Resources by name, with their index.
  package var resources: [String: Int32] = [:]
  /// How many units there is room for in stocks, by their index; infinite where for any number.
  package var rooms: [Int32: Double] = [:]
  /// Tanks by name, and how much there is room for in each; infinite where for any amount.
  package var tanks: [String: Int32] = [:]
  package var tankRooms: [Int32: Double] = [:]
  /// The attributes that hold the times of marks, and the totals of waits by what is waited for.
  package var marks: [String: Int32] = [:]
  package var waits: [String: Int32] = [:]
  /// Where entities can be.
  package var places: PlacesDefinition?
  /// The attributes of listed units, by resource, and the resource of whose units one is looked at.
  package var unitAttributes: [Int32: [String: (column: Int32, type: ValueType)]] = [:]
  package var candidate: Int32?
  /// The resources whose units have to be set up.
  package var withSetUp: Set<Int32> = []
  /// The numbers that stand for texts.
  package var labels = LabelTable()
  /// Whether there is an entity to read.
  package var hasEntity = true
  /// Whether only constants may be used, as for a capacity.
  package var constantsOnly = false
  /// Whether the entity waits in a line, whose order is being described.
  package var isWaiting = false
  /// Names of parameters that are defined only further down, for messages.
  var laterParameters: [String] = []
  /// Names of attributes that are given only further down, for messages.
  var laterAttributes: [String] = []
  /// Names of parameters that could not be read, so that what uses them is not reported as well.
  var brokenParameters: Set<String> = []
  /// How many loops enclose the place.
  package var loopDepth: Int32 = 0

  package init() {}

  /// All names, for suggestions.
  var names: [String] {
    arguments.keys.sorted() + parameters.keys.sorted()
      + (constantsOnly ? [] : attributes.keys.sorted() + variables.keys.sorted())
      + Builtin.catalogue.map(\.name)
  }

  /// The words that structure an expression and so cannot name anything.
  package static let reservedWords = ["true", "false", "and", "or", "not", "mod", "per"]
}

/// The texts of a model and the numbers that stand for them.
package struct LabelTable: Sendable, Equatable {
  package private(set) var names: [String] = ClockTime.weekdayNames
  private var numbers: [String: Int] = Dictionary(
    uniqueKeysWithValues: ClockTime.weekdayNames.enumerated().map { ($1, $0) })

  package init() {}

  /// The number of a text, made if it is new.
  package mutating func intern(_ name: String) -> Double {
    if let number = numbers[name] { return Double(number) }
    numbers[name] = names.count
    names.append(name)
    return Double(names.count - 1)
  }

  /// The number of a text that the model knows.
  package func number(of name: String) -> Double? { numbers[name].map(Double.init) }
}

/// A word that every expression knows.
package struct Builtin: Sendable {
  package let name: String
  package let type: ValueType
  package let meaning: String
  let operation: ExpressionOperation

  package static let catalogue: [Builtin] = [
    Builtin(
      name: "timeInSystem", type: .duration, meaning: "time since the entity arrived",
      operation: .timeInSystem),
    Builtin(
      name: "waitingTime", type: .duration,
      meaning: "time the entity has waited for resources so far, all waits together",
      operation: .waitingTime),
    Builtin(
      name: "serviceTime", type: .duration,
      meaning: "time the entity has spent so far in steps that take time, and in batches under way",
      operation: .account(.serviceTime)),
    Builtin(
      name: "blockedTime", type: .duration,
      meaning: "time the entity has waited so far while it held units of resources",
      operation: .account(.blockedTime)),
    Builtin(
      name: "costSoFar", type: .number,
      meaning: "what the units that the entity has held have cost so far, in use and by use",
      operation: .account(.cost)),
    Builtin(
      name: "energySoFar", type: .number,
      meaning: "the energy that they have used meanwhile, in kWh", operation: .account(.energy)),
    Builtin(
      name: "emissionsSoFar", type: .number,
      meaning: "what this energy has emitted elsewhere at the factor of each hour, in kg CO2e",
      operation: .account(.emissions)),
    Builtin(
      name: "waitOffDuty", type: .duration,
      meaning: "the part of the entity's waiting for resources so far that was due to nobody on "
        + "duty; waiting to go on with work that was interrupted is in none of these parts",
      operation: .account(.waitOffShift)),
    Builtin(
      name: "waitTurnaround", type: .duration, meaning: "the part due to units in turnaround",
      operation: .account(.waitTurnaround)),
    Builtin(
      name: "waitOutOfService", type: .duration, meaning: "the part due to units out of service",
      operation: .account(.waitOutOfService)),
    Builtin(
      name: "waitBlocked", type: .duration,
      meaning: "the part due to units whose holders wait themselves",
      operation: .account(.waitBlocked)),
    Builtin(
      name: "waitBusy", type: .duration, meaning: "the part due to units that are all in use",
      operation: .account(.waitBusy)),
    Builtin(
      name: "waitTooFew", type: .duration,
      meaning: "the part with units free, but too few, or needed by somebody before in line",
      operation: .account(.waitTooFew)),
    Builtin(
      name: "timeInLine", type: .duration,
      meaning: "time since the entity joined the line, where the order of a line is computed",
      operation: .timeInLine),
    Builtin(
      name: "ordinal", type: .number,
      meaning: "the entity's number among the arrivals of its source, from 1",
      operation: .ordinal),
    Builtin(
      name: "now", type: .duration, meaning: "time since the start of the run",
      operation: .now),
    Builtin(
      name: "hour", type: .number, meaning: "hours since midnight, with fractions",
      operation: .hourOfDay),
    Builtin(
      name: "weekday", type: .text, meaning: "the day of the week: Mon, Tue … Sun",
      operation: .weekday),
    Builtin(
      name: "inside", type: .number, meaning: "entities in the facility now",
      operation: .inside),
    Builtin(
      name: "iteration", type: .number,
      meaning: "completed passages of the innermost loop around this place",
      operation: .iteration(0)),
  ]

  static func named(_ name: String) -> Builtin? { catalogue.first { $0.name == name } }
}

/// A function of an expression.
package struct ExpressionFunction: Sendable {
  package enum Kind: Sendable {
    /// Reads a resource by name.
    case resource(@Sendable (Int32) -> ExpressionOperation)
    /// Reads a tank by name.
    case tank(@Sendable (Int32) -> ExpressionOperation)
    /// Reads something of the entity's past by name.
    case past(PastFunction)
    /// Asks about listed units by the names of attributes.
    case unit(UnitFunction)
    /// One number to one number; whether the unit of time is kept.
    case unary(ExpressionOperation, keepsUnit: Bool)
    /// Two or more values of one type.
    case fold(ExpressionOperation)
    /// `if(condition, then, else)`.
    case select
    /// Something between two places.
    case way(ExpressionOperation)
  }

  package let name: String
  package let meaning: String
  package let kind: Kind
  /// What a function of a resource gives.
  var type = ValueType.number

  package static let catalogue: [ExpressionFunction] = [
    ExpressionFunction(
      name: "queue", meaning: "entities waiting for a resource",
      kind: .resource { .queueLength($0) }),
    ExpressionFunction(
      name: "busy", meaning: "units of a resource in use", kind: .resource { .busyUnits($0) }),
    ExpressionFunction(
      name: "free", meaning: "units of a resource that could be taken now",
      kind: .resource { .freeUnits($0) }),
    ExpressionFunction(
      name: "capacity",
      meaning:
        "units of a resource on duty by its rota; for how many units a stock has room, and a tank for "
        + "how much",
      kind: .resource { .capacity($0) }),
    ExpressionFunction(
      name: "level", meaning: "units of a stock that are there; what is in a tank",
      kind: .resource { .freeUnits($0) }),
    ExpressionFunction(
      name: "inflow", meaning: "what flows into a tank now, in units per time",
      kind: .tank { .tankInflow($0) }, type: .rate),
    ExpressionFunction(
      name: "outflow", meaning: "what flows out of a tank now, in units per time",
      kind: .tank { .tankOutflow($0) }, type: .rate),
    ExpressionFunction(
      name: "expectedWait",
      meaning:
        "how long the last in the line of a resource has to expect to wait: 0 where a unit is free and "
        + "nobody waits, else (those who wait + 1) / units on duty × mean use, which is the time "
        + "in use by the number of uses ended, both until a unit was last given back; 0 before the first, "
        + "without end where no unit is on duty",
      kind: .resource { .expectedWait($0) }, type: .duration),
    ExpressionFunction(
      name: "timeAt", meaning: "when the entity last passed a mark, since the start of the run",
      kind: .past(.timeAt)),
    ExpressionFunction(
      name: "since",
      meaning: "time since the entity last passed a mark; no comparison holds before",
      kind: .past(.since)),
    ExpressionFunction(
      name: "passed", meaning: "whether the entity has passed a mark", kind: .past(.passed)),
    ExpressionFunction(
      name: "wait",
      meaning:
        "time the entity has waited so far for a resource, or at a step that is no resource's "
        + "name; waits given up included", kind: .past(.wait)),
    ExpressionFunction(
      name: "distance",
      meaning: "how far it is from one place to another: distance(place, ward)",
      kind: .way(.distance)),
    ExpressionFunction(
      name: "travelTime",
      meaning:
        "how long it takes from one place to another, at the speed of “places”: "
        + "travelTime(place, ward)", kind: .way(.travelTime), type: .duration),
    ExpressionFunction(
      name: "unit",
      meaning:
        "unit(attribute) is an attribute of the listed unit that “where” or “prefer” looks at; "
        + "unit(resource, attribute) is one of the unit that the entity has got last of those it "
        + "holds", kind: .unit(.attribute)),
    ExpressionFunction(
      name: "held", meaning: "units of a resource that the entity holds",
      kind: .resource { .held($0) }),
    ExpressionFunction(
      name: "occupants",
      meaning:
        "how many units others hold that are like the one “where” or “prefer” looks at in an "
        + "attribute: occupants(bay)", kind: .unit(.occupants)),
    ExpressionFunction(
      name: "alike",
      meaning:
        "whether all others who hold such units have the same value of an attribute of entities as "
        + "this one: alike(bay, sex)", kind: .unit(.alike)),
    ExpressionFunction(
      name: "setUpTime",
      meaning:
        "how long a resource takes to be set up for the entity: the unit that “where” or “prefer” "
        + "looks at, elsewhere the one of those free that takes least, or of all if none is; by it a "
        + "line is served with the shortest set-up first", kind: .unit(.setUpTime)),
    ExpressionFunction(name: "if", meaning: "if(condition, then, else)", kind: .select),
    ExpressionFunction(name: "min", meaning: "the least of its values", kind: .fold(.minimum)),
    ExpressionFunction(
      name: "max", meaning: "the greatest of its values", kind: .fold(.maximum)),
    ExpressionFunction(
      name: "abs", meaning: "the value without its sign",
      kind: .unary(.absolute, keepsUnit: true)),
    ExpressionFunction(
      name: "floor", meaning: "the whole number at or below",
      kind: .unary(.floor, keepsUnit: false)),
    ExpressionFunction(
      name: "ceil", meaning: "the whole number at or above",
      kind: .unary(.ceiling, keepsUnit: false)),
    ExpressionFunction(
      name: "round", meaning: "the nearest whole number, halves to even",
      kind: .unary(.round, keepsUnit: false)),
    ExpressionFunction(
      name: "sqrt", meaning: "the square root", kind: .unary(.squareRoot, keepsUnit: false)),
    ExpressionFunction(
      name: "exp", meaning: "e to the power", kind: .unary(.exponential, keepsUnit: false)),
    ExpressionFunction(
      name: "ln", meaning: "the natural logarithm",
      kind: .unary(.logarithm, keepsUnit: false)),
  ]

  static func named(_ name: String) -> ExpressionFunction? {
    catalogue.first { $0.name == name }
  }
}
