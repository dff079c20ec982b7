import EventEngine
import FacilityModel
import RandomStreams

/// One unit of a resource that can be out of service.
final class Unit {
  let resource: Int32
  let number: Int
  var holder: Visitor?
  /// What has put it out of service.
  var outage: OutageOfUnit?

  init(_ resource: Int32, _ number: Int) {
    self.resource = resource
    self.number = number
  }
}

/// One outage of one unit, with its clock.
final class OutageOfUnit {
  let definition: OutageDefinition
  let unit: Unit
  var count = 0
  /// The event that ends the time, while the clock runs.
  var event: Int?
  var due: Int64 = 0
  /// What is left while the clock stands still: ticks, or uses.
  var left: Int64 = 0
  var isPending = false

  init(_ definition: OutageDefinition, _ unit: Unit) {
    self.definition = definition
    self.unit = unit
  }

  /// The unit's number and how often this has happened to it, as one word.
  var word: UInt64 { UInt64(unit.number) << 32 | UInt64(count) }
}

extension ReferenceInterpreter {
  /// Makes the units and clocks of all outages.
  func makeUnits() {
    for (index, resource) in model.resources.enumerated() where !resource.outages.isEmpty {
      let most = Int(resource.mostUnits)
      units[Int32(index)] = (0..<most).map { Unit(Int32(index), $0) }
    }
    for outage in model.resources.flatMap(\.outages) {
      outages += (units[outage.resource] ?? []).map { OutageOfUnit(outage, $0) }
    }
  }

  /// Begins a clock anew.
  func wind(_ outage: OutageOfUnit) throws(ReferenceFailure) {
    halt(outage)
    outage.isPending = false
    let after: Double
    switch outage.definition.after {
    case .expression(let expression): after = try finite(value(of: expression, for: nil))
    case .random(let random):
      var stream = self.stream(random.purpose, word: outage.word)
      after = try draw(random, for: nil, from: &stream)
    }
    if after < 0 { throw failure(.negativeDuration) }
    outage.left = after > 0x1p61 ? 1 << 61 : ticks(after)
    if outage.definition.clock == .calendar, after <= 0x1p61 { run(outage) }
  }

  private func run(_ outage: OutageOfUnit) {
    outage.due = now + outage.left
    schedule(.outageDue(outage), order: 4, at: outage.due)
    outage.event = scheduled
  }

  private func halt(_ outage: OutageOfUnit) {
    guard let event = outage.event else { return }
    cancel(event)
    outage.event = nil
    outage.left = outage.due - now
  }

  /// Starts or stops the clocks that count the work of an entity.
  func count(_ isWorking: Bool, _ visitor: Visitor) {
    for outage in outages
    where outage.definition.clock == .operating && outage.unit.holder === visitor {
      if !isWorking { halt(outage) } else if !outage.isPending { run(outage) }
    }
  }

  /// The time of a clock is over.
  func beginOutage(_ outage: OutageOfUnit) throws(ReferenceFailure) {
    outage.event = nil
    outage.left = 0
    outage.isPending = true
    if outage.unit.outage != nil { return }
    if let holder = outage.unit.holder {
      guard let work = work(of: holder) else { return }
      if case .finish = outage.definition.workInHand { return }
      if case .never = work.rule { return }
      let held = stations[Int(outage.unit.resource)].holders.first { $0.visitor === holder }
      guard let held else { preconditionFailure("nobody holds the unit") }
      var rule = work.rule ?? rule(of: outage.definition)
      if holder.source < 0 || holder.isHidden, case .reroute = rule { rule = .resume }
      takeAway(outage.unit.resource, from: held, unit: outage.unit, rule: rule)
      if outage.unit.outage != nil { return }
    }
    putOutOfService(outage)
  }

  private func rule(of outage: OutageDefinition) -> InterruptedRule {
    switch outage.workInHand {
    case .resume, .finish: .resume
    case .restart: .restart
    case .resample: .resample
    case .scrap: .reroute(outage.leaving.map { [$0] } ?? [])
    }
  }

  private func putOutOfService(_ outage: OutageOfUnit) {
    outage.isPending = false
    let servant = Visitor(
      identity: hash(ofName: outage.definition.info.name) &+ mix(outage.word), source: -1,
      ordinal: Int64(outage.unit.number) + 1, arrival: now)
    outage.count += 1
    outage.unit.outage = outage
    change(outage.unit.resource) { $0.outOfService += 1 }
    mark(outage.unit.resource)
    servant.first([.step(outage.definition.putRight), .endOutage(outage)])
    schedule(.goOn(servant), order: 1, at: now)
    note(.failed, servant, outage.definition.info.name)
  }

  /// A unit has been put right.
  func endOutage(_ outage: OutageOfUnit, by servant: Visitor) throws(ReferenceFailure) {
    outage.unit.outage = nil
    change(outage.unit.resource) { $0.outOfService -= 1 }
    mark(outage.unit.resource)
    note(.repaired, servant, outage.definition.info.name)
    try wind(outage)
    if outage.definition.renews {
      for other in outages where other !== outage && other.unit === outage.unit {
        other.count += 1
        try wind(other)
      }
    }
    beginPending(of: outage.unit)
  }

  /// Begins what has waited for units that nobody holds any more.
  func beginAllPending() {
    for resource in units.keys.sorted() {
      for unit in units[resource] ?? [] where unit.holder == nil && unit.outage == nil {
        beginPending(of: unit)
      }
    }
  }

  private func beginPending(of unit: Unit) {
    if isChangingHands { return }
    if let outage = outages.first(where: { $0.unit === unit && $0.isPending }) {
      putOutOfService(outage)
    }
  }

  /// Gives units in service into the hands of an entity.
  func hand(_ count: Int64, of resource: Int32, to visitor: Visitor) {
    let free = (units[resource] ?? []).filter { $0.holder == nil && $0.outage == nil }
    for unit in free.prefix(Int(count)) { unit.holder = visitor }
  }

  /// Takes units out of the hands of an entity; what has waited for them begins.
  func takeBack(_ count: Int64, of resource: Int32, from visitor: Visitor, preferred: Unit?) {
    preferred?.holder = nil
    let others = (units[resource] ?? []).filter { $0.holder === visitor }
    for unit in others.prefix(Int(count) - (preferred == nil ? 0 : 1)) {
      unit.holder = nil
      for outage in outages
      where outage.unit === unit && outage.definition.clock == .uses && !outage.isPending {
        outage.left -= 1
        if outage.left <= 0 { outage.isPending = true }
      }
      beginPending(of: unit)
    }
  }
}
