import OutputStatistics
import RandomStreams

extension Engine {
  /// Schedules the next tick at which something of the tanks changes by itself: one is empty or full,
  /// a rate changes by the clock, or what compares a level turns.
  mutating func planTanks() throws(SimulationFailure) {
    var due = Int64.max
    var isMoving = false
    for tank in 0..<tanks.states.count {
      let state = tanks.states[tank]
      if state.net == 0, state.drawing == 0, state.pouring == 0 { continue }
      isMoving = true
      if state.net > 0, state.most >= 0, state.level < state.most {
        due = min(due, tick(after: state.most - state.level, at: state.net))
      }
      if state.net < 0, state.level > 0 { due = min(due, tick(after: state.level, at: -state.net)) }
    }
    for flow in program.flows {
      if case .plan(let plan) = flow.rate { due = min(due, plan.next(after: now)) }
      for index in flow.firstClock..<(flow.firstClock &+ flow.clockCount) {
        let clock = clocks[index]
        due = min(
          due,
          clock.next(
            after: now, value: try evaluate(clock.value, for: -1), arrival: 0,
            startInWeek: program.startInWeek))
      }
    }
    if isMoving {
      due = min(due, tanks.since &+ TankScale.longest)
      for comparison in program.levelsWatched {
        due = try turn(of: comparison, for: -1, upTo: due)
      }
      for index in 0..<waiting.records.count where waiting.records[index].entity >= 0 {
        let record = waiting.records[index]
        let wait = waits[record.wait]
        for place in wait.firstLevel..<(wait.firstLevel &+ wait.levelCount) {
          due = try turn(of: program.levels[Int(place)], for: record.entity, upTo: due)
        }
      }
    }
    if due > maximumTick { due = .max }
    if due == tanks.due { return }
    if tanks.due < .max {
      calendar.cancel(tanks.handle)
      capacityEvents -= 1
    }
    tanks.due = due
    if due == .max { return }
    tanks.handle = calendar.scheduleCancellable(.levelDue, at: due, subject: 0)
    capacityEvents += 1
  }

  /// The first tick at which so much has flowed; `.max` where that is too far away.
  private func tick(after grains: Int128, at rate: Int128) -> Int64 {
    let ticks = (grains + rate - 1) / rate
    return ticks > Int128(TankScale.longest) ? .max : tanks.since &+ Int64(ticks)
  }

