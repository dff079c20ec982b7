import EventEngine
import FacilityModel
import Foundation
import RandomStreams

/// A length of time in whole ticks, halves to even.
func ticks(_ length: Double) -> Int64 { Int64(length.rounded(.toNearestOrEven)) }

extension ReferenceInterpreter {
  /// The stream of random numbers for a purpose.
  func stream(_ purpose: String, word: UInt64) -> RandomStream {
    RandomStream(
      seed: seed, purpose: hash(ofName: purpose), entity: word, replication: replication)
  }

  /// The passages of the enclosing loops as one word.
  func visit(_ visitor: Visitor, loopDepth: Int32) -> UInt64 {
    (0..<loopDepth).reduce(0) { word, level in
      word &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(visitor.passages[level] ?? 0)
    }
  }

  func finite(_ value: Double) throws(ReferenceFailure) -> Double {
    if value.isFinite { return value }
    throw failure(.notFinite(what: ""))
  }

  /// The value of a quantity for an entity.
  func value(of quantity: QuantityModel, for visitor: Visitor) throws(ReferenceFailure) -> Double {
    switch quantity {
    case .expression(let expression): return try finite(value(of: expression, for: visitor))
    case .random(let random):
      var stream = self.stream(
        random.purpose,
        word: entityWord(
          identity: visitor.identity, visit: visit(visitor, loopDepth: random.loopDepth)))
      if !random.factors.isEmpty { return try correlated(random, for: visitor, from: stream) }
      return try draw(random, for: visitor, from: &stream)
    }
  }

  /// A draw from a distribution whose parameters may have to be computed first.
  func draw(_ random: RandomQuantity, for visitor: Visitor?, from stream: inout RandomStream)
    throws(ReferenceFailure) -> Double
  {
    var tables = model.tables
    let distribution = try self.distribution(random.law, for: visitor, tables: &tables)
    return try finite(distribution.sample(&stream, tables: tables.span))
  }

  /// The value of an expression for an entity, if there is one; truth is 1 or 0.
  func value(of expression: FacilityModel.Expression, for visitor: Visitor?) -> Double {
    switch expression {
    case .leaf(let leaf): return self.leaf(leaf, visitor)
    case .unary(let operation, let operand):
      return unary(operation, value(of: operand, for: visitor))
    case .binary(let operation, let a, let b):
      return binary(operation, value(of: a, for: visitor), value(of: b, for: visitor))
    case .select(let condition, let a, let b):
      return value(of: condition, for: visitor) != 0
        ? value(of: a, for: visitor) : value(of: b, for: visitor)
    }
  }

  private func leaf(_ operation: ExpressionOperation, _ visitor: Visitor?) -> Double {
    let inWeek = (model.time.startInWeek + now) % Ticks.week
    switch operation {
    case .push(let value): return value
    case .attribute(let index), .lastTime(let index): return visitor?.attributes[index] ?? .nan
    case .isSet(let index): return visitor?.attributes[index] == nil ? 0 : 1
    case .total(let index): return visitor.map { total(index, of: $0) } ?? .nan
    case .arrivalHour:
      return visitor.map { Double((model.time.startInWeek + $0.arrival) % Ticks.day / Ticks.hour) }
        ?? .nan
    case .arrivalWeekday:
      return visitor.map { Double((model.time.startInWeek + $0.arrival) / Ticks.day % 7) } ?? .nan
    case .source: return visitor.map { Double($0.source) } ?? .nan
    case .variable(let index): return out.variables[Int(index)]
    case .now: return Double(now)
    case .hourOfDay: return Double(inWeek % Ticks.day) / 3_600e6
    case .weekday: return Double(inWeek / Ticks.day)
    case .queueLength(let resource): return Double(stations[Int(resource)].line.count)
    case .busyUnits(let resource): return Double(stations[Int(resource)].busy)
    case .freeUnits(let resource): return Double(max(0, stations[Int(resource)].free))
    case .capacity(let resource):
      let station = stations[Int(resource)]
      return Double(station.inService - owed(of: resource))
    case .expectedWait(let resource): return expectedWait(resource)
    case .tankLevel(let tank): return level(tank)
    case .tankAvailable(let tank): return available(tank)
    case .tankRoom(let tank): return room(tank)
    case .tankInflow(let tank): return Double(inflow(tank)) / TankScale.grainsInUnit
    case .tankOutflow(let tank): return Double(outflow(tank)) / TankScale.grainsInUnit
    case .inside: return Double(visitors.count)
    case .timeInSystem: return visitor.map { Double(now - $0.arrival) } ?? .nan
    case .waitingTime: return visitor.map { Double($0.waited) } ?? .nan
    case .timeInLine: return visitor.map { Double(now - $0.joined) } ?? .nan
    case .account(let figure): return visitor.map { account(figure, of: $0) } ?? .nan
    case .held(let resource): return Double(visitor?.held[resource] ?? 0)
    case .placeOfUnit(let resource):
      return visitor.flatMap { lastUnit(of: resource, $0) }.map(\.place) ?? .nan
    case .candidate, .heldUnit, .occupants, .alike, .setUpTime, .leastSetUpTime:
      return answer(operation, visitor)
    case .ordinal: return visitor.map { Double($0.ordinal) } ?? .nan
    case .iteration(let level): return Double(visitor?.passages[level] ?? 0)
    default: preconditionFailure("\(operation) has operands")
    }
  }

  private func unary(_ operation: ExpressionOperation, _ a: Double) -> Double {
    switch operation {
    case .negate: -a
    case .not: a == 0 ? 1 : 0
    case .absolute: a < 0 ? -a : a
    case .floor: Foundation.floor(a)
    case .ceiling: Foundation.ceil(a)
    case .round: rint(a)
    case .squareRoot: Foundation.sqrt(a)
    case .exponential: Foundation.exp(a)
    case .logarithm: Foundation.log(a)
    default: preconditionFailure("\(operation) has not one operand")
    }
  }

  private func binary(_ operation: ExpressionOperation, _ a: Double, _ b: Double) -> Double {
    func truth(_ holds: Bool) -> Double { holds ? 1 : 0 }
    switch operation {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide: return a / b
    case .remainder: return a - b * Foundation.floor(a / b)
    case .power: return Foundation.pow(a, b)
    case .less: return truth(a < b)
    case .lessOrEqual: return truth(a <= b)
    case .equal: return truth(a == b)
    case .notEqual: return truth(a != b)
    case .and: return truth(a != 0 && b != 0)
    case .or: return truth(a != 0 || b != 0)
    case .distance: return way(model.places?.table.distances, a, b)
    case .travelTime: return way(model.places?.table.times, a, b)
    case .minimum: return a < b ? a : b
    case .maximum: return a > b ? a : b
    default: preconditionFailure("\(operation) has not two operands")
    }
  }
}
