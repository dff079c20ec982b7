/// What the units of a resource cost, in the currency of the model.
package struct CostDefinition: Sendable, Equatable {
  /// For each hour that a unit is on duty, whether it is in use or not.
  package var perHour = 0.0
  /// For each hour that a unit is in use, besides.
  package var perHourBusy = 0.0
  /// Each time that a unit is taken.
  package var perUse = 0.0
  /// For each hour that a unit is in use or in turnaround after the end of its shift, besides.
  package var overtimePerHour = 0.0

  package init() {}
}

/// What power the units of a resource draw, in kilowatts a unit.
package struct PowerDefinition: Sendable, Equatable {
  package var busy = 0.0
  /// On duty and neither in use nor in turnaround.
  package var idle = 0.0
  package var turnaround = 0.0
  /// Off duty or out of service, of the most units that the plan ever has.
  package var off = 0.0
}
