import EventEngine
import FacilityModel

/// What is next for units that open on a condition.
enum Escalation {
  case wait
  case open
  case close
}

extension ReferenceInterpreter {
  /// Somebody whom nobody counts sees to each kind of units that open on a condition.
  func startEscalations() {
    for (index, escalation) in model.resources.flatMap(\.escalations).enumerated() {
      let keeper = Visitor(
        identity: hash(ofName: escalation.info.name), source: -1, ordinal: Int64(index) + 1,
        arrival: now)
      keeper.passages[0] = 0
      keeper.first([.escalate(escalation, .wait)])
      schedule(.goOn(keeper), order: 1, at: now)
    }
    for resource in model.resources.indices { limitOthers(by: Int32(resource)) }
  }

  func escalate(_ escalation: EscalationDefinition, _ next: Escalation, _ keeper: Visitor) {
    switch next {
    case .wait:
      var tasks: [Task] = [.step(escalation.opens)]
      if let opening = escalation.opening { tasks.append(.step(opening)) }
      tasks += [
        .escalate(escalation, .open), .step(escalation.closes), .escalate(escalation, .close),
      ]
      keeper.first(tasks)
    case .open:
      change(escalation.resource) { $0.extra += escalation.units }
      mark(escalation.resource)
    case .close:
      change(escalation.resource) { $0.extra -= escalation.units }
      mark(escalation.resource)
      keeper.passages[0, default: 0] += 1
      keeper.first([.escalate(escalation, .wait)])
    }
  }

  /// Units on duty of a resource have changed: those that it limits change with it.
  func limitOthers(by resource: Int32) {
    for (index, other) in model.resources.enumerated()
    where other.ratios.contains(where: { $0.by == resource }) {
      let limits = other.ratios.map {
        Int64((Double(stations[Int($0.by)].capacity) * $0.ratio).rounded(.down))
      }
      guard let limit = limits.min(), limit != stations[index].limit else { continue }
      change(Int32(index)) { $0.limit = limit }
      mark(Int32(index))
    }
  }
}
