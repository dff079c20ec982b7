import CGSL
import OutputStatistics
import RandomStreams

/// The last tick that the clock is allowed to reach: 2^61 microseconds, 73,000 years.
let maximumTick: Int64 = 1 << 61

/// A length of time in whole ticks, rounded half to even.
@inline(__always)
func ticks(_ length: Double) -> Int64 { Int64(length.rounded(.toNearestOrEven)) }

extension Engine {
  /// The value of a quantity for an entity (or -1 for none).
  ///
  /// - Parameter word: what a draw is keyed by; without it, the entity and its visit.
  @inline(__always)
  mutating func value(
    of quantity: Int32, for entity: Int32, word: UInt64? = nil, what: StaticString
  ) throws(SimulationFailure) -> Double {
    switch quantities[quantity] {
    case .constant(let value): return value
    case .expression(let expression):
      return try finite(try evaluate(expression, for: entity), entity, what)
    case .draw(let index):
      if drawsOtherwise {
        let drawn = try drawOtherwise(index, for: entity, word: word, what: what)
        records.draws.note(drawn, index)
        return drawn
      }
      let key =
        word
        ?? entityWord(
          identity: entities.identity[entity],
          visit: entities.visit(entity, depth: draws[index].loopDepth))
      let drawn: Double
      if exponentialMeans[index] > 0 {
        drawn = drawExponential(draws[index].purpose, key, mean: exponentialMeans[index])
      } else {
        let draw = draws[index]
        var stream = RandomStream(
          seed: seed, purpose: draw.purpose, entity: key, replication: replication)
        drawn = try sample(draw, for: entity, from: &stream, what: what)
      }
      records.draws.note(drawn, index)
      return drawn
    }
  }

  /// The first draw of a stream as an exponential time: the bits of `Distribution.sample`, without
  /// setting a stream up.
  @inline(never)
  private mutating func drawExponential(_ purpose: UInt64, _ key: UInt64, mean: Double) -> Double {
    let word = Philox4x64.block(key: (seed, purpose), counter: (0, key, replication, 0)).0
    return -mean * log1p(-(Double(word >> 11) * 0x1p-53))
  }

  /// The value of a quantity whose draws come from a given stream.
  mutating func value(
    of quantity: Int32, for entity: Int32, from stream: inout RandomStream, what: StaticString
  ) throws(SimulationFailure) -> Double {
    guard case .draw(let index) = quantities[quantity] else {
      return try value(of: quantity, for: entity, what: what)
    }
    return try sample(draws[index], for: entity, from: &stream, what: what)
  }

  @inline(__always)
  mutating func sample(
    _ draw: Draw, for entity: Int32, from stream: inout RandomStream, what: StaticString
  ) throws(SimulationFailure) -> Double {
    if draw.parameters >= 0 {
      let computed = try sampleComputed(Int(draw.parameters), for: entity, from: &stream)
      return try finite(computed, entity, what)
    }
    let drawn = draw.distribution.sample(&stream, tables: tables.span)
    return try finite(drawn, entity, what)
  }

  /// The distribution that parameters computed at this moment make.
  mutating func distributionNow(_ index: Int, for entity: Int32)
    throws(SimulationFailure) -> Distribution
  {
    let parameters = drawParameters[index]
    func at(_ expression: Int32, _ place: Int32) throws(SimulationFailure) -> Double {
      place < parameters.count ? try evaluate(expression, for: entity) : 0
    }
    let values = SIMD4(
      try at(parameters.expressions.0, 0), try at(parameters.expressions.1, 1),
      try at(parameters.expressions.2, 2), try at(parameters.expressions.3, 3))
    do {
      return try distributionForms[index](values)
    } catch {
      let name = Distributions.catalogue[Int(parameters.entry)].name
      throw failure(
        .badParameters(
          "\(name): \(error.parameter) \(error.requirement), but is \(error.value)"),
        entity: entity < 0 ? nil : entity, step: nil)
    }
  }

