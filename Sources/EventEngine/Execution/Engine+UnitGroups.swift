import OutputStatistics

extension Engine {
  /// The rota of groups of listed units has come to its next change.
  @inline(never)
  mutating func changeGroups(of resource: Int32) {
    listed.roster(resource, at: Int(resources[resource].nextChange), program)
    if !shocks.planned.isEmpty {
      shocks.planned[resource] = listed.planned(of: resource)
      withdraw(of: resource)
    }
    settleGroups(of: resource)
    if resources[resource].queued.value > 0 { markForService(resource) }
  }

  /// Takes away what shocks take of the units on duty.
  mutating func withdraw(of resource: Int32) {
    let planned = shocks.planned[resource]
    listed.withdraw(max(0, planned &- shocked(planned, resource)), of: resource)
  }

  /// Brings the capacity in line with the groups of listed units.
  ///
  /// Units out of service are missed where no others of their group stand in for them. A group that
  /// has more units in use than are on duty does not keep those of another from being
  /// taken: its overtime counts as capacity, so that what is free is what some group has free.
  @inline(never)
  mutating func settleGroups(of resource: Int32) {
    listed.withdrawOwed(of: resource)
    let (capacity, rostered, missing) = listed.capacity(of: resource)
    resources[resource].capacity = capacity
    resources[resource].rostered = rostered
    if missing != resources[resource].broken.value {
      resources[resource].broken.change(
        by: missing &- resources[resource].broken.value, at: now)
    }
    if rostered != resources[resource].planned.value {
      resources[resource].planned.change(
        by: rostered &- resources[resource].planned.value, at: now)
    }
    resources[resource].settleDuty(at: now)
    if resources[resource].limitsOthers { settleRatios(by: resource) }
  }
}
