import EventEngine

extension Model {
  /// Makes the tanks and their flows known to a program.
  func lowerTanks(into lowering: inout Lowering) {
    if tanks.isEmpty { return }
    let order = Model.tankOrder(tanks.count, flows) ?? []
    lowering.edit {
      $0.tankOrder = order
      $0.tanks = tanks.map {
        TankSpecification(
          name: $0.name, most: $0.most.map(TankScale.grains) ?? -1,
          initial: TankScale.grains($0.initial), stopsWhenFull: $0.stopsWhenFull)
      }
    }
    for flow in flows { lowering.add(flow) }
    for gauge in gauges { lowering.watchLevels(of: gauge.level.expression) }
  }
}

extension Lowering {
  /// A flow with its conditions.
  fileprivate mutating func add(_ flow: FlowDefinition) {
    let rate: FlowSpecification.Rate
    switch flow.rate {
    case .plan(let plan): rate = .plan(plan)
    case .expression(let value):
      watchLevels(of: value)
      rate = .expression(expression(value))
    case .entities: rate = .entities
    }
    var specification = FlowSpecification(
      name: flow.name, from: flow.from ?? -1, to: flow.to ?? -1, rate: rate)
    specification.firstClock = Int32(program.clocks.count)
    for condition in [flow.opens, flow.closes].compactMap({ $0 }) {
      addClocks(of: condition)
      watchLevels(of: condition.expression)
    }
    specification.clockCount = Int32(program.clocks.count) - specification.firstClock
    specification.opens = flow.opens.map { expression($0.expression) } ?? -1
    specification.closes = flow.closes.map { expression($0.expression) } ?? -1
    edit { $0.flows.append(specification) }
  }

  /// Has the comparisons with levels followed that something without an entity reads.
  fileprivate mutating func watchLevels(of value: Expression) {
    for comparison in value.levelComparisons.found {
      let index = expression(comparison)
      edit { $0.levelsWatched.append(index) }
    }
  }

  /// The comparisons with levels in a condition that entities wait for.
  mutating func addLevels(of condition: AwaitedCondition, to wait: inout WaitSpecification) {
    wait.firstLevel = Int32(program.levels.count)
    for comparison in condition.expression.levelComparisons.found {
      let index = expression(comparison)
      edit { $0.levels.append(index) }
    }
    wait.levelCount = Int32(program.levels.count) - wait.firstLevel
  }

  /// What an entity draws or pours.
  mutating func move(_ step: TankStep) {
    let move = TankMove(
      step: self.step(step.info), tank: step.tank, isDraw: step.isDraw,
      amount: quantity(.expression(step.amount)),
      duration: step.delay.map { quantity($0.duration) } ?? -1)
    edit { $0.tankMoves.append(move) }
    emit(.tank(move: Int32(program.tankMoves.count - 1)))
  }
}
