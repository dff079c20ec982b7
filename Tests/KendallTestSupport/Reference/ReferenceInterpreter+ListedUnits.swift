import EventEngine
import FacilityModel

/// A unit with a name, as it stands.
final class NamedUnit {
  let number: Int
  var holder: Visitor?
  /// How many takings of units there had been when it was taken.
  var taken = 0
  /// What it was taken for.
  var need: Need?
  /// Its clocks, if it has any.
  var unit: Unit?
  var isDirty = false
  /// Ticks in use during the window.
  var used: Int128 = 0
  /// What it was set up for last, whether it is being set up, and for how long it has been.
  var setUpFor = Double.nan
  var isBeingSetUp = false
  var settingUp: Int128 = 0
  /// Who has had it set up last and not given it back since, and whether its holder has got it again.
  var setUpOwner: UInt64?
  var isGotAgain = false
  /// Ticks out of service during the window.
  var out: Int128 = 0

  var isOut: Bool { unit?.outage != nil }

  init(_ number: Int) { self.number = number }
}

extension ReferenceInterpreter {
  /// The value of an attribute of a unit.
  private func attribute(_ column: Int32, _ unit: NamedUnit) -> Double {
    for resource in model.resources {
      if let found = resource.units?.attributes.first(where: { $0.column == column }) {
        return found.values[unit.number]
      }
    }
    preconditionFailure("no unit has the attribute \(column)")
  }

  private func likeUnits(_ column: Int32) -> [NamedUnit] {
    let resource = model.resources.firstIndex {
      $0.units?.attributes.contains { $0.column == column } == true
    }
    return named[Int32(resource ?? -1)] ?? []
  }

  /// The groups of a resource: their units, and how many are on duty by the rota now.
  private func groups(of resource: Int32) -> [(units: ArraySlice<NamedUnit>, onDuty: Int64)] {
    let all = named[resource] ?? []
    let taken = withdrawn[resource]?.from
    return plannedGroups(of: resource).enumerated().map { number, group in
      (all[group.units], group.onDuty - (taken?[number] ?? 0))
    }
  }

  /// How many of each group are on duty by the rota, whatever shocks take away.
  private func plannedGroups(of resource: Int32) -> [(units: Range<Int>, onDuty: Int64)] {
    var first = 0
    return (model.resources[Int(resource)].units?.groups ?? []).map { group in
      defer { first += group.size }
      let onDuty = group.plan.valueInForce(at: rosteredAt[resource] ?? 0)
      return (first..<first + group.size, onDuty)
    }
  }

  /// Shocks take units of groups away: those that nobody has as they are listed, the others as they
  /// are given back; or they give some back as they are listed.
  func withdraw(of resource: Int32) {
    let groups = plannedGroups(of: resource)
    if groups.isEmpty { return }
    let count = max(0, planned[Int(resource)] - shocked(resource))
    var from = withdrawn[resource]?.from ?? groups.map { _ in 0 }
    for (number, group) in groups.enumerated() { from[number] = min(from[number], group.onDuty) }
    while from.reduce(0, +) > count {
      for number in from.indices where from[number] > 0 {
        from[number] -= 1
        break
      }
    }
    withdrawn[resource] = (count, from)
  }

  /// Takes away what shocks have still to get.
  private func withdrawOwed(of resource: Int32) {
    guard let state = withdrawn[resource] else { return }
    var from = state.from
    while from.reduce(0, +) < state.count,
      let number = groups(of: resource).firstIndex(where: { used($0.units) < $0.onDuty })
    {
      from[number] += 1
      withdrawn[resource]?.from = from
    }
  }

  /// Units that shocks take away as soon as they are given back.
  func owed(of resource: Int32) -> Int64 {
    withdrawn[resource].map { $0.count - $0.from.reduce(0, +) } ?? 0
  }

  private func used(_ units: ArraySlice<NamedUnit>) -> Int64 {
    Int64(units.count { $0.holder != nil || $0.isDirty })
  }

  /// Whether somebody could take a unit.
  func isFree(_ unit: NamedUnit, of resource: Int32) -> Bool {
    if unit.holder != nil || unit.isDirty || unit.isOut { return false }
    for group in groups(of: resource) where group.units.contains(where: { $0 === unit }) {
      return used(group.units) < min(group.onDuty, inService(group.units))
    }
    return true
  }

  private func inService(_ units: ArraySlice<NamedUnit>) -> Int64 {
    Int64(units.count { !$0.isOut || $0.isDirty })
  }

  /// Counts the overtime of the groups of a resource anew, and their units that are missing.
  func settleGroups(of resource: Int32) {
    withdrawOwed(of: resource)
    let groups = groups(of: resource)
    if groups.isEmpty { return }
    let inService = groups.map { min($0.onDuty, self.inService($0.units)) }
    change(resource) {
      $0.groupsInService = inService.reduce(0, +)
      $0.groupsMissing = zip(groups, inService).reduce(0) { $0 + $1.0.onDuty - $1.1 }
      $0.groupOvertime = zip(groups, inService).reduce(0) {
        $0 + max(0, used($1.0.units) - $1.1)
      }
    }
  }

  /// Counts the units of a resource that are out of service; one that is dirty as well counts as
  /// that.
  func settleOutages(of resource: Int32) {
    let out =
      named[resource].map { $0.count { $0.isOut && !$0.isDirty } }
      ?? (units[resource] ?? []).count { $0.outage != nil }
    change(resource) { $0.outOfService = Int64(out) }
    settleGroups(of: resource)
    mark(resource)
  }

