package import EventEngine

/// A condition that somebody waits for, and what may change it.
package struct AwaitedCondition: Sendable {
  package var expression: Expression
  /// The comparisons of the clock in it, each with what does not change while an entity waits.
  package var clocks: [(hand: ClockComparison.Hand, value: Expression)]
  /// Ticks between the times at which it is looked at anew; or 0.
  package var grid: Int64
  /// Whether any event may change it: it reads more than variables and what the clock is compared
  /// with.
  package var followsEvents: Bool
}

extension Decoder {
  /// A condition to wait for; nil with a finding where it could not be followed.
  ///
  /// - Parameter grid: how often it is looked at anew, where the modeller says so.
  func awaited(
    _ node: LocatedNode, _ what: String, grid: (ticks: Int64, place: Place)?,
    in scope: ExpressionScope
  ) -> AwaitedCondition? {
    guard let read = expression(node, wanting: .truth, what, in: scope) else { return nil }
    let (clocks, isForeseen) = Self.clocks(of: read.expression)
    let operations = read.expression.operations
    var condition = AwaitedCondition(
      expression: read.expression, clocks: clocks, grid: grid?.ticks ?? 0,
      followsEvents: grid != nil || operations.contains(where: \.changesWithEvents))
    if grid == nil, !isForeseen {
      report(
        .badExpression, "\(what) reads the clock in a way that cannot be foreseen", at: node.place,
        help: "compare the clock itself with a value, as in hour >= 8, or say how often to look: "
          + "\"checkEvery\": \"5 min\"")
      return nil
    }
    if let grid, isForeseen {
      report(
        .contradiction, "\(what) needs no “checkEvery”: it is known when it may change",
        at: grid.place, help: "leave it out")
    }
    if !condition.followsEvents, clocks.isEmpty, !operations.contains(where: \.isVariable) {
      report(
        .badExpression, "nothing that \(what) reads changes while an entity waits", at: node.place,
        help: "read variables of the facility, queues, units or the clock")
      return nil
    }
    if condition.grid > 0 { condition.clocks = [] }
    longestWaitPeriod = max(
      longestWaitPeriod,
      WaitSpecification(
        kind: .condition, request: 0, clockCount: Int32(condition.clocks.count),
        grid: condition.grid
      ).longestPeriod)
    return condition
  }

  /// How often a condition is to be looked at.
  func grid(_ reader: inout ObjectReader) -> (ticks: Int64, place: Place)? {
    guard let node = reader.optional("checkEvery"),
      let value = constant(node, wanting: .duration, "“checkEvery”")
    else { return nil }
    guard value >= 1 else {
      report(
        .badValue, "“checkEvery” is a duration of more than 0", at: node.place,
        help: "write for example \"5 min\"")
      return nil
    }
    return (Int64(value), node.place)
  }

  /// The comparisons of the clock in a condition, and whether they are all that reads it.
  private static func clocks(of condition: Expression) -> (
    [(hand: ClockComparison.Hand, value: Expression)], isForeseen: Bool
  ) {
    var found: [(hand: ClockComparison.Hand, value: Expression)] = []
    var isForeseen = true
    var rest = [condition]
    while let part = rest.popLast() {
      switch part {
      case .leaf(let leaf): if leaf.hand != nil { isForeseen = false }
      case .unary(_, let a): rest.append(a)
      case .binary(let operation, let a, let b):
        if operation.compares, case .leaf(let leaf) = a, let hand = leaf.hand, b.isFixed {
          found.append((hand, b))
        } else if operation.compares, case .leaf(let leaf) = b, let hand = leaf.hand, a.isFixed {
          found.append((hand, a))
        } else {
          rest += [b, a]
        }
      case .select(let condition, let a, let b): rest += [b, a, condition]
      }
    }
    return (found, isForeseen)
  }
}

extension Expression {
  /// Whether it stays the same while an entity waits.
  fileprivate var isFixed: Bool {
    operations.allSatisfy { !$0.changesWithEvents && !$0.isVariable && $0.hand == nil }
  }
}

extension ExpressionOperation {
  fileprivate var compares: Bool {
    switch self {
    case .less, .lessOrEqual, .equal, .notEqual: true
    default: false
    }
  }

  fileprivate var isVariable: Bool { if case .variable = self { true } else { false } }

  /// What of the clock it reads, if it does.
  fileprivate var hand: ClockComparison.Hand? {
    switch self {
    case .now: .now
    case .timeInSystem: .timeInSystem
    case .hourOfDay: .hourOfDay
    case .weekday: .weekday
    default: nil
    }
  }

  /// Whether it reads what any event may change.
  fileprivate var changesWithEvents: Bool {
    if arity > 0 || hand != nil || isVariable { return false }
    switch self {
    case .push, .attribute, .waitingTime, .ordinal, .iteration: return false
    default: return true
    }
  }
}
