import EventEngine
import FacilityModel

/// A program in which nobody waits for units: what is asked of each resource shows whole.
///
/// Units that are all alike are without end. Listed units and transports are copied, since who gets
/// which decides how long it takes. Failures, shocks and ratios happen to a stand-in with the units of
/// the resource that nobody asks for: so crews have their calls, and what is left in service is seen.
struct LimitlessProgram {
  private(set) var program: Program
  /// By resource, the stand-in that shows its units in service, if it has one.
  private(set) var standIns: [Int?]
  /// Resources whose units are copied.
  private(set) var copied: Set<Int> = []
  /// Resources that keep their units.
  private(set) var kept: Set<Int> = []
  /// Stocks are much and never used up; twice that is still far from the largest number.
  private static let plenty = CapacityPlan.unlimited

  init(_ original: Program, copies: Int) {
    program = original
    standIns = original.resources.map { _ in nil }
    observe()
    makeStandIns(of: original)
    for index in original.resources.indices {
      program.resources[index].countsUses = true
      if program.resources[index].stock >= 0 {
        fill(index)
      } else if program.transports.contains(where: { Int($0.resource) == index }) {
        copied.insert(index)
        program.resources[index].plan = CapacityPlan(
          constant: original.resources[index].mostUnits * Int64(copies))
        program.resources[index].raisedTo = 0
      } else if !original.resources[index].unitNames.isEmpty {
        copied.insert(index)
        program.resources[index].unitNames = Self.repeated(
          original.resources[index].unitNames, copies)
        program.resources[index].rota = nil
        program.resources[index].raisedTo = 0
        program.resources[index].plan = CapacityPlan(
          constant: Int64(program.resources[index].unitNames.count))
      } else {
        program.resources[index].plan = CapacityPlan(constant: Self.plenty)
        program.resources[index].raisedTo = 0
        if program.resources[index].sharedUnits > 0 {
          program.resources[index].sharedUnits = Self.plenty
        }
      }
    }
    copyValues(of: original, copies)
    forgetNeighbours()
  }

  /// Keeps what is read: units held by those who wait, and all by the hour of the week.
  private mutating func observe() {
    program.followsCauses = false
    if !program.keepsAccounts {
      program.keepsAccounts = true
      program.rates = program.resources.map { _ in Self.free }
    }
    program.profileBin = Ticks.hour
    program.profileBins = 168
  }

  private static var free: ChargeRate { ChargeRate(costPerHour: 0, costPerUse: 0, kilowatts: 0) }

  /// Hands failures, shocks and ratios over to resources that nobody asks for.
  private mutating func makeStandIns(of original: Program) {
    let changed = Set(
      original.outages.map(\.resource)
        + original.shocks.flatMap(\.effects).map(\.resource)
        + original.ratios.flatMap { [$0.resource, $0.by] })
    for index in changed.sorted() {
      let resource = original.resources[Int(index)]
      var standIn = ResourceSpecification(
        name: resource.name, hash: resource.hash, discipline: .firstComeFirstServed,
        plan: resource.plan)
      standIn.isRemovable = resource.isRemovable
      standIn.raisedTo = max(resource.raisedTo, Int64(resource.unitNames.count))
      standIns[Int(index)] = program.resources.count
      program.resources.append(standIn)
      program.rates.append(Self.free)
    }
    func standIn(_ index: Int32) -> Int32 { Int32(standIns[Int(index)] ?? Int(index)) }
    for index in program.outages.indices {
      program.outages[index].resource = standIn(program.outages[index].resource)
      // Where more is asked for than there is, all that is in service works all the time.
      if program.outages[index].clock == .operating { program.outages[index].clock = .calendar }
    }
    for shock in program.shocks.indices {
      for effect in program.shocks[shock].effects.indices {
        let resource = program.shocks[shock].effects[effect].resource
        program.shocks[shock].effects[effect].resource = standIn(resource)
      }
    }
    for index in program.ratios.indices {
      program.ratios[index].resource = standIn(program.ratios[index].resource)
      program.ratios[index].by = standIn(program.ratios[index].by)
    }
  }

  /// A stock that only orders fill is never empty; one that entities fill keeps its level, for which
  /// they may wait before they make more.
  private mutating func fill(_ index: Int) {
    let stock = program.resources[index].stock
    if program.stockMoves.contains(where: { $0.stock == stock && $0.kind == .supply }) {
      kept.insert(index)
      return
    }
    program.resources[index].plan = CapacityPlan(constant: Self.plenty)
    program.stocks[Int(stock)].most = 2 * Self.plenty
    program.stocks[Int(stock)].orderAt = -1
    program.stocks[Int(stock)].review = 0
    program.stocks[Int(stock)].shelfLife = -1
  }

  /// Every copy of a listed unit has its attributes.
  private mutating func copyValues(of original: Program, _ copies: Int) {
    var values: [Double] = []
    for (index, column) in original.unitColumns.enumerated() {
      let first = Int(column.first)
      let count = original.resources[Int(column.resource)].unitNames.count
      program.unitColumns[index].first = Int32(values.count)
      values += Self.repeated(Array(original.unitValues[first..<first + count]), copies)
    }
    program.unitValues = values
  }

  /// Who else is in the same room is no matter where everybody has a room.
  private mutating func forgetNeighbours() {
    for index in program.items.indices {
      if asksAboutNeighbours(program.items[index].condition) { program.items[index].condition = -1 }
      if asksAboutNeighbours(program.items[index].preference) {
        program.items[index].preference = -1
      }
    }
  }

  private func asksAboutNeighbours(_ expression: Int32) -> Bool {
    guard expression >= 0 else { return false }
    let range = program.expressions[Int(expression)]
    return program.operations[Int(range.first)..<Int(range.first + range.count)].contains {
      switch $0 {
      case .occupants, .alike: true
      default: false
      }
    }
  }

  private static func repeated<Element>(_ list: [Element], _ times: Int) -> [Element] {
    Array(repeatElement(list, count: times).joined())
  }
}

extension LimitlessProgram {
  /// Ends the run at a tick, with a shorter warm-up if need be.
  mutating func shorten(to tick: Int64) {
    program.end = .tick(max(1, tick))
    program.warmUp = min(program.warmUp, tick / 4)
  }
}
