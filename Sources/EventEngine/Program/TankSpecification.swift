/// What flows: fuel, crude, water, blood plasma in litres.
///
/// Levels are whole numbers of grains, of which a unit has 6.048 × 10^18: rates per second, minute,
/// hour, day or week with up to seven decimals are then whole grains a tick, so that a tank is full
/// at the tick at which it is full on paper, and what flowed in, out and over adds up exactly.
package enum TankScale {
  /// Grains in 10^-7 of a unit, to which amounts are rounded.
  package static let part: Int128 = 604_800_000_000
  /// Grains in a unit.
  package static let grainsInUnit = 6.048e18
  /// The most grains a tick that anything flows at: 190,000 units a second.
  package static let mostRate: Int128 = 1 << 60
  /// The most units that a tank has room for.
  package static let mostUnits = 1e11
  /// For how long levels are followed without being settled, in ticks: 35 years.
  package static let longest: Int64 = 1 << 50

  /// An amount in units as grains.
  package static func grains(_ amount: Double) -> Int128 {
    Int128((amount * 1e7).rounded(.toNearestOrEven)) * part
  }

  /// A rate in units a tick as grains a tick; nil where nothing can flow at it.
  package static func rate(_ perTick: Double) -> Int128? {
    let grains = (perTick * grainsInUnit).rounded(.toNearestOrEven)
    return grains >= 0 && grains <= Double(mostRate) ? Int128(grains) : nil
  }

  /// A number of grains in units: exactly the number that is written for whole parts.
  package static func units(_ grains: Int128) -> Double {
    let parts = grains / part
    guard let small = Int64(exactly: parts), abs(small) < 1 << 53 else {
      return Double(parts) / 1e7
    }
    let rest = Int64(grains - parts * part)
    return rest == 0
      ? Double(small) / 1e7 : (Double(small) + Double(rest) / Double(Int64(part))) / 1e7
  }
}

/// One tank.
package struct TankSpecification: Sendable, Equatable {
  package var name: String
  /// How much there is room for, in grains, or -1 for any amount.
  package var most: Int128
  /// What is in it at the start, in grains.
  package var initial: Int128
  /// Whether inflows stop when it is full, and nothing flows over.
  package var stopsWhenFull: Bool

  package init(name: String, most: Int128, initial: Int128, stopsWhenFull: Bool) {
    self.name = name
    self.most = most
    self.initial = initial
    self.stopsWhenFull = stopsWhenFull
  }
}

/// A rate that changes at given times, in grains a tick.
package struct FlowPlan: Sendable, Equatable {
  /// Ascending; the first is 0.
  package var breaks: [Int64]
  package var rates: [Int128]
  /// Ticks after which it repeats, or 0.
  package var period: Int64

  package init(breaks: [Int64], rates: [Int128], period: Int64) {
    self.breaks = breaks
    self.rates = rates
    self.period = period
  }

  /// The rate from a tick on.
  package func rate(at tick: Int64) -> Int128 {
    rates[(breaks.lastIndex { $0 <= (period > 0 ? tick % period : tick) }) ?? 0]
  }

  /// The first change behind a tick, or `.max`.
  package func next(after tick: Int64) -> Int64 {
    let start = period > 0 ? tick - tick % period : 0
    if let next = breaks.first(where: { start + $0 > tick }) { return start + next }
    return period > 0 ? start + period : .max
  }
}

/// Something that flows into a tank, out of one, or from one to another.
package struct FlowSpecification: Sendable, Equatable {
  package enum Rate: Sendable, Equatable {
    case plan(FlowPlan)
    /// An expression, in units a tick.
    case expression(Int32)
    /// What entities draw or pour at the moment.
    case entities
  }

  package var name: String
  /// The tanks that it leaves and reaches; -1 for the world outside.
  package var from: Int32
  package var to: Int32
  package var rate: Rate
  /// The condition that opens it, or -1 for always open.
  package var opens: Int32 = -1
  /// The condition that closes it, or -1 for as soon as `opens` does not hold.
  package var closes: Int32 = -1
  /// When what its conditions read of the clock can change them.
  package var firstClock: Int32 = 0
  package var clockCount: Int32 = 0

  package init(name: String, from: Int32, to: Int32, rate: Rate) {
    self.name = name
    self.from = from
    self.to = to
    self.rate = rate
  }
}

/// What an entity draws from a tank, or pours into it.
package struct TankMove: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  package var tank: Int32
  package var isDraw: Bool
  /// How much (a quantity in units), and how long it takes (in ticks), or -1 for no time.
  package var amount: Int32
  package var duration: Int32

  package init(step: Int32, tank: Int32, isDraw: Bool, amount: Int32, duration: Int32) {
    self.step = step
    self.tank = tank
    self.isDraw = isDraw
    self.amount = amount
    self.duration = duration
  }
}
