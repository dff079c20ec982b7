/// A time that passes for an entity and that something else may interrupt.
package struct ActivitySpecification: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  /// How long it takes: a quantity in ticks.
  package var duration: Int32

  package init(step: Int32, duration: Int32) {
    self.step = step
    self.duration = duration
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
