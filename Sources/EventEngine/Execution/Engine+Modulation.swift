import CGSL
import RandomStreams

/// How far the rate of a source has been followed.
struct ModulationState: BitwiseCopyable {
  /// The tick up to which the rate is integrated, and the integral from the start.
  var tick: Int64 = 0
  var integral = 0.0
  /// The number of the phase from 0, which of the phases it is, and when it ends.
  var phaseNumber: Int64 = -1
  var phase = 0
  var phaseEnd: Int64 = 0
  /// The number of the day from 0 and its factors together.
  var day: Int64 = -1
  var dayFactor = 1.0
  var runFactor = -1.0
}

/// How many changes of a rate are passed in the search for one arrival.
package let changesWithoutArrival = 1_000_000

extension Engine {
  /// The tick of the next arrival at a rate that changes; nil where it never comes.
  @inline(never)
  mutating func nextModulated(_ source: Int32, _ rate: ModulatedRate) throws(SimulationFailure)
    -> Int64?
  {
    let wanted = cumulateExponential(source)
    var state = modulations[source]
    defer { modulations[source] = state }
    if state.runFactor < 0 {
      state.runFactor =
        rate.runFactor < 0 ? 1 : try factor(rate.runFactor, word: 0)
    }
    let last = min(lastArrivalTick, maximumTick)
    for _ in 0..<changesWithoutArrival {
      if state.tick > min(last, endTick) { return nil }
      var (level, end) = base(of: rate, at: state.tick)
      if !rate.phases.isEmpty {
        if state.tick >= state.phaseEnd { try beginPhase(of: rate, &state) }
        level = rate.phases[state.phase].rate
        end = state.phaseEnd
      }
      if rate.followsDays {
        let day = (rate.startInDay + state.tick) / Ticks.day
        if day != state.day { try beginDay(day, of: rate, &state) }
        level *= state.dayFactor
        end = min(end, (day + 1) * Ticks.day - rate.startInDay)
      }
      level *= state.runFactor
      if rate.followsShocks {
        let shock = try shockFactor(of: source, at: state.tick)
        level *= shock.factor
        end = min(end, shock.end)
      }
      if level > 0 {
        let time = Double(state.tick) + max(0, wanted - state.integral) / level
        if time <= Double(min(end, maximumTick)) { return max(now, ticks(time)) }
      }
      if end >= maximumTick { return nil }
      state.integral += level * Double(end - state.tick)
      state.tick = end
    }
    throw failure(.nobodyComes, entity: nil, step: sources[source].step)
  }

  /// The base rate at a tick, and until when it holds.
  private func base(of rate: ModulatedRate, at tick: Int64) -> (level: Double, end: Int64) {
    if rate.breaks.isEmpty { return (0, .max) }
    let start = rate.period > 0 ? tick / rate.period * rate.period : 0
    var index = rate.breaks.count - 1
    while rate.breaks[index] > tick - start { index -= 1 }
    if index + 1 < rate.breaks.count { return (rate.rates[index], start + rate.breaks[index + 1]) }
    return (rate.rates[index], rate.period > 0 ? start + rate.period : .max)
  }

  private mutating func beginPhase(of rate: ModulatedRate, _ state: inout ModulationState)
    throws(SimulationFailure)
  {
    state.phaseNumber &+= 1
    let word = UInt64(bitPattern: state.phaseNumber)
    if state.phaseNumber > 0 {
      let next = rate.phases[state.phase].next
      if next.isEmpty {
        state.phase = (state.phase + 1) % rate.phases.count
      } else {
        var stream = RandomStream(
          seed: seed, purpose: rate.phasePurpose, entity: word, replication: replication)
        let draw = stream.uniform()
        state.phase = next.firstIndex { draw < $0 } ?? next.count - 1
      }
    }
    let sojourn = try value(
      of: rate.phases[state.phase].sojourn, for: -1, word: word, what: "the length of a phase")
    if sojourn < 0 { throw failure(.negativeDuration, entity: nil, step: nil) }
    state.phaseEnd =
      sojourn > Double(maximumTick) ? maximumTick : state.tick &+ ticks(sojourn)
  }

  private mutating func beginDay(
    _ day: Int64, of rate: ModulatedRate, _ state: inout ModulationState
  ) throws(SimulationFailure) {
    state.day = day
    state.dayFactor = 1
    for part in rate.during where part.days.contains(rate.startDay + day) {
      state.dayFactor *= part.factor
    }
    if rate.dayFactor >= 0 {
      state.dayFactor *= try factor(rate.dayFactor, word: UInt64(bitPattern: day))
    }
  }

  private mutating func factor(_ quantity: Int32, word: UInt64) throws(SimulationFailure) -> Double
  {
    let factor = try value(of: quantity, for: -1, word: word, what: "a factor of a rate")
    if factor < 0 { throw failure(.badFactor, entity: nil, step: nil) }
    return factor
  }

  /// Whether a candidate of a source whose rate follows the state is an arrival.
  ///
  /// - Parameter number: the number of the candidate, by which the draw is keyed.
  @inline(never)
  mutating func accepts(_ number: Int64, of source: Int32, _ manner: ArrivalManner)
    throws(SimulationFailure) -> Bool
  {
    let factor = try evaluate(manner.times, for: -1)
    guard factor >= 0, factor <= manner.atMost else {
      throw failure(.badFactor, entity: nil, step: sources[source].step)
    }
    var stream = RandomStream(
      seed: seed, purpose: manner.timesPurpose, entity: UInt64(bitPattern: number),
      replication: replication)
    return stream.uniform() * manner.atMost < factor
  }
}
