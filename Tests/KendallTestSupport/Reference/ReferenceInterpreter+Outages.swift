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
  /// Of a unit that travels: the label of its place, whether it travels empty or loaded, when it was
  /// given back last, and how many had been handed out before it.
  var place = 0.0
  var travelsEmpty = false
  var travelsLoaded = false
  var idleSince: Int64 = 0
  var turn = 0

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
  /// Whether it waits for the time at which it may begin.
  var isPostponed = false
  /// Who puts all units right, while an outage of all lasts; kept by that of the first unit.
  var trip: Visitor?
  /// How far its unit has deteriorated towards it.
  var stage = 0
  /// Whether a planned repair is called for, or an alarm is on its way, and whether that is because
  /// something was found.
  var isCalled = false
  var isFound = false

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
    for (index, resource) in model.resources.enumerated()
    where !resource.outages.isEmpty || resource.transport != nil {
      let most = Int(resource.mostUnits)
      units[Int32(index)] = (0..<most).map { Unit(Int32(index), $0) }
      for unit in units[Int32(index)] ?? [] { unit.place = resource.transport?.home ?? 0 }
      for (number, unit) in (named[Int32(index)] ?? []).enumerated() {
        unit.unit = units[Int32(index)]?[number]
      }
    }
    for outage in model.resources.flatMap(\.outages) {
      outages += (units[outage.resource] ?? []).map { OutageOfUnit(outage, $0) }
    }
  }

  /// Begins a clock anew.
  func wind(_ outage: OutageOfUnit) throws(ReferenceFailure) {
    if outage.definition.hitsAll, outage.unit.number > 0 { return }
    halt(outage)
    outage.isPending = false
    outage.isPostponed = false
    let isFirst = outage.definition.role == .inspection && outage.count == 0
    let after = try time(
      isFirst ? outage.definition.first ?? outage.definition.after : outage.definition.after,
      outage.word)
    outage.left = after > 0x1p61 ? 1 << 61 : ticks(after)
    if outage.definition.clock == .calendar, after <= 0x1p61 { run(outage) }
    if outage.definition.role == .outage, outage.definition.failure != nil {
      try beginGood(outage)
    }
  }

  /// A length of time that no entity has a say in.
  func time(_ quantity: QuantityModel, _ word: UInt64) throws(ReferenceFailure) -> Double {
    let time: Double
    switch quantity {
    case .expression(let expression): time = try finite(value(of: expression, for: nil))
    case .random(let random):
      var stream = self.stream(random.purpose, word: word)
      time = try draw(random, for: nil, from: &stream)
    }
    if time < 0 { throw failure(.negativeDuration) }
    return time
  }

  func run(_ outage: OutageOfUnit) {
    outage.due = now + outage.left
    schedule(.outageDue(outage), order: 4, at: outage.due)
    outage.event = scheduled
  }

  func halt(_ outage: OutageOfUnit) {
    guard let event = outage.event else { return }
    cancel(event)
    outage.event = nil
    outage.left = outage.due - now
  }

  /// Starts or stops the clocks that count the work of an entity.
  func count(_ isWorking: Bool, _ visitor: Visitor) {
    for outage in outages
    where outage.definition.clock == .operating && outage.unit.holder === visitor
      && !outage.isPostponed
    {
      if !isWorking { halt(outage) } else if !outage.isPending { run(outage) }
    }
  }

  /// The time of a clock is over.
  func beginOutage(_ outage: OutageOfUnit) throws(ReferenceFailure) {
    outage.event = nil
    outage.left = 0
    outage.isPostponed = false
    if postpones(outage) { return }
    if try hasOnlyGoneOn(outage) { return }
    if outage.definition.hitsAll { return try beginTrip(outage) }
    try strike(outage)
  }

  /// Puts an outage off until its window opens.
  private func postpones(_ outage: OutageOfUnit) -> Bool {
    guard let window = outage.definition.window else { return false }
    func isOpen(_ tick: Int64) -> Bool {
      (window.changes.last { $0.tick <= tick % window.period }?.value ?? 0) > 0
    }
    if isOpen(now) { return false }
    outage.isPending = false
    outage.isPostponed = true
    let starts = window.changes.filter { $0.value > 0 }.map(\.tick)
    let within = now % window.period
    let next = starts.first { $0 > within } ?? (starts[0] + window.period)
    outage.left = next - within
    run(outage)
    return true
  }

  /// All units go out of service, or follow as they are given back.
  private func beginTrip(_ first: OutageOfUnit) throws(ReferenceFailure) {
    let servant = Visitor(
      identity: hash(ofName: first.definition.info.name) &+ mix(first.word), source: -1,
      ordinal: 1, arrival: now)
    first.count += 1
    if isObserving { out.outages[number(of: first)].begun += 1 }
    first.trip = servant
    servant.first(repair(first))
    schedule(.goOn(servant), order: 1, at: now)
    note(.failed, servant, first.definition.info.name)
    let all = outages.filter { $0.definition.info.name == first.definition.info.name }
    for outage in all { outage.isPending = true }
    for outage in all where outage.isPending { try strike(outage) }
  }

  private func endTrip(_ first: OutageOfUnit, by servant: Visitor) throws(ReferenceFailure) {
    let all = outages.filter { $0.definition.info.name == first.definition.info.name }
    first.trip = nil
    for outage in all {
      outage.isPending = false
      if outage.unit.outage === outage {
        outage.unit.outage = nil
        settleOutages(of: outage.unit.resource)
      }
    }
    settleOutages(of: first.unit.resource)
    note(.repaired, servant, first.definition.info.name)
    try wind(first)
    for outage in all {
      if first.definition.renews { try renew(outage) }
      if outage.unit.holder == nil, outage.unit.outage == nil { beginPending(of: outage.unit) }
    }
  }

  private func renew(_ outage: OutageOfUnit) throws(ReferenceFailure) {
    for other in outages
    where other !== outage && other.unit === outage.unit && !other.definition.hitsAll
      && other.definition.role == .outage
    {
      other.count += 1
      try wind(other)
    }
  }

  private func repair(_ outage: OutageOfUnit) -> [Task] {
    [outage.definition.getSpares, outage.definition.putRight].compactMap(\.self).map { .step($0) }
      + [.endOutage(outage)]
  }

  /// A unit goes out of service at once, or as soon as it can.
  private func strike(_ outage: OutageOfUnit) throws(ReferenceFailure) {
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
      takeAway(
        outage.unit.resource, from: held, unit: outage.unit,
        named: named[outage.unit.resource]?.first { $0.unit === outage.unit }, rule: rule)
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
    if outage.definition.hitsAll {
      outage.unit.outage = outage
      return settleOutages(of: outage.unit.resource)
    }
    noteCondition(outage)
    let servant = servant(of: outage)
    outage.unit.outage = outage
    settleOutages(of: outage.unit.resource)
    note(.failed, servant, outage.definition.info.name)
  }

  /// Somebody who sees to a unit.
  func servant(of outage: OutageOfUnit) -> Visitor {
    let servant = Visitor(
      identity: hash(ofName: outage.definition.info.name) &+ mix(outage.word), source: -1,
      ordinal: Int64(outage.unit.number) + 1, arrival: now)
    outage.count += 1
    if isObserving { out.outages[number(of: outage)].begun += 1 }
    servant.first(repair(outage))
    schedule(.goOn(servant), order: 1, at: now)
    return servant
  }

  /// The place of an outage among those of the model.
  func number(of outage: OutageOfUnit) -> Int {
    model.resources.flatMap(\.outages).firstIndex { $0.info.name == outage.definition.info.name }
      ?? 0
  }

  /// A unit has been put right.
  func endOutage(_ outage: OutageOfUnit, by servant: Visitor) throws(ReferenceFailure) {
    if outage.definition.hitsAll { return try endTrip(outage, by: servant) }
    if outage.definition.staysInService {
      try wind(outage)
      return try judge(outage)
    }
    outage.unit.outage = nil
    settleOutages(of: outage.unit.resource)
    note(.repaired, servant, outage.definition.info.name)
    if outage.definition.role == .planned {
      if !outage.definition.renews, let own = part(.outage, besides: outage) {
        own.count += 1
        try wind(own)
      }
    } else {
      try wind(outage)
    }
    if outage.definition.renews { try renew(outage) }
    if outage.definition.role == .inspection { try judge(outage) }
    if outage.unit.outage == nil { beginPending(of: outage.unit) }
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
    for outage in outages where outage.unit === unit && outage.isPending {
      if !outage.definition.hitsAll, postpones(outage) { continue }
      return putOutOfService(outage)
    }
  }

  /// Gives units in service into the hands of an entity.
  func hand(_ count: Int64, of resource: Int32, to visitor: Visitor) {
    if let named = named[resource] {
      for one in named { one.unit?.holder = one.holder }
      return
    }
    if let transport = model.resources[Int(resource)].transport {
      return hand(count, of: resource, transport, to: visitor)
    }
    let free = (units[resource] ?? []).filter { $0.holder == nil && $0.outage == nil }
    for unit in free.prefix(Int(count)) { unit.holder = visitor }
  }

  /// Takes units out of the hands of an entity; what has waited for them begins.
  func takeBack(_ count: Int64, of resource: Int32, from visitor: Visitor, preferred: Unit?) {
    preferred?.holder = nil
    var others = (units[resource] ?? []).filter { $0.holder === visitor }
    if model.resources[Int(resource)].transport != nil {
      others.sort { $0.turn > $1.turn }
      if let preferred { park(preferred) }
      for unit in others.prefix(Int(count) - (preferred == nil ? 0 : 1)) { park(unit) }
    }
    for unit in others.prefix(Int(count) - (preferred == nil ? 0 : 1)) { takeBack(unit) }
  }

  /// Takes listed units out of the hands of whoever has them.
  func takeBack(_ back: [Unit], preferred: Unit?) {
    for unit in back {
      unit.holder = nil
      if unit !== preferred { takeBack(unit) }
    }
  }

  private func takeBack(_ unit: Unit) {
    unit.holder = nil
    for outage in outages
    where outage.unit === unit && outage.definition.clock == .uses && !outage.isPending
      && !outage.isPostponed
    {
      outage.left -= 1
      if outage.left <= 0 { outage.isPending = true }
    }
    beginPending(of: unit)
  }
}
