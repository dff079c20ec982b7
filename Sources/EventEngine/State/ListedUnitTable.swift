import OutputStatistics

/// One unit of a resource whose units are listed.
struct ListedUnit: BitwiseCopyable {
  let resource: Int32
  /// Who holds it, or -1.
  var holder: Int32 = -1
  /// The group that a rota is for, or -1.
  var group: Int32 = -1
  /// The number of its taking: who holds several has got that with the greatest last.
  var taking: Int64 = 0
  /// Whether it is in turnaround, and the hidden entity that sees to it, or -1.
  var isDirty = false
  var cleaner: Int32 = -1
  /// The item of a request that its holder has got it by.
  var item: Int32 = -1
  /// Whether it is out of service, and over time.
  var isOutOfService = false
  var outOfService = TimeIntegral()
  /// What it was set up for last; not a number before.
  var setUpFor = Double.nan
  /// The identity of whom it was set up for last, as long as that has not given it back.
  var setUpOwner: UInt64 = 0
  /// Whether its holder has got it again to go on with what was interrupted, and whether it has to
  /// be set up has still to be seen.
  var isGotAgain = false
  /// Whether it is being set up now, and over time.
  var isBeingSetUp = false
  var settingUp = TimeIntegral()
  /// Whether it is in use, over time.
  var busy = TimeIntegral()

  var isFree: Bool { holder < 0 && !isDirty && !isOutOfService }
}

/// Listed units of which a rota says how many are on duty.
struct UnitGroupState: BitwiseCopyable {
  /// Units on duty, and units in use or in turnaround.
  var onDuty: Int64
  var used: Int64 = 0
  let size: Int64
  /// Units out of service that are not in turnaround as well.
  var outOfService: Int64 = 0

  /// Units that shocks take away.
  var withdrawn: Int64 = 0

  /// Units on duty that shocks leave, and those of them that are in service.
  var left: Int64 { onDuty &- withdrawn }
  var inService: Int64 { min(left, size &- outOfService) }
}

/// The units of those resources that list them, with their attributes.
struct ListedUnitTable: ~Copyable {
  private(set) var units = GrowableStorage<ListedUnit>()
  /// Where the units of a resource begin, with the end of all as the last.
  let firstUnit: GrowableStorage<Int32>
  private(set) var groups = GrowableStorage<UnitGroupState>()
  /// Where the groups of a resource begin, with the end of all as the last.
  let firstGroup: GrowableStorage<Int32>
  /// By resource, how many more units shocks take away as soon as they are given back.
  private(set) var owed: GrowableStorage<Int64>
  let columns: GrowableStorage<UnitColumn>
  private(set) var values: GrowableStorage<Double>
  /// By resource, the unit that was found to suit the one who is looked at.
  private(set) var chosen: GrowableStorage<Int32>
  /// By resource, the item of a request that it suits.
  private(set) var chosenFor: GrowableStorage<Int32>
  /// The units that were given back last.
  private(set) var returned = GrowableStorage<Int32>()
  /// The unit that an expression asks about.
  var candidate: Int32 = -1
  private var takings: Int64 = 0

  init(_ program: Program) {
    firstUnit = GrowableStorage(program.firstListedUnits)
    owed = GrowableStorage(repeating: 0, count: program.resources.count)
    columns = GrowableStorage(program.unitColumns)
    values = GrowableStorage(program.unitValues)
    chosen = GrowableStorage(repeating: -1, count: program.resources.count)
    chosenFor = GrowableStorage(repeating: -1, count: program.resources.count)
    var first: [Int32] = [0]
    for resource in program.resources {
      first.append(first[first.count - 1] + Int32(resource.rota?.sizes.count ?? 0))
    }
    firstGroup = GrowableStorage(first)
    for (index, resource) in program.resources.enumerated() where !resource.unitNames.isEmpty {
      units.append(
        repeating: ListedUnit(resource: Int32(index)), count: resource.unitNames.count)
    }
    for (index, resource) in program.resources.enumerated() {
      guard let rota = resource.rota else { continue }
      var unit = program.firstListedUnits[index]
      for (number, size) in rota.sizes.enumerated() {
        for _ in 0..<size {
          units[unit].group = Int32(groups.count)
          unit &+= 1
        }
        groups.append(UnitGroupState(onDuty: rota.onDuty[number], size: Int64(size)))
      }
    }
  }

