package import EventEngine

/// Several kinds of entities that come from one source.
package struct MixDefinition: Sendable {
  package struct Part: Sendable {
    package var name: String
    package var share: Double
    /// The number of the part's name, as a text.
    package var label: Double
    package var attributes: [(index: Int32, value: QuantityModel)]
    package var pathway: Int
  }

  /// In the order of the file.
  package var parts: [Part]
  /// The attribute that holds the name of the part.
  package var attribute: Int32
}

/// A list of appointments, as the planner writes it.
package struct AppointmentDefinition: Sendable {
  /// Ticks within the first period, ascending, and the number of each slot in its session.
  package var slots: [Int64] = []
  package var numbers: [Int64] = []
  package var period: Int64 = 0
  package var noShow = 0.0
  package var lateness: QuantityModel?
  package var earliest: Int64 = 0
  package var cancelled = 0.0
  package var notice: QuantityModel?
  package var refillNotice: Int64 = 0
  package var refilled = 0.0
  /// The attributes that hold the time and the number of the slot.
  package var timeAttribute: Int32 = -1
  package var slotAttribute: Int32 = -1
  /// Days on which no session is held.
  package var skipped: [DaySet] = []
  /// When a session is planned to end, after its midnight or, where it is held once, after the
  /// start; and how long each slot comes after the first of its session.
  package var ends: Int64?
  package var sinceFirst: [Int64] = []
}

/// A Poisson rate that is a product of factors, as the planner writes it.
package struct ModulatedDefinition: Sendable {
  package struct Phase: Sendable {
    package var name: String
    /// The rate per tick.
    package var rate: Double
    package var sojourn: QuantityModel
    /// Cumulative probabilities of the phases that follow; empty for the next in order.
    package var next: [Double]
  }

  /// The base rate: breaks in ticks, rates per tick, period or 0; empty where there are phases.
  package var breaks: [Int64] = []
  package var rates: [Double] = []
  package var period: Int64 = 0
  package var phases: [Phase] = []
  package var during: [DayFactor] = []
  package var dayFactor: QuantityModel?
  package var runFactor: QuantityModel?
}

/// How a rate follows the state of the facility.
package struct StateFactor: Sendable {
  package var factor: Expression
  /// The bound under which arrivals are thinned.
  package var atMost: Double
}
