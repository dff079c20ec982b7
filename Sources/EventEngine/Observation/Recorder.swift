import OutputStatistics

/// What a replication keeps of what happened: counts, observations and integrals over time.
///
/// Observations are those whose end lies in the window, integrals are over the window; counts run
/// from the start and are compared with their values at its opening.
struct Recorder: ~Copyable {
  let outcomeCount: Int
  let startInWeek: Int64
  let binWidth: Int64
  let binCount: Int

  var events: Int64 = 0
  var arrivals: Int64 = 0
  var departures: Int64 = 0
  /// Entities that came from each source, and that left from each with each outcome.
  var entered: GrowableStorage<Int64>
  var outcomes: GrowableStorage<Int64>
  /// Entities of each source that have become part of others.
  var merged: GrowableStorage<Int64>
  var inside = TimeIntegral()
  /// Ticks spent inside during the window by entities that have left.
  var sojourn: Int128 = 0

  /// Waits of each request that ended with a grant, or with giving up.
  var waits: OwnedArray<Observations>
  var abandonedWaits: OwnedArray<Observations>
  /// Waits of interrupted activities until they could go on.
  var resumptions: OwnedArray<Observations>
  /// Waits for other entities.
  var gatherings: OwnedArray<Observations>
  /// Lengths of stay by (source, outcome).
  var stays: OwnedArray<Observations>
  /// Observations of the model's own measures.
  var tallies: OwnedArray<Observations>
  /// Averages over time of expressions of the state.
  var gauges: Gauges
  /// Ticks of waits that ended with a grant by what they were due to, for each request from where
  /// its begin: as many as its group has clocks.
  var causes: GrowableStorage<Int128>
  let firstCause: GrowableStorage<Int32>
  /// What has become of appointments, by (source, `AppointmentCount`).
  var appointments: GrowableStorage<Int64>
  /// How often units of each resource have been taken.
  var uses: GrowableStorage<Int64>
  /// What has come of each outage, and of looking after conditions.
  var outages: GrowableStorage<OutageCounts>
  var conditions: GrowableStorage<ConditionCounts>
  /// Integrals of the resources by the values of the factor.
  private(set) var factorAreas: FactorAreas
  private let kinds: GrowableStorage<TallyKind>
  private let values: GrowableStorage<DepartureValues>
  /// The tallies to fill at a departure, and where those of each source begin in that list.
  private let departureTallies: GrowableStorage<Int32>
  private let firstDepartureTally: GrowableStorage<Int32>

  /// What the draws came to.
  var draws: DrawTotals
  /// The number inside from the very start.
  var start: StartSeries

  private(set) var windowIsOpen = false
  private(set) var windowStart: Int64 = 0
  private(set) var openingCounts = OpeningCounts()
  private(set) var nextBinEdge: Int64 = .max
  private var lastEdge: Int64 = 0
  private var lastAreas: [Int128] = []
  private(set) var binAreas: [Int128] = []
  private(set) var binTimes: [Int64] = []

  /// What a tally records at a departure, and when (see `TallySpecification`).
  struct DepartureValues: BitwiseCopyable {
    var value: Int32
    var condition: Int32
    var outcome: Int32
    var source: Int32
    var classes: TallyClasses
  }

  /// What had happened when the window opened.
  struct OpeningCounts {
    var entered: [Int64] = []
    var outcomes: [Int64] = []
    var merged: [Int64] = []
    var uses: [Int64] = []
    var inside: Int64 = 0
  }

