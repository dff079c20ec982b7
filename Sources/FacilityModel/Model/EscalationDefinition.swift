import EventEngine

/// Units beyond the plan that open on a condition and close on another.
package struct EscalationDefinition: Sendable {
  package var info: StepInfo
  package var resource: Int32
  package var units: Int64
  package var opens: WaitStep
  /// How long it takes to open them.
  package var delay: QuantityModel?
  package var closes: WaitStep

  /// The time that opening takes, as a step.
  package var opening: DelayStep? { delay.map { DelayStep(info: info, duration: $0) } }
}

/// No more units of a resource are open than so many for each unit on duty of another.
package struct RatioDefinition: Sendable {
  package var by: Int32
  package var ratio: Double
  package var place: Place
}

extension ResourceDefinition {
  /// The most units that are ever open.
  package var mostUnits: Int64 {
    max(raisedTo, units.map { Int64($0.names.count) } ?? plan.most)
      + escalations.reduce(0) { $0 + $1.units }
  }
}
