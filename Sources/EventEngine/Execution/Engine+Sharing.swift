extension Engine {
  /// Work begins at a resource that all who are present share.
  @inline(never)
  mutating func beginSharing(_ resource: Int32, _ entity: Int32, length: Int64) {
    sharing.settle(resource, at: now)
    let target = sharing.states[resource].given + Int128(length) * SharingState.perTick
    sharing.add(SharedWork(entity: entity, target: target), to: resource)
    planSharing(resource)
  }

  /// Takes the work of an entity away from a resource that is shared; the others become faster.
  ///
  /// - Returns: the ticks that it would take alone to do what is left of it.
  @inline(never)
  @discardableResult
  mutating func leaveSharing(_ resource: Int32, _ entity: Int32) -> Int64 {
    sharing.settle(resource, at: now)
    let left = sharing.remove(entity, from: resource)
    planSharing(resource)
    return Int64(ceiling(left, SharingState.perTick))
  }

  /// The first work at a shared resource is done.
  @inline(never)
  mutating func finishShared(_ resource: Int32) throws(SimulationFailure) {
    sharing.states[resource].handle = -1
    let entity = sharing.first(resource)
    leaveSharing(resource, entity)
    try finishActivity(entity)
  }

  /// Schedules the end of the work that ends first, as things stand.
  private mutating func planSharing(_ resource: Int32) {
    if sharing.states[resource].handle >= 0 { calendar.cancel(sharing.states[resource].handle) }
    sharing.states[resource].handle = -1
    if sharing.first(resource) < 0 { return }
    let ticks = sharing.ticksToFirst(resource)
    sharing.states[resource].handle = calendar.scheduleCancellable(
      .sharedDone, at: now &+ ticks, subject: resource)
  }
}
