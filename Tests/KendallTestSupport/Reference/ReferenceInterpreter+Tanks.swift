import EventEngine
import FacilityModel

/// A tank as it is, in grains.
final class Basin {
  let definition: TankDefinition
  let most: Int128?
  var level: Int128
  var drawing: Int128 = 0
  var pouring: Int128 = 0
  var claimed: Int128 = 0
  var promised: Int128 = 0
  var record: TankRecord

  init(_ definition: TankDefinition) {
    self.definition = definition
    most = definition.most.map(TankScale.grains)
    level = TankScale.grains(definition.initial)
    record = Self.record(from: level)
  }

  static func record(from level: Int128) -> TankRecord {
    TankRecord(atStart: level, atEnd: level, least: level, greatest: level)
  }

  var isFull: Bool { most.map { level >= $0 } ?? false }

  /// Something is added in no time; what has no room flows over.
  func jump(by grains: Int128) {
    if grains > 0 { record.received += grains } else { record.released -= grains }
    level += grains
    if let most, level > most {
      record.spilled += level - most
      level = most
    }
    noteLevel()
  }

  func noteLevel() {
    record.least = min(record.least, level)
    record.greatest = max(record.greatest, level)
  }
}

/// A flow as it is, in grains a tick.
final class Pipe {
  let definition: FlowDefinition
  var isOpen: Bool
  var wanted: Int128 = 0
  var rate: Int128 = 0
  var moved: Int128 = 0
  var record = FlowRecord(total: 0, unmet: 0)
  /// When it has opened or changed its rate with the state.
  var switches: [Int64] = []

  init(_ definition: FlowDefinition) {
    self.definition = definition
    isOpen = definition.opens == nil
  }
}

/// What an entity draws or pours.
final class Load {
  let step: TankStep
  let rate: Int128
  let rest: Int128

  init(_ step: TankStep, rate: Int128, rest: Int128) {
    self.step = step
    self.rate = rate
    self.rest = rest
  }
}

extension ReferenceInterpreter {
  /// By how much a tank rises or falls in a tick, and what of that flows over.
  private func net(_ tank: Int32) -> (net: Int128, spilled: Int128) {
    let basin = basins[Int(tank)]
    let net = inflow(tank) - outflow(tank)
    return basin.isFull && !basin.definition.stopsWhenFull && net > 0 ? (0, net) : (net, 0)
  }

  func inflow(_ tank: Int32) -> Int128 {
    pipes.filter { $0.definition.to == tank }.map(\.rate).reduce(0, +)
  }

  func outflow(_ tank: Int32) -> Int128 {
    pipes.filter { $0.definition.from == tank }.map(\.rate).reduce(0, +)
  }

  /// The level as it will be, if nothing happens meanwhile.
  private func levelAhead(_ tank: Int32) -> Int128 {
    let basin = basins[Int(tank)]
    let level = max(0, basin.level + net(tank).net * Int128(ahead))
    return basin.most.map { min(level, $0) } ?? level
  }

  func level(_ tank: Int32) -> Double { TankScale.units(levelAhead(tank)) }

  func available(_ tank: Int32) -> Double {
    let basin = basins[Int(tank)]
    return TankScale.units(
      levelAhead(tank) - basin.claimed + basin.drawing * Int128(ahead))
  }

  func room(_ tank: Int32) -> Double {
    let basin = basins[Int(tank)]
    return TankScale.units(
      (basin.most ?? 0) - levelAhead(tank) - basin.promised + basin.pouring * Int128(ahead))
  }

  /// Lets time pass in all tanks.
  func flow(for elapsed: Int64) {
    if basins.isEmpty || elapsed == 0 { return }
    let nets = basins.indices.map { net(Int32($0)) }
    for pipe in pipes {
      pipe.moved = pipe.rate * Int128(elapsed)
      pipe.record.total += pipe.moved
      pipe.record.unmet += pipe.wanted * Int128(elapsed) - pipe.moved
    }
    let before = basins.map(\.level)
    for (index, basin) in basins.enumerated() {
      basin.record.received += inflow(Int32(index)) * Int128(elapsed)
      basin.record.released += outflow(Int32(index)) * Int128(elapsed)
      basin.record.spilled += nets[index].spilled * Int128(elapsed)
      basin.level += nets[index].net * Int128(elapsed)
      basin.claimed -= basin.drawing * Int128(elapsed)
      basin.promised -= basin.pouring * Int128(elapsed)
    }
    mend()
    for (index, basin) in basins.enumerated() {
      let mean = (TankScale.units(before[index]) + TankScale.units(basin.level)) / 2
      basin.record.area += mean * Double(elapsed)
      if let most = basin.most, before[index] >= most, basin.isFull {
        basin.record.fullTicks += elapsed
      }
      if before[index] <= 0, basin.level <= 0 { basin.record.emptyTicks += elapsed }
      basin.noteLevel()
    }
  }

