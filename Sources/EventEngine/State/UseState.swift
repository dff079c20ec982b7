import OutputStatistics

/// How a resource has been used since the start of the run, warm-up included.
///
/// Kept only where something asks for it, and only changed as units are taken and given back.
struct UseState: BitwiseCopyable {
  /// Units in use.
  private var inUse = TimeIntegral()
  /// How often a unit has been given back, and when one was last.
  private var count: Int64 = 0
  private(set) var lastGivenBack: Int64 = 0
  /// The time in use up to the last giving back, work in hand included, by the number of uses that
  /// have ended: in ticks; 0 before the first has.
  private(set) var meanUse = 0.0

  mutating func take(_ units: Int32, at tick: Int64) { inUse.change(by: Int64(units), at: tick) }

  mutating func giveBack(_ units: Int32, at tick: Int64) {
    inUse.change(by: 0 &- Int64(units), at: tick)
    count &+= Int64(units)
    lastGivenBack = tick
    meanUse = Double(inUse.area(at: tick)) / Double(count)
  }
}
