import OutputStatistics
import RandomStreams

extension Engine {
  /// Starts the clock of an entity's patience, and has the condition watched on which it gives up.
  ///
  /// The column of patience holds the handle of the clock; -2 where there is a condition alone.
  mutating func startPatience(_ entity: Int32, _ request: Int32, priority: Double = 0)
    throws(SimulationFailure)
  {
    let specification = requests[request]
    if specification.patience >= 0 {
      let patience = try value(of: specification.patience, for: entity, what: "a patience")
      if patience < 0 {
        throw failure(.negativeDuration, entity: entity, step: specification.step)
      }
      if patience <= Double(maximumTick) {
        entities.patience[entity] = calendar.scheduleCancellable(
          .renege, at: now &+ ticks(patience), subject: entity)
      }
    }
    if specification.givingUp >= 0 {
      if entities.patience[entity] == -1 { entities.patience[entity] = -2 }
      try watchGivingUp(specification.givingUp, entity, priority: priority)
    }
  }

  /// An entity waits no more, whether it has got what it waited for or not.
  @inline(never)
  mutating func endPatience(_ entity: Int32) {
    if entities.patience[entity] >= 0 { calendar.cancel(entities.patience[entity]) }
    entities.patience[entity] = -1
    let request = entities.request[entity]
    if request >= 0, requests[request].givingUp >= 0 { leaveWaiting(entity, givingUp: true) }
  }

  /// The time that an entity was ready to wait is over.
  mutating func renege(_ entity: Int32) throws(SimulationFailure) {
    let request = requests[entities.request[entity]]
    entities.patience[entity] = request.givingUp >= 0 ? -2 : -1
    // Who has been told something goes on waiting, for as long as it takes.
    if request.staying >= 0, try evaluate(request.staying, for: entity) != 0 { return }
    try giveUp(entity)
  }

  /// An entity leaves the line and goes on by its other way.
  mutating func giveUp(_ entity: Int32) throws(SimulationFailure) {
    let request = entities.request[entity]
    if entities.patience[entity] != -1 { endPatience(entity) }
    leaveLines(entity)
    if watcher.isWatching { watch(.reneged, entity, requests[request].step) }
    entities.counter[entity] = requests[request].renegeTarget
    try advance(entity)
  }
}
