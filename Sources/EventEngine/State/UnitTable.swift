/// One unit of a resource that can be out of service, or travels.
struct UnitState: BitwiseCopyable {
  let resource: Int32
  /// Who holds it, or -1.
  var holder: Int32 = -1
  /// The clock of the outage that has put it out of service, or -1.
  var outOfService: Int32 = -1
  /// The hidden entity that puts it right.
  var servant: Int32 = -1
  /// Of a unit that travels: where it is, what it does, when it was given back last, and how many
  /// had been handed out before it was.
  var place: Int32 = -1
  var phase = TransportPhase.stands
  var idleSince: Int64 = 0
  var turn: Int64 = -1
}

/// The clock of one outage for one unit.
struct ClockState: BitwiseCopyable {
  let outage: Int32
  let unit: Int32
  /// The number of the unit within its resource, from 0.
  let number: Int32
  /// How many outages it has had so far.
  var count: Int32 = 0
  /// The event that it runs towards, or -1 while it stands still.
  var handle: Int32 = -1
  /// While it runs, the tick at which it is due; while it stands still, what is left.
  var due: Int64 = 0
  /// Whether it has run out and its outage has still to begin.
  var isPending = false
  /// Whether it has run out and waits for the time at which its outage may begin.
  var isPostponed = false
  /// How far its unit has deteriorated towards the outage: 0 while all is well.
  var stage: Int32 = 0
  /// Whether a planned repair has been called for, or an alarm is on its way, and whether that is
  /// because something was found.
  var isCalled = false
  var isFound = false
  /// Who inspects a unit that stays in service, or -1.
  var visitor: Int32 = -1
}

/// The units of those resources that can be out of service or travel, and their clocks.
struct UnitTable: ~Copyable {
  private(set) var units: GrowableStorage<UnitState>
  private(set) var clocks: GrowableStorage<ClockState>
  /// Where the units of a resource begin, with the end of all as the last.
  let firstUnit: GrowableStorage<Int32>
  /// Where the clocks of an outage begin, one for each unit of its resource.
  let firstClock: GrowableStorage<Int32>
  /// By outage that hits all units at once, the hidden entity that puts them right, or -1.
  private(set) var trips: GrowableStorage<Int32>
  /// How many units are out of service.
  var outOfService = 0
  /// Whether units are being taken from one entity for another.
  var isChangingHands = false
  /// The unit that is being taken away because its outage has come, or -1.
  var struck: Int32 = -1
  /// Whether any clock counts the time of work.
  let hasOperatingClocks: Bool

  init(_ program: Program) {
    var units = GrowableStorage<UnitState>()
    var clocks = GrowableStorage<ClockState>()
    var firstUnit = GrowableStorage<Int32>()
    var firstClock = GrowableStorage<Int32>()
    for (index, resource) in program.resources.enumerated() {
      firstUnit.append(Int32(units.count))
      let transport = program.transports.first { Int($0.resource) == index }
      if transport != nil || program.outages.contains(where: { Int($0.resource) == index }) {
        units.append(
          repeating: UnitState(resource: Int32(index), place: transport?.home ?? -1),
          count: Int(resource.mostUnits))
      }
    }
    firstUnit.append(Int32(units.count))
    for (index, outage) in program.outages.enumerated() {
      firstClock.append(Int32(clocks.count))
      let first = firstUnit[outage.resource]
      for unit in first..<firstUnit[outage.resource &+ 1] {
        clocks.append(ClockState(outage: Int32(index), unit: unit, number: unit - first))
      }
    }
    firstClock.append(Int32(clocks.count))
    trips = GrowableStorage(repeating: -1, count: program.outages.count)
    hasOperatingClocks = program.outages.contains { $0.clock == .operating }
    self.units = units
    self.clocks = clocks
    self.firstUnit = firstUnit
    self.firstClock = firstClock
  }

  private init(copying other: borrowing UnitTable) {
    units = other.units.copy()
    clocks = other.clocks.copy()
    trips = other.trips.copy()
    firstUnit = other.firstUnit.copy()
    firstClock = other.firstClock.copy()
    outOfService = other.outOfService
    hasOperatingClocks = other.hasOperatingClocks
  }

  func units(of resource: Int32) -> Range<Int32> {
    firstUnit[resource]..<firstUnit[resource &+ 1]
  }

  func clocks(of outage: Int32) -> Range<Int32> {
    firstClock[outage]..<firstClock[outage &+ 1]
  }

  /// The clock of an outage for the unit that another clock is for.
  func clock(of outage: Int32, besides other: Int32) -> Int32 {
    firstClock[outage] &+ clocks[other].number
  }

  /// A number that tells apart what happens to units: the unit and how often it has happened.
  func word(_ clock: Int32) -> UInt64 {
    let state = clocks[clock]
    return UInt64(UInt32(bitPattern: state.number)) &<< 32 | UInt64(UInt32(bitPattern: state.count))
  }

  /// The clock of the inspection that a hidden entity sees to, if it does.
  func inspection(by entity: Int32) -> Int32? {
    for clock in 0..<Int32(clocks.count) where clocks[clock].visitor == entity { return clock }
    return nil
  }

  /// Gives units that nobody holds and that are in service into the hands of an entity.
  @inline(never)
  func hand(_ count: Int32, of resource: Int32, to entity: Int32) {
    var left = count
    for unit in units(of: resource) where left > 0 {
      if units[unit].holder >= 0 || units[unit].outOfService >= 0 { continue }
      units[unit].holder = entity
      left &-= 1
    }
  }

  /// Puts the unit with a number within its resource into the hands of an entity, or of nobody.
  func set(_ number: Int32, of resource: Int32, holder: Int32) {
    units[firstUnit[resource] &+ number].holder = holder
  }

  /// Hands units that an entity holds over to another.
  @inline(never)
  func pass(_ count: Int32, of resource: Int32, from entity: Int32, to other: Int32) {
    var left = count
    for unit in units(of: resource) where left > 0 && units[unit].holder == entity {
      units[unit].holder = other
      left &-= 1
    }
  }

  /// A second table with the same units.
  func copy() -> UnitTable { UnitTable(copying: self) }
}
