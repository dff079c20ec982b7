import OutputStatistics

/// Those who stand in one of several lines and change to a shorter one.
extension Engine {
  /// Lets one entity after another change its line, as long as it is worth it; true if any has.
  ///
  /// Each time it is the last of the line that has most to gain, the first of these by resource. It
  /// keeps its patience, and its wait goes on.
  @inline(never)
  mutating func jockey() throws(SimulationFailure) -> Bool {
    var hasMoved = false
    while true {
      var mover: Int32 = -1
      var target: Int32 = -1
      var most = 0.0
      for index in 0..<jockeyed.count {
        let entity = lastJockey(in: jockeyed[index])
        if entity < 0 { continue }
        let choice = choices[requests[entities.request[entity]].choice]
        let shortest = choose(choice, entity, amongAvailable: false)
        let other = items[options[shortest].firstItem].resource
        let gain = lineLength(of: jockeyed[index]) - lineLength(of: other)
        if gain >= Double(choice.jockey), gain > most {
          (mover, target, most) = (entity, shortest, gain)
        }
      }
      if mover < 0 { return hasMoved }
      try changeLine(mover, to: target)
      hasMoved = true
    }
  }

  /// The last of a line who may change to another, or -1.
  private mutating func lastJockey(in resource: Int32) -> Int32 {
    var last: Int32 = -1
    var ticket = lines.first(resource)
    while ticket >= 0 {
      let entity = lines.tickets[ticket].entity
      let request = entities.request[entity]
      if request >= 0, requests[request].choice >= 0,
        choices[requests[request].choice].jockey > 0
      {
        last = entity
      }
      ticket = lines.next(after: ticket)
    }
    return last
  }

  /// Who waits, less the units that are free.
  private mutating func lineLength(of resource: Int32) -> Double {
    Double(resources[resource].queued.value &- max(0, resources[resource].free))
  }

  /// Puts an entity at the end of the line of another alternative.
  private mutating func changeLine(_ entity: Int32, to option: Int32) throws(SimulationFailure) {
    let request = entities.request[entity]
    let item = items[options[option].firstItem]
    var order = 0.0
    if item.order >= 0 {
      order = try value(of: item.order, for: entity, what: "the order of a line")
    }
    let priority = lines.tickets[entities.ticket[entity]].priority
    giveTicketsBack(entity)
    entities.ticket[entity] = lines.join(
      item.resource, entity: entity, units: item.units, priority: priority, order: order,
      nextOfRequest: -1, lastComeFirst: resources[item.resource].lastComeFirst)
    resources[item.resource].queued.change(by: 1, at: now)
    if resources[item.resource].free > 0 { markForService(item.resource) }
    note(option, of: requests[request].choice, entity)
    if watcher.isWatching { watch(.joined, entity, requests[request].step) }
  }
}

extension Program {
  /// The resources between whose lines somebody may change.
  package var jockeyed: [Int32] {
    let all = choices.filter { $0.jockey > 0 }.flatMap { choice in
      options[Int(choice.firstOption)..<Int(choice.firstOption + choice.optionCount)].map {
        items[Int($0.firstItem)].resource
      }
    }
    return Set(all).sorted()
  }
}
