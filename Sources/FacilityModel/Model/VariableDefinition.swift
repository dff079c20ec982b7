/// A value that belongs to the facility as a whole: steps set it, every expression may read it.
package struct VariableDefinition: Sendable {
  package var name: String
  /// The value at the start; durations are in ticks, truth is 1 or 0.
  package var start: Double
  package var type: ValueType
  package var place: Place
}
