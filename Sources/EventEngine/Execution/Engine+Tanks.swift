import OutputStatistics
import RandomStreams

/// Tanks: levels that rise and fall between events, and flows that follow the state.
///
/// Flows are looked at before the clock moves on. Between two such looks all of them are constant,
/// so that the ticks at which a tank is empty or full, or at which a comparison with a level turns,
/// are known ahead; one event stands for the first of them.
extension Engine {
  /// Looks at all flows; true if anything has changed, so that whoever waits is looked at again.
  @inline(never)
  mutating func settleTanks() throws(SimulationFailure) -> Bool {
    var isChanged = tanks.isDirty
    for flow in 0..<Int32(program.flows.count) where try look(at: flow) { isChanged = true }
    if !isChanged {
      try planTanks()
      return false
    }
    if tanks.changesAt != now { (tanks.changesAt, tanks.changes) = (now, 0) }
    tanks.changes += 1
    if tanks.changes > 10_000 { throw failure(.noTimePasses, entity: nil, step: nil) }
    bringTanks()
    solveFlows()
    tanks.isDirty = false
    if waiting.count > 0 { markWaiting() }
    return true
  }

  /// What a flow would bring now; true if that has changed.
  private mutating func look(at flow: Int32) throws(SimulationFailure) -> Bool {
    let specification = program.flows[Int(flow)]
    if specification.opens >= 0 { try turn(flow, specification) }
    var wanted: Int128 = 0
    if tanks.flows[flow].isOpen {
      switch specification.rate {
      case .plan(let plan): wanted = plan.rate(at: now)
      case .expression(let expression):
        let rate = try evaluate(expression, for: -1)
        guard let grains = TankScale.rate(rate) else {
          throw failure(.badFlow(specification.name), entity: nil, step: nil)
        }
        wanted = grains
        if wanted != tanks.flows[flow].wanted { try noteSwitch(flow, specification) }
      case .entities:
        wanted =
          specification.from >= 0
          ? tanks.states[specification.from].drawing : tanks.states[specification.to].pouring
      }
    }
    if wanted == tanks.flows[flow].wanted { return false }
    bringTanks()
    tanks.flows[flow].wanted = wanted
    return true
  }

  /// Opens or closes a flow on its conditions.
  private mutating func turn(_ flow: Int32, _ specification: FlowSpecification)
    throws(SimulationFailure)
  {
    if tanks.flows[flow].isOpen {
      let closes =
        specification.closes >= 0
        ? try evaluate(specification.closes, for: -1) != 0
        : try evaluate(specification.opens, for: -1) == 0
      if closes { tanks.flows[flow].isOpen = false }
      return
    }
    if try evaluate(specification.opens, for: -1) == 0 { return }
    tanks.flows[flow].isOpen = true
    try noteSwitch(flow, specification)
  }

  /// Notes that a flow opens or that its rate follows the state, which a level that the flow itself
  /// raises and lowers may make it do at every tick.
  private mutating func noteSwitch(_ flow: Int32, _ specification: FlowSpecification)
    throws(SimulationFailure)
  {
    if tanks.flows[flow].switches == 0 || now - tanks.flows[flow].switchesSince > Ticks.second {
      tanks.flows[flow].switchesSince = now
      tanks.flows[flow].switches = 0
    }
    tanks.flows[flow].switches += 1
    if tanks.flows[flow].switches > 1_000 {
      throw failure(.flowFlutters(specification.name), entity: nil, step: nil)
    }
  }

