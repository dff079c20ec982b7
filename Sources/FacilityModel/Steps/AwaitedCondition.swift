package import EventEngine

/// A condition that somebody waits for, and what may change it.
package struct AwaitedCondition: Sendable {
  package var expression: Expression
  /// A comparison of the clock with what does not change while an entity waits.
  package struct Clock: Sendable {
    package var hand: ClockComparison.Hand
    package var value: Expression
    /// See `ClockComparison`.
    package var offset: Int64
    package var period: Int64
  }

  /// The comparisons of the clock in it.
  package var clocks: [Clock]
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
    if !checkLevels(of: read.expression, what, at: node.place) { return nil }
    let (clocks, isForeseen) = Self.clocks(of: read.expression)
    let operations = read.expression.operations
    var condition = AwaitedCondition(
      expression: read.expression, clocks: clocks, grid: grid?.ticks ?? 0,
      followsEvents: grid != nil || operations.contains(where: \.changesWithEvents))
    if grid == nil, !isForeseen {
      report(
        .badExpression, "\(what) reads the clock in a way that cannot be foreseen", at: node.place,
        help:
          "compare the clock itself with a value, as in hour >= 8 or now mod (90 s) < 40 s, or say "
          + "how often to look: \"checkEvery\": \"5 min\"")
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
      ).longestPeriod, condition.clocks.map(\.period).max() ?? 0)
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
    [AwaitedCondition.Clock], isForeseen: Bool
  ) {
    var found: [AwaitedCondition.Clock] = []
    var isForeseen = true
    var rest = [condition]
    while let part = rest.popLast() {
      switch part {
      case .leaf(let leaf): if leaf.hand != nil { isForeseen = false }
      case .unary(_, let a): rest.append(a)
      case .binary(let operation, let a, let b):
        if operation.compares, let clock = a.clock(comparedWith: b) ?? b.clock(comparedWith: a) {
          found.append(clock)
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
  /// The clock that it is, compared with a value, where it can be foreseen when that turns: a
  /// reading of the clock, a constant before or after, or what is over of a constant period.
  fileprivate func clock(comparedWith value: Expression) -> AwaitedCondition.Clock? {
    guard value.isFixed else { return nil }
    if case .leaf(let leaf) = self, let hand = leaf.hand {
      return AwaitedCondition.Clock(hand: hand, value: value, offset: 0, period: 0)
    }
    var moved = self
    var period: Int64 = 0
    if case .binary(.remainder, let dividend, let divisor) = self {
      guard let ticks = divisor.wholeTicks, ticks > 0 else { return nil }
      (moved, period) = (dividend, ticks)
    }
    guard let (hand, offset) = moved.movedHand, hand == .now || hand == .timeInSystem else {
      return nil
    }
    return AwaitedCondition.Clock(hand: hand, value: value, offset: offset, period: period)
  }

  /// A reading of the clock with the ticks that are added to it.
  private var movedHand: (hand: ClockComparison.Hand, offset: Int64)? {
    switch self {
    case .leaf(let leaf): return leaf.hand.map { ($0, 0) }
    case .binary(.add, let a, let b):
      guard case .leaf(let leaf) = a, let hand = leaf.hand, let ticks = b.wholeTicks else {
        guard case .leaf(let leaf) = b, let hand = leaf.hand, let ticks = a.wholeTicks else {
          return nil
        }
        return (hand, ticks)
      }
      return (hand, ticks)
    case .binary(.subtract, .leaf(let leaf), let b):
      guard let hand = leaf.hand, let ticks = b.wholeTicks else { return nil }
      return (hand, -ticks)
    default: return nil
    }
  }

  /// Its value, where it is a constant number of ticks that is whole and of any use.
  private var wholeTicks: Int64? {
    guard let value = constantValue, value == value.rounded(), abs(value) <= 0x1p52 else {
      return nil
    }
    return Int64(value)
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
