/// What the clock of an outage counts.
package enum OutageClock: UInt8, BitwiseCopyable, Sendable {
  /// All time since the last outage of its kind was over.
  case calendar
  /// The time in which work is done with the unit.
  case operating
  /// How often the unit has been given back after use.
  case uses
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
