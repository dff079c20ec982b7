import OutputStatistics

extension Engine {
  /// Remembers that an entity may have come to do or to hold something else.
  @inline(never)
  mutating func touchAccount(_ entity: Int32) { accounts.touched.append(entity) }

  /// Brings the accounts of all who have done something up to date, before the clock moves on.
  @inline(never)
  mutating func settleAccounts() {
    for index in 0..<accounts.touched.count {
      let entity = accounts.touched[index]
      // Places that are free have no source.
      if entities.source[entity] != -1 { settleAccount(entity) }
    }
    accounts.touched.removeAll()
  }

  private mutating func settleAccount(_ entity: Int32) {
    accounts.open(entity, at: now)
    accounts.bring(entity, to: now)
    let old = accounts.accounts[entity].standing
    let new = standing(of: entity)
    accounts.setStanding(new, of: entity)
    if followsCauses { settleWait(of: entity) }
    for resource in 0..<Int32(resources.count) {
      let before = accounts.held[accounts.column(entity, resource)]
      let after = entities.heldUnits(entity, of: resource)
      if before == 0, after == 0 { continue }
      let change = (new == .blocked ? after : 0) - (old == .blocked ? before : 0)
      if change != 0 { resources[resource].blocked.change(by: Int64(change), at: now) }
      accounts.setHeld(after, entity, resource)
    }
  }

  /// What a suspended entity does with its time.
  private mutating func standing(of entity: Int32) -> Standing {
    if entities.request[entity] == -1, isServed(entity) { return .served }
    return entities.heldUnits[entity] > 0 ? .blocked : .waiting
  }

  /// Whether time passes for an entity at a step, or in a batch that is under way.
  private mutating func isServed(_ entity: Int32) -> Bool {
    if underWay.current(entity) >= 0 { return true }
    if parties.leader(of: entity) >= 0 { return parties.place(of: entity) < 0 }
    if case .delay = code[max(0, entities.counter[entity] &- 1)] { return true }
    return false
  }

  /// An entity is gone: what it held, it has given back.
  @inline(never)
  mutating func closeAccount(_ entity: Int32) {
    if !accounts.isOpen(entity) { return }
    causes.forget(entity)
    accounts.bring(entity, to: now)
    if accounts.accounts[entity].standing == .blocked {
      for resource in 0..<Int32(resources.count) {
        let units = accounts.held[accounts.column(entity, resource)]
        if units != 0 { resources[resource].blocked.change(by: -Int64(units), at: now) }
      }
    }
    accounts.close(entity)
  }

  /// Charges an entity with what another has used that becomes part of it.
  @inline(never)
  mutating func chargeParent(_ parent: Int32, for entity: Int32) {
    for one in [parent, entity] {
      accounts.open(one, at: now)
      accounts.bring(one, to: now)
    }
    accounts.move(entity, to: parent)
  }

  /// What an expression reads of an entity's account, at this moment.
  @inline(never)
  mutating func accountFigure(_ figure: AccountFigure, of entity: Int32) -> Double {
    guard accounts.isOpen(entity) else { return 0 }
    accounts.bring(entity, to: now)
    switch figure {
    case .serviceTime: return Double(accounts.accounts[entity].served)
    case .blockedTime: return Double(accounts.accounts[entity].blocked)
    case .cost:
      var sum = 0.0
      for resource in 0..<Int32(rates.count) {
        let column = accounts.column(entity, resource)
        sum +=
          rates[resource].costPerHour
          * (Double(nearest: accounts.areas[column]) / Double(Ticks.hour))
          + rates[resource].costPerUse * Double(accounts.uses[column])
      }
      return sum
    case .energy:
      var sum = 0.0
      for resource in 0..<Int32(rates.count) {
        let area = accounts.areas[accounts.column(entity, resource)]
        sum += rates[resource].kilowatts * (Double(nearest: area) / Double(Ticks.hour))
      }
      return sum
    case .emissions: return emissions(of: entity)
    case .waitOffShift, .waitTurnaround, .waitOutOfService, .waitBlocked, .waitBusy, .waitTooFew:
      return Double(waited(by: entity, for: figure.cause ?? 0))
    }
  }

  private mutating func emissions(of entity: Int32) -> Double {
    var sum = 0.0
    for resource in 0..<Int32(rates.count) {
      let units = accounts.factorUnits(of: entity, resource)
      sum += rates[resource].kilowatts * (units / Double(Ticks.hour))
    }
    return sum
  }
}
