import EventEngine
import FacilityModel

/// What happened in a facility, observed or simulated: cases with what was done for them, or counts.
///
/// Moments are ticks since 1970-01-01, 00:00 local time.
package struct ObservedLog: Sendable {
  /// Something that was done for a case.
  package struct Activity: Sendable {
    package var name: String
    package var start: Int64
    package var complete: Int64

    package init(name: String, start: Int64, complete: Int64) {
      self.name = name
      self.start = start
      self.complete = complete
    }
  }

  /// A patient, an order: from arrival to departure.
  package struct Case: Sendable {
    /// What kind of case it is: the source that it comes from.
    package var kind: String?
    package var arrival: Int64
    /// Nil where it was still there at the end.
    package var departure: Int64?
    package var activities: [Activity]

    package init(kind: String?, arrival: Int64, departure: Int64?, activities: [Activity]) {
      self.kind = kind
      self.arrival = arrival
      self.departure = departure
      self.activities = activities
    }
  }

  /// Arrivals within a time.
  package struct Count: Sendable {
    package var start: Int64
    package var kind: String?
    package var arrivals: Double
  }

  package var cases: [Case] = []
  /// Counts in place of cases, each over the same width.
  package var counts: [Count] = []
  package var width: Int64 = Ticks.hour
  /// What is looked at: the cases that arrive from `start` to before `end`.
  package var start: Int64
  package var end: Int64

  /// - Parameter window: what to look at; by default from the first whole day to the last arrival.
  package init(cases: [Case], window: Range<Int64>? = nil) {
    self.cases = cases
    start = window?.lowerBound ?? cases.map(\.arrival).min() ?? 0
    end = window?.upperBound ?? (cases.map(\.arrival).max() ?? 0) + 1
  }

  package init(counts: [Count], width: Int64) {
    self.counts = counts
    self.width = width
    start = counts.map(\.start).min() ?? 0
    end = (counts.map(\.start).max() ?? 0) + width
  }

  /// The last moment of which the log tells: who leaves later is still there in it.
  package var seenUntil: Int64 {
    let last = cases.map { one in
      max(one.arrival, one.departure ?? 0, one.activities.map(\.complete).max() ?? 0)
    }
    return max(end, last.max() ?? end)
  }

  /// Days that are looked at.
  package var days: Double { Double(end - start) / Double(Ticks.day) }
}
