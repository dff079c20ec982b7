import OutputStatistics

/// The state of one resource and the integrals over time of what is reported about it.
///
/// A unit in use after its shift counts as on duty (and as overtime), so utilisation never
/// passes 1.
struct ResourceState: BitwiseCopyable {
  /// Units open and in service.
  var capacity: Int64
  /// Units on duty by the plan.
  var rostered: Int64
  /// Units open beyond the plan.
  var extra: Int64 = 0
  /// No more units are open than this, however many are on duty by the plan.
  var limit: Int64 = .max
  /// Whether its units on duty limit those of others.
  var limitsOthers = false
  /// Units out of service.
  var outOfService: Int64 = 0
  /// The next change of the plan: its index, and how many periods have passed.
  var nextChange: Int32 = 0
  var period: Int64 = 0
  /// The most units that are ever open.
  var mostUnits: Int64
  let lastComeFirst: Bool
  /// The quantity of the turnaround time, or -1.
  let turnaround: Int32
  /// Whether units can be taken away from those who hold them.
  let isRemovable: Bool
  /// Whether its units can be out of service, each by itself.
  let hasUnits: Bool
  /// Whether its units are listed, each with its attributes.
  var isListed = false
  /// Whether it is counted how often its units are taken.
  var countsUses = false
  /// Whether somebody asks how it has been used so far.
  var followsUse = false
  /// Whether more has to be noted of units that are taken than that they are in use.
  var isNoted = false
  /// Whether serving the line takes more than going through it in its order.
  var isSpecial = false
  /// Whether the line is to be served before time moves on.
  var servicePending = false

  var busy = TimeIntegral()
  var dirty = TimeIntegral()
  var queued = TimeIntegral()
  var onDuty = TimeIntegral()
  var planned = TimeIntegral()
  /// Units missing from those that are open because they are out of service.
  var broken = TimeIntegral()
  /// Units held by entities that wait, where that is followed.
  var blocked = TimeIntegral()

  /// Units that could be taken now; negative while units are held after their shift.
  @inline(__always)
  var free: Int64 { capacity &- busy.value &- dirty.value }

  /// Brings the number on duty in line with the plan and with what is still in use.
  @inline(__always)
  mutating func settleDuty(at tick: Int64) {
    let level = max(capacity, busy.value &+ dirty.value)
    if level != onDuty.value { onDuty.change(by: level &- onDuty.value, at: tick) }
  }
}

/// The state of one source, with what of its specification is read at every arrival.
struct SourceState: BitwiseCopyable {
  /// Occasions of arrival so far; at a plain source each brings an entity.
  var count: Int64 = 0
  /// Unit exponentials so far, in units of 2^-32: exact, so that it adds up alike everywhere.
  var cumulated: Int64 = 0
  /// Whether another arrival is scheduled.
  var isOpen = false

  let identity: UInt64
  /// No arrival after so many occasions, or -1.
  var limit: Int64
  let isPlain: Bool
  let entry: Int32
  let step: Int32
  let hasAttributes: Bool
  /// The mean time between arrivals at a constant rate, or 0 for any other process.
  let meanTicks: Double

  init(_ specification: SourceSpecification) {
    identity = specification.identity
    isPlain = specification.isPlain
    // Where occasions are not entities, the source is closed as the last entity comes.
    limit = isPlain || specification.limit == 0 ? specification.limit : -1
    entry = specification.entry
    step = specification.step
    hasAttributes = !specification.attributes.isEmpty || !specification.columns.isEmpty
    if case .constantRate(let mean) = specification.process {
      meanTicks = mean
    } else {
      meanTicks = 0
    }
  }
}

/// Where the bounds and targets of one branch by share stand, and what its draws are for.
struct ShareRange: BitwiseCopyable {
  var purpose: UInt64
  var loopDepth: Int32
  var first: Int32
  var count: Int32

  static func ranges(of tables: [ShareTable]) -> [ShareRange] {
    var first: Int32 = 0
    return tables.map { table in
      defer { first += Int32(table.targets.count) }
      return ShareRange(
        purpose: table.purpose, loopDepth: table.loopDepth, first: first,
        count: Int32(table.targets.count))
    }
  }
}
