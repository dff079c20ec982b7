package import RandomStreams

/// A step of the model as the program knows it: for reports, traces and run-time errors.
package struct StepSpecification: Sendable, Equatable {
  /// The path of names that leads to the step, such as `attendance/assessment`.
  package var name: String
  /// The keyword of the language that made it, such as `do`.
  package var keyword: String
  /// FNV-1a of the name: what the fingerprint and the random streams know the step by.
  package var hash: UInt64
  /// Where it is written: `file:line:column`.
  package var place: String

  package init(name: String, keyword: String, hash: UInt64, place: String) {
    self.name = name
    self.keyword = keyword
    self.hash = hash
    self.place = place
  }
}

/// Which of two waiting entities of equal priority goes first.
package enum QueueDiscipline: UInt8, BitwiseCopyable, Sendable {
  case firstComeFirstServed
  case lastComeFirstServed
}

/// A resource: interchangeable units that entities seize and release.
package struct ResourceSpecification: Sendable, Equatable {
  package var name: String
  /// FNV-1a of the name.
  package var hash: UInt64
  package var discipline: QueueDiscipline
  /// The capacity on duty over time.
  package var plan: CapacityPlan
  /// How long a unit is neither busy nor free after its release, or -1 for not at all.
  package var turnaround: Int32
  /// Where the hidden entity begins that sees to the cleaning of a unit, or -1 where the turnaround
  /// needs nobody.
  package var cleaning: Int32 = -1
  /// Whether units can be taken away from those who hold them.
  package var isRemovable = false
  /// Whether those are taken away that are in use beyond the end of a shift.
  package var preemptsAtShiftEnd = false
  /// Whether that work goes on where it was left, whatever its step says of interruptions.
  package var handsOverAtShiftEnd = false
  /// Whether it is counted how often its units are taken.
  package var countsUses = false
  /// Which stock of the program it is, or -1.
  package var stock: Int32 = -1
  /// How many units all who are present share, so that nobody waits; or 0.
  package var sharedUnits: Int64 = 0
  /// Units that may open beyond the plan.
  package var extraUnits: Int64 = 0
  /// Whether somebody may stand in its line who waits for one of several alternatives.
  package var isChosen = false
  /// Who of those who wait is next.
  package var line = LineSpecification()
  /// The names of its units, where they are listed: one for each.
  package var unitNames: [String] = []
  /// How many of them are on duty, group by group, where not all always are.
  package var rota: UnitRota?
  /// The most units that its plan and shocks together give it; by its plan alone, if that is 0.
  package var raisedTo: Int64 = 0

  /// Whether there is a number of units on duty that others can be compared with.
  package var hasUnitsOnDuty: Bool { stock < 0 && !plan.isUnlimited }

  package init(
    name: String, hash: UInt64, discipline: QueueDiscipline, plan: CapacityPlan,
    turnaround: Int32 = -1
  ) {
    self.name = name
    self.hash = hash
    self.discipline = discipline
    self.plan = plan
    self.turnaround = turnaround
  }
}

extension ResourceSpecification {
  /// The most units that are ever open.
  package var mostUnits: Int64 {
    max(raisedTo, rota == nil ? plan.most : Int64(unitNames.count)) + extraUnits
  }
}

/// How the arrivals of a source are timed.
package enum ArrivalProcess: Sendable, Equatable {
  /// Poisson with a constant rate: the mean time between arrivals, in ticks.
  case constantRate(meanTicks: Double)
  /// Poisson with a piecewise-constant rate per tick.
  case profile(RateProfile)
  /// Independent times between arrivals, from a quantity in ticks.
  case interarrival(quantity: Int32)
  /// The given ticks, ascending.
  case scheduled([Int64])
  /// The slots of a list of appointments.
  case appointments(AppointmentSpecification)
  /// Poisson with a rate that is a product of factors.
  case modulated(ModulatedRate)
}

/// A column of a trace: the value of an attribute for each arrival of a source.
package struct TraceColumn: Sendable, Equatable {
  package var attribute: Int32
  package var values: [Double]

  package init(attribute: Int32, values: [Double]) {
    self.attribute = attribute
    self.values = values
  }
}

/// An attribute that every entity of a source gets on arrival.
package struct ArrivalAttribute: BitwiseCopyable, Sendable, Equatable {
  package var attribute: Int32
  package var value: Int32

  package init(attribute: Int32, value: Int32) {
    self.attribute = attribute
    self.value = value
  }
}

/// A source of entities.
package struct SourceSpecification: Sendable, Equatable {
  package var name: String
  /// FNV-1a of the name: the n-th arrival's identity is this hash plus n.
  package var identity: UInt64
  /// FNV-1a of what the arrival draws are for.
  package var purpose: UInt64
  package var process: ArrivalProcess
  /// At most this many arrivals, or -1.
  package var limit: Int64
  package var attributes: [ArrivalAttribute]
  package var columns: [TraceColumn]
  /// Where the pathway of its entities begins in the code.
  package var entry: Int32
  package var step: Int32
  package var origin = EntityOrigin.arrival
  package var manner = ArrivalManner()
  /// What shocks do to its arrivals.
  package var shocks: [ShockFactor] = []

  /// Whether every occasion brings one entity.
  package var isPlain: Bool {
    if case .appointments = process { false } else { manner.isPlain }
  }

  package init(
    name: String, identity: UInt64, purpose: UInt64, process: ArrivalProcess, limit: Int64,
    attributes: [ArrivalAttribute], columns: [TraceColumn], entry: Int32, step: Int32
  ) {
    self.name = name
    self.identity = identity
    self.purpose = purpose
    self.process = process
    self.limit = limit
    self.attributes = attributes
    self.columns = columns
    self.entry = entry
    self.step = step
  }
}

