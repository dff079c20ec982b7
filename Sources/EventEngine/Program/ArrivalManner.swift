/// What sets a source apart from the plain one, whose every arrival is one entity that comes.
package struct ArrivalManner: Sendable, Equatable {
  /// How many arrive together (a quantity keyed by the number of the occasion), or -1 for one.
  package var batch: Int32 = -1
  /// An expression of the state by which the rate is multiplied, or -1; arrivals are thinned from
  /// candidates at `atMost` times the rate.
  package var times: Int32 = -1
  package var atMost = 1.0
  package var timesPurpose: UInt64 = 0
  /// What the draws are for of who comes in spite of shocks, where there is no rate; else 0.
  package var shockPurpose: UInt64 = 0

  package init() {}

  /// Whether every occasion brings one entity.
  package var isPlain: Bool { self == ArrivalManner() }
}

/// A list of appointments: when the slots are, and who keeps them.
///
/// The n-th slot belongs to entity n of its source, whether or not those before it come; what is
/// drawn for a slot is keyed by its number.
package struct AppointmentSpecification: Sendable, Equatable {
  /// The ticks of the slots within the first period, ascending from 0 on.
  package var slots: [Int64]
  /// The number of each slot within its session, from 1.
  package var numbers: [Int64]
  /// Ticks after which the slots are there again, or 0 for never.
  package var period: Int64
  /// FNV-1a of what the draws about keeping a slot are for.
  package var purpose: UInt64
  /// The probability of not coming.
  package var noShow: Double = 0
  /// How late somebody comes (a quantity in ticks; negative is early), or -1 for on time.
  package var lateness: Int32 = -1
  /// How early somebody comes at most, in ticks.
  package var earliest: Int64 = 0
  /// The probability of calling off.
  package var cancelled: Double = 0
  /// How long before a slot that is (a quantity in ticks), or -1 for too late.
  package var notice: Int32 = -1
  /// The notice with which a slot can be given to somebody else, and the probability that it is.
  package var refillNotice: Int64 = 0
  package var refilled: Double = 0
  /// Where an entity keeps the time of its slot, and the number of the slot within its session.
  package var timeAttribute: Int32 = -1
  package var slotAttribute: Int32 = -1
  /// Days on which no session is held, with the day of the start, counted from 1970-01-01, and the
  /// ticks from the midnight before the start to the start.
  package var skipped: [DaySet] = []
  package var startDay: Int64 = 0
  package var startInDay: Int64 = 0
  /// When a session is planned to end: ticks after the midnight before its first slot, or after the
  /// start of the run where it is held once; -1 where nothing is planned.
  package var ends: Int64 = -1
  /// How long each slot comes after the first of its session, where `ends` is given.
  package var sinceFirst: [Int64] = []

  package init(slots: [Int64], numbers: [Int64], period: Int64, purpose: UInt64) {
    self.slots = slots
    self.numbers = numbers
    self.period = period
    self.purpose = purpose
  }

  /// The tick of a slot, counted from 1; nil when there are no more.
  package func tick(of slot: Int64) -> Int64? {
    if slots.isEmpty { return nil }
    let (periods, index) = (slot - 1).quotientAndRemainder(dividingBy: Int64(slots.count))
    if period == 0, periods > 0 { return nil }
    let (start, overflow) = periods.multipliedReportingOverflow(by: period)
    if overflow || start > maximumTick { return nil }
    return start + slots[Int(index)]
  }
}

/// What becomes of the slot of an appointment.
package enum AppointmentFate: UInt8, BitwiseCopyable, Sendable {
  case comes
  /// Nobody comes to a slot that is booked.
  case noShow
  /// The booking is called off, and the slot stays empty.
  case calledOff
  /// A shock keeps the patient away.
  case keptAway
  /// There is no session on the day.
  case notHeld
}

/// What is counted of the slots of a source.
package enum AppointmentCount: Int, CaseIterable, Sendable {
  /// Slots of sessions that are held.
  case booked
  /// Patients who come, and who come after the time of their slot.
  case came
  case late
  case noShows
  case calledOff
  /// Slots that are called off and given to somebody else.
  case refilled
}

extension AppointmentSpecification {
  /// Whether the session of a slot is held.
  func isHeld(_ slot: Int64) -> Bool {
    if skipped.isEmpty { return true }
    let day = startDay + (startInDay + (tick(of: slot) ?? 0)) / Ticks.day
    return !skipped.contains { $0.contains(day) }
  }

  /// The number of the session of a slot: 0 where there is one only, and else that of its day,
  /// counted from the day before the start.
  func session(of slot: Int64) -> Int {
    guard period > 0, let tick = tick(of: slot) else { return 0 }
    let first = startInDay + tick - sinceFirst[Int((slot - 1) % Int64(slots.count))]
    return Int((first + Ticks.day) / Ticks.day)
  }

  /// When a session is planned to end.
  func end(ofSession session: Int) -> Int64 {
    period > 0 ? (Int64(session) - 1) * Ticks.day - startInDay + ends : ends
  }

  /// The number of a slot, counted from 1, within its session.
  func numberInSession(of slot: Int64) -> Int64 { numbers[Int((slot - 1) % Int64(slots.count))] }
}