  @inline(__always)
  mutating func finite(_ value: Double, _ entity: Int32, _ what: StaticString)
    throws(SimulationFailure) -> Double
  {
    if value.isFinite { return value }
    throw failure(
      .notFinite(what: "\(what)"), entity: entity < 0 ? nil : entity,
      step: entity < 0 ? nil : step(near: entities.counter[entity]))
  }

  /// The failure that an attribute is read before it is set.
  @inline(never)
  private mutating func unset(_ attribute: Int32, _ entity: Int32) -> SimulationFailure {
    failure(
      .attributeNotSet(program.attributes[Int(attribute)]), entity: entity,
      step: step(near: entities.counter[entity]))
  }

  /// The failure that somebody holds no unit whose attribute is asked for.
  @inline(never)
  private mutating func noUnitHeld(_ column: Int32, _ entity: Int32) -> SimulationFailure {
    let name = program.resources[Int(program.unitColumns[Int(column)].resource)].name
    return failure(
      .notHeld(resource: name), entity: entity, step: step(near: entities.counter[entity]))
  }

  /// The value of an expression for an entity (or -1 for none).
  ///
  /// Most priorities and parameters are one attribute, which is read on the spot.
  ///
  /// - Parameter unsetIsAllowed: whether an attribute that is not set reads as not a number, so
  ///   that every comparison with it fails; else it stops the run.
  mutating func evaluate(
    _ expression: Int32, for entity: Int32, unsetIsAllowed: Bool = false
  ) throws(SimulationFailure) -> Double {
    let range = expressions[expression]
    if range.count == 1, case .attribute(let attribute) = operations[range.first] {
      let value = entities.attribute(entity, attribute)
      if !value.isNaN { return value }
    }
    return try evaluate(
      operations: range.first..<(range.first &+ range.count), for: entity, unsetIsAllowed)
  }

