import EventEngine

extension Expression {
  /// The comparisons with levels of tanks in it, and whether these are all that reads levels, each so
  /// that both of its sides change evenly while nothing happens: it is then known when it turns.
  var levelComparisons: (found: [Expression], isForeseen: Bool) {
    var found: [Expression] = []
    var isForeseen = true
    var rest = [self]
    while let part = rest.popLast() {
      guard part.operations.contains(where: \.readsLevel) else { continue }
      switch part {
      case .leaf: isForeseen = false
      case .unary(_, let a): rest.append(a)
      case .binary(.less, let a, let b), .binary(.lessOrEqual, let a, let b):
        if a.changesEvenly, b.changesEvenly { found.append(part) } else { isForeseen = false }
      case .binary(_, let a, let b): rest += [b, a]
      case .select(let condition, let a, let b): rest += [b, a, condition]
      }
    }
    return (found, isForeseen)
  }

  /// Whether it is a sum of levels, each times something that no level and no clock is part of.
  private var changesEvenly: Bool {
    if !operations.contains(where: \.readsLevel) {
      return !operations.contains { $0.readsClock || $0 == .timeInSystem || $0 == .timeInLine }
    }
    switch self {
    case .leaf: return true
    case .unary(.negate, let a): return a.changesEvenly
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b):
      return a.changesEvenly && b.changesEvenly
    case .binary(.multiply, let a, let b):
      let isOneSided =
        !a.operations.contains(where: \.readsLevel) || !b.operations.contains(where: \.readsLevel)
      return isOneSided && a.changesEvenly && b.changesEvenly
    case .binary(.divide, let a, let b):
      return a.changesEvenly && b.changesEvenly && !b.operations.contains(where: \.readsLevel)
    default: return false
    }
  }
}

extension Decoder {
  /// Refuses an expression that reads levels other than in comparisons of which it is known when they
  /// turn.
  func checkLevels(of expression: Expression, _ what: String, at place: Place) -> Bool {
    if expression.levelComparisons.isForeseen { return true }
    report(
      .badExpression, "\(what) reads a level that changes while nothing happens", at: place,
      help: "compare levels, their sums and multiples with < or >, as in level(tank) > 3")
    return false
  }
}