/// What an entity asks for when it seizes: some units of one or more resources, all at once.
package struct RequestSpecification: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  package var firstItem: Int32
  package var itemCount: Int32
  /// A quantity evaluated on joining; lower goes first; -1 is 0.
  package var priority: Int32
  /// How long the entity is ready to wait (a quantity in ticks), or -1 for ever.
  package var patience: Int32
  /// A condition (an expression) under which an entity stays when its patience is over, or -1.
  package var staying: Int32 = -1
  /// The wait for the condition on which an entity gives up, or -1.
  package var givingUp: Int32 = -1
  /// Where an entity that has lost its patience goes on.
  package var renegeTarget: Int32
  /// Whether missing units are taken from holders of worse priority (an expression), or -1.
  package var preempt: Int32 = -1
  /// The choice among alternatives that it asks for one of, or -1 where it asks for all.
  package var choice: Int32 = -1
  /// Whether some of its resources list their units, so that one has to be chosen.
  package var choosesUnits = false
  /// The totals that its waits add to, among `Program.waitTotals`.
  package var firstTotal: Int32 = 0
  package var totalCount: Int32 = 0

  package init(
    step: Int32, firstItem: Int32, itemCount: Int32, priority: Int32 = -1, patience: Int32 = -1,
    renegeTarget: Int32 = -1
  ) {
    self.step = step
    self.firstItem = firstItem
    self.itemCount = itemCount
    self.priority = priority
    self.patience = patience
    self.renegeTarget = renegeTarget
  }
}

/// One resource of a request and how many of its units.
package struct RequestItem: BitwiseCopyable, Sendable, Equatable {
  package var resource: Int32
  /// The constant number of units, where `quantity` is -1.
  package var units: Int32
  package var quantity: Int32
  /// What the line of the resource is ordered by within a priority, a quantity evaluated on
  /// joining; lower goes first; -1 is 0.
  package var order: Int32
  /// Which listed units will do (an expression that asks about a candidate), or -1 for any.
  package var condition: Int32 = -1
  /// By what the one of those is chosen that has the least (an expression), or -1 for the first.
  package var preference: Int32 = -1

  package init(resource: Int32, units: Int32, quantity: Int32 = -1, order: Int32 = -1) {
    self.resource = resource
    self.units = units
    self.quantity = quantity
    self.order = order
  }
}

/// What a release step gives back.
package struct ReleaseSpecification: BitwiseCopyable, Sendable, Equatable {
  package var step: Int32
  package var resource: Int32
  /// How many units (a quantity), or -1 for all that the entity holds.
  package var quantity: Int32
  /// What the draw of the turnaround time is for, and how many loops enclose it.
  package var turnaroundPurpose: UInt64
  package var loopDepth: Int32
  /// Which of several listed units is given back first: that got last, or that got first.
  package var newestFirst = false

  package init(
    step: Int32, resource: Int32, quantity: Int32, turnaroundPurpose: UInt64, loopDepth: Int32
  ) {
    self.step = step
    self.resource = resource
    self.quantity = quantity
    self.turnaroundPurpose = turnaroundPurpose
    self.loopDepth = loopDepth
  }
}

/// A branch by share: cumulative probabilities and where each leads.
package struct ShareTable: Sendable, Equatable {
  package var step: Int32
  package var purpose: UInt64
  package var loopDepth: Int32
  /// Ascending; the last is 1.
  package var cumulative: [Double]
  package var targets: [Int32]

  package init(
    step: Int32, purpose: UInt64, loopDepth: Int32, cumulative: [Double], targets: [Int32]
  ) {
    self.step = step
    self.purpose = purpose
    self.loopDepth = loopDepth
    self.cumulative = cumulative
    self.targets = targets
  }
}

/// What kind of figure a tally holds.
package enum TallyKind: UInt8, BitwiseCopyable, Sendable {
  /// Truths: the statistic is a share.
  case share
  /// Durations in ticks.
  case duration
  /// Plain numbers.
  case number
}

/// A tally that is filled where an entity leaves, or at a `record` step.
package struct TallySpecification: Sendable, Equatable {
  package var name: String
  package var kind: TallyKind
  /// The value recorded at departure, or -1 where a step records.
  package var value: Int32
  /// Which departures count (an expression), or -1 for all.
  package var condition: Int32
  /// The source whose entities count, or -1 for all.
  package var source: Int32
  /// The outcome that counts, or -1 for all.
  package var outcome: Int32
  /// An expression of the state that is recorded once, at the end of the run, or -1.
  package var atEnd: Int32
  /// Whether it takes its value as an entity leaves, not at a step, a mark, or as part of another.
  package var isTakenAtDeparture: Bool
  package var classes = TallyClasses.none

  package init(
    name: String, kind: TallyKind, value: Int32, condition: Int32 = -1, source: Int32 = -1,
    outcome: Int32 = -1, atEnd: Int32 = -1
  ) {
    self.atEnd = atEnd
    self.name = name
    self.kind = kind
    self.value = value
    self.condition = condition
    self.source = source
    self.outcome = outcome
    isTakenAtDeparture = value >= 0
  }
}

/// When a run ends.
package enum RunEnd: Sendable, Equatable {
  /// At this tick.
  case tick(Int64)
  /// With the n-th arrival, or the n-th departure, of all sources together.
  case arrivals(Int64)
  case departures(Int64)
  /// When all have left; no arrivals after `lastArrival`, if it is given.
  case empty(lastArrival: Int64?)
}
