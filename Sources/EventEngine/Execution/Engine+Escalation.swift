import OutputStatistics

extension Engine {
  /// Sends out the hidden entities that see to units which open on a condition, and closes what
  /// ratios do not allow at the start.
  mutating func startEscalations() {
    for index in 0..<program.escalations.count {
      let escalation = program.escalations[index]
      _ = makeHidden(
        identity: escalation.hash, source: hiddenSource, ordinal: Int64(index) + 1, arrival: now,
        entry: escalation.entry)
      entities.hide()
    }
    for ratio in program.ratios { resources[ratio.by].limitsOthers = true }
    for ratio in program.ratios { settleRatios(by: ratio.by) }
  }

  /// Opens units beyond the plan, or closes them: those free at once, the others at their next
  /// release.
  @inline(never)
  mutating func changeExtra(_ units: Int64, of resource: Int32) throws(SimulationFailure) {
    try checkOutages()
    resources[resource].extra &+= units
    settleCapacity(resource)
  }

  /// Opens or closes units of those resources that another limits.
  @inline(never)
  mutating func settleRatios(by resource: Int32) {
    for ratio in program.ratios where ratio.by == resource {
      var limit = Int64.max
      for other in program.ratios where other.resource == ratio.resource {
        limit = min(
          limit, Int64((other.ratio * Double(resources[other.by].capacity)).rounded(.down)))
      }
      if limit == resources[ratio.resource].limit { continue }
      resources[ratio.resource].limit = limit
      settleCapacity(ratio.resource)
    }
  }
}