  private init(copying other: borrowing ListedUnitTable) {
    units = other.units.copy()
    firstUnit = other.firstUnit.copy()
    groups = other.groups.copy()
    firstGroup = other.firstGroup.copy()
    owed = other.owed.copy()
    columns = other.columns.copy()
    values = other.values.copy()
    chosen = other.chosen.copy()
    chosenFor = other.chosenFor.copy()
    takings = other.takings
  }

  func units(of resource: Int32) -> Range<Int32> {
    firstUnit[resource]..<firstUnit[resource &+ 1]
  }

  /// The value of an attribute of a unit.
  func value(_ column: Int32, of unit: Int32) -> Double {
    let column = columns[column]
    return values[column.first &+ unit &- firstUnit[column.resource]]
  }

  /// Whether somebody could take a unit: nobody has it, it is clean and in service, and not all of
  /// its group that are on duty are in use.
  func isFree(_ unit: Int32) -> Bool {
    guard units[unit].isFree else { return false }
    let group = units[unit].group
    return group < 0 || groups[group].used < groups[group].inService
  }

  /// Whether somebody could take a unit if whoever has it gave it back.
  func wouldBeFree(_ unit: Int32) -> Bool {
    let group = units[unit].group
    return group < 0
      || groups[group].used <= groups[group].inService && owed[units[unit].resource] == 0
  }

  /// Lets expressions see a unit in other hands.
  func lend(_ unit: Int32, to holder: Int32) { units[unit].holder = holder }

  /// Whether a resource has groups, each with a rota.
  func hasGroups(_ resource: Int32) -> Bool {
    firstGroup[resource] < firstGroup[resource &+ 1]
  }

  /// Puts so many units of each group on duty as a change of the plan says.
  func roster(_ resource: Int32, at change: Int, _ program: Program) {
    guard let rota = program.resources[Int(resource)].rota else { return }
    for group in firstGroup[resource]..<firstGroup[resource &+ 1] {
      let number = Int(group &- firstGroup[resource])
      groups[group].onDuty = rota.onDuty[change * rota.sizes.count + number]
    }
  }

  /// Units of all groups: those on duty and in service with those in overtime, those on duty by the
  /// rota, and those of them that are out of service.
  func capacity(of resource: Int32) -> (
    withOvertime: Int64, rostered: Int64, outOfService: Int64
  ) {
    var sum = (withOvertime: Int64(0), rostered: Int64(0), outOfService: Int64(0))
    for group in firstGroup[resource]..<firstGroup[resource &+ 1] {
      let state = groups[group]
      sum.withOvertime &+= max(state.inService, state.used)
      sum.rostered &+= state.left
      sum.outOfService &+= state.left &- state.inService
    }
    sum.rostered &-= owed[resource]
    return sum
  }

  /// Units on duty in all groups by the rota, whatever shocks take away.
  func planned(of resource: Int32) -> Int64 {
    var sum: Int64 = 0
    for group in firstGroup[resource]..<firstGroup[resource &+ 1] {
      sum &+= groups[group].onDuty
    }
    return sum
  }

  /// Shocks take so many units away from now on.
  ///
  /// Those that nobody has go as they are listed, the others as they are given back; those that come
  /// back do so as they are listed.
  func withdraw(_ count: Int64, of resource: Int32) {
    owed[resource] = count
    for group in firstGroup[resource]..<firstGroup[resource &+ 1] {
      let before = min(groups[group].withdrawn, groups[group].onDuty)
      groups[group].withdrawn = before
      owed[resource] &-= before
    }
    for group in firstGroup[resource]..<firstGroup[resource &+ 1] where owed[resource] < 0 {
      let back = min(groups[group].withdrawn, 0 &- owed[resource])
      groups[group].withdrawn &-= back
      owed[resource] &+= back
    }
    withdrawOwed(of: resource)
  }

