import EventEngine
package import FacilityModel

/// A slow and obvious interpreter of the checked model, against which the engine is held.
///
/// It walks the trees of steps and expressions and never sees the program; what happens next is
/// found by looking at everything that will happen, and integrals are sums of value × elapsed.
package final class ReferenceInterpreter {
  let model: Model
  let seed: UInt64
  let replication: UInt64
  let entityLimit: Int

  var now: Int64 = 0
  var upcoming: [Upcoming] = []
  var scheduled = 0
  var stations: [Station]
  /// Units of each resource by its rota, and the times of the shocks.
  var planned: [Int64]
  var shockTimes: [Int: ShockTimes] = [:]
  var visitors: [Visitor] = []
  /// The units of those resources that can be out of service, and all their clocks.
  var units: [Int32: [Unit]] = [:]
  var outages: [OutageOfUnit] = []
  /// The units of those resources that list them, how often one has been taken, and the one that an
  /// expression asks about.
  var named: [Int32: [NamedUnit]] = [:]
  var takings = 0
  /// How many units shocks take away, and how many of each group they have got.
  var withdrawn: [Int32: (count: Int64, from: [Int64])] = [:]
  /// When the rota of a resource changed last.
  var rosteredAt: [Int32: Int64] = [:]
  var candidate: NamedUnit?
  /// The units found for the one who is looked at.
  var found: [Int32: NamedUnit] = [:]
  /// The work in hand at each resource that is shared, and when it last changed.
  var sharing: [Int32: (works: [Work], since: Int64)] = [:]
  /// What is under way to each stock.
  var supplies: [Int32: Supplies] = [:]
  /// The tanks and their flows, whether they have been touched, how far ahead levels are read, and the
  /// event at which something of them changes by itself.
  var basins: [Basin]
  var pipes: [Pipe]
  var haveTanksChanged = true
  var ahead: Int64 = 0
  var tanksDue: Int?
  /// Whether units are being taken from one entity for another.
  var isChangingHands = false
  /// How often anybody has asked for units of a stock, and how often units have expired in vain.
  var demands: Int64 = 0
  var spoiltInVain = 0
  var spoiltSince: Int64 = 0
  /// How many units of transports have been handed out.
  var handedOut = 0
  /// How many hidden entities there are.
  var hidden = 0
  var parties: [Party] = []
  /// Those who wait for partners, in the order in which they are taken.
  var meetings: [Meeting] = []
  /// The first of a batch while its other members end.
  var completing: Visitor?
  /// Resources whose lines are still to be served in this tick, in the order of their marking.
  var marked: [Int32] = []
  /// Those who wait for conditions and signals, by priority and then in the order of joining.
  var watches: [Watch] = []
  /// Whether they are still to be looked at.
  var isWatchingDue = false

  /// What was chosen last at each choice, and how each resource has been used.
  var lastChosen: [String: Int] = [:]
  var usage: [Int32: Usage] = [:]

  /// How often lots have been drawn for each resource.
  var lots: [Int32: UInt64] = [:]

  var arrivals: Int64 = 0
  var departures: Int64 = 0
  /// Entities that have come, by source, occasions on which some might, and ordinals given.
  var arrivalsOf: [Int64]
  var occasionsOf: [Int64]
  var ordinalsOf: [Int64]
  /// Appointments of which it is known whether somebody comes, and when.
  var awaited = 0
  /// The sessions of appointments that are held, and when somebody last left them.
  var held: Set<Session> = []
  var sessionsLeft: [Session: Int64] = [:]
  /// Occasions since anybody came or left.
  var inVain: Int64 = 0
  var movements: Int64 = 0
  /// Where the walks along changing rates stand, by source.
  var rateWalks: [String: RateWalk] = [:]
  /// Unit exponentials so far by source, in units of 2^-32.
  var exponentials: [Int64]
  var exponentialsDrawn: [UInt64]
  var isOpen: [Bool]
  var lastArrival = Int64.max

  var end: Int64?
  var lastActivity: Int64 = 0
  var out = ReferenceOutcome()

  init(_ model: Model, seed: UInt64, replication: UInt64, entityLimit: Int) {
    self.model = model
    self.entityLimit = entityLimit
    self.seed = seed
    self.replication = replication
    stations = model.resources.map {
      Station(
        rostered: $0.plan.changes[0].value,
        most: $0.stock?.most ?? $0.mostUnits)
    }
    basins = model.tanks.map { Basin($0) }
    pipes = model.flows.map { Pipe($0) }
    planned = model.resources.map { $0.plan.changes[0].value }
    for (index, resource) in model.resources.enumerated() {
      named[Int32(index)] = resource.units?.names.indices.map { NamedUnit($0) }
    }
    let sources = model.sources.count
    arrivalsOf = Array(repeating: 0, count: sources)
    occasionsOf = arrivalsOf
    ordinalsOf = arrivalsOf
    exponentials = Array(repeating: 0, count: sources)
    exponentialsDrawn = Array(repeating: 0, count: sources)
    isOpen = Array(repeating: false, count: sources)
    out.entered = Array(repeating: 0, count: sources)
    out.merged = Array(repeating: 0, count: sources)
    out.outcomes = Array(
      repeating: Array(repeating: 0, count: model.outcomes.count), count: sources)
    out.stays = Array(
      repeating: Array(repeating: [], count: model.outcomes.count), count: sources)
    out.tallies = Array(repeating: [], count: model.measures.count)
    out.variables = model.variables.map(\.start)
    out.gauges = model.gauges.map {
      let none = Array(repeating: Int64(0), count: $0.level.levels)
      return ReferenceGauge(times: none, found: none)
    }
    out.areas = Array(
      repeating: Array(repeating: 0, count: ResourceLevel.allCases.count),
      count: model.resources.count)
    out.maximumQueued = Array(repeating: 0, count: model.resources.count)
    out.maximumBusy = Array(repeating: 0, count: model.resources.count)
    out.uses = out.maximumBusy
    out.travel = Array(repeating: [0, 0], count: model.resources.count)
    out.outages = model.resources.flatMap(\.outages).map { _ in (0, 0) }
    out.appointments = Array(
      repeating: 0, count: model.sources.count * AppointmentCount.allCases.count)
  }

  /// Runs a replication to its end.
  ///
  /// - Parameter entityLimit: how many entities may be present at one time.
  package static func run(
    _ model: Model, seed: UInt64, replication: UInt64, entityLimit: Int = 10_000_000
  ) throws(ReferenceFailure) -> ReferenceOutcome {
    let interpreter = ReferenceInterpreter(
      model, seed: seed, replication: replication, entityLimit: entityLimit)
    try interpreter.start()
    while try interpreter.goOn() {}
    return interpreter.finish()
  }

  private func start() throws(ReferenceFailure) {
    switch model.time.end {
    case .tick(let tick): end = tick
    case .empty(let last): lastArrival = last ?? .max
    case .arrivals, .departures: break
    }
    for resource in model.resources.indices { planCapacity(Int32(resource), after: 0) }
    for shock in model.shocks.indices { try planShock(shock, after: 0) }
    makeUnits()
    for outage in outages {
      if [.outage, .inspection].contains(outage.definition.role) { try wind(outage) }
    }
    startEscalations()
    try startStocks()
    for source in model.sources.indices { try planArrival(source) }
    if case .empty = model.time.end, !isOpen.contains(true) { end = 0 }
  }

  /// Lets the next thing happen; false at the end.
  private func goOn() throws(ReferenceFailure) -> Bool {
    var next = upcoming.min { $0.comes(before: $1) }
    if !marked.isEmpty || (isWatchingDue && (!watches.isEmpty || hasJockeys)) {
      // Lines are served after the completions and capacity increases of a tick, and again
      // whenever something later in the tick has changed them.
      guard let next, next.tick == now, next.order < 3 else {
        // Those who wait for conditions come when no line is left to be served.
        if marked.isEmpty { try serveWatches() } else { try serve(marked.removeFirst()) }
        return true
      }
    }
    if !basins.isEmpty, next?.tick ?? .max > now {
      if try settleTanks() { return true }
      next = upcoming.min { $0.comes(before: $1) }
    }
    guard let next, next.tick <= end ?? .max else { return try goOnWithoutEvents(next) }
    if next.isChangeOfCapacity, !upcoming.contains(where: { !$0.isChangeOfCapacity }),
      next.tick - lastActivity > longestPeriod, next.tick > now
    {
      // Only changes of capacity are left, and each has come once in vain.
      if !isDeserted { throw failure(.deadlock(""), at: next.tick) }
      if end == nil { end = next.tick }
    }
    try advance(to: next.tick)
    upcoming.removeAll { $0.number == next.number }
    if case .expiry = next.what {} else if !next.isChangeOfCapacity { lastActivity = now }
    isWatchingDue = true
    switch next.what {
    case .workOver(let work):
      leaveSharing(work)
      count(false, work.visitor)
      note(.ended, work.visitor, work.step.name)
      try proceed(work.visitor)
    case .goOn(let visitor): try proceed(visitor)
    case .outageDue(let outage): try beginOutage(outage)
    case .clean(let resource, let unit): clean(resource, unit)
    case .capacity(let resource, let capacity):
      planned[Int(resource)] = capacity
      rosteredAt[resource] = now
      rosterUnits(of: resource)
      settleGroups(of: resource)
      mark(resource)
      if model.resources[Int(resource)].preemptsAtShiftEnd { endShift(of: resource) }
      planCapacity(resource, after: now)
    case .shock(let shock, let span): try turnShock(shock, on: span)
    case .arrival(let source): try arrive(source)
    case .tanks:
      tanksDue = nil
      haveTanksChanged = true
    case .loadDone(let load): finish(load)
    case .expiry(let stock): try expire(stock)
    case .delivery(let stock, let units): try receive(units, of: stock)
    case .review(let stock): try review(stock)
    case .renege(let waiting): try renege(waiting)
    case .lookAgain(let watch, _): planClock(watch)
    case .sectionOver(let section): try expire(section)
    case .batchOver(let party):
      party.deadline = nil
      try complete(party, resuming: true)
    case .appointment(let source, let slot, let fate):
      try keepAppointment(source, slot, fate)
    }
    return true
  }

  /// The run is over, or nothing will ever happen again.
  private func goOnWithoutEvents(_ next: Upcoming?) throws(ReferenceFailure) -> Bool {
    if next == nil, end == nil || now < end ?? 0 || isFixed, !isDeserted {
      throw failure(.deadlock(""), at: now)
    }
    if end == nil { end = now }
    try advance(to: end ?? now)
    try noteEnd()
    return false
  }

  private var isFixed: Bool { if case .tick = model.time.end { true } else { false } }

  private var longestPeriod: Int64 {
    max(
      model.resources.map { max($0.plan.period, $0.plan.changes.last?.tick ?? 0) }.max() ?? 0,
      model.resources.flatMap(\.outages).compactMap { $0.window?.period }.max() ?? 0,
      model.longestWaitPeriod, model.tanks.isEmpty ? 0 : 366 * Ticks.day,
      model.resources.compactMap { $0.stock?.reorder?.review }.max() ?? 0)
  }

  func schedule(_ what: Upcoming.What, order: Int, at tick: Int64) {
    scheduled += 1
    upcoming.append(Upcoming(tick: tick, order: order, number: scheduled, what: what))
  }

  func failure(_ kind: FailureKind, at tick: Int64? = nil) -> ReferenceFailure {
    ReferenceFailure(kind: kind, tick: tick ?? now)
  }

  // MARK: Observation

  /// Whether what happens now is observed: after the warm-up, whose last tick is part of it.
  var isObserving: Bool { model.time.warmUp == 0 || now > model.time.warmUp }

  /// Lets time pass, adding value × elapsed within the window to every integral.
  private func advance(to tick: Int64) throws(ReferenceFailure) {
    let warmUp = model.time.warmUp
    let isOpening = warmUp > 0 && now <= warmUp && tick > warmUp
    if isOpening { openWindow() }
    if model.keepsAccounts, tick > now { keepAccounts(for: tick - now) }
    if model.observed.contains(.causes), tick > now { followCauses(for: tick - now) }
    if tick > now { followUse(for: tick - now) }
    // Levels are seen as they are until they have flowed on.
    let elapsed = tick - max(now, min(warmUp, tick))
    if tick > now { try observeGauges(for: elapsed) }
    if isOpening {
      flow(for: warmUp - now)
      openTanks()
      flow(for: tick - warmUp)
    } else {
      flow(for: tick - now)
    }
    if elapsed > 0 {
      observeTravel(for: elapsed)
      for (index, stock) in stocked.enumerated() where stations[Int(stock)].rostered == 0 {
        out.stocks[index].emptyTicks += Int128(elapsed)
      }
      for outage in outages where outage.unit.outage === outage {
        out.outages[number(of: outage)].out += Int128(elapsed)
      }
      followConditions(for: elapsed)
      out.insideArea += Int128(visitors.count) * Int128(elapsed)
      for resource in stations.indices {
        for level in ResourceLevel.allCases {
          out.areas[resource][level.rawValue] +=
            Int128(stations[resource].value(of: level)) * Int128(elapsed)
        }
      }
    }
    if elapsed > 0 { followUnits(for: elapsed) }
    if elapsed > 0 { observeFactor(from: tick - elapsed, to: tick) }
    now = tick
  }

  /// Notes the state at the end of the warm-up.
  private func openWindow() {
    out.insideAtStart = Int64(visitors.count)
    for resource in stations.indices {
      out.maximumQueued[resource] = Int64(stations[resource].line.count)
      out.maximumBusy[resource] = stations[resource].busy
    }
  }

  private func finish() -> ReferenceOutcome {
    // A run that ends within its warm-up has an empty window at its end.
    if model.time.warmUp > 0, now <= model.time.warmUp {
      openWindow()
      openTanks()
    }
    finishTanks()
    out.windowStart = min(model.time.warmUp, now)
    out.windowEnd = now
    out.insideAtEnd = Int64(visitors.count)
    out.sessions = model.sources.indices.map {
      sessions(of: $0, from: out.windowStart, to: out.windowEnd)
    }
    out.unitAreas = model.resources.indices.flatMap { named[Int32($0)] ?? [] }.map(\.used)
    out.unitOutages = model.resources.indices.flatMap { named[Int32($0)] ?? [] }.map(\.out)
    out.setUpAreas = model.resources.indices.flatMap { named[Int32($0)] ?? [] }.map(\.settingUp)
    return out
  }

  func note(_ happening: Happening, _ visitor: Visitor, _ step: String) {
    out.fingerprint.add(
      tick: now, entity: visitor.identity, step: hash(ofName: step),
      happening: happening.rawValue)
    out.story.append(
      ReferenceOutcome.Note(
        tick: now,
        entity: visitor.source < 0
          ? "unit \(visitor.ordinal)" : "\(model.sources[visitor.source].name):\(visitor.ordinal)",
        step: step, happening: happening))
  }
}
