/// A number that belongs to the facility as a whole.
package struct VariableSpecification: Sendable, Equatable {
  package var name: String
  /// The value at the start; durations are in ticks, truth is 1 or 0.
  package var start: Double

  package init(name: String, start: Double) {
    self.name = name
    self.start = start
  }
}
