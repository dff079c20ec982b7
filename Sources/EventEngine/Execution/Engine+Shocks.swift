import OutputStatistics
import RandomStreams

extension Engine {
  /// Schedules the first occurrence of every shock.
  @inline(never)
  mutating func startShocks() throws(SimulationFailure) {
    for shock in 0..<Int32(program.shocks.count) { try awaitShock(shock) }
  }

  private mutating func awaitShock(_ shock: Int32) throws(SimulationFailure) {
    try goOn(Int(shock), walk: Int(shock))
    let start = shocks.walks[shock].start
    if start < maximumTick { calendar.schedule(.shockBegins, at: max(now, start), subject: shock) }
  }

  /// A shock begins: conditions see it, and it changes the capacities that it is about.
  @inline(never)
  mutating func beginShock(_ shock: Int32) throws(SimulationFailure) {
    try checkShocks()
    let specification = program.shocks[Int(shock)]
    turn(specification, on: true)
    for effect in specification.effects {
      let interrupts =
        specification.preempts || program.resources[Int(effect.resource)].preemptsAtShiftEnd
      if interrupts { try endShift(of: effect.resource) }
    }
    calendar.schedule(.shockEnds, at: shocks.walks[shock].end, subject: shock)
  }

  /// A shock is over.
  @inline(never)
  mutating func endShock(_ shock: Int32) throws(SimulationFailure) {
    try checkShocks()
    let specification = program.shocks[Int(shock)]
    turn(specification, on: false)
    for effect in specification.effects
    where program.resources[Int(effect.resource)].preemptsAtShiftEnd {
      try endShift(of: effect.resource)
    }
    try awaitShock(shock)
  }

  private mutating func turn(_ shock: ShockSpecification, on: Bool) {
    variables[shock.variable] = on ? 1 : 0
    if waiting.count > 0 { markWaiting() }
    for effect in shock.effects {
      if listed.hasGroups(effect.resource) {
        withdraw(of: effect.resource)
      } else {
        resources[effect.resource].rostered = shocked(
          shocks.planned[effect.resource], effect.resource)
      }
      settleCapacity(effect.resource)
    }
    // Whatever else changes with the clock gets as long to help as after any activity.
    lastRepair = now
  }

  /// The units on duty that the shocks which are on leave of a rota's.
  @inline(never)
  mutating func shocked(_ planned: Int64, _ resource: Int32) -> Int64 {
    var left = ShockedCapacity()
    for shock in program.shocks where variables[shock.variable] != 0 {
      for effect in shock.effects where effect.resource == resource { left.add(effect) }
    }
    return left.capacity(of: planned)
  }

  /// Stops a run without an end of its own in which nothing but shocks has happened for long.
  private mutating func checkShocks() throws(SimulationFailure) {
    if endTick < .max || shocks.inVainSince != lastActivity {
      shocks.inVainSince = lastActivity
      shocks.inVain = 0
    }
    shocks.inVain &+= 1
    if shocks.inVain <= 10_000 { return }
    if entities.present > 0 { throw failure(.deadlock(waitingInWords()), entity: nil, step: nil) }
    end(at: now)
  }

  /// By what the shocks multiply the arrivals of a source at a tick, and until when at least.
  ///
  /// The tick never falls from one call for a source to the next.
  mutating func shockFactor(of source: Int32, at tick: Int64) throws(SimulationFailure) -> (
    factor: Double, end: Int64
  ) {
    var factor = 1.0
    var end = Int64.max
    let first = shocks.firstWalk[Int(source)]
    for (offset, part) in program.sources[Int(source)].shocks.enumerated() {
      let walk = first + offset
      while shocks.walks[walk].end <= tick { try goOn(Int(part.shock), walk: walk) }
      if shocks.walks[walk].start <= tick {
        factor *= part.factor
        end = min(end, shocks.walks[walk].end)
      } else {
        end = min(end, shocks.walks[walk].start)
      }
    }
    return (factor, end)
  }

  /// Whether somebody comes in spite of the shocks: for sources that have no rate.
  @inline(never)
  mutating func comesInShocks(_ number: Int64, of source: Int32, at tick: Int64)
    throws(SimulationFailure) -> Bool
  {
    var stream = RandomStream(
      seed: seed, purpose: program.sources[Int(source)].manner.shockPurpose,
      entity: UInt64(bitPattern: number), replication: replication)
    return stream.uniform() < (try shockFactor(of: source, at: tick).factor)
  }

  /// Follows a shock to its next occurrence: those that touch or overlap are one.
  private mutating func goOn(_ shock: Int, walk index: Int) throws(SimulationFailure) {
    let specification = program.shocks[shock]
    var walk = shocks.walks[index]
    defer { shocks.walks[index] = walk }
    for _ in 0..<changesWithoutArrival {
      guard let next = try occurrence(walk.number, of: specification, after: max(0, walk.end)),
        next.start <= maximumTick
      else { break }
      walk.number &+= 1
      // One that does not take place has no length.
      let isReal = next.end > max(next.start, walk.end)
      if isReal { walk.start = next.start }
      walk.end = max(walk.end, next.end)
      if !isReal { continue }
      if specification.every >= 0 { return }
      while let more = try occurrence(walk.number, of: specification, after: 0),
        more.start <= walk.end
      {
        walk.number &+= 1
        walk.end = max(walk.end, more.end)
      }
      return
    }
    // There is none any more, or none in so many that could have been.
    walk.start = .max
    walk.end = .max
  }

  /// When an occurrence would begin and end, counted from 0; nil after the last.
  private mutating func occurrence(
    _ number: Int64, of shock: ShockSpecification, after end: Int64
  ) throws(SimulationFailure) -> (start: Int64, end: Int64)? {
    let word = UInt64(bitPattern: number)
    var start = end
    if shock.every >= 0 {
      start &+= try shockTime(shock.every, word: word, shock)
    } else if number < shock.times.count {
      start = try shockTime(shock.times[Int(number)], word: word, shock)
    } else {
      return nil
    }
    if shock.probability < 1 {
      var stream = RandomStream(
        seed: seed, purpose: shock.purpose, entity: word, replication: replication)
      if stream.uniform() >= shock.probability { return (start, start) }
    }
    return (start, min(maximumTick, start &+ (try shockTime(shock.length, word: word, shock))))
  }

  private mutating func shockTime(_ quantity: Int32, word: UInt64, _ shock: ShockSpecification)
    throws(SimulationFailure) -> Int64
  {
    let time = try value(of: quantity, for: -1, word: word, what: "the time of a shock")
    if time < 0 { throw failure(.negativeDuration, entity: nil, step: shock.step) }
    return time > Double(maximumTick) ? maximumTick : ticks(time)
  }
}
