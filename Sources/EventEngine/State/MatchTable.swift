/// Entities that wait for partners of other kinds: groups of those with one key, in each a list a
/// kind, in the order in which they are taken.
///
/// The columns of entities grow when the first one waits; the groups when more keys are waited for
/// at one time than ever before.
struct MatchTable: ~Copyable {
  /// Those of one match who have a key in common.
  struct Group: BitwiseCopyable {
    /// The match of the program, or -1 where the place is free.
    var match: Int32
    var key: Double
    /// How many wait in it, of all kinds together.
    var waiting: Int32
  }

  /// Those of one kind in a group, first to last.
  struct List: BitwiseCopyable {
    var first: Int32 = -1
    var last: Int32 = -1
    var count: Int32 = 0
  }

  private(set) var groups = GrowableStorage<Group>()
  private(set) var lists = GrowableStorage<List>()
  /// The group and the list that an entity waits in, or -1, with its neighbours there.
  private(set) var group = GrowableStorage<Int32>()
  private(set) var list = GrowableStorage<Int32>()
  private(set) var previous = GrowableStorage<Int32>()
  private(set) var next = GrowableStorage<Int32>()
  /// By what it is ordered in its list: lower goes first.
  private(set) var order = GrowableStorage<Double>()
  /// The most kinds that a match of the program has: so many lists belong to a group.
  let kinds: Int32

  init(kinds: Int32) { self.kinds = kinds }

  /// The group of a match with a key, made if there is none.
  mutating func group(of match: Int32, key: Double) -> Int32 {
    var free: Int32 = -1
    for place in 0..<Int32(groups.count) {
      if groups[place].match == match, groups[place].key == key { return place }
      if groups[place].match < 0, free < 0 { free = place }
    }
    let made = Group(match: match, key: key, waiting: 0)
    if free >= 0 {
      groups[free] = made
      return free
    }
    groups.append(made)
    lists.append(repeating: List(), count: Int(kinds))
    return Int32(groups.count - 1)
  }

  /// Those of a kind in a group.
  func list(_ kind: Int32, in group: Int32) -> List { lists[group &* kinds &+ kind] }

  /// Whether an entity waits for partners.
  func isWaiting(_ entity: Int32) -> Bool { Int(entity) < list.count && list[entity] >= 0 }

  /// Puts an entity in a list: behind all whose order is not greater.
  mutating func join(_ entity: Int32, _ kind: Int32, in place: Int32, order given: Double) {
    let extra = Int(entity) + 1 - list.count
    if extra > 0 {
      group.append(repeating: -1, count: extra)
      list.append(repeating: -1, count: extra)
      previous.append(repeating: -1, count: extra)
      next.append(repeating: -1, count: extra)
      order.append(repeating: 0, count: extra)
    }
    let number = place &* kinds &+ kind
    var before = lists[number].last
    while before >= 0, order[before] > given { before = previous[before] }
    let after = before >= 0 ? next[before] : lists[number].first
    previous[entity] = before
    next[entity] = after
    if before >= 0 { next[before] = entity } else { lists[number].first = entity }
    if after >= 0 { previous[after] = entity } else { lists[number].last = entity }
    lists[number].count &+= 1
    groups[place].waiting &+= 1
    group[entity] = place
    list[entity] = number
    order[entity] = given
  }

  /// Takes an entity out of its list.
  mutating func leave(_ entity: Int32) {
    let (number, place) = (list[entity], group[entity])
    let (before, after) = (previous[entity], next[entity])
    if before >= 0 { next[before] = after } else { lists[number].first = after }
    if after >= 0 { previous[after] = before } else { lists[number].last = before }
    lists[number].count &-= 1
    groups[place].waiting &-= 1
    if groups[place].waiting == 0 { groups[place].match = -1 }
    list[entity] = -1
    group[entity] = -1
  }

  /// A second table with the same entities.
  func copy() -> MatchTable {
    var other = MatchTable(kinds: kinds)
    other.groups = groups.copy()
    other.lists = lists.copy()
    other.group = group.copy()
    other.list = list.copy()
    other.previous = previous.copy()
    other.next = next.copy()
    other.order = order.copy()
    return other
  }
}
