/// Kinds of entities that wait for one another and go on as one.
package struct MatchDefinition: Sendable {
  /// One kind: how many of it are taken, and in which order.
  package struct Kind: Sendable {
    package var name: String
    /// How many at least, looked at for the entity that leads; nil for one.
    package var least: Expression?
    /// How many at most; nil for as many as at least.
    package var most: Expression?
    package var order: Expression?
  }

  package var name: String
  /// The kinds; an entity of the first leads the others.
  package var kinds: [Kind]
  /// What those who go together have in common.
  package var key: Expression?
  package var isPermanent: Bool
  /// The attributes that the others give to the one that leads.
  package var keep: [Int32]
  package var place: Place
}
