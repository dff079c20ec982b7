package import EventEngine

extension UnitSchedule {
  /// A time in which a unit is not on duty by the plan of its resource.
  package struct Off: Sendable, Equatable {
    package var row: Int
    /// In ticks, within the window.
    package var start: Int64
    package var end: Int64

    package init(row: Int, start: Int64, end: Int64) {
      self.row = row
      self.start = start
      self.end = end
    }
  }

  /// When units are off duty: of a resource, as many as its plan has on duty are those with the lowest
  /// numbers.
  ///
  /// - Parameter plans: by the name of the resource.
  package func off(by plans: [String: CapacityPlan]) -> [Off] {
    rows.enumerated().flatMap { index, row -> [Off] in
      guard let plan = plans[row.resource] else { return [] }
      var result: [Off] = []
      for span in Self.spans(of: plan, in: window) where span.value < row.unit {
        if let last = result.last, last.end == span.start {
          result[result.count - 1].end = span.end
        } else {
          result.append(Off(row: index, start: span.start, end: span.end))
        }
      }
      return result
    }
  }

  /// The values of a plan within a window, one after the other.
  package static func spans(of plan: CapacityPlan, in window: Range<Int64>) -> [(
    start: Int64, end: Int64, value: Int64
  )] {
    var result: [(start: Int64, end: Int64, value: Int64)] = []
    var (index, period): (Int, Int64) = (0, 0)
    while true {
      let change = plan.changes[index]
      let start = change.tick + period * plan.period
      if start >= window.upperBound { break }
      if !result.isEmpty { result[result.count - 1].end = start }
      result.append((start, window.upperBound, change.value))
      index += 1
      if index < plan.changes.count { continue }
      if plan.period == 0 || plan.changes.count < 2 { break }
      // Exceptions come once.
      (index, period) = (plan.loopsFrom, period + 1)
    }
    return result.compactMap { span in
      let start = max(span.start, window.lowerBound)
      return start < span.end ? (start, span.end, span.value) : nil
    }
  }
}