  /// The first tick behind now, and no later than a tick, at which a comparison turns out differently;
  /// else that tick.
  ///
  /// Both sides of it change evenly until then, so that it turns no more than once.
  private mutating func turn(of comparison: Int32, for entity: Int32, upTo last: Int64)
    throws(SimulationFailure) -> Int64
  {
    defer { tanks.ahead = 0 }
    let holds = try evaluate(comparison, for: entity) != 0
    tanks.ahead = last &- now
    if try (evaluate(comparison, for: entity) != 0) == holds { return last }
    var (low, high) = (now, last)
    while high &- low > 1 {
      let middle = low &+ (high &- low) / 2
      tanks.ahead = middle &- now
      if try (evaluate(comparison, for: entity) != 0) == holds {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }

  /// A tick has come at which something of the tanks changes by itself.
  @inline(never)
  mutating func changeTanks() {
    capacityEvents -= 1
    tanks.due = .max
    bringTanks()
    touchTanks()
  }

  /// Has the flows found anew before the clock moves on, and those who wait looked at.
  private mutating func touchTanks() {
    tanks.isDirty = true
    if waiting.count > 0 { markWaiting() }
  }

  /// An entity draws from a tank or pours into it, at once or in the time that it takes.
  @inline(never)
  mutating func moveTank(_ index: Int32, _ entity: Int32) throws(SimulationFailure) {
    let move = program.tankMoves[Int(index)]
    let amount = try value(of: move.amount, for: entity, what: "an amount")
    guard amount >= 0, amount <= TankScale.mostUnits else {
      throw failure(
        .badFlow(program.tanks[Int(move.tank)].name), entity: entity, step: move.step)
    }
    let grains = TankScale.grains(amount)
    let length = move.duration >= 0 ? try length(of: move.duration, entity, move.step) : 0
    bringTanks()
    if length == 0 {
      jump(move.tank, by: move.isDraw ? -grains : grains)
    } else {
      let rate = grains / Int128(length)
      if rate > TankScale.mostRate {
        throw failure(
          .badFlow(program.tanks[Int(move.tank)].name), entity: entity, step: move.step)
      }
      change(move.tank, isDraw: move.isDraw, rate: rate, toCome: grains)
      let load = TankLoad(
        tank: move.tank, isDraw: move.isDraw, rate: rate, rest: grains - rate * Int128(length))
      calendar.schedule(.loadDone, at: now &+ length, subject: tanks.add(load))
    }
    touchTanks()
  }

  /// What an entity has drawn or poured is over.
  @inline(never)
  mutating func finishLoad(_ number: Int32) {
    bringTanks()
    let load = tanks.remove(number)
    change(load.tank, isDraw: load.isDraw, rate: -load.rate, toCome: -load.rest)
    jump(load.tank, by: load.isDraw ? -load.rest : load.rest)
    touchTanks()
  }

  private mutating func change(_ tank: Int32, isDraw: Bool, rate: Int128, toCome grains: Int128) {
    if isDraw {
      tanks.states[tank].drawing += rate
      tanks.states[tank].claimed += grains
    } else {
      tanks.states[tank].pouring += rate
      tanks.states[tank].promised += grains
    }
  }

  /// The level changes in no time; what has no room is spilled.
  private mutating func jump(_ tank: Int32, by grains: Int128) {
    if grains < 0 {
      tanks.states[tank].released -= grains
    } else {
      tanks.states[tank].received += grains
    }
    tanks.states[tank].level += grains
    let excess = tanks.states[tank].level - tanks.states[tank].most
    if tanks.states[tank].most >= 0, excess > 0 {
      tanks.states[tank].level -= excess
      tanks.states[tank].spilled += excess
    }
    tanks.states[tank].noteLevel()
  }

  /// What is in a tank, as far ahead as levels are read.
  mutating func tankLevel(_ tank: Int32) -> Double {
    TankScale.units(tanks.states[tank].level(after: now &+ tanks.ahead &- tanks.since))
  }

  /// What is in a tank and nobody is about to draw.
  mutating func tankAvailable(_ tank: Int32) -> Double {
    let ticks = now &+ tanks.ahead &- tanks.since
    let state = tanks.states[tank]
    return TankScale.units(
      state.level(after: ticks) - (state.claimed - state.drawing * Int128(ticks)))
  }

  /// The room in a tank that nobody is about to fill.
  mutating func tankRoom(_ tank: Int32) -> Double {
    let ticks = now &+ tanks.ahead &- tanks.since
    let state = tanks.states[tank]
    return TankScale.units(
      state.most - state.level(after: ticks) - (state.promised - state.pouring * Int128(ticks)))
  }

  /// Begins all that is counted of tanks anew.
  mutating func openTanks() {
    for tank in 0..<tanks.states.count {
      let level = tanks.states[tank].level
      tanks.states[tank].atOpening = level
      tanks.states[tank].received = 0
      tanks.states[tank].released = 0
      tanks.states[tank].spilled = 0
      tanks.states[tank].least = level
      tanks.states[tank].greatest = level
      tanks.states[tank].emptyTicks = 0
      tanks.states[tank].fullTicks = 0
      tanks.states[tank].area = 0
    }
    for flow in 0..<tanks.flows.count {
      tanks.flows[flow].total = 0
      tanks.flows[flow].unmet = 0
    }
  }

  /// What the tanks came to up to when they were last settled.
  func tankRecords() -> [TankRecord] {
    tanks.states.array.map {
      TankRecord(
        atStart: $0.atOpening, atEnd: $0.level, received: $0.received, released: $0.released,
        spilled: $0.spilled, least: $0.least, greatest: $0.greatest, emptyTicks: $0.emptyTicks,
        fullTicks: $0.fullTicks, area: $0.area)
    }
  }

  func flowRecords() -> [FlowRecord] {
    tanks.flows.array.map { FlowRecord(total: $0.total, unmet: $0.unmet) }
  }
}
