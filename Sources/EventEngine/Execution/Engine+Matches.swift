import OutputStatistics

extension Engine {
  /// An entity comes to where it waits for partners; those who are complete go on as one.
  @inline(never)
  mutating func meet(_ index: Int32, _ entity: Int32) throws(SimulationFailure) {
    let batch = batches[index]
    let match = program.matches[Int(batch.match)]
    var key = 0.0
    if match.key >= 0 { key = try evaluate(match.key, for: entity) }
    parties.makeRoom(for: entity)
    parties.since[entity] = now
    parties.detail[entity] = index
    if watcher.isWatching { watch(.gathering, entity, batch.step) }
    let expression = program.matchKinds[Int(match.firstKind &+ batch.kind)].order
    let order = expression >= 0 ? try evaluate(expression, for: entity) : 0
    if !order.isFinite {
      throw failure(.notFinite(what: "the order"), entity: entity, step: batch.step)
    }
    let group = matching.group(of: batch.match, key: key)
    matching.join(entity, batch.kind, in: group, order: order)
    while matching.groups[group].match == batch.match, try isComplete(group, match) {
      try assemble(group, match)
    }
  }

  /// How many of a kind the one that leads wants, at least or at most; of its own kind at least one.
  private mutating func wanted(_ expression: Int32, _ kind: Int32, by leader: Int32)
    throws(SimulationFailure) -> Int32
  {
    if expression < 0 { return 1 }
    let number = try evaluate(expression, for: leader)
    guard number >= (kind == 0 ? 1 : 0), number <= 1e9, number == number.rounded() else {
      let step = batches[parties.detail[leader]].step
      throw failure(.badCount, entity: leader, step: step)
    }
    return Int32(number)
  }

  /// Whether there are enough of each kind for the first that can lead.
  private mutating func isComplete(_ group: Int32, _ match: MatchSpecification)
    throws(SimulationFailure) -> Bool
  {
    let leader = matching.list(0, in: group).first
    if leader < 0 { return false }
    for kind in 0..<match.kindCount {
      let least = program.matchKinds[Int(match.firstKind &+ kind)].least
      if try matching.list(kind, in: group).count < wanted(least, kind, by: leader) { return false }
    }
    return true
  }

  /// Those who have found each other go on as one.
  private mutating func assemble(_ group: Int32, _ match: MatchSpecification)
    throws(SimulationFailure)
  {
    let leader = matching.list(0, in: group).first
    for kind in 0..<match.kindCount {
      let numbers = program.matchKinds[Int(match.firstKind &+ kind)]
      var left = try wanted(numbers.least, kind, by: leader)
      if numbers.most >= 0 { left = max(left, try wanted(numbers.most, kind, by: leader)) }
      // The leader leaves its list with the others of its kind, but belongs to nobody.
      while left > 0 {
        let member = matching.list(kind, in: group).first
        if member < 0 { break }
        left &-= 1
        // The last of a group that leaves it frees the group: nobody else waits in it then.
        matching.leave(member)
        if member == leader { continue }
        parties.add(member, to: leader)
        for kept in match.firstKept..<(match.firstKept &+ match.keptCount) {
          let given = entities.attribute(member, keptAttributes[kept])
          if !given.isNaN { entities.setAttribute(leader, keptAttributes[kept], to: given) }
        }
      }
    }
    try unite(leader, resuming: true)
  }

  /// Takes an entity out of those who wait for partners.
  mutating func leaveMatch(_ entity: Int32) {
    entities.waited[entity] &+= now &- parties.since[entity]
    matching.leave(entity)
    if watcher.isWatching { watch(.interrupted, entity, batches[parties.detail[entity]].step) }
  }

  /// Who waits for partners, for the message about a deadlock.
  mutating func matchesInWords() -> [String] {
    var counts = [Int32](repeating: 0, count: program.matchKinds.count)
    for place in 0..<Int32(matching.groups.count) where matching.groups[place].match >= 0 {
      let match = program.matches[Int(matching.groups[place].match)]
      for kind in 0..<match.kindCount {
        counts[Int(match.firstKind &+ kind)] &+= matching.list(kind, in: place).count
      }
    }
    return zip(program.matchKinds, counts).compactMap { kind, count in
      count > 0 ? "\(count) “\(kind.name)” wait for partners" : nil
    }
  }
}
