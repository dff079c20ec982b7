/// One tank as it stands, in grains and grains a tick.
struct TankState: BitwiseCopyable {
  let most: Int128
  let stopsWhenFull: Bool
  /// What is in it when the table was last settled.
  var level: Int128
  /// What was in it the time before.
  var before: Int128 = 0
  /// By how much it rises or falls in a tick, and what flows in, out and over.
  var net: Int128 = 0
  var inflow: Int128 = 0
  var outflow: Int128 = 0
  var overflow: Int128 = 0
  /// What entities draw and pour now, and what they have still to come.
  var drawing: Int128 = 0
  var pouring: Int128 = 0
  var claimed: Int128 = 0
  var promised: Int128 = 0

  // What is counted, from the opening of the window.
  var atOpening: Int128
  var received: Int128 = 0
  var released: Int128 = 0
  var spilled: Int128 = 0
  var least: Int128
  var greatest: Int128
  var emptyTicks: Int64 = 0
  var fullTicks: Int64 = 0
  /// The integral of the level, in units × ticks.
  var area = 0.0

  init(_ tank: TankSpecification) {
    most = tank.most
    stopsWhenFull = tank.stopsWhenFull
    level = tank.initial
    atOpening = level
    least = level
    greatest = level
  }

  var isFull: Bool { most >= 0 && level >= most }

  /// The level so many ticks after the table was settled.
  func level(after ticks: Int64) -> Int128 {
    let raw = max(0, level + net * Int128(ticks))
    return most >= 0 ? min(raw, most) : raw
  }

  /// Widens the range of levels by the present one.
  mutating func noteLevel() {
    least = min(least, level)
    greatest = max(greatest, level)
  }
}

/// One flow as it stands, in grains a tick.
struct FlowState: BitwiseCopyable {
  let from: Int32
  let to: Int32
  var isOpen: Bool
  /// What would flow if there were enough and there were room, and what flows.
  var wanted: Int128 = 0
  var effective: Int128 = 0
  /// What has flowed since the table was last settled.
  var moved: Int128 = 0
  /// What has flowed since the opening of the window, and what has been wanted besides.
  var total: Int128 = 0
  var unmet: Int128 = 0
  /// How often it has opened or changed its rate with the state within the second since a tick.
  var switches = 0
  var switchesSince: Int64 = 0
}

/// What an entity is drawing or pouring; free places chain through `rate`.
struct TankLoad: BitwiseCopyable {
  var tank: Int32
  var isDraw: Bool
  var rate: Int128
  /// What a whole rate leaves for the last moment.
  var rest: Int128
}

/// The tanks and their flows, all settled at one tick.
struct TankTable: ~Copyable {
  var states: GrowableStorage<TankState>
  var flows: GrowableStorage<FlowState>
  private var loads = GrowableStorage<TankLoad>()
  private var firstFree: Int64 = -1
  /// The tick at which the levels were last settled.
  var since: Int64 = 0
  /// How far ahead of the clock levels are read, while it is searched when a condition turns.
  var ahead: Int64 = 0
  /// Whether the flows are to be found anew before the clock moves on.
  var isDirty = true
  /// How often they have been in this tick.
  var changes = 0
  var changesAt: Int64 = -1
  /// When something of the tanks changes next by itself, and the handle of that event.
  var due = Int64.max
  var handle: Int32 = -1

  init(_ program: Program) {
    states = GrowableStorage(program.tanks.map(TankState.init))
    flows = GrowableStorage(
      program.flows.map { FlowState(from: $0.from, to: $0.to, isOpen: $0.opens < 0) })
  }

  private init(copying other: borrowing TankTable) {
    states = other.states.copy()
    flows = other.flows.copy()
    loads = other.loads.copy()
    firstFree = other.firstFree
    since = other.since
    ahead = other.ahead
    isDirty = other.isDirty
    changes = other.changes
    changesAt = other.changesAt
    due = other.due
    handle = other.handle
  }

  /// A second table with the same tanks.
  func copy() -> TankTable { TankTable(copying: self) }

  /// Keeps a load and gives its number.
  mutating func add(_ load: TankLoad) -> Int32 {
    if firstFree >= 0 {
      let place = Int32(firstFree)
      firstFree = Int64(loads[place].rate)
      loads[place] = load
      return place
    }
    loads.append(load)
    return Int32(loads.count - 1)
  }

  /// Gives a load and forgets it.
  mutating func remove(_ number: Int32) -> TankLoad {
    let load = loads[number]
    loads[number].rate = Int128(firstFree)
    firstFree = Int64(number)
    return load
  }
}

/// What a tank came to in a replication, in grains.
package struct TankRecord: Sendable, Equatable {
  package var atStart: Int128
  package var atEnd: Int128
  package var received: Int128
  package var released: Int128
  package var spilled: Int128
  package var least: Int128
  package var greatest: Int128
  /// Ticks during which it was empty, and full.
  package var emptyTicks: Int64
  package var fullTicks: Int64
  /// The integral of the level, in units × ticks.
  package var area: Double

  package init(
    atStart: Int128, atEnd: Int128, received: Int128 = 0, released: Int128 = 0,
    spilled: Int128 = 0, least: Int128, greatest: Int128, emptyTicks: Int64 = 0,
    fullTicks: Int64 = 0, area: Double = 0
  ) {
    self.atStart = atStart
    self.atEnd = atEnd
    self.received = received
    self.released = released
    self.spilled = spilled
    self.least = least
    self.greatest = greatest
    self.emptyTicks = emptyTicks
    self.fullTicks = fullTicks
    self.area = area
  }

  /// Whether what flowed in, out and over is by what the level has changed.
  package var isConserved: Bool { atStart + received - released - spilled == atEnd }
}

/// What a flow came to in a replication, in grains.
package struct FlowRecord: Sendable, Equatable {
  package var total: Int128
  /// What was wanted besides, and was not there or had no room.
  package var unmet: Int128

  package init(total: Int128, unmet: Int128) {
    self.total = total
    self.unmet = unmet
  }
}
