/// Why a replication could not go on.
package enum FailureKind: Sendable, Equatable {
  /// An expression gave no finite number.
  case notFinite(what: String)
  /// An expression reads an attribute that this entity does not have yet.
  case attributeNotSet(String)
  /// An entity goes to or comes from what is no place.
  case noPlace
  /// A duration was negative.
  case negativeDuration
  /// The parameters of a distribution computed at the draw make no distribution.
  case badParameters(String)
  /// A number of units that is no whole number of at least 1.
  case badUnits
  /// A number of entities that is no whole number of at least 0.
  case badCount
  /// A number that arrive together that is no whole number from 0 to a million.
  case badBatch
  /// Nobody comes any more, and the run waits for somebody.
  case nobodyComes
  /// A factor of a rate that is negative or above its stated bound.
  case badFactor
  /// A rate or an amount of a flow that is negative, no number or too large.
  case badFlow(String)
  /// A flow that opens and closes again and again while hardly any time passes.
  case flowFlutters(String)
  /// More units asked for than the resource can ever have.
  case neverEnoughUnits(resource: String)
  /// A release of units that the entity does not hold.
  case notHeld(resource: String)
  /// One entity went through 10,000 steps, or one instant through its budget of events, without
  /// time passing.
  case noTimePasses
  /// Entities wait and nothing will ever happen again.
  case deadlock(String)
  /// More entities at once than the limit.
  case tooManyEntities(Int)
  /// A time beyond what the clock can hold.
  case beyondClock
}

/// A run-time error: what happened, when, to whom, at which step.
package struct SimulationFailure: Error, Sendable, Equatable {
  package var kind: FailureKind
  /// Simulation time in ticks.
  package var tick: Int64
  /// The source and number of the entity, such as `walk-in:4711`, where there is one.
  package var entity: String?
  /// The step, where there is one: an index into the program's steps.
  package var step: Int32?
}
