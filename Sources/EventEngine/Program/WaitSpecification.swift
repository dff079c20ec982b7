/// What an entity waits for that is no unit of a resource.
package enum WaitKind: UInt8, BitwiseCopyable, Sendable {
  /// That a condition on the state or the clock holds.
  case condition
  /// That somebody gives a signal.
  case signal
  /// The same as `condition`, of an entity that stands in a line and gives up when it holds.
  case givingUp
}

/// A wait for something that is no unit of a resource.
package struct WaitSpecification: BitwiseCopyable, Sendable, Equatable {
  package var kind: WaitKind
  /// What it is recorded as, with its priority and its patience: a request without items.
  ///
  /// Of `givingUp`: the request that is given up.
  package var request: Int32
  /// What has to hold (an expression), or -1.
  package var condition: Int32
  /// The signal, or -1.
  package var subject: Int32
  /// When what it reads of the clock can change it.
  package var firstClock: Int32
  package var clockCount: Int32
  /// Ticks between the times at which it is looked at anew, counted from the start; or 0.
  package var grid: Int64
  /// Whether any event may change it: it reads more than variables and the clock.
  package var followsEvents: Bool
  /// The comparisons with levels of tanks in it.
  package var firstLevel: Int32 = 0
  package var levelCount: Int32 = 0
  /// Whether it is first looked at when lines have been served, not at once.
  package var looksLater = false

  package init(
    kind: WaitKind, request: Int32, condition: Int32 = -1, subject: Int32 = -1,
    firstClock: Int32 = 0, clockCount: Int32 = 0, grid: Int64 = 0, followsEvents: Bool = false
  ) {
    self.kind = kind
    self.request = request
    self.condition = condition
    self.subject = subject
    self.firstClock = firstClock
    self.clockCount = clockCount
    self.grid = grid
    self.followsEvents = followsEvents
  }
}

extension WaitSpecification {
  /// For how long nothing else may happen before it is certain that the clock alone will never
  /// help: a week for hours and weekdays, a year for what is looked at every so often.
  package var longestPeriod: Int64 {
    grid > 0 ? 366 * Ticks.day : clockCount > 0 ? Ticks.week : 0
  }
}

/// A comparison of the clock with something that does not change while an entity waits.
package struct ClockComparison: BitwiseCopyable, Sendable, Equatable {
  /// What of the clock is read.
  package enum Hand: UInt8, BitwiseCopyable, Sendable {
    case now
    case timeInSystem
    case hourOfDay
    case weekday
  }

  package var hand: Hand
  /// What it is compared with: an expression.
  package var value: Int32
  /// Of `now` and `timeInSystem`: what is added to it, in ticks, and then the period of which
  /// what is over is compared, as in `(now + 30 s) mod 90 s < 40 s`; or 0.
  package var offset: Int64
  package var period: Int64

  package init(hand: Hand, value: Int32, offset: Int64 = 0, period: Int64 = 0) {
    self.hand = hand
    self.value = value
    self.offset = offset
    self.period = period
  }

  /// Whether it goes on turning for ever.
  package var repeats: Bool { hand == .hourOfDay || hand == .weekday || period > 0 }

  /// The first tick later than `now` at which the comparison may turn out differently; `.max` for
  /// never.
  ///
  /// A comparison with a value turns at the tick of the value or at the one behind it; the hour
  /// turns back at midnight, and the day changes then; what is over of a period turns back with it.
  package func next(after now: Int64, value: Double, arrival: Int64, startInWeek: Int64) -> Int64 {
    func turn(_ tick: Double, from start: Int64) -> Int64 {
      guard tick.isFinite, abs(tick) <= Double(maximumTick) else { return .max }
      let first = start &+ Int64(tick.rounded(.down))
      return first > now ? first : first &+ 1 > now ? first &+ 1 : .max
    }
    let origin = (hand == .timeInSystem ? arrival : 0) &- offset
    if period > 0 {
      let passed = now &- origin
      let over = passed % period
      let next = now &- over &+ (over < 0 ? 0 : period)
      guard value >= 0, value < Double(period) else { return next }
      return min(next, turn(value, from: next &- period), turn(value, from: next))
    }
    switch hand {
    case .now, .timeInSystem: return turn(value, from: origin)
    case .hourOfDay, .weekday:
      let midnight = now - (startInWeek &+ now) % Ticks.day
      var next = midnight &+ Ticks.day
      if hand == .hourOfDay, value >= 0, value < 24 {
        let today = turn(value * Double(Ticks.hour), from: midnight)
        let tomorrow = turn(value * Double(Ticks.hour), from: next)
        next = min(next, today, tomorrow)
      }
      return next
    }
  }
}
