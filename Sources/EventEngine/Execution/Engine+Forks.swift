import OutputStatistics
import RandomStreams

extension Engine {
  /// An entity sends clones along the ways of a fork and waits for them; true if there is none to
  /// wait for.
  @inline(never)
  mutating func fork(_ index: Int32, _ parent: Int32) throws(SimulationFailure) -> Bool {
    let fork = forks[index]
    family.makeRoom(for: parent)
    if watcher.isWatching { watch(.forked, parent, fork.step) }
    for branch in fork.firstBranch..<(fork.firstBranch &+ fork.branchCount) {
      let offspring = offsprings[branch]
      for ordinal in 0..<(try childCount(offspring, parent)) {
        let clone = try makeChild(offspring, of: parent, ordinal: ordinal &+ 1)
        family.makeRoom(for: clone)
        family.add(clone, to: parent)
      }
    }
    var needed = family.count[parent]
    if fork.needed >= 0 {
      let number = try value(of: fork.needed, for: parent, what: "a number of clones")
      guard number >= 1, number <= 1e9, number == number.rounded() else {
        throw failure(.badCount, entity: parent, step: fork.step)
      }
      needed = min(needed, Int32(number))
    }
    family.since[parent] = now
    if needed == 0 {
      records.gatherings[Int(fork.wait)].record(0)
      if watcher.isWatching { watch(.reunited, parent, fork.step) }
      return true
    }
    family.detail[parent] = needed
    family.place[parent] = index
    return false
  }

  /// A clone has come to the end of its way.
  @inline(never)
  mutating func finishClone(_ index: Int32, _ clone: Int32) throws(SimulationFailure) {
    let fork = forks[index]
    let parent = family.leader(of: clone)
    if parent < 0 { return try mergeAway(clone, step: fork.step) }
    if entities.heldUnits[clone] > 0 { try releaseEverything(clone, step: fork.step) }
    for index in fork.firstKept..<(fork.firstKept &+ fork.keptCount) {
      let attribute = keptAttributes[index]
      let given = entities.attribute(clone, attribute)
      if !given.isNaN { entities.setAttribute(parent, attribute, to: given) }
    }
    family.since[clone] = now
    family.detail[clone] = -1
    if keepsAccounts { touchAccount(clone) }
    if watcher.isWatching { watch(.gathering, clone, fork.step) }
    try countIn(parent)
  }

  /// One clone more that its parent need not wait for.
  private mutating func countIn(_ parent: Int32) throws(SimulationFailure) {
    family.detail[parent] &-= 1
    if family.detail[parent] > 0 { return }
    let fork = forks[family.place[parent]]
    try dismissClones(of: parent)
    let wait = now &- family.since[parent]
    records.gatherings[Int(fork.wait)].record(wait)
    if watcher.isWatching { watch(.reunited, parent, fork.step) }
    goOnNow(parent)
  }

  /// The clones of an entity end: those at the join at once, the others as the fork says.
  private mutating func dismissClones(of parent: Int32) throws(SimulationFailure) {
    let fork = forks[family.place[parent]]
    family.place[parent] = -1
    var clone = family.first[parent]
    while clone >= 0 {
      let next = family.next[clone]
      family.remove(clone)
      if keepsAccounts, isAtJoin(clone) || fork.cancelsRest { chargeParent(parent, for: clone) }
      if isAtJoin(clone) {
        family.detail[clone] = 0
        records.gatherings[Int(fork.cloneWait)].record(now &- family.since[clone])
        try mergeAway(clone, step: fork.step)
      } else if fork.cancelsRest {
        stop(clone, mergingAt: fork.end)
      }
      clone = next
    }
  }

  /// Whether a clone waits at the end of its way for its parent to go on.
  private func isAtJoin(_ clone: Int32) -> Bool { family.detail[clone] < 0 }

  /// Takes a clone out of whatever it does: it goes to its end in this tick.
  private mutating func stop(_ clone: Int32, mergingAt end: Int32) {
    interrupt(clone)
    if timed.depth > 0 { closeSections(of: clone) }
    if parties.first(of: clone) >= 0 { disperse(clone) }
    entities.counter[clone] = end
    goOnNow(clone)
  }

  /// Takes an entity out of a fork whose clones it waits for: all of them are stopped.
  mutating func interruptFork(_ parent: Int32) {
    let fork = forks[family.place[parent]]
    if watcher.isWatching { watch(.interrupted, parent, fork.step) }
    family.place[parent] = -1
    while family.first[parent] >= 0 {
      let clone = family.first[parent]
      family.remove(clone)
      if keepsAccounts { chargeParent(parent, for: clone) }
      if isAtJoin(clone) {
        family.detail[clone] = 0
        entities.counter[clone] = fork.end
        goOnNow(clone)
      } else {
        stop(clone, mergingAt: fork.end)
      }
    }
  }

  /// A clone has left the facility on its own: its parent need not wait for it.
  mutating func leaveFamily(_ clone: Int32) throws(SimulationFailure) {
    let parent = family.leader(of: clone)
    if parent < 0 { return }
    family.remove(clone)
    try countIn(parent)
  }
}
