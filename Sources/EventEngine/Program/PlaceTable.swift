/// The places of a facility: how far they are from one another.
package struct PlaceTable: Sendable, Equatable {
  /// Where an entity keeps the label of its place, or -1 where there are no places.
  package var attribute: Int32 = -1
  /// The label of each place.
  package var labels: [Double] = []
  /// The place of each label, or -1.
  package var placeOfLabel: [Int32] = []
  /// By (from, to); empty where they are not known.
  package var distances: [Double] = []
  /// Ticks by (from, to); empty where they are not known.
  package var times: [Double] = []

  package init() {}

  package init(attribute: Int32, labels: [Double], distances: [Double], times: [Double]) {
    self.attribute = attribute
    self.labels = labels
    self.distances = distances
    self.times = times
    placeOfLabel = Array(repeating: -1, count: labels.map { Int($0) + 1 }.max() ?? 0)
    for (place, label) in labels.enumerated() { placeOfLabel[Int(label)] = Int32(place) }
  }

  /// What tells which of two places is nearer.
  package var nearness: [Double] { distances.isEmpty ? times : distances }
}

/// Which of the free units of a transport comes.
package enum TransportRule: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  /// The one with the shortest way to the entity; among equals that with the lowest number.
  case nearest
  /// The one that has been given back the longest ago; among equals that with the lowest number.
  case longestIdle
}

/// A resource whose units are somewhere and travel: porters, cranes, vehicles.
package struct TransportSpecification: BitwiseCopyable, Sendable, Equatable {
  package var resource: Int32
  /// The place where all its units are at the start.
  package var home: Int32
  package var rule: TransportRule

  package init(resource: Int32, home: Int32, rule: TransportRule) {
    self.resource = resource
    self.home = home
    self.rule = rule
  }
}

/// What a unit of a transport does in the hands of an entity.
package enum TransportPhase: UInt8, BitwiseCopyable, Sendable {
  /// It stands where the entity is.
  case stands
  /// It travels without anybody.
  case travelsEmpty
  /// It sets out with the entity, from where that is.
  case travelsLoaded
}
