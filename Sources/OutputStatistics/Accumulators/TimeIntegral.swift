/// The exact time integral of an integer level (a queue length, busy units), in units × ticks.
///
/// With the moment M = Σ δ·t over the changes δ at ticks t, the integral up to tick T is
/// level·T − M: one multiplication and one addition a change, and no time of the last change.
@usableFromInline
package struct TimeIntegral: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline var moment: Int128
  @usableFromInline var level: Int64
  @usableFromInline var greatest: Int64

  /// A level that holds from the given tick on, where the integral begins.
  @inlinable
  @inline(__always)
  package init(value: Int64 = 0, at tick: Int64 = 0) {
    level = value
    greatest = value
    moment = Int128(value) * Int128(tick)
  }

  /// The present level, in units.
  @inlinable @inline(__always) package var value: Int64 { level }

  /// The highest level that was reached since the integral began or was reset.
  ///
  /// A level that changes twice within one tick counts at each of its values.
  @inlinable @inline(__always) package var max: Int64 { greatest }

  /// Changes the level by a signed number of units at a tick.
  @inlinable
  @inline(__always)
  package mutating func change(by delta: Int64, at tick: Int64) {
    level &+= delta
    let product = delta.multipliedFullWidth(by: tick)
    moment &+= Int128(truncatingIfNeeded: product.high) &<< 64 | Int128(product.low)
    if level > greatest { greatest = level }
  }

  /// The integral of the level from its beginning to the given tick, in units × ticks; the tick
  /// must not lie before the last change.
  @inlinable
  @inline(__always)
  package func area(at tick: Int64) -> Int128 {
    Int128(level) * Int128(tick) - moment
  }

  /// Begins a new observation window at a tick: the level stays, area and greatest start anew.
  @inlinable
  @inline(__always)
  package mutating func reset(at tick: Int64) {
    self = TimeIntegral(value: level, at: tick)
  }

  /// The time average of the level over a window that ends at `tick` and has the given length in
  /// ticks, in units; nil if the window is empty.
  package func average(at tick: Int64, over length: Int64) -> Double? {
    guard length > 0 else { return nil }
    let integral = area(at: tick)
    let size = roundedQuotient(high: 0, low: integral.magnitude, by: UInt128(length))
    return integral < 0 ? -size : size
  }
}
