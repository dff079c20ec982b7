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
  /// Whether an entity waits since its clocks were read.
  private(set) var isWaiting = GrowableStorage<Bool>()

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
    isWaiting = other.isWaiting.copy()
  }

  /// Brings the clocks of a group up to a tick.
  mutating func bring(_ group: Int32, to tick: Int64) {
    clocks[groups[group].running] += tick - groups[group].since
    groups[group].since = tick
  }

  mutating func run(_ clock: Int32, of group: Int32) { groups[group].running = clock }

  /// Notes what the clocks of a group show as an entity begins to wait.
  mutating func begin(_ place: Int32, _ group: Int32) {
    while isWaiting.count <= Int(place) {
      isWaiting.append(false)
      shown.append(repeating: 0, count: width)
    }
    isWaiting[place] = true
    let first = groups[group].group.firstClock
    for index in 0..<groups[group].group.clockCount {
      shown[Int(place) * width + Int(index)] = clocks[first &+ index]
    }
  }

  mutating func end(_ place: Int32) {
    if Int(place) < isWaiting.count { isWaiting[place] = false }
  }

  func waits(_ place: Int32) -> Bool { Int(place) < isWaiting.count && isWaiting[place] }

  /// For how long a clock has run since an entity began to wait.
  func elapsed(_ place: Int32, _ group: Int32, _ index: Int32) -> Int64 {
    clocks[groups[group].group.firstClock &+ index] - shown[Int(place) * width + Int(index)]
  }

  /// A second table with the same clocks.
  func copy() -> CauseTable { CauseTable(copying: self) }
}
