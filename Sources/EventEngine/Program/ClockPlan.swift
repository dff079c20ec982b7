/// A number that changes at fixed times, repeating after a period or not at all.
///
/// Exceptions of a rota come once: the changes before `loopsFrom` do not repeat.
package struct ClockPlan<Value: BitwiseCopyable & Sendable & Comparable>: Sendable, Equatable {
  package struct Change: BitwiseCopyable, Sendable, Equatable {
    /// Ticks since the start of the run, at the first of its occurrences.
    package var tick: Int64
    package var value: Value

    package init(tick: Int64, value: Value) {
      self.tick = tick
      self.value = value
    }
  }

  /// Ascending; the first is at tick 0.
  package var changes: [Change]
  /// Ticks after which the changes repeat, or 0.
  package var period: Int64
  /// The first of the changes that repeat.
  package var loopsFrom = 0

  package init(changes: [Change], period: Int64) {
    self.changes = changes
    self.period = period
  }

  package init(constant value: Value) {
    self.init(changes: [Change(tick: 0, value: value)], period: 0)
  }

  /// The greatest value that there ever is.
  package var most: Value { changes.map(\.value).max() ?? changes[0].value }

  /// The number of the change whose value holds from a tick on.
  func index(at tick: Int64) -> Int {
    let within = period > 0 ? tick % period : tick
    return changes.lastIndex { $0.tick <= within } ?? 0
  }

  /// The value that holds from a tick on.
  func value(at tick: Int64) -> Value { changes[index(at: tick)].value }

  /// The next tick after a tick at which the value changes, where the changes repeat.
  func nextChange(after tick: Int64) -> Int64 {
    if changes.count < 2 || period == 0 { return .max }
    let start = tick - tick % period
    return changes.first { start + $0.tick > tick }.map { start + $0.tick } ?? start + period
  }
}

/// A capacity that changes at fixed times: the units of a rota.
package typealias CapacityPlan = ClockPlan<Int64>

/// A factor that changes at fixed times, such as the carbon intensity of electricity by hour: the
/// levels of the resources are integrated apart while each of its values holds.
package typealias FactorPlan = ClockPlan<Double>

extension ClockPlan<Double> {
  /// The fractions of one in which integrals of the factor are kept, a power of two, so that they
  /// add up exactly in any order: the greatest value has some 2^40 of them.
  package var grainsPerUnit: Double {
    let greatest = changes.map { abs($0.value) }.max() ?? 0
    if greatest == 0 { return 1 }
    return Double(sign: .plus, exponent: min(40 - Int(greatest.exponent), 1000), significand: 1)
  }

  /// A value of the factor in its grains.
  package func grains(of value: Double) -> Int128 { Int128((value * grainsPerUnit).rounded()) }

  /// The integral of the factor between two ticks, in its grains.
  func grains(from start: Int64, to end: Int64) -> Int128 {
    var sum: Int128 = 0
    var tick = start
    while tick < end {
      let next = min(end, nextChange(after: tick))
      sum += grains(of: value(at: tick)) * Int128(next - tick)
      tick = next
    }
    return sum
  }
}

extension ClockPlan<Int64> {
  /// More than anybody ever asks for: the capacity of what is never scarce.
  package static var unlimited: Int64 { 1 << 40 }

  /// Whether the units are never scarce, so that there is no number of them to report.
  package var isUnlimited: Bool { changes[0].value >= Self.unlimited }
}