  /// Takes away what shocks have still to get of units that nobody has any more.
  func withdrawOwed(of resource: Int32) {
    if owed[resource] == 0 { return }
    for group in firstGroup[resource]..<firstGroup[resource &+ 1] {
      let more = min(owed[resource], max(0, groups[group].left &- groups[group].used))
      groups[group].withdrawn &+= more
      owed[resource] &-= more
    }
  }

  private func use(_ unit: Int32, by change: Int64) {
    let group = units[unit].group
    if group >= 0 { groups[group].used &+= change }
  }

  func choose(_ unit: Int32, of resource: Int32, for item: Int32) {
    chosen[resource] = unit
    chosenFor[resource] = item
  }

  /// Gives the unit that was chosen last into the hands of an entity.
  ///
  /// - Returns: its number among the units of its resource.
  @inline(never)
  mutating func takeChosen(of resource: Int32, _ entity: Int32, at tick: Int64) -> Int32 {
    let unit = chosen[resource]
    guard unit >= 0, isFree(unit) else {
      preconditionFailure("internal: no unit was chosen; please report with the model")
    }
    chosen[resource] = -1
    takings &+= 1
    units[unit].holder = entity
    units[unit].taking = takings
    units[unit].item = chosenFor[resource]
    units[unit].isGotAgain = false
    use(unit, by: 1)
    units[unit].busy.change(by: 1, at: tick)
    return unit &- firstUnit[resource]
  }

  /// The unit of a resource that an entity has got last, or first, of those it holds; -1 for none.
  func held(_ resource: Int32, by entity: Int32, newest: Bool) -> Int32 {
    var found: Int32 = -1
    for unit in units(of: resource) where units[unit].holder == entity {
      if found < 0 || (units[unit].taking > units[found].taking) == newest { found = unit }
    }
    return found
  }

  /// Takes units out of the hands of an entity; `returned` then names them.
  ///
  /// - Parameters:
  ///   - preferred: the unit that goes first, or -1.
  ///   - isLost: whether they are taken away, so that what they were set up for still counts for it.
  @inline(never)
  mutating func giveBack(
    _ count: Int32, of resource: Int32, _ entity: Int32, preferred: Int32 = -1, newest: Bool,
    becomesDirty: Bool, isLost: Bool, at tick: Int64
  ) {
    returned.removeAll()
    for number in 0..<count {
      let unit =
        number == 0 && preferred >= 0
        ? preferred : held(resource, by: entity, newest: newest)
      guard unit >= 0 else { return }
      if !isLost { units[unit].setUpOwner = 0 }
      units[unit].isGotAgain = false
      units[unit].holder = -1
      units[unit].isDirty = becomesDirty
      if !becomesDirty { use(unit, by: -1) }
      units[unit].busy.change(by: -1, at: tick)
      stopSetUp(of: unit, at: tick)
      returned.append(unit)
    }
  }

  /// Hands the unit that an entity has got last over to another.
  ///
  /// - Returns: its number among the units of its resource, or -1.
  func pass(_ resource: Int32, from entity: Int32, to other: Int32) -> Int32 {
    let unit = held(resource, by: entity, newest: true)
    if unit < 0 { return -1 }
    units[unit].holder = other
    return unit &- firstUnit[resource]
  }

  /// A unit goes out of service, or is in service again.
  ///
  /// - Returns: whether that changes how many can be in use. A unit in turnaround cannot anyway, and
  ///   counts as that until it is clean.
  func setOutOfService(_ unit: Int32, _ isOut: Bool, at tick: Int64) -> Bool {
    units[unit].isOutOfService = isOut
    units[unit].outOfService.change(by: isOut ? 1 : -1, at: tick)
    if units[unit].isDirty { return false }
    countOutOfService(unit, by: isOut ? 1 : -1)
    return true
  }

