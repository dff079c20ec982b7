import EventEngine
import FacilityModel
import RandomStreams

extension ReferenceInterpreter {
  /// The time at which the integral of a rate reaches a value, which never falls from one call for
  /// a source to the next: the walk goes on from the stretch of constant rate where it stood.
  func time(
    of wanted: Double, at rate: ModulatedDefinition, bound: Double,
    source definition: SourceDefinition
  ) throws(ReferenceFailure) -> Double? {
    let source = definition.name
    var walk: RateWalk
    if let stood = rateWalks[source] {
      walk = stood
    } else {
      walk = RateWalk(phases: try PhaseWalk(rate, source, self))
    }
    defer { rateWalks[source] = walk }
    let run = try rate.runFactor.map { quantity throws(ReferenceFailure) in
      try self.quantity(quantity, word: 0)
    }
    for _ in 0..<changesWithoutArrival {
      if walk.tick > min(lastArrival, end ?? .max) { return nil }
      var (level, until) = try base(of: rate, at: walk.tick, &walk.phases)
      level *= bound
      if rate.dayFactor != nil || !rate.during.isEmpty {
        let midnight = model.time.startInWeek % Ticks.day
        let day = (midnight + walk.tick) / Ticks.day
        var factor = 1.0
        for part in rate.during where part.days.contains(Int64(model.time.startDay ?? 0) + day) {
          factor *= part.factor
        }
        if let random = rate.dayFactor { factor *= try quantity(random, word: UInt64(day)) }
        level *= factor
        until = min(until, (day + 1) * Ticks.day - midnight)
      }
      level *= run ?? 1
      if !definition.shocks.isEmpty {
        let shock = try shockFactor(definition, at: walk.tick)
        level *= shock.factor
        until = min(until, shock.end)
      }
      if level > 0 {
        let time = Double(walk.tick) + max(0, wanted - walk.integral) / level
        if time <= Double(min(until, 1 << 61)) { return max(Double(now), time) }
      }
      if until >= 1 << 61 { return nil }
      walk.integral += level * Double(until - walk.tick)
      walk.tick = until
    }
    throw failure(.nobodyComes)
  }

  /// The rate by the clock or by phases, and until when it holds.
  private func base(of rate: ModulatedDefinition, at tick: Int64, _ phases: inout PhaseWalk)
    throws(ReferenceFailure) -> (Double, Int64)
  {
    if !rate.phases.isEmpty {
      if tick >= phases.end { try phases.goOn(at: tick) }
      return (rate.phases[phases.index].rate, phases.end)
    }
    let start = rate.period > 0 ? tick / rate.period * rate.period : 0
    let index = rate.breaks.lastIndex { start + $0 <= tick } ?? 0
    if index + 1 < rate.breaks.count { return (rate.rates[index], start + rate.breaks[index + 1]) }
    return (rate.rates[index], rate.period > 0 ? start + rate.period : .max)
  }

  /// Whether a candidate of a source whose rate follows the state is an arrival.
  func accepts(_ number: Int64, of definition: SourceDefinition) throws(ReferenceFailure) -> Bool {
    guard let state = definition.state else { return true }
    let factor = value(of: state.factor, for: nil)
    guard factor >= 0, factor <= state.atMost else { throw failure(.badFactor) }
    var stream = self.stream("arrivals/\(definition.name)/thinning", word: UInt64(number))
    return stream.uniform() * state.atMost < factor
  }
}

/// How far a walk along the rate of a source has come: the start of a stretch of constant rate.
struct RateWalk {
  var integral = 0.0
  var tick: Int64 = 0
  var phases: PhaseWalk
}

/// A walk through the phases of a bursty source.
struct PhaseWalk {
  let rate: ModulatedDefinition
  let source: String
  let interpreter: ReferenceInterpreter
  var number: UInt64 = 0
  var index = 0
  var end: Int64 = 0

  init(_ rate: ModulatedDefinition, _ source: String, _ interpreter: ReferenceInterpreter)
    throws(ReferenceFailure)
  {
    self.rate = rate
    self.source = source
    self.interpreter = interpreter
    if !rate.phases.isEmpty { end = try length() }
  }

  private func length() throws(ReferenceFailure) -> Int64 {
    ticks(try interpreter.quantity(rate.phases[index].sojourn, word: number))
  }

  mutating func goOn(at tick: Int64) throws(ReferenceFailure) {
    number += 1
    let next = rate.phases[index].next
    index = (index + 1) % rate.phases.count
    if !next.isEmpty {
      var stream = interpreter.stream("arrivals/\(source)/phases", word: number)
      let draw = stream.uniform()
      index = next.firstIndex { draw < $0 } ?? next.count - 1
    }
    end = tick + (try length())
  }
}
