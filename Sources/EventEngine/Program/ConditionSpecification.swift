/// A failure that comes by stages, with what finds it out before: the condition of each unit.
package struct ConditionSpecification: BitwiseCopyable, Sendable, Equatable {
  /// The failure, the alarm and the planned repair, among the outages of a program; the last two
  /// may be -1.
  package var outage: Int32
  package var alarm: Int32 = -1
  package var planned: Int32 = -1
  /// How long the stages behind the first last, among `Program.stages`.
  package var firstStage: Int32
  /// How many stages there are before the failure.
  package var stageCount: Int32

  package init(outage: Int32, firstStage: Int32, stageCount: Int32) {
    self.outage = outage
    self.firstStage = firstStage
    self.stageCount = stageCount
  }
}

/// With what probability an inspection or a monitor reports a unit in a stage.
package struct FindingSpecification: BitwiseCopyable, Sendable, Equatable {
  /// A quantity that reads no entity.
  package var probability: Int32
  /// The hash of what the draw is for.
  package var purpose: UInt64

  package init(probability: Int32, purpose: UInt64) {
    self.probability = probability
    self.purpose = purpose
  }
}
