/// Units beyond the plan that open on a condition: where the hidden entity begins that sees to it.
package struct EscalationSpecification: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  /// FNV-1a of the name: what the hidden entity and its draws are known by.
  package var hash: UInt64
  package var entry: Int32

  package init(step: Int32, hash: UInt64, entry: Int32) {
    self.step = step
    self.hash = hash
    self.entry = entry
  }
}

/// A ratio: no more units of a resource are open than so many for each unit on duty of another.
package struct RatioSpecification: BitwiseCopyable, Sendable, Equatable {
  package var resource: Int32
  /// The resource whose units on duty count.
  package var by: Int32
  package var ratio: Double

  package init(resource: Int32, by: Int32, ratio: Double) {
    self.resource = resource
    self.by = by
    self.ratio = ratio
  }
}