  /// The value that operations leave on the stack.
  @inline(never)
  private mutating func evaluate(
    operations range: Range<Int32>, for entity: Int32, _ unsetIsAllowed: Bool
  ) throws(SimulationFailure) -> Double {
    var top = StackTop()
    for index in range {
      let operation = operations[index]
      switch operation {
      case .push(let value): push(value, &top)
      case .attribute(let attribute):
        let value = entities.attribute(entity, attribute)
        if value.isNaN, !unsetIsAllowed { throw unset(attribute, entity) }
        push(value, &top)
      case .variable(let variable): push(variables[variable], &top)
      case .lastTime(let attribute): push(entities.attribute(entity, attribute), &top)
      case .isSet(let attribute):
        push(entities.attribute(entity, attribute).isNaN ? 0 : 1, &top)
      case .total(let attribute):
        let sum = entities.attribute(entity, attribute)
        push(sum.isNaN ? 0 : sum, &top)
      case .now: push(Double(now), &top)
      case .hourOfDay:
        let inDay = (program.startInWeek &+ now) % Ticks.day
        push(Double(inDay) / Double(Ticks.hour), &top)
      case .weekday:
        push(Double((program.startInWeek &+ now) / Ticks.day % 7), &top)
      case .queueLength(let resource): push(Double(resources[resource].queued.value), &top)
      case .busyUnits(let resource): push(Double(resources[resource].busy.value), &top)
      case .freeUnits(let resource): push(Double(max(0, resources[resource].free)), &top)
      case .capacity(let resource):
        // Units of a group in overtime count as capacity, and not as on duty by the rota.
        let units =
          resources[resource].isListed
          ? resources[resource].rostered &- resources[resource].broken.value
          : resources[resource].capacity
        push(Double(units), &top)
      case .expectedWait(let resource): push(expectedWait(resource), &top)
      case .tankLevel(let tank): push(tankLevel(tank), &top)
      case .tankAvailable(let tank): push(tankAvailable(tank), &top)
      case .tankRoom(let tank): push(tankRoom(tank), &top)
      case .tankInflow(let tank):
        push(Double(tanks.states[tank].inflow) / TankScale.grainsInUnit, &top)
      case .tankOutflow(let tank):
        push(Double(tanks.states[tank].outflow) / TankScale.grainsInUnit, &top)
      case .inside: push(Double(records.inside.value), &top)
      case .timeInSystem: push(Double(now &- entities.arrival[entity]), &top)
      case .waitingTime: push(Double(entities.waited[entity]), &top)
      case .timeInLine: push(Double(now &- entities.waitingSince[entity]), &top)
      case .arrivalHour:
        let inDay = (program.startInWeek &+ entities.arrival[entity]) % Ticks.day
        push(Double(inDay / Ticks.hour), &top)
      case .arrivalWeekday:
        push(Double((program.startInWeek &+ entities.arrival[entity]) / Ticks.day % 7), &top)
      case .source: push(Double(entities.source[entity]), &top)
      case .ordinal: push(Double(entities.ordinal[entity]), &top)
      case .iteration(let level):
        push(Double(entities.iteration(entity, level: level)), &top)
      case .account(let figure): push(accountFigure(figure, of: entity), &top)
      case .held(let resource): push(Double(entities.heldUnits(entity, of: resource)), &top)
      case .placeOfUnit(let resource): push(placeOfUnit(of: resource, entity), &top)
      case .distance, .travelTime:
        top.below &-= 1
        top.value = try way(operation, from: stack[top.below], to: top.value, entity)
      case .candidate(let column): push(listed.value(column, of: listed.candidate), &top)
      case .heldUnit(let column):
        let value = heldUnitValue(column, entity)
        if value.isNaN, !unsetIsAllowed { throw noUnitHeld(column, entity) }
        push(value, &top)
      case .occupants(let column): push(occupants(column, entity), &top)
      case .setUpTime(let resource): push(try setUpTimeOfCandidate(resource, entity), &top)
      case .leastSetUpTime(let resource): push(try leastSetUpTime(resource, entity), &top)
      case .alike(let column, let attribute):
        push(areAlike(column, attribute, entity), &top)
      case .select:
        top.below &-= 2
        if stack[top.below] != 0 { top.value = stack[top.below &+ 1] }
      case .negate, .not, .absolute, .floor, .ceiling, .round, .squareRoot, .exponential,
        .logarithm:
        top.value = operation.unary(top.value)
      default:
        top.below &-= 1
        top.value = operation.binary(stack[top.below], top.value)
      }
    }
    return top.value
  }

  @inline(__always)
  private func push(_ value: Double, _ top: inout StackTop) {
    stack[top.below] = top.value
    top.below &+= 1
    top.value = value
  }
}

/// The top of the stack of an expression, which stays in a register.
///
/// What lies under the first number is never read.
private struct StackTop {
  var value = 0.0
  /// How many numbers lie on the stack's memory, below the top.
  var below = 0
}

extension ExpressionOperation {
  /// The result of an operation of one operand.
  @inline(__always)
  package func unary(_ a: Double) -> Double {
    switch self {
    case .negate: -a
    case .not: a == 0 ? 1 : 0
    case .absolute: abs(a)
    case .floor: a.rounded(.down)
    case .ceiling: a.rounded(.up)
    case .round: a.rounded(.toNearestOrEven)
    case .squareRoot: a.squareRoot()
    case .exponential: exp(a)
    case .logarithm: log(a)
    default: .nan
    }
  }

  /// The result of an operation of two operands.
  @inline(__always)
  package func binary(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .remainder: a - b * (a / b).rounded(.down)
    case .power: pow(a, b)
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .notEqual: a != b ? 1 : 0
    case .and: a != 0 && b != 0 ? 1 : 0
    case .or: a != 0 || b != 0 ? 1 : 0
    case .minimum: Swift.min(a, b)
    case .maximum: Swift.max(a, b)
    default: .nan
    }
  }
}