  /// Brings all levels up to now.
  mutating func bringTanks() {
    let elapsed = now &- tanks.since
    if elapsed == 0 { return }
    let ticks = Int128(elapsed)
    for flow in 0..<tanks.flows.count {
      let moved = tanks.flows[flow].effective * ticks
      tanks.flows[flow].moved = moved
      tanks.flows[flow].total += moved
      tanks.flows[flow].unmet += tanks.flows[flow].wanted * ticks - moved
    }
    for tank in 0..<tanks.states.count {
      tanks.states[tank].before = tanks.states[tank].level
      tanks.states[tank].received += tanks.states[tank].inflow * ticks
      tanks.states[tank].released += tanks.states[tank].outflow * ticks
      tanks.states[tank].spilled += tanks.states[tank].overflow * ticks
      tanks.states[tank].level += tanks.states[tank].net * ticks
      tanks.states[tank].claimed -= tanks.states[tank].drawing * ticks
      tanks.states[tank].promised -= tanks.states[tank].pouring * ticks
    }
    mendLevels()
    for tank in 0..<tanks.states.count {
      let state = tanks.states[tank]
      let mean = (TankScale.units(state.before) + TankScale.units(state.level)) / 2
      tanks.states[tank].area += mean * Double(elapsed)
      if state.most >= 0, state.before >= state.most, state.isFull {
        tanks.states[tank].fullTicks += elapsed
      }
      if state.before <= 0, state.level <= 0 { tanks.states[tank].emptyTicks += elapsed }
      tanks.states[tank].noteLevel()
    }
    tanks.since = now
  }

  /// Takes back what a tank has taken or given too much in the tick in which it became full or empty:
  /// the last of its flows go first.
  private mutating func mendLevels() {
    for tank in program.tankOrder {
      let state = tanks.states[tank]
      if state.level < 0 {
        var lacking = -state.level
        for flow in stride(from: tanks.flows.count - 1, through: 0, by: -1)
        where tanks.flows[flow].from == tank && lacking > 0 {
          lacking -= takeBack(lacking, of: flow)
        }
      }
    }
    for tank in program.tankOrder.reversed() {
      let state = tanks.states[tank]
      guard state.most >= 0, state.level > state.most else { continue }
      var excess = state.level - state.most
      if state.stopsWhenFull {
        for flow in stride(from: tanks.flows.count - 1, through: 0, by: -1)
        where tanks.flows[flow].to == tank && excess > 0 {
          excess -= takeBack(excess, of: flow)
        }
      }
      tanks.states[tank].level -= excess
      tanks.states[tank].spilled += excess
    }
  }

  /// Takes back what has flowed too much; as much as has flowed.
  private mutating func takeBack(_ grains: Int128, of flow: Int) -> Int128 {
    let state = tanks.flows[flow]
    let back = min(grains, state.moved)
    tanks.flows[flow].moved -= back
    tanks.flows[flow].total -= back
    tanks.flows[flow].unmet += back
    if state.from >= 0 {
      tanks.states[state.from].level += back
      tanks.states[state.from].released -= back
    }
    if state.to >= 0 {
      tanks.states[state.to].level -= back
      tanks.states[state.to].received -= back
    }
    return back
  }

  /// Finds what flows: out of an empty tank no more than in, into a full one that stops its inflows no
  /// more than out; the first flows of a tank are served first.
  private mutating func solveFlows() {
    for flow in 0..<tanks.flows.count { tanks.flows[flow].effective = tanks.flows[flow].wanted }
    for tank in program.tankOrder where tanks.states[tank].level <= 0 {
      var left = sum { $0.to == tank }
      for flow in 0..<tanks.flows.count where tanks.flows[flow].from == tank {
        tanks.flows[flow].effective = min(tanks.flows[flow].effective, left)
        left -= tanks.flows[flow].effective
      }
    }
    for tank in program.tankOrder.reversed()
    where tanks.states[tank].stopsWhenFull && tanks.states[tank].isFull {
      var left = sum { $0.from == tank }
      for flow in 0..<tanks.flows.count where tanks.flows[flow].to == tank {
        tanks.flows[flow].effective = min(tanks.flows[flow].effective, left)
        left -= tanks.flows[flow].effective
      }
    }
    for tank in 0..<Int32(tanks.states.count) {
      let inflow = sum { $0.to == tank }
      let outflow = sum { $0.from == tank }
      tanks.states[tank].inflow = inflow
      tanks.states[tank].outflow = outflow
      tanks.states[tank].overflow =
        tanks.states[tank].isFull && !tanks.states[tank].stopsWhenFull
        ? max(0, inflow - outflow) : 0
      tanks.states[tank].net = inflow - outflow - tanks.states[tank].overflow
    }
  }

  private func sum(where isMeant: (FlowState) -> Bool) -> Int128 {
    var sum: Int128 = 0
    for flow in 0..<tanks.flows.count where isMeant(tanks.flows[flow]) {
      sum += tanks.flows[flow].effective
    }
    return sum
  }
}
