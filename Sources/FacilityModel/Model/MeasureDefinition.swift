package import EventEngine

/// A figure that the model asks for.
package struct MeasureDefinition: Sendable {
  package enum Kind: Sendable {
    case share, mean, recorded, timeAverage, shareOfTime, atEnd, between, standard, ratio
  }

  /// Which way a figure should go.
  package enum Direction: String, Sendable, CaseIterable {
    case lower, higher
  }

  package var name: String
  package var kind: Kind
  package var tallyKind: TallyKind
  /// The value at departure; nil where a step records, or where the state is averaged over time.
  package var value: Expression?
  package var condition: Expression?
  /// What is looked at once, as the run ends.
  package var atEnd: Expression?
  package var source: Int?
  package var outcome: Int?
  /// The class it is restricted to, where the measure is split `by` an attribute.
  package var scope: String?
  /// Whether it is the part of the measure before it that belongs to one class.
  package var isPart = false
  /// The number of an entity's class among the parts that follow, and how many there are.
  package var classes: Expression?
  package var classCount = 0
  /// The mark at which it takes its value; nil where entities leave.
  package var mark: Int?
  /// What is averaged over time, of a measure of the state.
  package var level: LevelDefinition?
  /// The two figures that are divided, of a ratio.
  package var ratio: QuotientDefinition?
  /// The unit of its values, where it is neither a time nor a plain number.
  package var unit: String?
  package var target: Double?
  package var isKey: Bool
  /// Which way is good, where the model says so: a target is then the most or the least.
  package var better: Direction?
  package var place: Place
}

/// An expression of the state that is averaged over time.
package struct LevelDefinition: Sendable {
  /// Whose arrivals note what they find.
  package enum Finder: Sendable, Equatable {
    case nobody
    case everyone
    case source(Int)
  }

  package var expression: Expression
  package var isTruth: Bool
  /// How many levels are told apart, the last with all above it; or none.
  package var levels: Int
  package var finder: Finder
  /// Whether the value is in ticks.
  package var isDuration = false
}

extension Model {
  /// The measures of the state, in the order of the program's gauges.
  package var gauges: [(measure: MeasureDefinition, level: LevelDefinition)] {
    measures.compactMap { measure in measure.level.map { (measure, $0) } }
  }
}

/// A figure of a run over another one.
package struct QuotientDefinition: Sendable {
  /// A figure as reports know it.
  package struct Operand: Sendable {
    /// Which number of it.
    package enum Statistic: Sendable, Equatable {
      case named(String)
      /// How many observations it has, and what they add up to.
      case count, total
    }

    package var measure: String
    package var scope: String
    package var statistic: Statistic
  }

  package var above: Operand
  package var below: Operand
}
