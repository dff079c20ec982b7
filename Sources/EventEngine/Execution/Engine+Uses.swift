extension Engine {
  /// Notes of units that are taken what has to be known of them beyond their being in use.
  @inline(never)
  mutating func noteTaking(_ count: Int32, of resource: Int32, _ entity: Int32) {
    if resources[resource].countsUses {
      records.uses[resource] &+= Int64(count)
      if keepsAccounts {
        accounts.open(entity, at: now)
        accounts.addUses(Int64(count), entity, resource)
      }
    }
    if resources[resource].followsUse { uses[resource].take(count, at: now) }
    var number: Int32 = -1
    if resources[resource].isListed {
      number = listed.takeChosen(of: resource, entity, at: now)
      if listed.hasGroups(resource) { settleGroups(of: resource) }
    }
    if resources[resource].isRemovable {
      noteHold(count, of: resource, entity, listed: number)
    }
  }

  /// Notes of units that are given back what has to be known of them beyond their being free.
  @inline(never)
  mutating func noteGivingBack(
    _ count: Int32, of resource: Int32, _ entity: Int32, preferred: Int32 = -1,
    newest: Bool = true, becomesDirty: Bool = false, isLost: Bool = false
  ) {
    if resources[resource].followsUse { uses[resource].giveBack(count, at: now) }
    if resources[resource].isListed {
      listed.giveBack(
        count, of: resource, entity, preferred: preferred, newest: newest,
        becomesDirty: becomesDirty, isLost: isLost, at: now)
      if listed.hasGroups(resource) { settleGroups(of: resource) }
    }
    if resources[resource].isRemovable {
      forgetHold(count, of: resource, entity, preferred: preferred)
    }
  }
}
