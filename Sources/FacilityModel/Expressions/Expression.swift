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
    switch self {
    case .leaf(.push(let value)): value
    case .leaf: nil
    case .unary(let operation, let a): a.constantValue.map(operation.unary)
    case .binary(let operation, let a, let b):
      if let x = a.constantValue, let y = b.constantValue { operation.binary(x, y) } else { nil }
    case .select(let condition, let a, let b):
      condition.constantValue.flatMap { $0 != 0 ? a.constantValue : b.constantValue }
    }
  }

  /// Whether it reads the entity, so that it has no meaning without one.
  package var readsEntity: Bool {
    switch self {
    case .leaf(let operation): operation.readsEntity
    case .unary(_, let a): a.readsEntity
    case .binary(_, let a, let b): a.readsEntity || b.readsEntity
    case .select(let condition, let a, let b):
      condition.readsEntity || a.readsEntity || b.readsEntity
    }
  }

  /// The operations in the order in which a stack machine performs them.
  package var operations: [ExpressionOperation] {
    if let value = constantValue { return [.push(value)] }
    switch self {
    case .leaf(let operation): return [operation]
    case .unary(let operation, let a): return a.operations + [operation]
    case .binary(let operation, let a, let b): return a.operations + b.operations + [operation]
    case .select(let condition, let a, let b):
      return condition.operations + a.operations + b.operations + [.select]
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
