/// A factor that changes at fixed times, such as the carbon intensity of electricity by hour: the
/// levels of the resources are integrated apart while each of its values holds.
package struct FactorPlan: Sendable, Equatable {
  package struct Change: BitwiseCopyable, Sendable, Equatable {
    /// Ticks since the start of the run, within the first period.
    package var tick: Int64
    package var value: Double

    package init(tick: Int64, value: Double) {
      self.tick = tick
      self.value = value
    }
  }

  /// Ascending; the first is at tick 0.
  package var changes: [Change]
  /// Ticks after which the changes repeat, or 0 for one constant value.
  package var period: Int64

  package init(changes: [Change], period: Int64) {
    self.changes = changes
    self.period = period
  }

  /// The number of the change whose value holds from a tick on.
  func index(at tick: Int64) -> Int {
    let within = period > 0 ? tick % period : tick
    return changes.lastIndex { $0.tick <= within } ?? 0
  }

  /// The next tick after a tick at which the value changes.
  func nextChange(after tick: Int64) -> Int64 {
    if changes.count < 2 || period == 0 { return .max }
    let start = tick - tick % period
    return changes.first { start + $0.tick > tick }.map { start + $0.tick } ?? start + period
  }
}
