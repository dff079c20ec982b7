package import EventEngine

/// Something that happens to the facility for a while, as the planner writes it.
package struct ShockDefinition: Sendable {
  package enum Occurrences: Sendable {
    /// Ticks since the start, rising where there are several.
    case at([QuantityModel])
    /// From the end of one to the beginning of the next.
    case every(QuantityModel)
  }

  package var info: StepInfo
  /// The variable that says whether it is on.
  package var variable: Int32
  package var occurrences: Occurrences
  package var length: QuantityModel
  package var probability: Double
  package var effects: [ShockEffect]
  /// Whether work in hand beyond what is left on duty is interrupted as it begins.
  package var preempts: Bool
}
