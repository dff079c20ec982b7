import EventEngine
import FacilityModel

extension ReferenceInterpreter {
  /// Lets time pass in the accounts of all entities.
  func keepAccounts(for elapsed: Int64) {
    var working: Set<ObjectIdentifier> = []
    for event in upcoming {
      if case .workOver(let work) = event.what { working.insert(ObjectIdentifier(work.visitor)) }
    }
    func isServed(_ visitor: Visitor) -> Bool {
      if working.contains(ObjectIdentifier(visitor)) { return true }
      guard let party = visitor.party else { return false }
      // Who is in a batch that gathers no more is on the way with it.
      return !parties.contains { $0 === party }
    }
    for visitor in visitors {
      let holds = visitor.held.values.contains { $0 > 0 }
      if isServed(visitor) {
        visitor.served += elapsed
      } else if holds {
        visitor.blocked += elapsed
      }
      for (resource, units) in visitor.held {
        visitor.heldAreas[resource, default: 0] += Int128(units) * Int128(elapsed)
        forEachFactor(from: now, to: now + elapsed) { value, elapsed in
          visitor.factorAreas[value, default: [:]][resource, default: 0] +=
            Int128(units) * Int128(elapsed)
        }
      }
    }
    for resource in stations.indices {
      stations[resource].blocked = stations[resource].holders.reduce(0) {
        $0 + (isServed($1.visitor) ? 0 : $1.units)
      }
    }
  }

  /// Lets time pass in all waits, each for the cause that holds.
  func followCauses(for elapsed: Int64) {
    var seen: Set<ObjectIdentifier> = []
    for waiting in stations.flatMap(\.line) where seen.insert(ObjectIdentifier(waiting)).inserted {
      var due: [Int?] = [nil, nil]
      for (index, resource) in waiting.asked.enumerated().reversed() {
        if let cause = cause(stations[Int(resource)]) { due = [index, cause] }
      }
      waiting.causes[due, default: 0] += elapsed
      if waiting.isResuming { continue }
      waiting.visitor.waitedFor[due[1] ?? WaitCause.allCases.count, default: 0] += elapsed
    }
  }

  /// Which of the causes holds for a resource without a free unit, in the order of precedence.
  private func cause(_ station: Station) -> Int? {
    if station.open == 0 { return 0 }
    if station.free > 0 { return nil }
    if station.dirty > 0 { return 1 }
    if station.open > station.capacity { return 2 }
    return station.busy > 0 && station.blocked == station.busy ? 3 : 4
  }

  /// An entity has become part of another, which is charged with what it has used.
  func charge(_ parent: Visitor, for visitor: Visitor) {
    parent.heldAreas.merge(visitor.heldAreas) { $0 + $1 }
    parent.taken.merge(visitor.taken) { $0 + $1 }
    parent.factorAreas.merge(visitor.factorAreas) { $0.merging($1) { $0 + $1 } }
    (visitor.heldAreas, visitor.taken, visitor.factorAreas) = ([:], [:], [:])
  }

  /// What an expression reads of an entity's account.
  func account(_ figure: AccountFigure, of visitor: Visitor) -> Double {
    func sum(_ price: (ResourceDefinition) -> (hour: Double, use: Double)) -> Double {
      model.resources.enumerated().reduce(0) { sum, resource in
        let (hour, use) = price(resource.element)
        let hours = Double(visitor.heldAreas[Int32(resource.offset)] ?? 0) / 3_600e6
        return sum + hour * hours + use * Double(visitor.taken[Int32(resource.offset)] ?? 0)
      }
    }
    switch figure {
    case .serviceTime: return Double(visitor.served)
    case .blockedTime: return Double(visitor.blocked)
    case .cost:
      return sum { resource in
        let cost = resource.cost ?? CostDefinition()
        return (cost.perHour + cost.perHourBusy, cost.perUse)
      }
    case .energy: return sum { ($0.power?.busy ?? 0, 0) }
    case .emissions:
      guard let plan = model.emissions, model.resources.contains(where: { $0.power != nil }) else {
        return 0
      }
      return model.resources.enumerated().reduce(0) { sum, resource in
        let grains = visitor.factorAreas.reduce(Int128(0)) {
          $0 + plan.grains(of: $1.key) * ($1.value[Int32(resource.offset)] ?? 0)
        }
        let units = Double(grains) / plan.grainsPerUnit
        return sum + (resource.element.power?.busy ?? 0) * (units / 3_600e6)
      }
    case .waitOffShift, .waitTurnaround, .waitOutOfService, .waitBlocked, .waitBusy, .waitTooFew:
      return Double(visitor.waitedFor[Int(figure.cause ?? 0)] ?? 0)
    }
  }
}
