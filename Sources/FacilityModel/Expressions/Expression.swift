package import EventEngine

/// A checked expression: names resolved, types agreed, units in ticks.
package indirect enum Expression: Sendable, Equatable {
  /// An operation without operands: a constant, an attribute, something of the state or the clock.
  case leaf(ExpressionOperation)
  case unary(ExpressionOperation, Expression)
  case binary(ExpressionOperation, Expression, Expression)
  /// `if(condition, then, else)`.
  case select(Expression, Expression, Expression)

  package static func constant(_ value: Double) -> Expression { .leaf(.push(value)) }

  /// The value, where it does not depend on anything that happens.
  package var constantValue: Double? {
    if case .leaf(.push(let value)) = self { return value }
    if case .leaf = self { return nil }
    let operations = operations
    if operations.count == 1, case .push(let value) = operations[0] { return value }
    return nil
  }

  /// Whether it reads the entity, so that it has no meaning without one.
  package var readsEntity: Bool { operations.contains(where: \.readsEntity) }

  /// The operations in the order in which a stack machine performs them; what is constant is
  /// computed here.
  ///
  /// A long sum is a deep tree, so the walk keeps its own stack.
  package var operations: [ExpressionOperation] {
    var result: [ExpressionOperation] = []
    // Of every operand found so far: where its operations begin.
    var operands: [Int] = []
    var tasks: [Task] = [.visit(self)]
    while let task = tasks.popLast() {
      switch task {
      case .visit(.leaf(let operation)):
        operands.append(result.count)
        result.append(operation)
      case .visit(.unary(let operation, let a)):
        tasks.append(.apply(operation))
        tasks.append(.visit(a))
      case .visit(.binary(let operation, let a, let b)):
        tasks.append(.apply(operation))
        tasks.append(.visit(b))
        tasks.append(.visit(a))
      case .visit(.select(let condition, let a, let b)):
        tasks.append(.apply(.select))
        tasks.append(.visit(b))
        tasks.append(.visit(a))
        tasks.append(.visit(condition))
      case .apply(let operation):
        let starts = operands.suffix(operation.arity)
        operands.removeLast(operation.arity)
        let start = starts.first ?? result.count
        operands.append(start)
        if let value = Self.folded(operation, Array(starts), result) {
          result.removeSubrange(start...)
          result.append(.push(value))
        } else {
          result.append(operation)
        }
      }
    }
    return result
  }

  private enum Task {
    case visit(Expression)
    case apply(ExpressionOperation)
  }

  /// The value of an operation on operands that are constants, or nil where they are not.
  private static func folded(
    _ operation: ExpressionOperation, _ starts: [Int], _ operations: [ExpressionOperation]
  ) -> Double? {
    if operation.isLookedUp { return nil }
    func value(_ index: Int) -> Double? {
      let end = index + 1 < starts.count ? starts[index + 1] : operations.count
      guard end == starts[index] + 1, case .push(let value) = operations[starts[index]] else {
        return nil
      }
      return value
    }
    switch starts.count {
    case 1: return value(0).map(operation.unary)
    case 2:
      guard let a = value(0), let b = value(1) else { return nil }
      return operation.binary(a, b)
    case 3:
      guard let condition = value(0) else { return nil }
      return condition != 0 ? value(1) : value(2)
    default: return nil
    }
  }
}

/// An expression with the type of its value.
package struct TypedExpression: Sendable, Equatable {
  package var expression: Expression
  package var type: ValueType

  package init(_ expression: Expression, _ type: ValueType) {
    self.expression = expression
    self.type = type
  }
}
