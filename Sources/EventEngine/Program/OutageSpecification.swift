/// What the clock of an outage counts.
package enum OutageClock: UInt8, BitwiseCopyable, Sendable {
  /// All time since the last outage of its kind was over.
  case calendar
  /// The time in which work is done with the unit.
  case operating
  /// How often the unit has been given back after use.
  case uses
}

/// What an outage is, where it is about the condition of a unit.
package enum OutageRole: UInt8, BitwiseCopyable, Sendable {
  /// A failure or maintenance, which comes by its own clock.
  case outage
  /// Somebody looks how far a unit has deteriorated.
  case inspection
  /// A monitor raises an alarm; no unit goes out of service for it.
  case alarm
  /// The repair that follows on what was found.
  case planned
}

/// Something that puts single units of a resource out of service: a failure with its repair, or
/// planned maintenance.
package struct OutageSpecification: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  package var resource: Int32
  /// FNV-1a of the name: what the draws and the hidden entities are known by.
  package var hash: UInt64
  package var clock: OutageClock
  /// How long, in ticks or uses, until the next: a quantity that reads no entity.
  package var after: Int32
  /// Whether it waits until the unit is given back.
  package var waitsForWork: Bool
  /// What becomes of the work in hand of a step that says nothing about it.
  package var rule: InterruptionRule
  /// Where an entity goes on whose work is given up.
  package var target: Int32
  /// Where the hidden entity begins that puts the unit right.
  package var entry: Int32
  /// Whether all other clocks of the unit begin anew once it is over.
  package var renews: Bool
  /// Whether it puts all units out of service at once, by one clock.
  package var hitsAll = false
  /// The plan (1 or 0) of when it may begin, among `Program.windows`, or -1 for any time.
  package var window: Int32 = -1
  package var role = OutageRole.outage
  /// The condition that it is about, among `Program.conditions`, or -1.
  package var condition: Int32 = -1
  /// How long until the first inspection, or until a false alarm while all is well; or -1.
  package var first: Int32 = -1
  /// With what probability a stage is found, among `Program.findings`, one for each stage.
  package var firstFinding: Int32 = -1
  /// Whether the unit stays in service while it is inspected.
  package var staysInService = false

  package init(
    step: Int32, resource: Int32, hash: UInt64, clock: OutageClock, after: Int32,
    waitsForWork: Bool, rule: InterruptionRule, target: Int32, entry: Int32, renews: Bool
  ) {
    self.step = step
    self.resource = resource
    self.hash = hash
    self.clock = clock
    self.after = after
    self.waitsForWork = waitsForWork
    self.rule = rule
    self.target = target
    self.entry = entry
    self.renews = renews
  }
}
