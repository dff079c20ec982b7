import OutputStatistics
import RandomStreams

extension Engine {
  /// Begins an activity that something else may interrupt.
  @inline(never)
  mutating func begin(_ index: Int32, _ entity: Int32) throws(SimulationFailure) {
    let activity = activities[index]
    let length = try length(of: activity.duration, entity, activity.step)
    underWay.makeRoom(for: entity)
    underWay.activity[entity] = index
    underWay.end[entity] = now &+ length
    underWay.handle[entity] = calendar.scheduleCancellable(
      .activityDone, at: now &+ length, subject: entity)
    if watcher.isWatching { watch(.began, entity, activity.step) }
  }

  /// The time of an activity is over.
  @inline(never)
  mutating func finishActivity(_ entity: Int32) throws(SimulationFailure) {
    let step = activities[underWay.activity[entity]].step
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
    if entities.request[entity] >= 0 {
      let step = requests[entities.request[entity]].step
      if entities.patience[entity] >= 0 {
        calendar.cancel(entities.patience[entity])
        entities.patience[entity] = -1
      }
      leaveLines(entity)
      if watcher.isWatching { watch(.interrupted, entity, step) }
      return 0
    }
    let current = underWay.current(entity)
    if current >= 0 {
      calendar.cancel(underWay.handle[entity])
      underWay.handle[entity] = -1
      underWay.activity[entity] = -1
      if watcher.isWatching { watch(.interrupted, entity, activities[current].step) }
      return underWay.end[entity] &- now
    }
    preconditionFailure(
      "internal: an entity is interrupted where it cannot be; please report with the model")
  }

  /// Takes an entity out of the lines it waits in, without what it waited for.
  mutating func leaveLines(_ entity: Int32) {
    let request = entities.request[entity]
    entities.request[entity] = -1
    var ticket = entities.ticket[entity]
    while ticket >= 0 {
      let part = lines.tickets[ticket]
      lines.leave(ticket)
      resources[part.resource].queued.change(by: -1, at: now)
      if resources[part.resource].queued.value > 0 { markForService(part.resource) }
      ticket = part.nextOfRequest
    }
    let wait = now &- entities.waitingSince[entity]
    entities.waited[entity] &+= wait
    records.abandonedWaits[Int(request)].record(wait)
  }
}
