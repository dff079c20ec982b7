/// What interruptible activities the entities are in, one column a property.
///
/// The columns grow when the first activity of an entity begins: models without interruptible
/// activities have none. An entity that is in no activity has the values it has on entering.
struct ActivityTable: ~Copyable {
  /// The activity under way, or -1, and the handle of its end (or of going on elsewhere), or -1.
  private(set) var activity = GrowableStorage<Int32>()
  private(set) var handle = GrowableStorage<Int32>()
  /// When it is to end.
  private(set) var end = GrowableStorage<Int64>()
  /// How long the activity begun last takes in all.
  private(set) var length = GrowableStorage<Int64>()
  /// How long an interrupted activity takes when it goes on: or `fresh`, or `resampled`.
  private(set) var left = GrowableStorage<Int64>()
  /// How often the activity has been drawn anew.
  private(set) var redraws = GrowableStorage<Int32>()
  /// The priority by which the entity has last asked for units that can be taken away.
  private(set) var priority = GrowableStorage<Double>()

  /// The item of a request by which it had the unit that it has lost, and is to have one again, or -1.
  private(set) var lostItem = GrowableStorage<Int32>()
  /// The step of the set-up that comes before an interrupted activity goes on, or -1.
  private(set) var setUpStep = GrowableStorage<Int32>()

  /// An activity that begins for the first time, and one whose time is drawn anew.
  static let fresh: Int64 = -1
  static let resampled: Int64 = -2

  /// Sees to it that an entity has its place in every column.
  @inline(__always)
  mutating func makeRoom(for entity: Int32) {
    if Int(entity) >= activity.count { grow(to: Int(entity) + 1) }
  }

  /// The activity that an entity is in, or -1.
  @inline(__always)
  func current(_ entity: Int32) -> Int32 {
    Int(entity) < activity.count ? activity[entity] : -1
  }

  @inline(never)
  private mutating func grow(to count: Int) {
    let extra = count - activity.count
    activity.append(repeating: -1, count: extra)
    handle.append(repeating: -1, count: extra)
    end.append(repeating: 0, count: extra)
    length.append(repeating: 0, count: extra)
    left.append(repeating: Self.fresh, count: extra)
    redraws.append(repeating: 0, count: extra)
    priority.append(repeating: 0, count: extra)
    lostItem.append(repeating: -1, count: extra)
    setUpStep.append(repeating: -1, count: extra)
  }

  /// A second table with the same activities.
  func copy() -> ActivityTable {
    var other = ActivityTable()
    other.activity = activity.copy()
    other.handle = handle.copy()
    other.end = end.copy()
    other.length = length.copy()
    other.left = left.copy()
    other.redraws = redraws.copy()
    other.priority = priority.copy()
    other.lostItem = lostItem.copy()
    other.setUpStep = setUpStep.copy()
    return other
  }
}

/// The sections with a limit of time that the entities are in, by entity and level.
struct SectionTable: ~Copyable {
  /// How deep sections are nested.
  let depth: Int
  let resourceCount: Int
  /// The handle of the end of a section's time, or -1 outside it.
  private(set) var handle = GrowableStorage<Int32>()
  private(set) var section = GrowableStorage<Int32>()
  /// What the entity held of each resource as it entered.
  private var held = GrowableStorage<Int32>()

  init(depth: Int, resourceCount: Int) {
    self.depth = depth
    self.resourceCount = resourceCount
  }

  /// Sees to it that an entity has its places in every column.
  mutating func makeRoom(for entity: Int32) {
    let needed = (Int(entity) + 1) * depth
    if needed <= handle.count { return }
    let extra = needed - handle.count
    handle.append(repeating: -1, count: extra)
    section.append(repeating: -1, count: extra)
    held.append(repeating: 0, count: extra * resourceCount)
  }

  /// Where the columns keep a level of an entity.
  @inline(__always)
  func place(_ entity: Int32, _ level: Int32) -> Int { Int(entity) &* depth &+ Int(level) }

  /// The section that an entity is in at a level and whose time runs, or -1.
  func current(_ entity: Int32, _ level: Int32) -> Int32 {
    let place = place(entity, level)
    return place < handle.count && handle[place] >= 0 ? section[place] : -1
  }

  /// The level at which the time of an entity has run out, known by the handle of the event.
  func level(of expired: Int32, _ entity: Int32) -> Int32 {
    var level: Int32 = 0
    while handle[place(entity, level)] != expired { level &+= 1 }
    return level
  }

  func heldBefore(_ entity: Int32, _ level: Int32, of resource: Int32) -> Int32 {
    held[place(entity, level) &* resourceCount &+ Int(resource)]
  }

  func setHeldBefore(_ entity: Int32, _ level: Int32, of resource: Int32, to units: Int32) {
    held[place(entity, level) &* resourceCount &+ Int(resource)] = units
  }

  /// A second table with the same sections.
  func copy() -> SectionTable {
    var other = SectionTable(depth: depth, resourceCount: resourceCount)
    other.handle = handle.copy()
    other.section = section.copy()
    other.held = held.copy()
    return other
  }
}
