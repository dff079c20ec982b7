package import EventEngine

/// The places of the facility, by number: their labels, and how far they are from one another.
package struct PlacesDefinition: Sendable {
  package var table: PlaceTable
  package var names: [String]
  /// Distance units per tick, where one speed holds for all.
  package var speed: Double?

  package var hasDistances: Bool { !table.distances.isEmpty }

  /// The number of a place, by its label.
  package func place(ofLabel label: Double) -> Int? {
    table.labels.firstIndex(of: label)
  }

  /// How long it takes between two places given by expressions: at a speed, or as the section says.
  package static func time(from: Expression, to: Expression, speed: Expression?) -> Expression {
    guard let speed else { return .binary(.travelTime, from, to) }
    return .binary(.divide, .binary(.distance, from, to), speed)
  }
}

/// What makes the units of a resource travel.
package struct TransportDefinition: Sendable {
  /// The label of the place where they are at the start.
  package var home: Double
  /// Distance units per tick, where they have a speed of their own.
  package var speed: Double?
  package var rule = TransportRule.nearest
  /// Whether a unit that nobody waits for goes home.
  package var returnsHome = false
}
