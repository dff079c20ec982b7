import OutputStatistics
import RandomStreams

/// The request of an entity that waits to go on with activity `n` is this minus `n`.
let resumingRequest: Int32 = -2

extension Engine {
  /// Begins an activity that something else may interrupt, or goes on with it.
  @inline(never)
  mutating func begin(_ index: Int32, _ entity: Int32) throws(SimulationFailure) {
    let activity = activities[index]
    underWay.makeRoom(for: entity)
    var length = underWay.left[entity]
    let isFresh = length == ActivityTable.fresh
    if !isFresh, setUps.count > 0, try setUpAgain(before: index, entity) { return }
    if isFresh || length < 0 {
      let redraws = isFresh ? 0 : underWay.redraws[entity] &+ 1
      underWay.redraws[entity] = redraws
      length = try self.length(
        of: activity.duration, entity, activity.step,
        word: isFresh ? nil : redrawn(activity.duration, entity, redraws))
      underWay.length[entity] = length
    }
    underWay.left[entity] = ActivityTable.fresh
    underWay.activity[entity] = index
    underWay.end[entity] = now &+ length
    if activity.sharing >= 0 {
      beginSharing(activity.sharing, entity, length: length)
    } else {
      underWay.handle[entity] = calendar.scheduleCancellable(
        .activityDone, at: now &+ length, subject: entity)
    }
    if units.hasOperatingClocks { startOperating(entity) }
    if watcher.isWatching { watch(.began, entity, activity.step) }
  }

  /// What keys a draw that is made anew: the entity, its visit and how often it has been made.
  private mutating func redrawn(_ quantity: Int32, _ entity: Int32, _ times: Int32) -> UInt64 {
    var depth: Int32 = 0
    if case .draw(let index) = quantities[quantity] { depth = draws[index].loopDepth }
    let word = entityWord(
      identity: entities.identity[entity], visit: entities.visit(entity, depth: depth))
    return mix(word &+ UInt64(UInt32(bitPattern: times)))
  }

  /// The time of an activity is over.
  @inline(never)
  mutating func finishActivity(_ entity: Int32) throws(SimulationFailure) {
    let step = activities[underWay.activity[entity]].step
    if units.hasOperatingClocks { stopOperating(entity) }
    underWay.activity[entity] = -1
    underWay.handle[entity] = -1
    if watcher.isWatching { watch(.ended, entity, step) }
    try advance(entity)
  }

  /// Takes an entity out of whatever it is suspended in: the lines it waits in, or its activity.
  ///
  /// What it holds, it keeps; its counter stays behind the instruction that it was suspended at.
  /// The caller says where it goes on and lets it `advance`, or lets it depart. A wait that is cut
  /// short counts among those that ended without a grant.
  ///
  /// - Returns: the ticks that were left of its activity; 0 if it was waiting.
  @discardableResult
  @inline(never)
  mutating func interrupt(_ entity: Int32) -> Int64 {
    if keepsAccounts { touchAccount(entity) }
    if entities.request[entity] <= resumingRequest {
      let step = activities[resumingRequest &- entities.request[entity]].step
      leaveLines(entity)
      underWay.left[entity] = ActivityTable.fresh
      if watcher.isWatching { watch(.interrupted, entity, step) }
      return 0
    }
    if entities.request[entity] >= 0 {
      let step = requests[entities.request[entity]].step
      if entities.patience[entity] != -1 { endPatience(entity) }
      leaveLines(entity)
      if watcher.isWatching { watch(.interrupted, entity, step) }
      return 0
    }
    let current = underWay.current(entity)
    if current >= 0 {
      if underWay.setUpStep[entity] >= 0 {
        interruptSetUpAgain(entity)
        return 0
      }
      let shared = activities[current].sharing
      if shared >= 0 {
        underWay.end[entity] = now &+ leaveSharing(shared, entity)
      } else {
        calendar.cancel(underWay.handle[entity])
      }
      if units.hasOperatingClocks { stopOperating(entity) }
      underWay.handle[entity] = -1
      underWay.activity[entity] = -1
      if watcher.isWatching { watch(.interrupted, entity, activities[current].step) }
      return underWay.end[entity] &- now
    }
    if Int(entity) < underWay.handle.count, underWay.handle[entity] >= 0 {
      calendar.cancel(underWay.handle[entity])
      underWay.handle[entity] = -1
      return 0
    }
    if family.place(of: entity) >= 0 {
      interruptFork(entity)
      return 0
    }
    if isInParty(entity) {
      leaveParty(entity)
      return 0
    }
    if leaveCompletion(entity) { return 0 }
    preconditionFailure(
      "internal: an entity is interrupted where it cannot be; please report with the model")
  }

  /// Takes the tickets of an entity out of all lines; who waits behind is looked at again.
  mutating func giveTicketsBack(_ entity: Int32) {
    var ticket = entities.ticket[entity]
    while ticket >= 0 {
      let part = lines.tickets[ticket]
      lines.leave(ticket)
      resources[part.resource].queued.change(by: -1, at: now)
      if resources[part.resource].queued.value > 0 { markForService(part.resource) }
      ticket = part.nextOfRequest
    }
  }

  /// Takes an entity out of the lines it waits in, without what it waited for.
  mutating func leaveLines(_ entity: Int32) {
    let request = entities.request[entity]
    if request >= 0, requests[request].itemCount == 0 { leaveWaiting(entity) }
    entities.request[entity] = -1
    giveTicketsBack(entity)
    let wait = now &- entities.waitingSince[entity]
    entities.waited[entity] &+= wait
    if request < 0 { return }
    if requests[request].totalCount > 0 { addToTotals(request, entity, wait: wait) }
    records.abandonedWaits[Int(request)].record(wait)
  }
}
