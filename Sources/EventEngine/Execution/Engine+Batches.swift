import OutputStatistics
import RandomStreams

/// The place of the first of a batch while its other members end.
private let completing: Int32 = -2

extension Engine {
  /// An entity joins the batch that is gathering; true if it makes one alone and goes on.
  @inline(never)
  mutating func gather(_ index: Int32, _ entity: Int32) throws(SimulationFailure) -> Bool {
    let batch = batches[index]
    if batch.match >= 0 {
      try meet(index, entity)
      return false
    }
    var key = 0.0
    if batch.key >= 0 { key = try evaluate(batch.key, for: entity) }
    parties.makeRoom(for: entity)
    parties.since[entity] = now
    parties.detail[entity] = index
    if watcher.isWatching { watch(.gathering, entity, batch.step) }
    if batch.asks { return try joinAsking(index, key, entity) }
    var slot: Int32 = 0
    while Int(slot) < openBatches.count,
      openBatches[slot].batch != index || openBatches[slot].key != key
    {
      slot &+= 1
    }
    if Int(slot) == openBatches.count {
      slot = try openBatch(index, key, entity)
    } else {
      parties.add(entity, to: openBatches[slot].leader)
    }
    parties.place[entity] = slot
    if parties.count[openBatches[slot].leader] &+ 1 < openBatches[slot].wanted { return false }
    let isAlone = openBatches[slot].leader == entity
    try complete(slot, resuming: !isAlone)
    return isAlone
  }

  /// Begins a batch with its first member.
  mutating func openBatch(_ index: Int32, _ key: Double, _ entity: Int32)
    throws(SimulationFailure) -> Int32
  {
    let batch = batches[index]
    let size = try sizeOfBatch(batch.size, batch, entity)
    let most = batch.most >= 0 ? max(size, try sizeOfBatch(batch.most, batch, entity)) : size
    var slot: Int32 = 0
    while Int(slot) < openBatches.count, openBatches[slot].batch >= 0 { slot &+= 1 }
    var open = OpenBatch(
      batch: index, key: key, leader: entity, wanted: size, most: most, handle: -1,
      number: batchesBegun)
    batchesBegun &+= 1
    if batch.timeOut >= 0 {
      let limit = try length(of: batch.timeOut, entity, batch.step)
      open.handle = calendar.scheduleCancellable(.batchOver, at: now &+ limit, subject: slot)
    }
    if Int(slot) == openBatches.count {
      openBatches.append(open)
    } else {
      openBatches[slot] = open
    }
    return slot
  }

  private mutating func sizeOfBatch(_ quantity: Int32, _ batch: BatchSpecification, _ entity: Int32)
    throws(SimulationFailure) -> Int32
  {
    let size = try value(of: quantity, for: entity, what: "the size of a batch")
    guard size >= 1, size <= 1e9, size == size.rounded() else {
      throw failure(.badCount, entity: entity, step: batch.step)
    }
    return Int32(size)
  }

  /// The first of a batch has waited as long as is waited for others.
  @inline(never)
  mutating func endGathering(_ slot: Int32) throws(SimulationFailure) {
    openBatches[slot].handle = -1
    if batches[openBatches[slot].batch].asks { return ask(slot, resuming: true) }
    try complete(slot, resuming: true)
  }

  /// A batch is complete: its first member goes on for all.
  private mutating func complete(_ slot: Int32, resuming: Bool) throws(SimulationFailure) {
    let open = openBatches[slot]
    if open.handle >= 0 { calendar.cancel(open.handle) }
    openBatches[slot].batch = -1
    try unite(open.leader, resuming: resuming)
  }

  /// An entity goes on for all who belong to it.
  ///
  /// Members of a permanent batch end here. Where one of them is a clone that its fork waits for,
  /// that may stop others of the batch, or the first of them: they are left to go their own way.
  mutating func unite(_ leader: Int32, resuming: Bool) throws(SimulationFailure) {
    let batch = batches[parties.detail[leader]]
    let size = Double(parties.count[leader] &+ 1)
    if batch.asks {
      // Its own wait was over when it asked.
      if batch.countAttribute >= 0 {
        entities.setAttribute(leader, batch.countAttribute, to: size)
      }
    } else {
      note(leader, inBatchOf: size)
    }
    parties.place[leader] = completing
    if batch.isPermanent {
      while parties.first[leader] >= 0 {
        let member = parties.first[leader]
        note(member, inBatchOf: size)
        parties.remove(member)
        if keepsAccounts { chargeParent(leader, for: member) }
        try mergeAway(member, step: batches[parties.detail[member]].step)
      }
    } else {
      var member = parties.first[leader]
      while member >= 0 {
        note(member, inBatchOf: size)
        member = parties.next[member]
      }
    }
    if parties.place[leader] != completing { return }
    parties.place[leader] = -1
    if resuming { goOnNow(leader) }
  }