  init(_ program: Program) {
    outcomeCount = program.outcomes.count
    startInWeek = program.startInWeek
    binWidth = program.profileBin
    binCount = program.profileBins
    draws = DrawTotals(count: program.draws.count)
    start = StartSeries(width: program.startBin)
    entered = GrowableStorage(repeating: 0, count: program.sources.count)
    outcomes = GrowableStorage(
      repeating: 0, count: program.sources.count * program.outcomes.count)
    merged = GrowableStorage(repeating: 0, count: program.sources.count)
    gatherings = OwnedArray(count: program.gatherings.count) { _ in Observations() }
    waits = OwnedArray(count: program.requests.count) { _ in Observations() }
    abandonedWaits = OwnedArray(count: program.requests.count) { _ in Observations() }
    resumptions = OwnedArray(count: program.activities.count) { _ in Observations() }
    stays = OwnedArray(count: program.sources.count * program.outcomes.count) { _ in
      Observations()
    }
    tallies = OwnedArray(count: program.tallies.count) { _ in Observations() }
    gauges = Gauges(program.gauges)
    appointments = GrowableStorage(
      repeating: 0, count: program.sources.count * AppointmentCount.allCases.count)
    uses = GrowableStorage(repeating: 0, count: program.resources.count)
    outages = GrowableStorage(repeating: OutageCounts(), count: program.outages.count)
    conditions = GrowableStorage(repeating: ConditionCounts(), count: program.conditions.count)
    factorAreas = FactorAreas(program.factors)
    var firstCauses = GrowableStorage<Int32>()
    var causeCount: Int32 = 0
    for group in program.groupOfRequest {
      firstCauses.append(causeCount)
      if group >= 0 { causeCount += program.waitGroups[Int(group)].clockCount }
    }
    firstCause = firstCauses
    causes = GrowableStorage(repeating: 0, count: Int(causeCount))
    kinds = GrowableStorage(program.tallies.map(\.kind))
    values = GrowableStorage(
      program.tallies.map {
        DepartureValues(
          value: $0.value, condition: $0.condition, outcome: $0.outcome, source: $0.source,
          classes: $0.classes)
      })
    var list = GrowableStorage<Int32>()
    var starts = GrowableStorage<Int32>()
    for source in program.sources.indices {
      starts.append(Int32(list.count))
      for (index, tally) in program.tallies.enumerated()
      where tally.isTakenAtDeparture && (tally.source < 0 || Int(tally.source) == source) {
        list.append(Int32(index))
      }
    }
    starts.append(Int32(list.count))
    departureTallies = list
    firstDepartureTally = starts
  }

  /// The number of tallies to fill when an entity of a source leaves.
  @inline(__always)
  func departureTallies(of source: Int) -> Range<Int32> {
    firstDepartureTally[source]..<firstDepartureTally[source &+ 1]
  }

  @inline(__always)
  func departureValues(_ tally: Int32) -> DepartureValues { values[tally] }

  @inline(__always)
  func departureTally(_ index: Int32) -> Int32 { departureTallies[index] }

  /// Why a tally cannot hold a finite value, if it cannot: a duration must lie on the clock.
  @inline(__always)
  func problem(with value: Double, in tally: Int) -> FailureKind? {
    if kinds[tally] != .duration || (value > -0.5 && value <= Double(maximumTick)) { return nil }
    return value < 0 ? .negativeDuration : .beyondClock
  }

  /// Adds the value of an expression to a tally, in the tally's own kind.
  @inline(__always)
  mutating func observe(_ value: Double, in tally: Int) {
    switch kinds[tally] {
    case .share: tallies[tally].record(truth: value != 0)
    case .duration: tallies[tally].record(ticks(value))
    case .number: tallies[tally].record(number: value)
    }
  }

  /// Counts one more appointment of a source.
  mutating func count(_ what: AppointmentCount, of source: Int32) {
    let place = Int(source) * AppointmentCount.allCases.count + what.rawValue
    appointments[place] &+= 1
  }

  /// Forgets what was observed during warm-up and begins to observe.
  mutating func openWindow(at tick: Int64, resources: borrowing GrowableStorage<ResourceState>) {
    windowIsOpen = true
    windowStart = tick
    sojourn = 0
    for index in 0..<waits.count {
      waits[index] = Observations()
      abandonedWaits[index] = Observations()
    }
    for index in 0..<resumptions.count { resumptions[index] = Observations() }
    for index in 0..<gatherings.count { gatherings[index] = Observations() }
    for index in 0..<causes.count { causes[index] = 0 }
    for index in 0..<appointments.count { appointments[index] = 0 }
    for index in 0..<outages.count { outages[index].reset(at: tick) }
    for index in 0..<conditions.count { conditions[index].reset(at: tick) }
    for index in 0..<stays.count { stays[index] = Observations() }
    for index in 0..<tallies.count { tallies[index] = Observations() }
    draws.open()
    openingCounts.entered = entered.array
    openingCounts.outcomes = outcomes.array
    openingCounts.merged = merged.array
    openingCounts.uses = uses.array
    openingCounts.inside = inside.value
    for index in 0..<resources.count { resources[index].resetIntegrals(at: tick) }
    start.carry(inside, at: tick)
    inside.reset(at: tick)
    gauges.open(at: tick, bins: binCount)
    factorAreas.open(at: tick, areas: areas(at: tick, of: resources))
    if binCount > 0 {
      lastEdge = tick
      lastAreas = areas(at: tick, of: resources)
      binAreas = Array(repeating: 0, count: binCount * lastAreas.count)
      binTimes = Array(repeating: 0, count: binCount)
      let intoBin = (startInWeek + tick) % binWidth
      nextBinEdge = tick + binWidth - intoBin
    }
  }

