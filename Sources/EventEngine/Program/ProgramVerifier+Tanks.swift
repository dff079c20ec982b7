extension ProgramVerifier {
  /// Proves the tables of tanks, of their flows, and of what entities do to them.
  mutating func verifyTanks() {
    let count = program.tanks.count
    for (number, tank) in program.tanks.enumerated() {
      require(
        tank.initial >= 0 && (tank.most < 0 || tank.initial <= tank.most), "tank \(number): level")
    }
    require(
      program.tankOrder.sorted() == Array(0..<Int32(count)), "tanks: no order of all of them")
    for (number, flow) in program.flows.enumerated() { verify(flow, "flow \(number)") }
    for (number, move) in program.tankMoves.enumerated() {
      let at = "tank move \(number)"
      index(move.step, in: program.steps.count, "\(at): step")
      index(move.tank, in: count, "\(at): tank")
      index(move.amount, in: program.quantities.count, "\(at): amount")
      index(move.duration, in: program.quantities.count, orNone: true, "\(at): duration")
      require(
        move.duration < 0
          || program.flows.contains {
            $0.rate == .entities && (move.isDraw ? $0.from : $0.to) == move.tank
          }, "\(at): no flow for it")
    }
    for (number, level) in program.levels.enumerated() {
      index(level, in: program.expressions.count, "level \(number)")
    }
    for level in program.levelsWatched {
      index(level, in: program.expressions.count, "level watched")
      require(!readsEntity(level), "level watched: reads an entity")
    }
    for (number, wait) in program.waits.enumerated() {
      require(
        wait.firstLevel >= 0 && wait.levelCount >= 0
          && Int(wait.firstLevel) + Int(wait.levelCount) <= program.levels.count,
        "wait \(number): levels")
    }
  }

  private mutating func verify(_ flow: FlowSpecification, _ at: String) {
    index(flow.from, in: program.tanks.count, orNone: true, "\(at): from")
    index(flow.to, in: program.tanks.count, orNone: true, "\(at): to")
    require(flow.from >= 0 || flow.to >= 0, "\(at): belongs to no tank")
    if flow.from >= 0, flow.to >= 0 {
      let places = [flow.from, flow.to].map { program.tankOrder.firstIndex(of: $0) ?? 0 }
      require(places[0] < places[1], "\(at): against the order of the tanks")
    }
    switch flow.rate {
    case .plan(let plan):
      require(
        plan.breaks.first == 0 && plan.breaks.count == plan.rates.count && plan.period >= 0
          && zip(plan.breaks, plan.breaks.dropFirst()).allSatisfy { $0 < $1 }
          && (plan.period == 0 || plan.breaks.allSatisfy { $0 < plan.period })
          && plan.rates.allSatisfy { $0 >= 0 && $0 <= TankScale.mostRate }, "\(at): plan")
    case .expression(let expression):
      index(expression, in: program.expressions.count, "\(at): rate")
      require(!readsEntity(expression), "\(at): rate reads an entity")
    case .entities: require((flow.from < 0) != (flow.to < 0), "\(at): between tanks")
    }
    for condition in [flow.opens, flow.closes] {
      index(condition, in: program.expressions.count, orNone: true, "\(at): condition")
      require(!readsEntity(condition), "\(at): condition reads an entity")
    }
    require(flow.closes < 0 || flow.opens >= 0, "\(at): closes without opening")
    require(
      flow.firstClock >= 0 && flow.clockCount >= 0
        && Int(flow.firstClock) + Int(flow.clockCount) <= program.clocks.count, "\(at): clocks")
  }
}
