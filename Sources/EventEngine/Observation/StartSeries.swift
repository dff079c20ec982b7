import OutputStatistics

/// The number inside from the very start of a replication, warm-up included: its integral over each
/// of some bins of equal width.
///
/// It tells how long the facility takes to forget that it began empty. Reading it changes nothing: at
/// an edge, nobody moves and no clock is set.
struct StartSeries: Sendable {
  let width: Int64
  private(set) var nextEdge: Int64
  /// Entity·ticks by bin.
  private(set) var areas: [Int128] = []
  private var lastArea: Int128 = 0
  /// What the integral had come to when it began anew with the observation window.
  private var carried: Int128 = 0

  /// - Parameter width: of a bin, in ticks; 0 for no series.
  init(width: Int64) {
    self.width = width
    nextEdge = width > 0 ? width : .max
  }

  /// Ends the bin at whose edge the run is, where it is at one.
  mutating func look(_ inside: borrowing TimeIntegral, at tick: Int64) {
    guard tick >= nextEdge else { return }
    let area = carried + inside.area(at: nextEdge)
    areas.append(area - lastArea)
    lastArea = area
    nextEdge += width
  }

  /// Notes that the integral begins anew.
  mutating func carry(_ inside: borrowing TimeIntegral, at tick: Int64) {
    carried += inside.area(at: tick)
  }
}