  private func countOutOfService(_ unit: Int32, by change: Int64) {
    let group = units[unit].group
    if group >= 0 { groups[group].outOfService &+= change }
  }

  /// Notes that an entity has got the unit it holds to go on with what was interrupted.
  func noteGotAgain(_ resource: Int32, by entity: Int32) {
    let unit = held(resource, by: entity, newest: true)
    if unit >= 0 { units[unit].isGotAgain = true }
  }

  /// A unit that an entity has got again, of which it has still to be seen whether it is set up.
  mutating func unitGotAgain(_ resource: Int32, by entity: Int32) -> Int32? {
    for unit in units(of: resource)
    where units[unit].holder == entity && units[unit].isGotAgain {
      units[unit].isGotAgain = false
      return unit
    }
    return nil
  }

  /// The unit that is being set up for an entity.
  func unitInSetUp(_ resource: Int32, for entity: Int32) -> Int32? {
    units(of: resource).first { units[$0].holder == entity && units[$0].isBeingSetUp }
  }

  func beginSetUp(of unit: Int32, at tick: Int64) {
    units[unit].isBeingSetUp = true
    units[unit].settingUp.change(by: 1, at: tick)
  }

  /// A unit is not set up any longer, whether that has come to its end or not.
  private func stopSetUp(of unit: Int32, at tick: Int64) {
    if !units[unit].isBeingSetUp { return }
    units[unit].isBeingSetUp = false
    units[unit].settingUp.change(by: -1, at: tick)
  }

  /// A unit is kept whose set-up was interrupted: it has to begin anew.
  func leaveSetUp(of unit: Int32, at tick: Int64) {
    stopSetUp(of: unit, at: tick)
    units[unit].isGotAgain = true
  }

  /// A unit has been set up for something that an entity wants.
  func endSetUp(of unit: Int32, for value: Double, _ identity: UInt64, at tick: Int64) {
    stopSetUp(of: unit, at: tick)
    units[unit].setUpFor = value
    units[unit].setUpOwner = identity
  }

  /// Notes who sees to a dirty unit.
  func sendCleaner(_ cleaner: Int32, to unit: Int32) { units[unit].cleaner = cleaner }

  /// A unit is clean again.
  ///
  /// - Returns: whether it is out of service, as now counts.
  func clean(_ unit: Int32) -> Bool {
    units[unit].isDirty = false
    units[unit].cleaner = -1
    use(unit, by: -1)
    if units[unit].isOutOfService { countOutOfService(unit, by: 1) }
    return units[unit].isOutOfService
  }

  /// The dirty unit that a hidden entity has seen to.
  func unitCleaned(by cleaner: Int32, of resource: Int32) -> Int32 {
    units(of: resource).first { units[$0].isDirty && units[$0].cleaner == cleaner } ?? -1
  }

  /// Begins all integrals anew at the opening of the window.
  func openWindow(at tick: Int64) {
    for unit in 0..<units.count {
      units[unit].busy.reset(at: tick)
      units[unit].settingUp.reset(at: tick)
      units[unit].outOfService.reset(at: tick)
    }
  }

  /// Ticks in use during the window, by unit.
  func areas(at tick: Int64) -> [Int128] {
    (0..<units.count).map { units[$0].busy.area(at: tick) }
  }

  /// Ticks out of service during the window, by unit.
  func outOfServiceAreas(at tick: Int64) -> [Int128] {
    (0..<units.count).map { units[$0].outOfService.area(at: tick) }
  }

  /// Ticks of being set up during the window, by unit.
  func setUpAreas(at tick: Int64) -> [Int128] {
    (0..<units.count).map { units[$0].settingUp.area(at: tick) }
  }

  /// A second table with the same units.
  func copy() -> ListedUnitTable { ListedUnitTable(copying: self) }
}
