import OutputStatistics

/// What is done when nothing but the clock can go on: a run is over, or its entities are stuck.
extension Engine {
  /// The calendar is empty: either nothing is left to do, or those who wait will wait for ever.
  mutating func becomeIdle() throws(SimulationFailure) -> Bool {
    // Whoever waits as the n-th entity leaves is no concern of a run that ends with it.
    if entities.present > 0, !hasEnded {
      throw failure(.deadlock(waitingInWords()), entity: nil, step: nil)
    }
    if endTick == .max { end(at: now) }
    return try observe(before: .max)
  }

  /// Stops a run in which only changes of capacity are left and all of them have helped nobody.
  mutating func checkProgress() throws(SimulationFailure) {
    if calendar.count &+ 1 > capacityEvents || now - max(lastActivity, lastRepair) <= longestPeriod
    {
      return
    }
    if entities.present > 0 { throw failure(.deadlock(waitingInWords()), entity: nil, step: nil) }
    if endTick == .max { end(at: now) }
  }

  /// Who waits for what, for the message about a deadlock.
  mutating func waitingInWords() -> String {
    var parts: [String] = []
    for (index, resource) in program.resources.enumerated() {
      let state = resources[index]
      if state.queued.value > 0 {
        parts.append(
          "\(state.queued.value) wait for “\(resource.name)” "
            + "(\(state.busy.value) of \(state.capacity) units in use)")
      }
    }
    for (request, count) in waitingByRequest() {
      parts.append("\(count) wait at “\(program.steps[Int(requests[request].step)].name)”")
    }
    parts += gatheringInWords()
    let words = parts.joined(separator: ", ")
    return circleInWords().map { words + "; a circle: " + $0 } ?? words
  }

  /// Entities each of which holds what the one before it waits for, if some do.
  private func circleInWords() -> String? {
    // Of each resource: what somebody who holds it waits for, and who that is.
    var waits: [[(resource: Int32, entity: Int32)]] = Array(
      repeating: [], count: program.resources.count)
    for wanted in program.resources.indices {
      var ticket = lines.first(Int32(wanted))
      while ticket >= 0 {
        let entity = lines.tickets[ticket].entity
        // Who could do with something else as well is not bound to this.
        if !isOpenToChoice(entity), name(of: entity) != nil {
          for held in waits.indices where entities.heldUnits(entity, of: Int32(held)) > 0 {
            waits[held].append((Int32(wanted), entity))
          }
        }
        ticket = lines.next(after: ticket)
      }
    }
    for start in waits.indices {
      guard let circle = shortestCircle(from: Int32(start), waits) else { continue }
      var held = Int32(start)
      return circle.map { link in
        defer { held = link.resource }
        return "\(name(of: link.entity) ?? "") holds “\(program.resources[Int(held)].name)” and "
          + "waits for “\(program.resources[Int(link.resource)].name)”"
      }.joined(separator: ", ")
    }
    return nil
  }

  /// The fewest waits that lead from a resource back to it, found breadth first.
  private func shortestCircle(
    from start: Int32, _ waits: [[(resource: Int32, entity: Int32)]]
  ) -> [(resource: Int32, entity: Int32)]? {
    var paths: [[(resource: Int32, entity: Int32)]] = [[]]
    var seen: Set<Int32> = []
    var next = 0
    while next < paths.count {
      let path = paths[next]
      next += 1
      for link in waits[Int(path.last?.resource ?? start)] {
        if link.resource == start { return path + [link] }
        if seen.insert(link.resource).inserted { paths.append(path + [link]) }
      }
    }
    return nil
  }
}
