import OutputStatistics
import RandomStreams

/// One replication of a program: the machine that turns a `Program` into what happened.
///
/// The engine owns its whole state. It reads no clock, file or environment, draws only from streams
/// keyed by (seed, purpose, entity and visit, replication), and allocates only when one of its
/// tables outgrows its place.
///
/// Between two events it serves the lines of those resources that something has changed for: after
/// all completions and capacity increases of the tick, before its capacity decreases and arrivals.
package struct Engine: ~Copyable {
  let program: Program
  let seed: UInt64
  let replication: UInt64

  // The program's tables that are read between events, in blocks of the engine's own.
  let code: GrowableStorage<Instruction>
  let operations: GrowableStorage<ExpressionOperation>
  let expressions: GrowableStorage<ExpressionRange>
  let quantities: GrowableStorage<Quantity>
  let draws: GrowableStorage<Draw>
  let drawParameters: GrowableStorage<DrawParameters>
  let drawParts: GrowableStorage<DrawPart>
  let copulaFactors: GrowableStorage<CopulaFactor>
  let drawWays: GrowableStorage<DrawWay>
  /// What makes the distribution of each of these from its parameters.
  let distributionForms: [@Sendable (SIMD4<Double>) throws(ParameterProblem) -> Distribution]
  /// The means of those draws that are exponential with a constant mean; 0 for the others.
  let exponentialMeans: GrowableStorage<Double>
  let requests: GrowableStorage<RequestSpecification>
  let items: GrowableStorage<RequestItem>
  let choices: GrowableStorage<ChoiceSpecification>
  let options: GrowableStorage<OptionSpecification>
  let releases: GrowableStorage<ReleaseSpecification>
  let activities: GrowableStorage<ActivitySpecification>
  let sections: GrowableStorage<SectionSpecification>
  let outages: GrowableStorage<OutageSpecification>
  let waits: GrowableStorage<WaitSpecification>
  let clocks: GrowableStorage<ClockComparison>
  let offsprings: GrowableStorage<OffspringSpecification>
  let givenAttributes: GrowableStorage<ArrivalAttribute>
  let forks: GrowableStorage<ForkSpecification>
  let keptAttributes: GrowableStorage<Int32>
  let batches: GrowableStorage<BatchSpecification>
  let stockMoves: GrowableStorage<StockMove>
  let shares: GrowableStorage<ShareRange>
  /// Whether draws are made otherwise than usual: keyed by their order, or by inversion.
  let drawsOtherwise: Bool
  let inversion: Inversion
  /// Whether draws are keyed by their order, and how many there have been by draw and branch.
  let keysByOrder: Bool
  var drawOrder: GrowableStorage<UInt64>
  var shareOrder: GrowableStorage<UInt64>
  let shareBounds: GrowableStorage<Double>
  let shareTargets: GrowableStorage<Int32>
  let marks: GrowableStorage<MarkSpecification>
  let markTallies: GrowableStorage<Int32>
  let waitTotals: GrowableStorage<Int32>
  let rates: GrowableStorage<ChargeRate>
  let setUps: GrowableStorage<SetUpSpecification>
  let setUpValues: GrowableStorage<Double>
  let setUpTimes: GrowableStorage<Double>
  let tables: [Double]
  /// The tables once more, with room for the parts of a distribution while it is drawn from; empty
  /// where no distribution is put together at the draw.
  var drawTables: [Double]

  package internal(set) var now: Int64 = 0
  var calendar = Calendar()
  var entities: EntityTable
  var lines: WaitingLines
  var underWay = ActivityTable()
  var sharing: SharingTable
  var stocks: StockTable
  var tanks: TankTable
  var timed: SectionTable
  var holders: HolderTable
  var units: UnitTable
  var transports: TransportTable
  var listed: ListedUnitTable
  var shocks: ShockTable
  var waiting = WaitTable()
  /// Clones with those who wait for them, and members of batches with those who lead them.
  var family = MemberTable()
  var parties = MemberTable()
  var openBatches = GrowableStorage<OpenBatch>()
  var matching: MatchTable
  /// How many batches have begun.
  var batchesBegun: Int64 = 0
  var resources: GrowableStorage<ResourceState>
  var sources: GrowableStorage<SourceState>
  var occasions: Occasions
  var modulations: GrowableStorage<ModulationState>
  var arrivalStreams: GrowableStorage<RandomStream>
  var profileCursors: GrowableStorage<RateProfile.Cursor>
  var stack: GrowableStorage<Double>
  var variables: GrowableStorage<Double>
  /// How many units of each item the request being made asks for.
  var unitsAsked: GrowableStorage<Int32>
  /// The resources between whose lines somebody may change.
  let jockeyed: GrowableStorage<Int32>
  /// The option chosen last at a choice, kept in the place of its last option.
  var chosenLast: GrowableStorage<Int32>
  /// How resources have been used, where somebody asks for it.
  var uses: GrowableStorage<UseState>
  /// How often each line has been served in random order.
  var randomChoices: GrowableStorage<UInt64>
  /// Resources whose lines are to be served before time moves on, in the order of their marking.
  var pendingService = GrowableStorage<Int32>()
  var firstPending = 0
  var eventsInTick: Int64 = 0
  var accounts: AccountTable
  var causes: CauseTable
  var records: Recorder
  var watcher: Watcher

  let entityLimit: Int
  /// Whether something looks at the state before the clock moves on.
  let followsState: Bool
  /// Whether it is kept what each entity does and holds.
  let keepsAccounts: Bool
  /// Whether it is followed what waits are due to.
  let followsCauses: Bool
  /// Whether levels change between events.
  let hasTanks: Bool
  /// Whether entities can belong to others.
  let hasGroups: Bool
  /// Whether it is planned when sessions of appointments end.
  let hasSessions: Bool
  /// Sources with an arrival scheduled.
  var openSources = 0
  /// No arrivals after this tick.
  var lastArrivalTick: Int64 = .max
  /// The number of the arrival or departure with which the run ends, or -1.
  var endingArrival: Int64 = -1
  var endingDeparture: Int64 = -1
  var endsWhenEmpty = false
  /// The tick of the last event that was no change of capacity, and the time in which every plan
  /// has shown all its capacities.
  var lastActivity: Int64 = 0
  let longestPeriod: Int64
  /// The tick of the last event of a hidden entity or of a shock.
  var lastRepair: Int64 = 0
  /// How many outages have begun since the last activity, and when that was.
  var outagesInVain = 0
  var outagesInVainSince: Int64 = 0
  var capacityEvents = 0

  /// The tick at which the observer next looks; no event of a later tick happens before.
  var nextObservation: Int64 = 0
  /// Whether it is due to an edge of the series from the start, and to nothing else.
  var isEdgeOfStartAlone = false
  /// The tick of the end, as far as it is known.
  var endTick: Int64 = .max
  var hasEnded = false

  /// Prepares a replication of a verified program.
  ///
  /// - Parameter watching: what to keep of each step of each entity, for fingerprints and traces.
  package init(
    _ program: Program, seed: UInt64, replication: UInt64, watching: Watcher.Mode = .nothing
  ) {
    self.program = program
    self.seed = seed
    self.replication = replication
    code = GrowableStorage(program.code)
    operations = GrowableStorage(program.operations)
    expressions = GrowableStorage(program.expressions)
    quantities = GrowableStorage(program.quantities)
    draws = GrowableStorage(program.draws)
    drawParameters = GrowableStorage(program.drawParameters)
    drawParts = GrowableStorage(program.drawParts)
    copulaFactors = GrowableStorage(program.copulaFactors)
    drawWays = GrowableStorage(program.drawWays)
    drawTables = program.drawParts.isEmpty ? [] : program.tables
    distributionForms = program.drawParameters.map {
      Distributions.catalogue[Int($0.entry)].forms[Int($0.form)].build
    }
    exponentialMeans = GrowableStorage(
      program.draws.map {
        $0.parameters < 0 && $0.distribution.family == .exponential
          ? $0.distribution.mean(tables: program.tables.span) : 0
      })
    requests = GrowableStorage(program.requests)
    items = GrowableStorage(program.items)
    releases = GrowableStorage(program.releases)
    choices = GrowableStorage(program.choices)
    options = GrowableStorage(program.options)
    chosenLast = GrowableStorage(program.options.indices.map(Int32.init))
    jockeyed = GrowableStorage(program.jockeyed)
    uses = GrowableStorage(repeating: UseState(), count: program.resources.count)
    activities = GrowableStorage(program.activities)
    sections = GrowableStorage(program.sections)
    waits = GrowableStorage(program.waits)
    clocks = GrowableStorage(program.clocks)
    offsprings = GrowableStorage(program.offsprings)
    givenAttributes = GrowableStorage(program.givenAttributes)
    forks = GrowableStorage(program.forks)
    keptAttributes = GrowableStorage(program.keptAttributes)
    batches = GrowableStorage(program.batches)
    matching = MatchTable(kinds: program.matches.map(\.kindCount).max() ?? 0)
    stockMoves = GrowableStorage(program.stockMoves)
    stocks = StockTable(stocks: program.stocks.count)
    tanks = TankTable(program)
    hasTanks = !program.tanks.isEmpty
    shares = GrowableStorage(ShareRange.ranges(of: program.shares))
    // Nothing that is not there yet may be captured, not even by “||”: optimised builds would then
    // destroy what has no value yet.
    let byOrder = program.drawKeys == .order
    keysByOrder = byOrder
    inversion = program.inversion
    drawsOtherwise = byOrder || program.inversion != .none
    drawOrder = GrowableStorage(repeating: 0, count: byOrder ? program.draws.count : 0)
    shareOrder = GrowableStorage(repeating: 0, count: byOrder ? program.shares.count : 0)
    shareBounds = GrowableStorage(program.shares.flatMap(\.cumulative))
    shareTargets = GrowableStorage(program.shares.flatMap(\.targets))
    marks = GrowableStorage(program.marks)
    markTallies = GrowableStorage(program.markTallies)
    waitTotals = GrowableStorage(program.waitTotals)
    rates = GrowableStorage(program.rates)
    setUps = GrowableStorage(program.setUps)
    setUpValues = GrowableStorage(program.setUpValues)
    setUpTimes = GrowableStorage(program.setUpTimes)
    keepsAccounts = program.keepsAccounts
    accounts = AccountTable(resources: program.resources.count, factors: program.factors)
    followsCauses = program.followsCauses
    causes = CauseTable(program)
    tables = program.tables
    entityLimit = program.entityLimit
    followsState = !program.gauges.isEmpty || program.keepsAccounts
    longestPeriod = max(
      program.resources.map { max($0.plan.period, $0.plan.changes.last?.tick ?? 0) }.max() ?? 0,
      program.windows.map(\.period).max() ?? 0,
      program.waits.map(\.longestPeriod).max() ?? 0, program.clocks.map(\.period).max() ?? 0,
      program.stocks.map(\.review).max() ?? 0, program.tanks.isEmpty ? 0 : 366 * Ticks.day)
    hasGroups = !program.forks.isEmpty || !program.batches.isEmpty
    hasSessions = program.sources.contains {
      if case .appointments(let list) = $0.process { list.ends >= 0 } else { false }
    }
    entities = EntityTable(
      attributeCount: program.attributes.count, resourceCount: program.resources.count,
      loopDepth: program.loopDepth)
    lines = WaitingLines(lines: program.resources.count)
    units = UnitTable(program)
    transports = TransportTable(program)
    listed = ListedUnitTable(program)
    sharing = SharingTable(program.resources)
    shocks = ShockTable(program)
    outages = GrowableStorage(program.outages)
    holders = HolderTable(resources: program.resources.count)
    timed = SectionTable(
      depth: program.sectionDepth, resourceCount: program.resources.count)
    resources = GrowableStorage(
      program.resources.enumerated().map { index, resource in
        Engine.initialState(
          resource,
          hasUnits: program.outages.contains { Int($0.resource) == index }
            || program.transports.contains { Int($0.resource) == index },
          followsUse: program.followsUse(of: Int32(index)))
      })
    randomChoices = GrowableStorage(repeating: 0, count: program.resources.count)
    sources = GrowableStorage(program.sources.map(SourceState.init))
    modulations = GrowableStorage(repeating: ModulationState(), count: program.sources.count)
    occasions = Occasions(sources: program.sources.count)
    arrivalStreams = GrowableStorage(
      program.sources.map {
        RandomStream(seed: seed, purpose: $0.purpose, entity: 0, replication: replication)
      })
    profileCursors = GrowableStorage(program.sources.map { _ in RateProfile.Cursor() })
    let deepest = program.expressions.map { Int($0.count) }.max() ?? 0
    stack = GrowableStorage(repeating: 0, count: deepest + 1)
    variables = GrowableStorage(program.variables.map(\.start))
    unitsAsked = GrowableStorage(
      repeating: 0, count: program.requests.map { Int($0.itemCount) }.max() ?? 0)
    records = Recorder(program)
    watcher = Watcher(watching, steps: program.steps.map(\.hash))
    for stock in program.stocks { resources[stock.resource].mostUnits = stock.most }
    // Any event may make it worth changing lines, as it may change what is waited for.
    if jockeyed.count > 0 { waiting.followers = 1 }
  }

  private static func initialState(
    _ resource: ResourceSpecification, hasUnits: Bool, followsUse: Bool
  ) -> ResourceState {
    let capacity = resource.plan.changes.first?.value ?? 0
    var state = ResourceState(
      capacity: capacity, rostered: capacity,
      mostUnits: resource.mostUnits,
      lastComeFirst: resource.discipline == .lastComeFirstServed,
      turnaround: resource.turnaround, isRemovable: resource.isRemovable, hasUnits: hasUnits)
    state.isSpecial = resource.line.isSpecial || resource.isChosen
    state.countsUses = resource.countsUses
    state.followsUse = followsUse
    state.isListed = !resource.unitNames.isEmpty
    state.isNoted =
      resource.isRemovable || resource.countsUses || followsUse || state.isListed
    state.planned.change(by: capacity, at: 0)
    state.settleDuty(at: 0)
    return state
  }

  /// The failure with the words that a person needs to find its place.
  @inline(never)
  mutating func failure(_ kind: FailureKind, entity: Int32?, step: Int32?) -> SimulationFailure {
    SimulationFailure(kind: kind, tick: now, entity: entity.flatMap { name(of: $0) }, step: step)
  }

  /// What people call an entity, such as “patient:12”; nil for one of the engine's own.
  func name(of entity: Int32) -> String? {
    let number = entities.source[entity]
    guard number >= 0 || number < hiddenSource else { return nil }
    // A hidden entity is named after the one that it works for.
    let source = program.sources[Int(number < 0 ? hiddenSource &- 1 &- number : number)].name
    return "\(source):\(entities.ordinal[entity])"
  }
}
