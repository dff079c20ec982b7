/// The clocks of a group of resources.
struct GroupClocks: BitwiseCopyable {
  let group: WaitGroup
  /// The clock that runs, and since when.
  var running: Int32
  var since: Int64 = 0
}

/// For how long each cause has held for each group of resources that is asked for, and what the
/// clocks showed as the entities present began to wait: the difference is what each wait is due to.
///
/// One clock of a group always runs, so that the parts of a wait add up to it exactly.
struct CauseTable: ~Copyable {
  private(set) var groups = GrowableStorage<GroupClocks>()
  private(set) var clocks = GrowableStorage<Int64>()
  /// The group of each request, or -1.
  let groupOfRequest: GrowableStorage<Int32>
  /// The most clocks that a group has.
  let width: Int
  /// What the clocks showed when an entity began to wait, by place.
  private(set) var shown = GrowableStorage<Int64>()
  /// The group whose clocks were read as an entity began to wait, or -1 if it does not wait.
  private var waitsFor = GrowableStorage<Int32>()
  /// For how long an entity has waited in waits that are over, by place and cause; the last is the
  /// time with too few units free.
  private var totals = GrowableStorage<Int64>()
  private static var totalCount: Int { WaitCause.allCases.count + 1 }

  init(_ program: Program) {
    for group in program.waitGroups {
      groups.append(GroupClocks(group: group, running: group.firstClock))
      clocks.append(repeating: 0, count: Int(group.clockCount))
    }
    groupOfRequest = GrowableStorage(program.groupOfRequest)
    width = program.waitGroups.map { Int($0.clockCount) }.max() ?? 0
  }

  private init(copying other: borrowing CauseTable) {
    groups = other.groups.copy()
    clocks = other.clocks.copy()
    groupOfRequest = other.groupOfRequest.copy()
    width = other.width
    shown = other.shown.copy()
    waitsFor = other.waitsFor.copy()
    totals = other.totals.copy()
  }

  /// Brings the clocks of a group up to a tick.
  mutating func bring(_ group: Int32, to tick: Int64) {
    clocks[groups[group].running] += tick - groups[group].since
    groups[group].since = tick
  }

  mutating func run(_ clock: Int32, of group: Int32) { groups[group].running = clock }

  /// Notes what the clocks of a group show as an entity begins to wait.
  mutating func begin(_ place: Int32, _ group: Int32) {
    makeRoom(for: place)
    waitsFor[place] = group
    let first = groups[group].group.firstClock
    for index in 0..<groups[group].group.clockCount {
      shown[Int(place) * width + Int(index)] = clocks[first &+ index]
    }
  }

  private mutating func makeRoom(for place: Int32) {
    while waitsFor.count <= Int(place) {
      waitsFor.append(-1)
      shown.append(repeating: 0, count: width)
      totals.append(repeating: 0, count: Self.totalCount)
    }
  }

  /// The wait of an entity is over, if it waits: its parts are added to its totals.
  mutating func end(_ place: Int32, at tick: Int64) {
    guard waits(place) else { return }
    bring(waitsFor[place], to: tick)
    for cause in 0..<Int32(Self.totalCount) {
      totals[Int(place) * Self.totalCount + Int(cause)] += current(place, cause)
    }
    waitsFor[place] = -1
  }

  /// An entity is gone.
  mutating func forget(_ place: Int32) {
    guard Int(place) < waitsFor.count else { return }
    waitsFor[place] = -1
    for cause in 0..<Self.totalCount { totals[Int(place) * Self.totalCount + cause] = 0 }
  }

  func waits(_ place: Int32) -> Bool { Int(place) < waitsFor.count && waitsFor[place] >= 0 }

  /// For how long an entity has waited because of a cause, up to a tick.
  mutating func total(_ place: Int32, _ cause: Int32, at tick: Int64) -> Int64 {
    guard Int(place) < waitsFor.count else { return 0 }
    let over = totals[Int(place) * Self.totalCount + Int(cause)]
    if waitsFor[place] < 0 { return over }
    bring(waitsFor[place], to: tick)
    return over + current(place, cause)
  }

  /// The part of the wait of an entity that waits that is due to a cause, for whatever resource.
  private func current(_ place: Int32, _ cause: Int32) -> Int64 {
    let group = waitsFor[place]
    let last = groups[group].group.clockCount - 1
    if Int(cause) == WaitCause.allCases.count { return elapsed(place, group, last) }
    return stride(from: cause, to: last, by: WaitCause.allCases.count).reduce(0) {
      $0 + elapsed(place, group, $1)
    }
  }

  /// For how long a clock has run since an entity began to wait.
  func elapsed(_ place: Int32, _ group: Int32, _ index: Int32) -> Int64 {
    clocks[groups[group].group.firstClock &+ index] - shown[Int(place) * width + Int(index)]
  }

  /// A second table with the same clocks.
  func copy() -> CauseTable { CauseTable(copying: self) }
}
