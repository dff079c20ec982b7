/// Work of an entity at a resource that all who are present share.
struct SharedWork: BitwiseCopyable {
  var entity: Int32
  /// What everybody present will have been given in all when this work is over, in shares.
  var target: Int128
}

/// How far those have come who share a resource.
struct SharingState: BitwiseCopyable {
  /// The units that are shared; 0 where the resource is not shared.
  let units: Int64
  /// What everybody who has always been present has been given by `since`, in shares.
  var given: Int128 = 0
  var since: Int64 = 0
  /// The handle of the event at which the first of them is done, or -1.
  var handle: Int32 = -1

  /// One tick of work is so many shares, so that no share that is rounded off ever counts.
  static let perTick: Int128 = 1 << 20
}

/// The work in hand at resources that are shared, each resource's in the order in which it ends,
/// last to first.
struct SharingTable: ~Copyable {
  private(set) var states: GrowableStorage<SharingState>
  private(set) var works: OwnedArray<GrowableStorage<SharedWork>>

  init(_ resources: [ResourceSpecification]) {
    states = GrowableStorage(resources.map { SharingState(units: $0.sharedUnits) })
    works = OwnedArray(count: resources.count) { _ in GrowableStorage(minimumCapacity: 1) }
  }

  /// Gives everybody present what has been done since the state last changed: nobody more than one
  /// unit's worth, and all of them no more than all units'.
  mutating func settle(_ resource: Int32, at tick: Int64) {
    let elapsed = Int128(tick &- states[resource].since)
    states[resource].since = tick
    let present = Int128(works[Int(resource)].count)
    if present == 0 { return }
    let units = min(Int128(states[resource].units), present)
    states[resource].given += elapsed * units * SharingState.perTick / present
  }

  /// Puts work in its place: behind all that ends before it or together with it.
  mutating func add(_ work: SharedWork, to resource: Int32) {
    let line = Int(resource)
    var (low, high) = (0, works[line].count)
    while low < high {
      let middle = (low &+ high) &>> 1
      if works[line][middle].target > work.target { low = middle &+ 1 } else { high = middle }
    }
    works[line].insert(work, at: low)
  }

  /// Takes out the work of an entity and gives what is left of it, in shares.
  mutating func remove(_ entity: Int32, from resource: Int32) -> Int128 {
    let line = Int(resource)
    var index = works[line].count - 1
    while works[line][index].entity != entity { index -= 1 }
    let target = works[line][index].target
    works[line].remove(at: index)
    return max(0, target - states[resource].given)
  }

  /// Whose work ends first, or -1.
  func first(_ resource: Int32) -> Int32 {
    let line = Int(resource)
    return works[line].isEmpty ? -1 : works[line][works[line].count - 1].entity
  }

  /// In how many ticks the first work ends if nothing changes.
  func ticksToFirst(_ resource: Int32) -> Int64 {
    let line = Int(resource)
    let present = Int128(works[line].count)
    let units = min(Int128(states[resource].units), present)
    let left = max(0, works[line][works[line].count - 1].target - states[resource].given)
    return Int64(ceiling(left * present, units * SharingState.perTick))
  }

  /// A second table with the same work.
  func copy() -> SharingTable {
    var other = SharingTable([])
    other.states = states.copy()
    other.works = OwnedArray(count: works.count) { works[$0].copy() }
    return other
  }
}

/// A quotient of numbers of at least 0, rounded up.
func ceiling(_ dividend: Int128, _ divisor: Int128) -> Int128 {
  (dividend + divisor - 1) / divisor
}
