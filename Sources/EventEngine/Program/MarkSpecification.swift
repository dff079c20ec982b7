/// A mark that entities pass: where its time is kept, and which tallies an entity fills there.
package struct MarkSpecification: BitwiseCopyable, Sendable, Equatable {
  /// The attribute that holds the tick of the latest passage.
  package var attribute: Int32
  /// Its tallies among `Program.markTallies`.
  package var firstTally: Int32
  package var tallyCount: Int32

  package init(attribute: Int32, firstTally: Int32 = 0, tallyCount: Int32 = 0) {
    self.attribute = attribute
    self.firstTally = firstTally
    self.tallyCount = tallyCount
  }
}

/// The classes that a tally is split into: their tallies follow it.
package struct TallyClasses: BitwiseCopyable, Sendable, Equatable {
  /// The expression of the number of the class, from 0; what is outside belongs to none.
  package var expression: Int32
  package var count: Int32

  package static let none = TallyClasses(expression: -1, count: 0)

  package init(expression: Int32, count: Int32) {
    self.expression = expression
    self.count = count
  }
}
