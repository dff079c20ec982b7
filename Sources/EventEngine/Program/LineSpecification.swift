/// How the next of those who wait at a resource is found.
package enum LineOrdering: UInt8, BitwiseCopyable, Sendable {
  /// By what was known on joining: the line is kept in its order.
  case onJoining
  /// By an expression evaluated for everybody who waits whenever somebody can be served.
  case reevaluated
  /// By lot among those who can start.
  case random
}

/// The rules of the line at a resource, where it is more than a line in the order of joining.
package struct LineSpecification: BitwiseCopyable, Sendable, Equatable {
  package var ordering = LineOrdering.onJoining
  /// The expression of a line whose order is evaluated anew, or -1.
  package var order: Int32 = -1
  /// What the lots of a line in random order are drawn for.
  package var purpose: UInt64 = 0

  package init() {}

  /// Whether serving the line takes more than going through it in its order.
  var isSpecial: Bool { ordering != .onJoining }
}
