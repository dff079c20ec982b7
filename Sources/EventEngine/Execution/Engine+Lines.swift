import OutputStatistics
import RandomStreams

extension Engine {
  /// Serves a line that is not simply gone through in its order.
  @inline(never)
  mutating func serveSpecially(_ resource: Int32) throws(SimulationFailure) {
    while resources[resource].free > 0 {
      let chosen =
        switch program.resources[Int(resource)].line.ordering {
        case .onJoining: try firstToStart(resource)
        case .reevaluated: try bestToStart(resource)
        case .random: try drawnToStart(resource)
        }
      if chosen < 0 { return }
      // Others may have been looked at since.
      if listed.units.count > 0 {
        _ = try canStart(chosen, at: resource)
      }
      grant(chosen, at: resource)
      try advance(chosen)
    }
  }

  /// The first in the order of a line that can start, or -1.
  ///
  /// Who lacks units of this resource holds up those behind; who lacks another resource does not.
  private mutating func firstToStart(_ resource: Int32) throws(SimulationFailure) -> Int32 {
    var ticket = lines.first(resource)
    while ticket >= 0 {
      if Int64(lines.tickets[ticket].units) > resources[resource].free { return -1 }
      if try canStart(lines.tickets[ticket].entity, at: resource) {
        return lines.tickets[ticket].entity
      }
      ticket = lines.next(after: ticket)
    }
    return -1
  }

  /// The best by a line's expression, evaluated now, of those who can start, or -1.
  ///
  /// Who would be better but lacks units of this resource holds everybody up, as in any line.
  private mutating func bestToStart(_ resource: Int32) throws(SimulationFailure) -> Int32 {
    let order = program.resources[Int(resource)].line.order
    var chosen: Int32 = -1
    var best = (priority: Double.infinity, order: Double.infinity)
    var isHeldUp = false
    var ticket = lines.first(resource)
    while ticket >= 0 {
      let part = lines.tickets[ticket]
      if part.priority > best.priority { break }
      let value = try evaluate(order, for: part.entity)
      if !value.isFinite {
        throw failure(
          .notFinite(what: "the order of a line"), entity: part.entity,
          step: step(near: entities.counter[part.entity]))
      }
      if part.priority < best.priority || value < best.order {
        let lacksUnits = Int64(part.units) > resources[resource].free
        var canBegin = false
        if !lacksUnits { canBegin = try canStart(part.entity, at: resource) }
        if lacksUnits || canBegin {
          best = (part.priority, value)
          chosen = part.entity
          isHeldUp = lacksUnits
        }
      }
      ticket = lines.next(after: ticket)
    }
    return isHeldUp ? -1 : chosen
  }

  /// One by lot of those with the best priority who can start, or -1.
  private mutating func drawnToStart(_ resource: Int32) throws(SimulationFailure) -> Int32 {
    var count = 0
    var priority = -Double.infinity
    var ticket = lines.first(resource)
    while ticket >= 0 {
      let part = lines.tickets[ticket]
      if count > 0, part.priority > priority { break }
      if try canStart(part.entity, at: resource) {
        count += 1
        priority = part.priority
      }
      ticket = lines.next(after: ticket)
    }
    if count == 0 { return -1 }
    var stream = RandomStream(
      seed: seed, purpose: program.resources[Int(resource)].line.purpose,
      entity: randomChoices[resource], replication: replication)
    randomChoices[resource] &+= 1
    var lot = Int(stream.uniform() * Double(count))
    ticket = lines.first(resource)
    while true {
      let part = lines.tickets[ticket]
      if try canStart(part.entity, at: resource) {
        if lot == 0 { return part.entity }
        lot -= 1
      }
      ticket = lines.next(after: ticket)
    }
  }
}
