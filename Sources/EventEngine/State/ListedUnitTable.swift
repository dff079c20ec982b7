import OutputStatistics

/// One unit of a resource whose units are listed.
struct ListedUnit: BitwiseCopyable {
  let resource: Int32
  /// Who holds it, or -1.
  var holder: Int32 = -1
  /// The number of its taking: who holds several has got that with the greatest last.
  var taking: Int64 = 0
  /// Whether it is in turnaround, and the hidden entity that sees to it, or -1.
  var isDirty = false
  var cleaner: Int32 = -1
  /// Whether it is in use, over time.
  var busy = TimeIntegral()

  var isFree: Bool { holder < 0 && !isDirty }
}

/// The units of those resources that list them, with their attributes.
struct ListedUnitTable: ~Copyable {
  private(set) var units = GrowableStorage<ListedUnit>()
  /// Where the units of a resource begin, with the end of all as the last.
  let firstUnit: GrowableStorage<Int32>
  let columns: GrowableStorage<UnitColumn>
  private(set) var values: GrowableStorage<Double>
  /// By resource, the unit that was found to suit the one who is looked at.
  private(set) var chosen: GrowableStorage<Int32>
  /// The units that were given back last.
  private(set) var returned = GrowableStorage<Int32>()
  /// The unit that an expression asks about.
  var candidate: Int32 = -1
  private var takings: Int64 = 0

  init(_ program: Program) {
    firstUnit = GrowableStorage(program.firstListedUnits)
    for (index, resource) in program.resources.enumerated() where !resource.unitNames.isEmpty {
      units.append(
        repeating: ListedUnit(resource: Int32(index)), count: resource.unitNames.count)
    }
    columns = GrowableStorage(program.unitColumns)
    values = GrowableStorage(program.unitValues)
    chosen = GrowableStorage(repeating: -1, count: program.resources.count)
  }

  private init(copying other: borrowing ListedUnitTable) {
    units = other.units.copy()
    firstUnit = other.firstUnit.copy()
    columns = other.columns.copy()
    values = other.values.copy()
    chosen = other.chosen.copy()
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

  func choose(_ unit: Int32, of resource: Int32) { chosen[resource] = unit }

  /// Gives the unit that was chosen last into the hands of an entity.
  @inline(never)
  mutating func takeChosen(of resource: Int32, _ entity: Int32, at tick: Int64) {
    let unit = chosen[resource]
    guard unit >= 0, units[unit].isFree else {
      preconditionFailure("internal: no unit was chosen; please report with the model")
    }
    chosen[resource] = -1
    takings &+= 1
    units[unit].holder = entity
    units[unit].taking = takings
    units[unit].busy.change(by: 1, at: tick)
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
  @inline(never)
  mutating func giveBack(
    _ count: Int32, of resource: Int32, _ entity: Int32, newest: Bool, becomesDirty: Bool,
    at tick: Int64
  ) {
    returned.removeAll()
    for _ in 0..<count {
      let unit = held(resource, by: entity, newest: newest)
      guard unit >= 0 else { return }
      units[unit].holder = -1
      units[unit].isDirty = becomesDirty
      units[unit].busy.change(by: -1, at: tick)
      returned.append(unit)
    }
  }

  /// Hands the unit that an entity has got last over to another.
  func pass(_ resource: Int32, from entity: Int32, to other: Int32) {
    let unit = held(resource, by: entity, newest: true)
    if unit >= 0 { units[unit].holder = other }
  }

  /// Notes who sees to a dirty unit.
  func sendCleaner(_ cleaner: Int32, to unit: Int32) { units[unit].cleaner = cleaner }

  /// A unit is clean again.
  func clean(_ unit: Int32) {
    units[unit].isDirty = false
    units[unit].cleaner = -1
  }

  /// The dirty unit that a hidden entity has seen to.
  func unitCleaned(by cleaner: Int32, of resource: Int32) -> Int32 {
    units(of: resource).first { units[$0].isDirty && units[$0].cleaner == cleaner } ?? -1
  }

  /// Begins all integrals anew at the opening of the window.
  func openWindow(at tick: Int64) {
    for unit in 0..<units.count { units[unit].busy.reset(at: tick) }
  }

  /// Ticks in use during the window, by unit.
  func areas(at tick: Int64) -> [Int128] {
    (0..<units.count).map { units[$0].busy.area(at: tick) }
  }

  /// A second table with the same units.
  func copy() -> ListedUnitTable { ListedUnitTable(copying: self) }
}
