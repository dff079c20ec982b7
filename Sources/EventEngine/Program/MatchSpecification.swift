/// Kinds of entities that wait for one another and go on as one.
package struct MatchSpecification: BitwiseCopyable, Sendable, Equatable {
  /// Its kinds (in the program's `matchKinds`); an entity of the first leads the others.
  package var firstKind: Int32
  package var kindCount: Int32
  /// What those who go together have in common (an expression), or -1 for nothing.
  package var key: Int32
  /// The attributes that the others give to the one that leads (in `keptAttributes`).
  package var firstKept: Int32
  package var keptCount: Int32

  package init(
    firstKind: Int32, kindCount: Int32, key: Int32, firstKept: Int32, keptCount: Int32
  ) {
    self.firstKind = firstKind
    self.kindCount = kindCount
    self.key = key
    self.firstKept = firstKept
    self.keptCount = keptCount
  }
}

/// One kind of a match.
package struct MatchKind: Sendable, Equatable {
  package var name: String
  /// How many it takes at least and at most (expressions of the one that leads), or -1 for one, and
  /// for as many as at least.
  package var least: Int32 = -1
  package var most: Int32 = -1
  /// By what they are ordered (an expression), or -1 for their coming.
  package var order: Int32 = -1

  package init(name: String) { self.name = name }
}
