/// Poisson arrivals whose rate is a product of factors, each constant between moments that can be
/// told in advance: a base by the clock or by phases, days of the calendar, busy and quiet days.
///
/// The n-th arrival is where the integral of the rate reaches the n-th sum of unit exponentials, so
/// that arrivals stay paired when a policy changes a factor.
package struct ModulatedRate: Sendable, Equatable {
  /// The base rate: its breaks in ticks, rising from 0, the rate per tick from each on, and the
  /// period in ticks after which it repeats, or 0.
  ///
  /// Empty where there are phases.
  package var breaks: [Int64] = []
  package var rates: [Double] = []
  package var period: Int64 = 0
  /// Phases that follow one another, each with its own rate.
  package var phases: [ArrivalPhase] = []
  /// FNV-1a of what the choice of the next phase is for.
  package var phasePurpose: UInt64 = 0
  /// Factors on days of the calendar, and the day of the start, counted from 1970-01-01.
  package var during: [DayFactor] = []
  package var startDay: Int64 = 0
  /// Ticks from the midnight before the start to the start.
  package var startInDay: Int64 = 0
  /// Random factors (quantities keyed by the number of the day, and by 0), or -1.
  package var dayFactor: Int32 = -1
  package var runFactor: Int32 = -1
  /// Whether shocks change it.
  package var followsShocks = false

  package init() {}

  /// Whether the rate can change at midnight.
  var followsDays: Bool { dayFactor >= 0 || !during.isEmpty }
}

/// One phase of a bursty source.
package struct ArrivalPhase: Sendable, Equatable {
  /// The rate per tick.
  package var rate: Double
  /// How long it lasts (a quantity in ticks keyed by the number of the phase).
  package var sojourn: Int32
  /// Cumulative probabilities of the phases that follow; empty for the next in order.
  package var next: [Double]

  package init(rate: Double, sojourn: Int32, next: [Double]) {
    self.rate = rate
    self.sojourn = sojourn
    self.next = next
  }
}

/// A factor that holds on some days of the calendar.
package struct DayFactor: Sendable, Equatable {
  package var days: DaySet
  package var factor: Double

  package init(days: DaySet, factor: Double) {
    self.days = days
    self.factor = factor
  }
}
