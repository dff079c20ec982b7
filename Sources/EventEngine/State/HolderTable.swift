/// Units of a resource in the hands of an entity, with the priority that it got them by.
struct Hold: BitwiseCopyable {
  var entity: Int32
  var units: Int32
  var priority: Double
}

/// Who holds units of those resources that can be taken away, in the order of getting them.
struct HolderTable: ~Copyable {
  private var holds: OwnedArray<GrowableStorage<Hold>>

  init(resources: Int) {
    holds = OwnedArray(count: resources) { _ in GrowableStorage(minimumCapacity: 1) }
  }

  private init(holds: consuming OwnedArray<GrowableStorage<Hold>>) { self.holds = holds }

  func count(of resource: Int32) -> Int { holds[Int(resource)].count }

  func hold(_ index: Int, of resource: Int32) -> Hold { holds[Int(resource)][index] }

  /// Notes that an entity has got units; further units of the same entity join those it has.
  @inline(never)
  mutating func add(_ units: Int32, of resource: Int32, _ entity: Int32, priority: Double) {
    let place = Int(resource)
    for index in 0..<holds[place].count where holds[place][index].entity == entity {
      holds[place][index].units &+= units
      holds[place][index].priority = priority
      return
    }
    holds[place].append(Hold(entity: entity, units: units, priority: priority))
  }

  /// Notes that an entity has given back units.
  @inline(never)
  mutating func remove(_ units: Int32, of resource: Int32, _ entity: Int32) {
    let place = Int(resource)
    for index in 0..<holds[place].count where holds[place][index].entity == entity {
      holds[place][index].units &-= units
      if holds[place][index].units <= 0 { holds[place].remove(at: index) }
      return
    }
  }

  /// A second table with the same holders.
  func copy() -> HolderTable {
    HolderTable(holds: OwnedArray(count: holds.count) { holds[$0].copy() })
  }
}
