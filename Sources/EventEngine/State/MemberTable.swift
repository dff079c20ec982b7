/// Who belongs to whom, one column a property: clones to the entity that waits for them, members of
/// a batch to the one that leads it.
///
/// The columns grow when the first entity takes part. An entity that takes part in nothing has the
/// values it has on entering.
struct MemberTable: ~Copyable {
  /// Whom it belongs to, or -1, with its neighbours among those who do.
  private(set) var leader = GrowableStorage<Int32>()
  private(set) var previous = GrowableStorage<Int32>()
  private(set) var next = GrowableStorage<Int32>()
  /// Those who belong to it, first to last, and how many they are.
  private(set) var first = GrowableStorage<Int32>()
  private(set) var last = GrowableStorage<Int32>()
  private(set) var count = GrowableStorage<Int32>()
  /// What it is suspended in (its meaning depends on the table), or -1.
  private(set) var place = GrowableStorage<Int32>()
  /// Since when it waits for others.
  private(set) var since = GrowableStorage<Int64>()
  /// In a fork, for how many clones an entity still waits, or -1 for a clone that has come to the
  /// end of its way; in a batch, which batch of the program it is.
  private(set) var detail = GrowableStorage<Int32>()

  /// Sees to it that an entity has its place in every column.
  mutating func makeRoom(for entity: Int32) {
    let extra = Int(entity) + 1 - leader.count
    if extra <= 0 { return }
    leader.append(repeating: -1, count: extra)
    previous.append(repeating: -1, count: extra)
    next.append(repeating: -1, count: extra)
    first.append(repeating: -1, count: extra)
    last.append(repeating: -1, count: extra)
    count.append(repeating: 0, count: extra)
    place.append(repeating: -1, count: extra)
    since.append(repeating: 0, count: extra)
    detail.append(repeating: 0, count: extra)
  }

  /// Whom an entity belongs to, or -1.
  func leader(of entity: Int32) -> Int32 {
    Int(entity) < leader.count ? leader[entity] : -1
  }

  /// The first of those who belong to an entity, or -1.
  func first(of entity: Int32) -> Int32 { Int(entity) < first.count ? first[entity] : -1 }

  /// What an entity is suspended in, or -1.
  func place(of entity: Int32) -> Int32 { Int(entity) < place.count ? place[entity] : -1 }

  /// Adds a member behind those that a leader has.
  mutating func add(_ member: Int32, to head: Int32) {
    leader[member] = head
    previous[member] = last[head]
    next[member] = -1
    if last[head] >= 0 { next[last[head]] = member } else { first[head] = member }
    last[head] = member
    count[head] &+= 1
  }

  /// Takes a member away from its leader, if it has one.
  mutating func remove(_ member: Int32) {
    let head = leader[member]
    if head < 0 { return }
    let (before, after) = (previous[member], next[member])
    if before >= 0 { next[before] = after } else { first[head] = after }
    if after >= 0 { previous[after] = before } else { last[head] = before }
    count[head] &-= 1
    leader[member] = -1
    previous[member] = -1
    next[member] = -1
  }

  /// A second table with the same members.
  func copy() -> MemberTable {
    var other = MemberTable()
    other.leader = leader.copy()
    other.previous = previous.copy()
    other.next = next.copy()
    other.first = first.copy()
    other.last = last.copy()
    other.count = count.copy()
    other.place = place.copy()
    other.since = since.copy()
    other.detail = detail.copy()
    return other
  }
}

/// A batch that is still gathering.
struct OpenBatch: BitwiseCopyable {
  /// The batch of the program, or -1 where the slot is free.
  var batch: Int32
  /// What its members have in common.
  var key: Double
  /// The first of them.
  var leader: Int32
  var wanted: Int32
  /// How many it takes in.
  var most: Int32
  /// The handle of its time-out, or -1.
  var handle: Int32
  /// Whether its first member has asked for what the batch is done with.
  var hasAsked = false
  /// The number of the batch in the order of their beginning.
  var number: Int64
}
