package import EventEngine

/// Something that puts single units of a resource out of service: a failure, or maintenance.
package struct OutageDefinition: Sendable {
  /// What becomes of the work in hand of a step that says nothing about it.
  package enum WorkInHand: Sendable {
    case resume
    case restart
    case resample
    /// It is given up and the entity leaves with an outcome.
    case scrap(outcome: Int)
    /// The unit goes out of service when the work is done.
    case finish
  }

  package var info: StepInfo
  package var resource: Int32
  package var clock: OutageClock
  /// How long until the next: a duration, or a number of uses.
  package var after: QuantityModel
  /// How long it takes to put a unit right, and with what.
  package var repair: QuantityModel
  package var request: SeizeRequest?
  package var workInHand: WorkInHand
  package var renews: Bool
  /// Whether it puts all units out of service at once.
  package var hitsAll = false
  /// When it may begin: 1 while it may; nil for any time.
  package var window: CapacityPlan?
  /// What a repair uses up of stocks, before anything else is done.
  package var spares: [Units] = []
  package var role = OutageRole.outage
  /// The failure whose condition it is about; that failure itself has stages.
  package var failure: String?
  /// The stages before the failure: of all but the first, how long they last.
  package var stages: [(name: String, length: QuantityModel)] = []
  /// With what probability each stage is reported, and what the draw is for.
  package var findings: [(probability: Expression, purpose: String)] = []
  /// How long until the first inspection, or until a false alarm.
  package var first: QuantityModel?
  package var staysInService = false

  /// What is done to get the spare parts, if any are needed.
  package var getSpares: (any Step)? {
    if spares.isEmpty { return nil }
    let own = StepInfo(name: info.name + "/spares", keyword: info.keyword, place: info.place)
    return TakeStep(info: own, request: SeizeRequest(items: spares))
  }

  /// What is done to put a unit right.
  package var putRight: any Step {
    if let request {
      ServiceStep(info: info, request: request, duration: repair, loopDepth: 0)
    } else {
      DelayStep(info: info, duration: repair)
    }
  }

  /// What is done by an entity whose work is given up.
  package var leaving: (any Step)? {
    if case .scrap(let outcome) = workInHand {
      LeaveStep(info: info, outcome: outcome)
    } else {
      nil
    }
  }
}
