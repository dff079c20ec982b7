import EventEngine
import FacilityModel

/// An entity on its way, with what it still has to do.
final class Visitor {
  let identity: UInt64
  let source: Int
  let ordinal: Int64
  let arrival: Int64
  var attributes: [Int32: Double] = [:]
  var held: [Int32: Int64] = [:]
  var waited: Int64 = 0
  /// When it joined the lines that it waits in, or waited in last.
  var joined: Int64 = 0
  /// How long the step will take that it asks for resources for, where that was drawn on joining.
  var service: Double?
  /// Its waits: at which step, for which resources, how long.
  var waits: [(step: String, resources: [Int32], ticks: Int64)] = []
  /// Completed passages of the enclosing loops, by level.
  var passages: [Int32: Int] = [:]
  /// How long it has been at work, and has waited with units in its hands.
  var served: Int64 = 0
  var blocked: Int64 = 0
  /// Unit·ticks that it has held of each resource, and how many units it has taken.
  var heldAreas: [Int32: Int128] = [:]
  /// The same, apart by the values of the factor of emissions.
  var factorAreas: [Double: [Int32: Int128]] = [:]
  /// For how long it has waited, by cause; the last is too few units free.
  var waitedFor: [Int: Int64] = [:]
  var taken: [Int32: Int64] = [:]
  /// What is still to be done, the next thing last.
  var agenda: [Task] = []
  /// The priority by which it last asked for units that can be taken away.
  var priority = 0.0
  /// The sections with a limit of time that it is in, the innermost last.
  var sections: [OpenSection] = []
  /// Whether it counts nowhere: it goes on with the units of another.
  var isHidden = false
  /// The fork that it waits for, and the one that it is a clone of.
  var forking: Forking?
  var family: Forking?
  /// The batch that it is in, and the one that it leads.
  var party: Party?
  /// The step at which it last waited for partners, where it belongs to others since.
  var met: MatchStep?
  /// By what it was last ordered among those who join a batch.
  var batchOrder = 0.0
  var leads: Party?
  var steps = 0
  var stepsAt: Int64 = -1

  init(identity: UInt64, source: Int, ordinal: Int64, arrival: Int64) {
    self.identity = identity
    self.source = source
    self.ordinal = ordinal
    self.arrival = arrival
  }

  /// Puts tasks before all that is still to be done.
  func first(_ tasks: [Task]) { agenda += tasks.reversed() }
}

/// Something an entity has to do.
enum Task {
  case step(any Step)
  case loop(RepeatStep)
  case nextPassage(RepeatStep)
  case work(ServiceStep, [Need])
  case giveBack(ServiceStep, [Need])
  case handBack(UsingStep, [Need])
  case endOfPathway(String)
  case endOfSection(OpenSection)
  case goOnWith(Work)
  case useUp(TakeStep)
  case supply(PutStep)
  case moveTank(TankStep)
  case endOutage(OutageOfUnit)
  case endOfCleaning(Int32, NamedUnit?)
  case escalate(EscalationDefinition, Escalation)
  case endOfWay(Forking)
  case setUp(Int32, StepInfo, [Need], InterruptedRule?)
  case endOfSetUp(Int32)
  case setUpAgain(Work)
  case endOfBatch(Party)
  case askForBatch(Party)
  case closeBatch(Party)
  case handBackFromBatch(BatchStep, [Need])
  case wrapUp(ServiceStep, [Need])
  case endOfWrapUp(ServiceStep, [Need])
  case travel(MoveStep, Journey)
}

/// Some units of one resource.
struct Need {
  var resource: Int32
  var units: Int64
  /// Which unit will do, where they are listed, and at which step it is asked for.
  var selection: UnitSelection?
  var step: StepInfo?
}

