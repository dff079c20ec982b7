/// Which draw a random number belongs to.
package enum DrawKeys: Sendable, Equatable {
  /// The entity and its visit: patient 4711 has the same needs whatever happened before.
  case entity
  /// The number of the draw among those of its kind, as with one stream for each source of randomness.
  ///
  /// It is there to be compared with: once a policy changes an order, the needs of entities are
  /// exchanged.
  case order
}
