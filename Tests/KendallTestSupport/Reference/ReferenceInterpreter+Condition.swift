import EventEngine
import FacilityModel
import RandomStreams

/// The condition of units: failures that come by stages, inspections, alarms and planned repairs.
extension ReferenceInterpreter {
  /// What belongs to the same failure of the same unit.
  func part(_ role: OutageRole, besides outage: OutageOfUnit) -> OutageOfUnit? {
    outages.first {
      $0.unit === outage.unit && $0.definition.role == role
        && $0.definition.failure == outage.definition.failure
    }
  }

  /// The counts of a condition: those of the failure that has them.
  private func count(_ outage: OutageOfUnit, _ change: (inout ReferenceCondition) -> Void) {
    change(&out.conditions[outage.definition.failure ?? "", default: ReferenceCondition()])
  }

  private func observe(_ outage: OutageOfUnit, _ change: (inout ReferenceCondition) -> Void) {
    if isObserving { count(outage, change) }
  }

  /// Lets units in service that are no longer good count for some time.
  func followConditions(for elapsed: Int64) {
    for outage in outages where outage.stage > 0 {
      count(outage) { $0.deteriorated += Int128(elapsed) }
    }
  }

  /// What a clock comes to that puts no unit out of service.
  func hasOnlyGoneOn(_ outage: OutageOfUnit) throws(ReferenceFailure) -> Bool {
    guard outage.definition.failure != nil else { return false }
    switch outage.definition.role {
    case .planned: return false
    case .outage:
      if outage.stage == outage.definition.stages.count { return false }
      outage.stage += 1
      let length = outage.definition.stages[outage.stage - 1].length
      try go(outage, for: time(length, outage.word))
      try notice(outage)
    case .alarm:
      outage.isCalled = false
      try callForRepair(outage, isFound: outage.isFound)
    case .inspection:
      if outage.unit.outage != nil {
        outage.count += 1
        try wind(outage)
      } else if outage.definition.staysInService {
        _ = servant(of: outage)
      } else {
        return false
      }
    }
    return true
  }

  private func go(_ outage: OutageOfUnit, for time: Double) {
    outage.left = time > 0x1p61 ? 1 << 61 : ticks(time)
    if time <= 0x1p61 { run(outage) }
  }

  private func forget(_ outage: OutageOfUnit?) {
    guard let outage else { return }
    halt(outage)
    outage.isPending = false
    outage.isPostponed = false
    outage.isCalled = false
    outage.isFound = false
  }

  /// A unit is as good as new.
  func beginGood(_ outage: OutageOfUnit) throws(ReferenceFailure) {
    outage.stage = 0
    forget(part(.planned, besides: outage))
    guard let alarm = part(.alarm, besides: outage) else { return }
    forget(alarm)
    if let first = alarm.definition.first { go(alarm, for: try time(first, outage.word)) }
  }

  /// The monitor may notice the stage that has just begun.
  private func notice(_ outage: OutageOfUnit) throws(ReferenceFailure) {
    guard let alarm = part(.alarm, besides: outage), !alarm.isCalled else { return }
    forget(alarm)
    if part(.planned, besides: outage)?.isCalled ?? false { return }
    guard try finds(alarm, outage.stage, outage.word) else { return }
    alarm.isCalled = true
    alarm.isFound = true
    go(alarm, for: try time(alarm.definition.after, outage.word))
  }

  private func finds(_ outage: OutageOfUnit, _ stage: Int, _ word: UInt64)
    throws(ReferenceFailure) -> Bool
  {
    let finding = outage.definition.findings[stage]
    var stream = self.stream(finding.purpose, word: word)
    return stream.uniform() < (try finite(value(of: finding.probability, for: nil)))
  }

  private func callForRepair(_ outage: OutageOfUnit, isFound: Bool) throws(ReferenceFailure) {
    guard let planned = part(.planned, besides: outage), !planned.isCalled else { return }
    planned.isCalled = true
    planned.isFound = isFound
    planned.count += 1
    observe(outage) { if isFound { $0.found += 1 } else { $0.falseAlarms += 1 } }
    let lead = try time(planned.definition.after, planned.word)
    if lead == 0 { try beginOutage(planned) } else { go(planned, for: lead) }
  }

  /// What comes of an inspection that is over.
  func judge(_ outage: OutageOfUnit) throws(ReferenceFailure) {
    observe(outage) { $0.inspections += 1 }
    if outage.unit.outage != nil { return }
    if part(.planned, besides: outage)?.isCalled ?? false { return }
    let stage = part(.outage, besides: outage)?.stage ?? 0
    if try finds(outage, stage, outage.word) {
      try callForRepair(outage, isFound: stage > 0)
    } else if stage > 0 {
      observe(outage) { $0.missed += 1 }
    }
  }

  /// A unit goes out of service.
  func noteCondition(_ outage: OutageOfUnit) {
    guard outage.definition.failure != nil else { return }
    let own = part(.outage, besides: outage)
    switch outage.definition.role {
    case .inspection, .alarm: return
    case .outage:
      let planned = part(.planned, besides: outage)
      observe(outage) {
        $0.failures += 1
        if !(planned?.isFound ?? false) { $0.unforeseen += 1 }
      }
      forget(planned)
    case .planned:
      observe(outage) { $0.planned += 1 }
      if let own {
        halt(own)
        own.isPending = false
      }
    }
    own?.stage = 0
    forget(part(.alarm, besides: outage))
  }
}
