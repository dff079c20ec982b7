package import EventEngine
import FacilityModel

/// A run-time error in words: what happened, when, to whom, where in the file.
package struct FailureText: Error, Sendable, Equatable {
  package let reason: String
  /// Simulation time in ticks.
  package let tick: Int64
  package let entity: String?
  package let step: String?
  package let place: String?

  package init(
    reason: String, tick: Int64, entity: String?, step: String?, place: String?
  ) {
    self.reason = reason
    self.tick = tick
    self.entity = entity
    self.step = step
    self.place = place
  }

  package init(_ failure: SimulationFailure, of program: Program) {
    let specification = failure.step.map { program.steps[Int($0)] }
    self.init(
      reason: Self.reason(failure.kind), tick: failure.tick, entity: failure.entity,
      step: specification?.name, place: specification?.place)
  }

  /// Simulation time in hours since the start of the run.
  package var hours: Double { Double(tick) / Double(Ticks.hour) }

  /// One sentence with everything that is known.
  package var sentence: String {
    var text = "at \(TimeUnits.words(Double(tick)))"
    if let entity { text += ", \(entity)" }
    if let step { text += ", step “\(step)”" }
    if let place { text += " (\(place))" }
    return text + ": " + reason
  }

  private static func reason(_ kind: FailureKind) -> String {
    switch kind {
    case .notFinite(let what):
      "\(what) is no finite number; perhaps it divides by 0 or reads an attribute not yet set"
    case .attributeNotSet(let name): "reads attribute “\(name)”, which it does not have yet"
    case .noPlace: "goes to, or comes from, what is no place of the model"
    case .negativeDuration: "a duration is negative"
    case .badParameters(let words): "parameters that make no distribution: \(words)"
    case .badCount: "a number of entities that is no whole number, or negative"
    case .badUnits: "a number of units that is no whole number of at least 1"
    case .badBatch: "a number that arrive together that is no whole number from 0 to 1000000"
    case .nobodyComes:
      "nobody has come on 100000 occasions in a row, and the run ends only when somebody does"
    case .badFactor: "a factor of a rate is negative, no number, or above “atMost”"
    case .badFlow(let name): "a rate or an amount of “\(name)” is negative, no number or too large"
    case .flowFlutters(let name):
      "“\(name)” opens or changes its rate a thousand times within a second: let it close at another "
        + "level than it opens, with “opensWhen” and “closesWhen”"
    case .neverEnoughUnits(let resource):
      "asks for more units of “\(resource)” than it can ever have"
    case .notHeld(let resource): "releases “\(resource)”, which it does not hold"
    case .noTimePasses: "goes round and round while no time passes"
    case .deadlock(let words): "nothing can happen any more: \(words)"
    case .tooManyEntities(let limit):
      "more than \(limit) entities at once: more arrive than can be served"
    case .beyondClock: "a time beyond what the clock can hold"
    }
  }
}
