import OutputStatistics

extension Engine {
  /// Before the clock moves on: lets the clock of the cause run that holds from now on for each
  /// group of resources.
  @inline(never)
  mutating func settleCauses() {
    for group in 0..<Int32(causes.groups.count) {
      causes.bring(group, to: now)
      causes.run(clock(of: causes.groups[group].group), of: group)
    }
  }

  /// The clock of what keeps an entity from getting all resources of a group: the cause of the
  /// first, in the order in which they are asked for, that has no unit free.
  private mutating func clock(of group: WaitGroup) -> Int32 {
    let count = Int32(WaitCause.allCases.count)
    for index in 0..<group.itemCount {
      if let cause = cause(of: items[group.firstItem &+ index].resource) {
        return group.firstClock &+ index &* count &+ Int32(cause.rawValue)
      }
    }
    return group.firstClock &+ group.clockCount &- 1
  }

  /// Why a resource has no unit free, if it has none.
  private mutating func cause(of resource: Int32) -> WaitCause? {
    if resources[resource].planned.value <= 0 { return .offShift }
    if resources[resource].free > 0 { return nil }
    if resources[resource].dirty.value > 0 { return .turnaround }
    if resources[resource].broken.value > 0 { return .outOfService }
    let busy = resources[resource].busy.value
    return busy > 0 && resources[resource].blocked.value == busy ? .blocked : .busy
  }

  /// Before the clock moves on from a tick in which an entity has done something: if it has begun
  /// to wait, its clocks are read.
  mutating func settleWait(of entity: Int32) {
    let request = entities.request[entity]
    if request < 0 || causes.groupOfRequest[request] < 0 {
      return causes.end(entity, at: now)
    }
    if entities.waitingSince[entity] == now {
      causes.end(entity, at: now)
      let group = causes.groupOfRequest[request]
      causes.bring(group, to: now)
      causes.begin(entity, group)
    }
  }

  /// A wait has ended with a grant: its parts are counted.
  @inline(never)
  mutating func countCauses(_ request: Int32, _ entity: Int32, wait: Int64) {
    let group = causes.groupOfRequest[request]
    if group < 0 || wait == 0 || !causes.waits(entity) { return }
    causes.bring(group, to: now)
    let first = records.firstCause[request]
    for index in 0..<causes.groups[group].group.clockCount {
      records.causes[first &+ index] += Int128(causes.elapsed(entity, group, index))
    }
    causes.end(entity, at: now)
  }

  /// For how long an entity has waited because of a cause, by its place among them.
  mutating func waited(by entity: Int32, for cause: Int32) -> Int64 {
    followsCauses ? causes.total(entity, cause, at: now) : 0
  }
}
