/// One operation of a compiled expression, on a stack of numbers.
///
/// Durations are in ticks, truth is 1 or 0, a text is the number of its label.
package enum ExpressionOperation: BitwiseCopyable, Sendable, Equatable {
  case push(Double)
  case attribute(Int32)
  /// A variable of the facility.
  case variable(Int32)
  /// The time of a mark, kept in an attribute; not a number before the entity has passed it, so
  /// that no comparison with it holds.
  case lastTime(Int32)
  /// Whether an attribute is set.
  case isSet(Int32)
  /// An attribute in which something adds up: 0 where nothing has been added yet.
  case total(Int32)
  /// Ticks since the start of the run.
  case now
  /// Hours since midnight, fractional.
  case hourOfDay
  /// 0 Monday to 6 Sunday.
  case weekday
  case queueLength(Int32)
  case busyUnits(Int32)
  case freeUnits(Int32)
  case capacity(Int32)
  /// How long somebody who joins the line of a resource now would wait for a unit, in ticks.
  case expectedWait(Int32)
  /// What is in a tank, and what flows into it and out of it in a tick.
  case tankLevel(Int32)
  case tankInflow(Int32)
  case tankOutflow(Int32)
  /// What is in a tank that nobody is about to draw, and the room that nobody is about to fill.
  case tankAvailable(Int32)
  case tankRoom(Int32)
  /// Entities in the facility.
  case inside
  /// Ticks since the entity arrived.
  case timeInSystem
  /// Ticks the entity has spent waiting for resources, all waits together.
  case waitingTime
  /// Ticks since the entity joined the lines it waits in; only where it waits.
  case timeInLine
  /// The entity's number among the arrivals of its source, from 1.
  case ordinal
  /// The hour of the day, 0 to 23, and the day of the week, 0 Monday to 6, of the arrival.
  case arrivalHour
  case arrivalWeekday
  /// The number of the entity's source.
  case source
  /// Completed iterations of the loop at this level.
  case iteration(Int32)
  /// Something of the account of the entity.
  case account(AccountFigure)
  /// The place of the unit that the entity got last of a transport.
  case placeOfUnit(Int32)
  /// (from, to) → how far it is, or how long it takes, from one place to another.
  case distance, travelTime
  /// An attribute of the listed unit that is looked at for the entity.
  case candidate(Int32)
  /// An attribute of the unit of a resource that the entity has got last.
  case heldUnit(Int32)
  /// How many units of a resource the entity holds.
  case held(Int32)
  /// How many units that are like the candidate in an attribute others hold.
  case occupants(Int32)
  /// Whether all who hold such units have the entity's value of an attribute of entities.
  case alike(Int32, attribute: Int32)
  /// How long the candidate takes to be set up for the entity, and the least that a free unit does.
  case setUpTime(Int32)
  case leastSetUpTime(Int32)
  case add, subtract, multiply, divide, remainder, power, negate
  case less, lessOrEqual, equal, notEqual
  case and, or, not
  case minimum, maximum, absolute, floor, ceiling, round, squareRoot, exponential, logarithm
  /// (condition, then, else) → one of the two.
  case select

  /// How many numbers the operation takes from the stack; every operation leaves one.
  package var arity: Int {
    switch self {
    case .push, .attribute, .lastTime, .isSet, .total, .arrivalHour, .arrivalWeekday, .source,
      .variable, .now, .hourOfDay, .weekday, .queueLength, .busyUnits, .freeUnits,
      .capacity, .expectedWait, .inside, .timeInSystem, .waitingTime, .timeInLine, .ordinal,
      .iteration, .account, .candidate, .heldUnit, .occupants, .alike, .placeOfUnit, .held,
      .tankLevel, .tankInflow, .tankOutflow, .tankAvailable, .tankRoom, .setUpTime, .leastSetUpTime:
      0
    case .negate, .not, .absolute, .floor, .ceiling, .round, .squareRoot, .exponential,
      .logarithm:
      1
    case .add, .subtract, .multiply, .divide, .remainder, .power, .less, .lessOrEqual, .equal,
      .notEqual, .and, .or, .minimum, .maximum, .distance, .travelTime:
      2
    case .select: 3
    }
  }

  /// Whether the operation reads the entity, so that it has no meaning without one.
  package var readsEntity: Bool {
    switch self {
    case .attribute, .lastTime, .isSet, .total, .timeInSystem, .waitingTime, .timeInLine,
      .arrivalHour,
      .arrivalWeekday,
      .source, .ordinal, .iteration, .account, .candidate, .heldUnit, .occupants, .alike,
      .placeOfUnit, .held, .setUpTime, .leastSetUpTime:
      true
    default: false
    }
  }
}

extension ExpressionOperation {
  /// Whether it looks its operands up in a table of the program, so that they alone give no value.
  package var isLookedUp: Bool { self == .distance || self == .travelTime }

  /// Whether the operation reads a level that may rise and fall while nothing happens.
  package var readsLevel: Bool {
    switch self {
    case .tankLevel, .tankAvailable, .tankRoom: true
    default: false
    }
  }

  /// Whether the operation reads the clock, so that its value changes while nothing happens.
  package var readsClock: Bool {
    switch self {
    case .now, .hourOfDay, .weekday: true
    default: false
    }
  }
}

/// Where the operations of one expression stand in the program's common list.
package struct ExpressionRange: BitwiseCopyable, Sendable, Equatable {
  package var first: Int32
  package var count: Int32

  package init(first: Int32, count: Int32) {
    self.first = first
    self.count = count
  }
}
