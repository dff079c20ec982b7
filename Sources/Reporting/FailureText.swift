package import EventEngine
import FacilityModel

/// A run-time error in words: what happened, when, to whom, where in the file.
package struct FailureText {
  package let reason: String
  package let hours: Double
  package let step: String?
  package let place: String?
  private let failure: SimulationFailure

  package init(_ failure: SimulationFailure, of program: Program) {
    self.failure = failure
    reason = Self.reason(failure.kind)
    hours = Double(failure.tick) / Double(Ticks.hour)
    let specification = failure.step.map { program.steps[Int($0)] }
    step = specification?.name
    place = specification?.place
  }

  /// One sentence with everything that is known.
  package var sentence: String {
    var text = "at \(TimeUnits.words(Double(failure.tick)))"
    if let entity = failure.entity { text += ", \(entity)" }
    if let step { text += ", step “\(step)”" }
    if let place { text += " (\(place))" }
    return text + ": " + reason
  }

  private static func reason(_ kind: FailureKind) -> String {
    switch kind {
    case .notFinite(let what):
      "\(what) is no finite number; perhaps it divides by 0 or reads an attribute not yet set"
    case .attributeNotSet(let name): "reads attribute “\(name)”, which it does not have yet"
    case .negativeDuration: "a duration is negative"
    case .badParameters(let words): "parameters that make no distribution: \(words)"
    case .badCount: "a number of entities that is no whole number, or negative"
    case .badUnits: "a number of units that is no whole number of at least 1"
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
