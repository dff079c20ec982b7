/// A model ready to run: immutable, fully resolved, verified before the engine relies on it.
package struct Program: Sendable {
  package var name = ""
  package var code: [Instruction] = []
  /// The step that each instruction was made for.
  package var owners: [Int32] = []
  package var operations: [ExpressionOperation] = []
  package var expressions: [ExpressionRange] = []
  package var quantities: [Quantity] = []
  package var draws: [Draw] = []
  /// The name of each draw, which its purpose is the hash of.
  package var drawNames: [String] = []
  /// What random numbers belong to.
  package var drawKeys = DrawKeys.entity
  /// Whether draws are made by inversion.
  package var inversion = Inversion.none
  package var drawParameters: [DrawParameters] = []
  /// The parts of the distributions that are put together at the draw.
  package var drawParts: [DrawPart] = []
  package var drawWays: [DrawWay] = []
  package var copulaFactors: [CopulaFactor] = []
  /// Values and weights of the distributions that need tables.
  package var tables: [Double] = []
  package var steps: [StepSpecification] = []
  package var resources: [ResourceSpecification] = []
  /// Attributes of listed units, and the values of all.
  package var unitColumns: [UnitColumn] = []
  package var unitValues: [Double] = []
  /// How long units take to be set up, the values that the times are for, and the times.
  package var setUps: [SetUpSpecification] = []
  /// By item of a request of what has to be set up, the step that this is; -1 for others, and empty
  /// where nothing has to be.
  package var setUpSteps: [Int32] = []
  package var setUpValues: [Double] = []
  package var setUpTimes: [Double] = []
  package var shocks: [ShockSpecification] = []
  package var sources: [SourceSpecification] = []
  package var requests: [RequestSpecification] = []
  package var items: [RequestItem] = []
  package var choices: [ChoiceSpecification] = []
  package var options: [OptionSpecification] = []
  package var releases: [ReleaseSpecification] = []
  package var shares: [ShareTable] = []
  package var activities: [ActivitySpecification] = []
  package var sections: [SectionSpecification] = []
  package var outages: [OutageSpecification] = []
  package var conditions: [ConditionSpecification] = []
  /// The quantities of the stages of conditions, and how likely each is found.
  package var stages: [Int32] = []
  package var findings: [FindingSpecification] = []
  /// When planned maintenance may begin: 1 while it may.
  package var windows: [CapacityPlan] = []
  package var escalations: [EscalationSpecification] = []
  package var ratios: [RatioSpecification] = []
  package var waits: [WaitSpecification] = []
  package var clocks: [ClockComparison] = []
  package var signals: [String] = []
  package var offsprings: [OffspringSpecification] = []
  package var givenAttributes: [ArrivalAttribute] = []
  package var forks: [ForkSpecification] = []
  package var keptAttributes: [Int32] = []
  package var batches: [BatchSpecification] = []
  package var places = PlaceTable()
  package var transports: [TransportSpecification] = []
  package var matches: [MatchSpecification] = []
  package var matchKinds: [MatchKind] = []
  package var gatherings: [GatheringSpecification] = []
  package var stocks: [StockSpecification] = []
  package var stockMoves: [StockMove] = []
  package var tanks: [TankSpecification] = []
  package var flows: [FlowSpecification] = []
  /// The tanks so that whatever flows from one to another flows to a later one.
  package var tankOrder: [Int32] = []
  package var tankMoves: [TankMove] = []
  /// Comparisons with levels: those in waits, and those in flows and measures.
  package var levels: [Int32] = []
  package var levelsWatched: [Int32] = []
  package var tallies: [TallySpecification] = []
  package var gauges: [GaugeSpecification] = []
  /// What the energy of the resources is multiplied by, hour by hour, if anything.
  package var factors: FactorPlan?
  /// Whether it is kept what each entity does and holds, and what it is charged for that.
  package var keepsAccounts = false
  package var rates: [ChargeRate] = []
  /// Whether it is followed what waits are due to, and the group of each request, or -1.
  package var followsCauses = false
  package var waitGroups: [WaitGroup] = []
  package var groupOfRequest: [Int32] = []
  package var marks: [MarkSpecification] = []
  package var markTallies: [Int32] = []
  /// Attributes in which an entity's waits of some requests add up.
  package var waitTotals: [Int32] = []
  package var attributes: [String] = []
  package var variables: [VariableSpecification] = []
  /// How an entity can leave: the first is the ordinary end of a pathway.
  package var outcomes: [String] = ["completed"]
  /// How deep loops are nested.
  package var loopDepth = 0
  /// How deep sections with a limit of time are nested.
  package var sectionDepth = 0
  /// Ticks from the Monday before the start, 00:00, to the start of the run.
  package var startInWeek: Int64 = 0
  /// When the observation window opens, in ticks.
  package var warmUp: Int64 = 0
  package var end: RunEnd = .tick(0)
  /// The width in ticks and number of the bins of the time profile; no bins, no profile.
  package var profileBin: Int64 = 0
  package var profileBins = 0
  /// The width of the bins in which the number inside is followed from the very start, in ticks; 0
  /// where it is not.
  package var startBin: Int64 = 0
  /// The most entities that may be present at one time.
  package var entityLimit = 10_000_000

  package init() {}
}

/// The number of the engine: raised whenever the same model and seed give another trajectory.
package let engineNumber = 1

/// Ticks in the usual units of time.
package enum Ticks {
  package static let second: Int64 = 1_000_000
  package static let minute: Int64 = 60 * second
  package static let hour: Int64 = 60 * minute
  package static let day: Int64 = 24 * hour
  package static let week: Int64 = 7 * day
}
