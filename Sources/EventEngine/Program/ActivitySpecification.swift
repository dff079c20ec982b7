/// What becomes of an activity that is interrupted because a unit it needs is taken away.
package enum InterruptionRule: UInt8, BitwiseCopyable, Sendable {
  /// The step says nothing: it resumes, unless what has interrupted it says something else.
  case usual
  /// It goes on with what was left of its time.
  case resume
  /// It begins anew and takes as long as it would have taken.
  case restart
  /// It begins anew with another draw of its time.
  case resample
  /// It is given up: the entity goes on elsewhere.
  case reroute
  /// It cannot be interrupted so.
  case never
}

/// A time that passes for an entity and that something else may interrupt.
package struct ActivitySpecification: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  /// How long it takes: a quantity in ticks.
  package var duration: Int32
  /// What becomes of it when a unit is taken away, and where an entity goes on that is rerouted.
  package var rule: InterruptionRule
  /// Whether a unit is set up: what is left of it when it is interrupted is for another unit to say.
  package var setsUp = false
  package var target: Int32
  /// What the step has taken for it (items of a request), all given back when it is interrupted.
  package var firstItem: Int32
  package var itemCount: Int32
  /// The resource that it shares with all who are present, or -1.
  package var sharing: Int32 = -1
  /// The choice that says which of several alternatives that was, or -1.
  package var choice: Int32 = -1

  package init(
    step: Int32, duration: Int32, rule: InterruptionRule = .usual, target: Int32 = -1,
    firstItem: Int32 = 0, itemCount: Int32 = 0
  ) {
    self.step = step
    self.duration = duration
    self.rule = rule
    self.target = target
    self.firstItem = firstItem
    self.itemCount = itemCount
  }
}

/// A section of a pathway that an entity is taken out of when its time is over.
package struct SectionSpecification: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  /// How long an entity may stay in it: a quantity in ticks, evaluated on entering.
  package var limit: Int32
  /// How many sections enclose it.
  package var level: Int32
  /// How many loops enclose it: their iterations are part of the identity of what is drawn when
  /// units are given back.
  package var loopDepth: Int32
  /// Where an entity goes on whose time is over.
  package var target: Int32

  package init(step: Int32, limit: Int32, level: Int32, loopDepth: Int32, target: Int32) {
    self.step = step
    self.limit = limit
    self.level = level
    self.loopDepth = loopDepth
    self.target = target
  }
}