  /// Adds what has passed since the last edge to the bin of the profile it belongs to.
  mutating func closeBin(at tick: Int64, resources: borrowing GrowableStorage<ResourceState>) {
    let now = areas(at: tick, of: resources)
    let bin = Int((startInWeek + lastEdge) / binWidth % Int64(binCount))
    for index in now.indices {
      binAreas[bin * now.count + index] += now[index] - lastAreas[index]
    }
    gauges.closeBin(bin, at: tick)
    binTimes[bin] += tick - lastEdge
    lastAreas = now
    lastEdge = tick
    if tick >= nextBinEdge { nextBinEdge += binWidth }
  }

  /// Adds what has passed to the value of the factor that held, where it changes or all is over.
  mutating func closeFactor(
    at tick: Int64, isEnd: Bool, resources: borrowing GrowableStorage<ResourceState>
  ) {
    if tick < factorAreas.nextEdge, !isEnd { return }
    factorAreas.close(at: tick, areas: areas(at: tick, of: resources))
  }

  /// All integrals over the window so far: inside, then `Level.allCases` of each resource.
  func areas(at tick: Int64, of resources: borrowing GrowableStorage<ResourceState>) -> [Int128] {
    var areas = [inside.area(at: tick)]
    areas.reserveCapacity(1 + resources.count * ResourceLevel.allCases.count)
    for index in 0..<resources.count {
      for level in ResourceLevel.allCases {
        areas.append(resources[index].integral(of: level).area(at: tick))
      }
    }
    return areas
  }

  /// A second recorder with the same contents.
  func copy(of program: Program) -> Recorder {
    var other = Recorder(program)
    other.events = events
    other.arrivals = arrivals
    other.departures = departures
    other.entered = entered.copy()
    other.outcomes = outcomes.copy()
    other.merged = merged.copy()
    for index in 0..<gatherings.count { other.gatherings[index] = gatherings[index].copy() }
    other.inside = inside
    other.sojourn = sojourn
    for index in 0..<waits.count {
      other.waits[index] = waits[index].copy()
      other.abandonedWaits[index] = abandonedWaits[index].copy()
    }
    for index in 0..<resumptions.count {
      other.resumptions[index] = resumptions[index].copy()
    }
    for index in 0..<stays.count { other.stays[index] = stays[index].copy() }
    for index in 0..<tallies.count { other.tallies[index] = tallies[index].copy() }
    other.gauges = gauges.copy()
    other.uses = uses.copy()
    other.appointments = appointments.copy()
    other.outages = outages.copy()
    other.conditions = conditions.copy()
    other.causes = causes.copy()
    other.factorAreas = factorAreas
    other.draws = draws.copy()
    other.start = start
    other.windowIsOpen = windowIsOpen
    other.windowStart = windowStart
    other.openingCounts = openingCounts
    other.nextBinEdge = nextBinEdge
    other.lastEdge = lastEdge
    other.lastAreas = lastAreas
    other.binAreas = binAreas
    other.binTimes = binTimes
    return other
  }
}

/// The levels of a resource that are integrated over time.
package enum ResourceLevel: Int, CaseIterable, Sendable {
  /// Units in use.
  case busy
  /// Units in turnaround.
  case dirty
  /// Entities in line.
  case queued
  /// Units on duty: those planned, and those still in use after their shift.
  case onDuty
  /// Units on duty by the plan.
  case planned
  /// Units missing from those because they are out of service.
  case broken
  /// Units held by entities that wait, where that is followed.
  case blocked
}

extension ResourceState {
  /// Begins all integrals anew at the opening of the window.
  mutating func resetIntegrals(at tick: Int64) {
    busy.reset(at: tick)
    dirty.reset(at: tick)
    queued.reset(at: tick)
    onDuty.reset(at: tick)
    planned.reset(at: tick)
    broken.reset(at: tick)
    blocked.reset(at: tick)
  }

  func integral(of level: ResourceLevel) -> TimeIntegral {
    switch level {
    case .busy: busy
    case .dirty: dirty
    case .queued: queued
    case .onDuty: onDuty
    case .planned: planned
    case .broken: broken
    case .blocked: blocked
    }
  }
}
