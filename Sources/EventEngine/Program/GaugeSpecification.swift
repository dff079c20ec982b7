/// An expression of the facility's state that is averaged over time.
package struct GaugeSpecification: Sendable, Equatable {
  /// Whose arrivals note what they find.
  package enum Finder: Sendable, Equatable {
    case nobody
    case everyone
    case source(Int32)
  }

  /// The name of the measure.
  package var name: String
  /// The expression; it reads neither an entity nor the clock.
  package var expression: Int32
  /// Whether the value counts as 1 wherever it is not 0.
  package var isTruth: Bool
  /// How many levels are told apart: 0 to 1, 1 to 2 … and the last with all above; or none.
  package var levels: Int
  package var finder: Finder

  package init(
    name: String, expression: Int32, isTruth: Bool, levels: Int = 0, finder: Finder = .nobody
  ) {
    self.name = name
    self.expression = expression
    self.isTruth = isTruth
    self.levels = levels
    self.finder = finder
  }
}