  /// What has flowed too much within the last tick flows back, out of the last pipes first.
  private func mend() {
    let order = Model.tankOrder(basins.count, model.flows) ?? []
    func back(_ grains: Int128, _ pipe: Pipe) -> Int128 {
      let back = min(grains, pipe.moved)
      pipe.moved -= back
      pipe.record.total -= back
      pipe.record.unmet += back
      if let from = pipe.definition.from {
        basins[Int(from)].level += back
        basins[Int(from)].record.released -= back
      }
      if let to = pipe.definition.to {
        basins[Int(to)].level -= back
        basins[Int(to)].record.received -= back
      }
      return back
    }
    for tank in order {
      var lacking = -basins[Int(tank)].level
      for pipe in pipes.reversed() where pipe.definition.from == tank && lacking > 0 {
        lacking -= back(lacking, pipe)
      }
    }
    for tank in order.reversed() {
      let basin = basins[Int(tank)]
      guard let most = basin.most, basin.level > most else { continue }
      var excess = basin.level - most
      for pipe in pipes.reversed()
      where pipe.definition.to == tank && excess > 0 && basin.definition.stopsWhenFull {
        excess -= back(excess, pipe)
      }
      basin.level -= excess
      basin.record.spilled += excess
    }
  }

  /// Looks at all flows; true if anything has changed.
  func settleTanks() throws(ReferenceFailure) -> Bool {
    var isChanged = haveTanksChanged
    for pipe in pipes {
      try turn(pipe)
      let wanted = pipe.isOpen ? try wanted(pipe) : 0
      if wanted != pipe.wanted { isChanged = true }
      pipe.wanted = wanted
    }
    if !isChanged {
      try planTanks()
      return false
    }
    haveTanksChanged = false
    isWatchingDue = true
    share()
    return true
  }

  private func turn(_ pipe: Pipe) throws(ReferenceFailure) {
    guard let opens = pipe.definition.opens else { return }
    if pipe.isOpen {
      let closes = pipe.definition.closes.map { value(of: $0.expression, for: nil) != 0 }
      pipe.isOpen = !(closes ?? (value(of: opens.expression, for: nil) == 0))
    } else if value(of: opens.expression, for: nil) != 0 {
      pipe.isOpen = true
      try noteSwitch(pipe)
    }
  }

  private func noteSwitch(_ pipe: Pipe) throws(ReferenceFailure) {
    if let first = pipe.switches.first, now - first > Ticks.second { pipe.switches = [] }
    pipe.switches.append(now)
    if pipe.switches.count > 1_000 { throw failure(.flowFlutters(pipe.definition.name)) }
  }

  private func wanted(_ pipe: Pipe) throws(ReferenceFailure) -> Int128 {
    switch pipe.definition.rate {
    case .plan(let plan):
      let time = plan.period > 0 ? now % plan.period : now
      return zip(plan.breaks, plan.rates).filter { $0.0 <= time }.last?.1 ?? 0
    case .expression(let expression):
      guard let rate = TankScale.rate(value(of: expression, for: nil)) else {
        throw failure(.badFlow(pipe.definition.name))
      }
      if rate != pipe.wanted { try noteSwitch(pipe) }
      return rate
    case .entities:
      if let from = pipe.definition.from { return basins[Int(from)].drawing }
      return pipe.definition.to.map { basins[Int($0)].pouring } ?? 0
    }
  }

  /// What flows: downstream for want of contents, then upstream for want of room.
  private func share() {
    let order = Model.tankOrder(basins.count, model.flows) ?? []
    for pipe in pipes { pipe.rate = pipe.wanted }
    for tank in order where basins[Int(tank)].level <= 0 {
      var left = inflow(tank)
      for pipe in pipes where pipe.definition.from == tank {
        pipe.rate = min(pipe.rate, left)
        left -= pipe.rate
      }
    }
    for tank in order.reversed()
    where basins[Int(tank)].isFull && basins[Int(tank)].definition.stopsWhenFull {
      var left = outflow(tank)
      for pipe in pipes where pipe.definition.to == tank {
        pipe.rate = min(pipe.rate, left)
        left -= pipe.rate
      }
    }
  }

  /// Plans the next tick at which something of the tanks changes by itself.
  private func planTanks() throws(ReferenceFailure) {
    var due = Int64.max
    var isMoving = false
    for (index, basin) in basins.enumerated() {
      let net = net(Int32(index)).net
      if net != 0 || basin.drawing != 0 || basin.pouring != 0 { isMoving = true }
      var way: Int128?
      if net > 0, let most = basin.most, !basin.isFull { way = most - basin.level }
      if net < 0, basin.level > 0 { way = basin.level }
      if let way {
        let ticks = (way + abs(net) - 1) / abs(net)
        if ticks <= 1 << 50 { due = min(due, now + Int64(ticks)) }
      }
    }
    for pipe in pipes {
      if case .plan(let plan) = pipe.definition.rate {
        let start = plan.period > 0 ? now / plan.period * plan.period : 0
        let later = (plan.breaks + (plan.period > 0 ? [plan.period] : [])).map { $0 + start }
        due = min(due, later.filter { $0 > now }.min() ?? .max)
      }
      for condition in [pipe.definition.opens, pipe.definition.closes].compactMap({ $0 }) {
        for clock in condition.clocks {
          let comparison = ClockComparison(
            hand: clock.hand, value: 0, offset: clock.offset, period: clock.period)
          due = min(
            due,
            comparison.next(
              after: now, value: value(of: clock.value, for: nil), arrival: 0,
              startInWeek: model.time.startInWeek))
        }
      }
    }
    if isMoving {
      due = min(due, now + 1 << 50)
      for (condition, visitor) in conditionsOnLevels { due = turn(condition, visitor, upTo: due) }
    }
    cancel(tanksDue)
    tanksDue = nil
    if due > 1 << 61 { return }
    schedule(.tanks, order: 2, at: due)
    tanksDue = scheduled
  }

