package import EventEngine
package import RandomStreams

/// A checked model: every name resolved, every value in ticks or plain numbers.
package struct Model: Sendable {
  package var name: String
  package var about: String?
  package var time: TimeFrame
  package var parameters: [ParameterDefinition]
  package var attributes: [AttributeDefinition]
  package var variables: [VariableDefinition] = []
  package var signals: [String] = []
  package var matches: [MatchDefinition] = []
  package var places: PlacesDefinition?
  /// For how long nothing but the clock may happen before waits for it are in vain.
  package var longestWaitPeriod: Int64 = 0
  /// The steps at which entities may wait in a circle, as far as can be told from the model.
  package var circleSteps: [String] = []
  package var labels: LabelTable
  package var shocks: [ShockDefinition] = []
  package var resources: [ResourceDefinition]
  package var tanks: [TankDefinition] = []
  package var flows: [FlowDefinition] = []
  package var sources: [SourceDefinition]
  package var pathways: [PathwayDefinition]
  package var measures: [MeasureDefinition]
  /// How entities can leave; the first is the ordinary end of a pathway.
  package var outcomes: [String]
  /// Values and weights of the distributions that need tables.
  package var tables: [Double]
  /// How deep loops are nested.
  package var loopDepth: Int32
  package var marks: [MarkDefinition] = []
  package var waitTotals: [WaitTotal] = []
  /// What costs are in, and what the energy that is used stands for.
  package var currency: String?
  /// What is followed besides, and whether it is kept what each entity does and holds.
  package var observed: Set<Observed> = []
  package var keepsAccounts = false
  /// The carbon dioxide equivalent of a kilowatt hour, in kilograms.
  package var emissions: FactorPlan?
  /// What policies may have to stand.
  package var stressCases: [StressCase] = []
}

/// A case that policies may have to stand, and how much it counts in means over the cases.
package struct StressCase: Sendable, Equatable {
  package var name: String
  package var weight: Double

  package init(name: String, weight: Double) {
    self.name = name
    self.weight = weight
  }
}

/// When a run starts, is observed and ends.
package struct TimeFrame: Sendable {
  /// Ticks from Monday 00:00 to the start of the run.
  package var startInWeek: Int64 = 0
  /// The day of the start, counted from 1970-01-01, where the start is a date.
  package var startDay: Int?
  package var warmUp: Int64 = 0
  package var end: RunEnd = .tick(0)
  /// The width of a bin of the time profile in ticks, and how many make its period.
  package var profileBin: Int64 = 0
  package var profileBins = 0
  /// The unit of bare numbers where a duration is wanted, if one is declared.
  package var unit: Double?
}

/// A constant of the model that policies and the command line may change.
package struct ParameterDefinition: Sendable {
  package var name: String
  package var value: Double
  package var type: ValueType
}

/// Something that every entity of a kind carries.
package struct AttributeDefinition: Sendable {
  package var name: String
  package var type: ValueType
  /// The values it can take, where it is chosen from a list: what is printed, and its number.
  package var values: [(label: String, value: Double)]
}

/// Interchangeable units that entities seize and release.
package struct ResourceDefinition: Sendable {
  package var name: String
  package var line: LineDefinition
  package var plan: CapacityPlan
  package var turnaround: QuantityModel?
  /// Its units, where they are listed.
  package var units: ListedUnits?
  /// How long they take to be set up, if they have to be.
  package var setUp: SetUpDefinition?
  /// Units that open on a condition, and what limits how many are open.
  package var escalations: [EscalationDefinition] = []
  package var ratios: [RatioDefinition] = []
  /// The crew that it takes, if it does.
  package var cleaning: CleaningDefinition?
  /// Whether units can be taken away from those who hold them.
  package var isRemovable = false
  /// What makes it a stock, if it is one: its plan is what there is at the start.
  package var stock: StockDefinition?
  /// How many units all who are present share, so that nobody waits; or 0.
  package var sharedUnits: Int64 = 0
  /// Whether work in hand is interrupted at the end of a shift.
  package var preemptsAtShiftEnd = false
  /// Whether that work goes on where it was left, whatever its step says of interruptions.
  package var handsOverAtShiftEnd = false
  /// What puts single units out of service.
  package var outages: [OutageDefinition] = []
  /// What makes its units travel, if they do.
  package var transport: TransportDefinition?
  package var cost: CostDefinition?
  package var power: PowerDefinition?
  package var place: Place
  /// The most units that its plan and shocks together give it, or 0.
  package var raisedTo: Int64 = 0
}

extension Model {
  /// Notes how many units each resource can have, whichever shocks are on.
  mutating func raiseCapacities() {
    let effects = shocks.flatMap(\.effects)
    for index in resources.indices {
      let own = effects.filter { Int($0.resource) == index }
      if own.isEmpty { continue }
      resources[index].raisedTo = ShockedCapacity.most(of: resources[index].plan, under: own)
    }
  }
}

/// Where entities come from.
package struct SourceDefinition: Sendable {
  package enum Process: Sendable {
    case constantRate(meanTicks: Double)
    case profile(RateProfile)
    case interarrival(QuantityModel)
    case scheduled([Int64])
    case appointments(AppointmentDefinition)
    case modulated(ModulatedDefinition)
  }

  package var name: String
  package var process: Process
  package var limit: Int64
  package var attributes: [(index: Int32, value: QuantityModel)]
  package var columns: [TraceColumn]
  package var pathway: Int
  package var place: Place
  /// Whether its entities arrive, or other entities make them.
  package var origin = EntityOrigin.arrival
  /// How many arrive together, if not one.
  package var batch: QuantityModel?
  /// The kinds of entities that come, each with its own pathway.
  package var mix: MixDefinition?
  /// How the rate follows the state.
  package var state: StateFactor?
  /// What shocks do to its arrivals.
  package var shocks: [ShockFactor] = []
}

/// A named list of steps.
package struct PathwayDefinition: Sendable {
  package var name: String
  package var steps: [any Step]
  package var place: Place
}
