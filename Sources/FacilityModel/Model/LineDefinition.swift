package import EventEngine

/// The line at a resource: who goes next, and how many may wait.
package struct LineDefinition: Sendable {
  package enum Order: Sendable {
    /// In the order of joining, or the last first.
    case joining
    /// By the time that the step which asks for the resource will take.
    case service(longestFirst: Bool)
    /// By an expression, lower first, evaluated on joining or whenever somebody can be served.
    case expression(Expression, isReevaluated: Bool)
    case random
  }

  package var discipline = QueueDiscipline.firstComeFirstServed
  package var order = Order.joining
  /// How many may wait at most; nil for any number.
  package var places: Int64?
  /// The outcome of those who find no place and have no other way.
  package var outcomeWhenFull = 0
}