  /// All that may turn with a level, and for whom.
  private var conditionsOnLevels: [(FacilityModel.Expression, Visitor?)] {
    var found: [(FacilityModel.Expression, Visitor?)] = []
    for pipe in pipes {
      for condition in [pipe.definition.opens, pipe.definition.closes].compactMap({ $0 }) {
        found.append((condition.expression, nil))
      }
      if case .expression(let rate) = pipe.definition.rate { found.append((rate, nil)) }
    }
    found += model.gauges.map { ($0.level.expression, nil) }
    for watch in watches where !watch.isOver {
      if let condition = watch.condition {
        found.append((condition.expression, watch.waiting.visitor))
      }
    }
    return found
  }

  /// The first tick at which a comparison within an expression turns, or the last that is asked for.
  private func turn(
    _ expression: FacilityModel.Expression, _ visitor: Visitor?, upTo last: Int64
  ) -> Int64 {
    defer { ahead = 0 }
    var due = last
    for comparison in comparisons(in: expression) {
      func holds(at tick: Int64) -> Bool {
        ahead = tick - now
        return value(of: comparison, for: visitor) != 0
      }
      if holds(at: due) == holds(at: now) { continue }
      var (low, high) = (now, due)
      while high - low > 1 {
        let middle = (low + high) / 2
        if holds(at: middle) == holds(at: now) { low = middle } else { high = middle }
      }
      due = high
    }
    return due
  }

  private func comparisons(in expression: FacilityModel.Expression) -> [FacilityModel.Expression] {
    guard expression.operations.contains(where: \.readsLevel) else { return [] }
    switch expression {
    case .leaf: return []
    case .binary(.less, _, _), .binary(.lessOrEqual, _, _): return [expression]
    case .unary(_, let a): return comparisons(in: a)
    case .binary(_, let a, let b): return comparisons(in: a) + comparisons(in: b)
    case .select(let condition, let a, let b):
      return comparisons(in: condition) + comparisons(in: a) + comparisons(in: b)
    }
  }

  /// An entity begins to draw or to pour.
  func move(_ step: TankStep, _ visitor: Visitor) throws(ReferenceFailure) {
    if let duration = step.duration, let attribute = duration.attribute {
      visitor.attributes[attribute] = try finite(value(of: duration.value, for: visitor))
    }
    let amount = try finite(value(of: step.amount, for: visitor))
    guard amount >= 0, amount <= 1e11 else { throw failure(.badFlow("")) }
    let grains = TankScale.grains(amount)
    var length: Int64 = 0
    if let delay = step.delay {
      let time = try value(of: delay.duration, for: visitor)
      if time < 0 { throw failure(.negativeDuration) }
      if time > 0x1p61 { throw failure(.beyondClock) }
      length = ticks(time)
      visitor.first([.step(delay)])
    }
    haveTanksChanged = true
    isWatchingDue = true
    let basin = basins[Int(step.tank)]
    if length == 0 { return basin.jump(by: step.isDraw ? -grains : grains) }
    let load = Load(step, rate: grains / Int128(length), rest: grains % Int128(length))
    if load.rate > 1 << 60 { throw failure(.badFlow("")) }
    change(basin, load, by: 1, toCome: grains)
    schedule(.loadDone(load), order: 1, at: now + length)
  }

  func finish(_ load: Load) {
    let basin = basins[Int(load.step.tank)]
    change(basin, load, by: -1, toCome: -load.rest)
    basin.jump(by: load.step.isDraw ? -load.rest : load.rest)
    haveTanksChanged = true
    isWatchingDue = true
  }

  private func change(_ basin: Basin, _ load: Load, by sign: Int128, toCome grains: Int128) {
    if load.step.isDraw {
      basin.drawing += sign * load.rate
      basin.claimed += grains
    } else {
      basin.pouring += sign * load.rate
      basin.promised += grains
    }
  }

  /// Begins all that is counted anew.
  func openTanks() {
    for basin in basins { basin.record = Basin.record(from: basin.level) }
    for pipe in pipes { pipe.record = FlowRecord(total: 0, unmet: 0) }
  }

  func finishTanks() {
    for basin in basins { basin.record.atEnd = basin.level }
    out.tanks = basins.map(\.record)
    out.flows = pipes.map(\.record)
  }
}