  /// An entity has waited long enough in a batch that is complete.
  mutating func note(_ member: Int32, inBatchOf size: Double) {
    let batch = batches[parties.detail[member]]
    if batch.section >= 0 { closeSection(batch.section, member) }
    let wait = now &- parties.since[member]
    entities.waited[member] &+= wait
    records.gatherings[Int(batch.wait)].record(wait)
    if batch.countAttribute >= 0 {
      entities.setAttribute(member, batch.countAttribute, to: size)
    }
    parties.place[member] = -1
    if keepsAccounts { touchAccount(member) }
    if watcher.isWatching { watch(.reunited, member, batch.step) }
  }

  /// The batch that an entity leads comes apart: its members go on, unless they are about to end in
  /// a permanent one.
  @inline(never)
  mutating func disperse(_ leader: Int32) {
    var member = parties.first(of: leader)
    if member >= 0, batches[parties.detail[member]].isPermanent { return }
    while member >= 0 {
      let next = parties.next[member]
      entities.counter[member] = batches[parties.detail[member]].exit
      parties.remove(member)
      if transports.labels.count > 0 { bring(member, with: leader) }
      goOnNow(member)
      member = next
    }
  }

  /// The members of a batch leave with the one that leads them.
  mutating func departMembers(of leader: Int32, step: Int32, outcome: Int32)
    throws(SimulationFailure)
  {
    while parties.first(of: leader) >= 0 {
      let member = parties.first[leader]
      parties.remove(member)
      try depart(member, step: step, outcome: outcome)
    }
  }

  /// Whether an entity is in a batch that is gathering, or that another leads, or waits for partners.
  func isInParty(_ entity: Int32) -> Bool {
    parties.place(of: entity) >= 0 || parties.leader(of: entity) >= 0
      || matching.isWaiting(entity)
  }

  /// Whether an entity is the first of a batch that is just being completed; if so, it will not
  /// go on for the others.
  mutating func leaveCompletion(_ entity: Int32) -> Bool {
    if parties.place(of: entity) != completing { return false }
    parties.place[entity] = -1
    return true
  }

  /// Takes an entity out of a batch that is gathering, or that another leads, or of those who wait
  /// for partners.
  mutating func leaveParty(_ entity: Int32) {
    if matching.isWaiting(entity) { return leaveMatch(entity) }
    let slot = parties.place[entity]
    if watcher.isWatching {
      watch(.interrupted, entity, batches[parties.detail[entity]].step)
    }
    parties.place[entity] = -1
    if slot >= 0 {
      entities.waited[entity] &+= now &- parties.since[entity]
      if openBatches[slot].leader == entity { replaceLeader(of: slot) }
    }
    parties.remove(entity)
  }

  /// The second of a batch that is gathering becomes its first.
  private mutating func replaceLeader(of slot: Int32) {
    let old = openBatches[slot].leader
    let heir = parties.first[old]
    if heir < 0 {
      if openBatches[slot].handle >= 0 { calendar.cancel(openBatches[slot].handle) }
      openBatches[slot].batch = -1
      return
    }
    parties.remove(heir)
    while parties.first[old] >= 0 {
      let member = parties.first[old]
      parties.remove(member)
      parties.add(member, to: heir)
    }
    openBatches[slot].leader = heir
  }

  /// Who waits for others, for the message about a deadlock.
  mutating func gatheringInWords() -> [String] {
    var parts: [String] = []
    for slot in 0..<openBatches.count
    where openBatches[slot].batch >= 0 && !openBatches[slot].hasAsked {
      let open = openBatches[slot]
      let name = program.steps[Int(batches[open.batch].step)].name
      parts.append(
        "\(parties.count[open.leader] + 1) of \(open.wanted) have gathered at “\(name)”")
    }
    return parts + matchesInWords()
  }
}