/// An entity that waits for all its needs at once.
final class Waiting {
  let visitor: Visitor
  let step: StepInfo
  var needs: [Need]
  let priority: Double
  /// What the lines of its needs are ordered by within a priority.
  var orders: [Int32: Double] = [:]
  let since: Int64
  var whenGranted: [Task]
  /// What it may change to, where it stands in one of several lines.
  var jockeying: Jockeying?
  let renege: Renege?
  var patience: Int?
  /// For how long which cause has kept it from its needs: the place of the need, and the cause, if
  /// there is one.
  var causes: [[Int?]: Int64] = [:]
  /// Whether it waits to go on with work that was interrupted.
  var isResuming = false
  /// What it is content with, if several ways are open to it, and what it then does.
  var ways: [[Need]] = []
  var whenChosen: (Int) -> [Task] = { _ in [] }
  /// The resources that the step asks for, in all its ways.
  var asked: [Int32]

  init(
    _ visitor: Visitor, _ step: StepInfo, needs: [Need], priority: Double, since: Int64,
    whenGranted: [Task], renege: Renege?
  ) {
    self.visitor = visitor
    self.step = step
    self.needs = needs
    self.priority = priority
    self.since = since
    self.whenGranted = whenGranted
    self.renege = renege
    asked = needs.map(\.resource)
  }

  func units(of resource: Int32) -> Int64 {
    needs.first { $0.resource == resource }?.units ?? 0
  }
}

/// A resource as it stands.
struct Station {
  /// Units on duty by the plan, the most it ever has, and units out of service.
  var rostered: Int64
  var most: Int64
  var outOfService: Int64 = 0
  var busy: Int64 = 0
  var dirty: Int64 = 0
  var line: [Waiting] = []
  /// Units held by those who wait, where that is followed.
  var blocked: Int64 = 0
  /// Who holds units, in the order of getting them.
  var holders: [Holder] = []

  /// Units of groups with a rota that are on duty and in service, and those in use beyond.
  var groupsInService: Int64?
  var groupsMissing: Int64 = 0
  var groupOvertime: Int64 = 0
  /// Units open beyond the plan, and how many may be open.
  var extra: Int64 = 0
  var limit = Int64.max

  /// Units that are open, and those of them that are in service.
  var open: Int64 { min(rostered + extra, limit) }

  /// Units on duty and in service, without those in overtime.
  var inService: Int64 { groupsInService ?? min(open, most - outOfService) }

  var capacity: Int64 { inService + groupOvertime }

  var free: Int64 { capacity - busy - dirty }

  func value(of level: ResourceLevel) -> Int64 {
    switch level {
    case .busy: busy
    case .dirty: dirty
    case .queued: Int64(line.count)
    case .onDuty: max(capacity, busy + dirty)
    case .planned: open
    case .broken: groupsInService == nil ? max(0, open - inService) : groupsMissing
    case .blocked: blocked
    }
  }
}

/// Something that will happen.
struct Upcoming {
  enum What {
    case workOver(Work)
    case goOn(Visitor)
    case outageDue(OutageOfUnit)
    case clean(Int32, NamedUnit?)
    case capacity(Int32, Int64)
    case shock(Int, on: Range<Int64>?)
    case arrival(Int)
    case delivery(Int32, Int64)
    case review(Int32)
    case tanks
    case loadDone(Load)
    case expiry(Int32)
    case renege(Waiting)
    case lookAgain(Watch, comesBack: Bool)
    case sectionOver(OpenSection)
    case batchOver(Party)
    case appointment(Int, Int64, SlotFate)
  }

  var tick: Int64
  /// The place within the tick: 1 completions, 2 increases, 4 decreases, 5 arrivals, 6 reneging.
  var order: Int
  var number: Int
  var what: What

  func comes(before other: Upcoming) -> Bool {
    (tick, order, number) < (other.tick, other.order, other.number)
  }

  /// Whether it is a change of a capacity, an outage, or the clock again and again: nothing that
  /// entities do.
  var isChangeOfCapacity: Bool {
    switch what {
    case .capacity, .outageDue, .review, .tanks, .lookAgain(_, comesBack: true): true
    default: false
    }
  }
}