  /// The unit that a need gets now: the best of those that are free and will do.
  func bestUnit(for need: Need, _ visitor: Visitor) throws(ReferenceFailure) -> NamedUnit? {
    var best: NamedUnit?
    var least = 0.0
    for unit in named[need.resource] ?? [] where isFree(unit, of: need.resource) {
      candidate = unit
      if let condition = need.selection?.condition, value(of: condition, for: visitor) == 0 {
        continue
      }
      guard let preference = need.selection?.preference else { return unit }
      let worth = try finite(value(of: preference, for: visitor))
      if best == nil || worth < least {
        best = unit
        least = worth
      }
    }
    return best
  }

  /// Who has to give a unit up that somebody else needs, and which.
  func unitToTake(_ need: Need, _ visitor: Visitor, from holders: [Holder]) -> (
    Holder, NamedUnit
  )? {
    func suitable(_ holder: Holder) -> NamedUnit? {
      unitsHeld(need.resource, holder.visitor).last { unit in
        for group in groups(of: need.resource) where group.units.contains(where: { $0 === unit }) {
          if used(group.units) > min(group.onDuty, inService(group.units)) { return false }
          if owed(of: need.resource) > 0 { return false }
        }
        guard let condition = need.selection?.condition else { return true }
        candidate = unit
        unit.holder = nil
        defer { unit.holder = holder.visitor }
        return value(of: condition, for: visitor) != 0
      }
    }
    let able = holders.filter { suitable($0) != nil }
    let worst = able.map(\.priority).max()
    return able.last { $0.priority == worst }.flatMap { holder in
      suitable(holder).map { (holder, $0) }
    }
  }

  /// Whether there is a unit for each need of a resource that lists its units; they are noted.
  func findUnits(_ needs: [Need], _ visitor: Visitor) throws(ReferenceFailure) -> Bool {
    for need in needs where named[need.resource] != nil {
      guard let unit = try bestUnit(for: need, visitor) else { return false }
      found[need.resource] = unit
    }
    return true
  }

  /// The units that a visitor holds, in the order of getting them.
  func unitsHeld(_ resource: Int32, _ visitor: Visitor) -> [NamedUnit] {
    (named[resource] ?? []).filter { $0.holder === visitor }.sorted { $0.taken < $1.taken }
  }

  /// Takes the unit that was found for a need.
  func takeUnit(_ need: Need, _ visitor: Visitor) {
    guard named[need.resource] != nil else { return }
    guard let unit = found.removeValue(forKey: need.resource), unit.holder == nil else {
      preconditionFailure("no unit was found")
    }
    takings += 1
    unit.holder = visitor
    unit.taken = takings
    unit.need = need
    unit.isGotAgain = false
    settleGroups(of: need.resource)
  }

  /// The units that a visitor gives back: those held longest, or those got last.
  func returnUnits(
    _ count: Int64, of resource: Int32, _ visitor: Visitor, newest: Bool, becomeDirty: Bool,
    lost: NamedUnit? = nil, isLost: Bool = false
  ) -> [NamedUnit] {
    let held = unitsHeld(resource, visitor)
    var back = newest ? Array(held.reversed().prefix(Int(count))) : Array(held.prefix(Int(count)))
    if let lost { back = [lost] }
    for unit in back {
      if !isLost { unit.setUpOwner = nil }
      unit.isGotAgain = false
      unit.holder = nil
      unit.isDirty = becomeDirty
      unit.isBeingSetUp = false
    }
    settleGroups(of: resource)
    return back
  }

  /// Hands the unit that a visitor has got last over to another.
  func passUnit(_ resource: Int32, from visitor: Visitor, to other: Visitor) {
    unitsHeld(resource, visitor).last?.holder = other
  }

  /// What an expression asks of a listed unit.
  func answer(_ operation: ExpressionOperation, _ visitor: Visitor?) -> Double {
    func others(_ column: Int32) -> [Visitor] {
      guard let candidate else { return [] }
      return likeUnits(column).filter { attribute(column, $0) == attribute(column, candidate) }
        .compactMap(\.holder).filter { $0 !== visitor }
    }
    switch operation {
    case .candidate(let column): return candidate.map { attribute(column, $0) } ?? .nan
    case .heldUnit(let column):
      let mine = likeUnits(column).filter { $0.holder === visitor }
      return mine.max { $0.taken < $1.taken }.map { attribute(column, $0) } ?? .nan
    case .setUpTime(let resource): return candidate.map { setUpTime(resource, $0, visitor) } ?? .nan
    case .leastSetUpTime(let resource): return leastSetUpTime(resource, visitor)
    case .occupants(let column): return Double(others(column).count)
    case .alike(let column, let attribute):
      let own = visitor?.attributes[attribute] ?? .nan
      return others(column).allSatisfy { ($0.attributes[attribute] ?? .nan) == own } ? 1 : 0
    default: preconditionFailure("\(operation) asks nothing of a unit")
    }
  }

  /// Adds what has passed within the window to the use of each unit.
  func followUnits(for elapsed: Int64) {
    for unit in named.values.joined() where unit.isOut { unit.out += Int128(elapsed) }
    for unit in named.values.joined() where unit.holder != nil {
      unit.used += Int128(elapsed)
      if unit.isBeingSetUp { unit.settingUp += Int128(elapsed) }
    }
  }
}
