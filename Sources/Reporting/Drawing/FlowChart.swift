/// A model as a chart of its flow: who arrives, what happens to them, what it takes.
package struct FlowChart: Sendable {
  /// A kind of entity that comes, from outside or made by others.
  package struct Arrivals: Sendable {
    package var name: String
    package var detail: String
    /// The name of the source.
    package var source = ""
  }

  /// One way through the facility with those who begin it.
  package struct Stream: Sendable {
    package var arrivals: [Arrivals]
    package var pathway: String
    package var steps: [FlowStep]
  }

  /// A resource or stock.
  package struct Card: Sendable {
    package var name: String
    /// How many there are, and what else is to be known of it.
    package var details: [String]
    package var isStock: Bool
  }

  package var title: String
  package var about: String?
  package var cards: [Card]
  package var streams: [Stream]
}

/// One step of a chart, with what is inside it.
package struct FlowStep: Sendable {
  package enum Shape: Sendable {
    /// Work with resources.
    case task
    /// Units are taken, or given back.
    case take, give
    /// Time passes.
    case delay
    /// Something is waited for that is no unit.
    case wait
    /// A value is set or noted.
    case note
    /// Whoever comes here is gone.
    case end
    /// One of several ways.
    case choice
    /// Several ways at the same time.
    case parallel
    /// Steps that belong together.
    case frame
    /// Whatever has no shape of its own.
    case other
  }

  /// Steps on a way of their own, and who goes it.
  package struct Way: Sendable {
    package var label: String
    package var steps: [FlowStep]
  }

  /// A resource that a step asks for, and how many units.
  package struct Need: Sendable {
    package var resource: Int
    package var count: String
  }

  package var shape: Shape
  package var title: String
  package var details: [String] = []
  package var needs: [Need] = []
  /// The ways of a choice or a fork.
  package var ways: [Way] = []
  /// The steps of a frame.
  package var inner: [FlowStep] = []
  /// The ways of those who leave the step before its end: they give up, turn away, find no place.
  package var exits: [Way] = []
  /// The pathway of those whom the step makes.
  package var target: String?
  /// The whole name and the line in the file.
  package var place = ""
  /// The whole name.
  package var name = ""
  /// Whether entities can stand in line before it, whether they can be at it for a time, whether
  /// they travel meanwhile, and whether they can begin it again when they have come to its end.
  package var hasLine = false
  package var holds = false
  package var travels = false
  package var repeats = false

  /// Whether an entity can go on behind it.
  package var goesOn: Bool {
    switch shape {
    case .end: false
    case .choice: ways.isEmpty || ways.contains { Self.goOn($0.steps) }
    default: true
    }
  }

  /// Whether an entity can come to the end of a list of steps.
  package static func goOn(_ steps: [FlowStep]) -> Bool {
    steps.allSatisfy { $0.goesOn || $0.exits.contains { Self.goOn($0.steps) } }
  }
}
