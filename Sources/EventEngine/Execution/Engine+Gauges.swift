extension Engine {
  /// Looks at every gauge before the clock moves on, so that values which last no time never count.
  @inline(never)
  mutating func settleGauges() throws(SimulationFailure) {
    if keepsAccounts { settleAccounts() }
    if followsCauses { settleCauses() }
    for gauge in 0..<records.gauges.count {
      records.gauges.settle(gauge, try reading(gauge), at: now)
    }
  }

  /// Notes what an arrival of a source finds, before it enters.
  @inline(never)
  mutating func noteFound(by source: Int32) throws(SimulationFailure) {
    for gauge in 0..<records.gauges.count {
      let finder = records.gauges.states[gauge].finder
      if finder == source || finder == -1 {
        records.gauges.note(try reading(gauge), foundAt: gauge)
      }
    }
  }

  /// What a gauge shows now.
  private mutating func reading(_ gauge: Int) throws(SimulationFailure) -> Double {
    let value = try evaluate(records.gauges.states[gauge].expression, for: -1)
    if !value.isFinite {
      let name = program.gauges[gauge].name
      throw failure(.notFinite(what: "measure “\(name)”"), entity: nil, step: nil)
    }
    return records.gauges.states[gauge].isTruth ? (value != 0 ? 1 : 0) : value
  }
}
