import OutputStatistics

/// Batches that ask for resources and take others in until they have got them.
extension Engine {
  /// An entity joins the first batch that has room, or one in which it goes before another, who then
  /// looks for a place in a later one; true if the entity is to ask for its batch at once.
  mutating func joinAsking(_ index: Int32, _ key: Double, _ entity: Int32)
    throws(SimulationFailure) -> Bool
  {
    var newcomer = entity
    var last: Int64 = -1
    while let slot = nextBatch(index, key, after: last) {
      last = openBatches[slot].number
      let leader = openBatches[slot].leader
      if parties.count[leader] &+ 1 < openBatches[slot].most {
        parties.add(newcomer, to: leader)
        parties.place[newcomer] = slot
        if !openBatches[slot].hasAsked,
          parties.count[leader] &+ 1 >= openBatches[slot].wanted
        {
          ask(slot, resuming: true)
        }
        return false
      }
      if let displaced = worst(of: leader, behind: newcomer) {
        parties.remove(displaced)
        parties.add(newcomer, to: leader)
        parties.place[newcomer] = slot
        newcomer = displaced
      }
    }
    let slot = try openBatch(index, key, newcomer)
    parties.place[newcomer] = slot
    if openBatches[slot].wanted > 1 { return false }
    ask(slot, resuming: newcomer != entity)
    return newcomer == entity
  }

  /// The first open batch with a key that began after another.
  private func nextBatch(_ index: Int32, _ key: Double, after number: Int64) -> Int32? {
    var found: Int32?
    for slot in 0..<Int32(openBatches.count)
    where openBatches[slot].batch == index && openBatches[slot].key == key
      && openBatches[slot].number > number
    {
      if let other = found, openBatches[other].number < openBatches[slot].number { continue }
      found = slot
    }
    return found
  }

  /// Who of those that a leader has gives place to a newcomer: the last of the worst, if worse.
  private func worst(of leader: Int32, behind newcomer: Int32) -> Int32? {
    let attribute = batches[parties.detail[newcomer]].order
    if attribute < 0 { return nil }
    var (found, worst): (Int32?, Double) = (nil, entities.attribute(newcomer, attribute))
    var member = parties.first[leader]
    while member >= 0 {
      let order = entities.attribute(member, attribute)
      if found == nil ? order > worst : order >= worst { (found, worst) = (member, order) }
      member = parties.next[member]
    }
    return found
  }

  /// The first of a batch goes on to ask for what the batch is done with.
  mutating func ask(_ slot: Int32, resuming: Bool) {
    let leader = openBatches[slot].leader
    if openBatches[slot].handle >= 0 { calendar.cancel(openBatches[slot].handle) }
    openBatches[slot].handle = -1
    openBatches[slot].hasAsked = true
    note(leader, inBatchOf: Double(parties.count[leader] &+ 1))
    parties.place[leader] = slot
    if resuming { goOnNow(leader) }
  }

  /// The first of a batch has what it has asked for: nobody else is taken in.
  @inline(never)
  mutating func closeBatch(_ leader: Int32) throws(SimulationFailure) {
    openBatches[parties.place[leader]].batch = -1
    try unite(leader, resuming: false)
  }
}
