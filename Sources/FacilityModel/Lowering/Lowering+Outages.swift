import EventEngine

extension Lowering {
  /// What a hidden entity does to put a unit right: it asks for the crew, takes its time, gives the
  /// crew back and ends.
  mutating func outage(_ outage: OutageDefinition) {
    let info = outage.info
    let own = step(info)
    var target: Int32 = -1
    var rule = InterruptionRule.resume
    var waitsForWork = false
    switch outage.workInHand {
    case .resume: break
    case .restart: rule = .restart
    case .resample: rule = .resample
    case .finish: waitsForWork = true
    case .scrap:
      rule = .reroute
      target = counter
      // Wherever the work was, its sections are over.
      openSections = Int32(program.sectionDepth)
      lower(outage.leaving.map { [$0] } ?? [])
      openSections = 0
    }
    let entry = counter
    lower([outage.getSpares, outage.putRight].compactMap(\.self))
    begin(own)
    emit(.endOutage)
    var specification = OutageSpecification(
      step: own, resource: outage.resource, hash: hash(ofName: info.name), clock: outage.clock,
      after: quantity(outage.after), waitsForWork: waitsForWork, rule: rule, target: target,
      entry: entry, renews: outage.renews)
    specification.hitsAll = outage.hitsAll
    if let window = outage.window {
      specification.window = Int32(program.windows.count)
      edit { $0.windows.append(window) }
    }
    specification.role = outage.role
    specification.staysInService = outage.staysInService
    specification.first = outage.first.map { quantity($0) } ?? -1
    if outage.failure != nil { specification.condition = condition(outage) }
    if !outage.findings.isEmpty {
      specification.firstFinding = Int32(program.findings.count)
      for finding in outage.findings {
        let probability = quantity(.expression(finding.probability))
        edit {
          $0.findings.append(
            FindingSpecification(
              probability: probability, purpose: hash(ofName: finding.purpose)))
        }
      }
    }
    edit { $0.outages.append(specification) }
  }

  /// The condition that an outage is about; a failure with stages comes first and makes it.
  private mutating func condition(_ outage: OutageDefinition) -> Int32 {
    let own = Int32(program.outages.count)
    if outage.role == .outage {
      let stages = outage.stages.map { quantity($0.length) }
      edit {
        $0.conditions.append(
          ConditionSpecification(
            outage: own, firstStage: Int32($0.stages.count), stageCount: Int32(stages.count) + 1))
        $0.stages += stages
      }
    }
    let last = program.conditions.count - 1
    edit {
      switch outage.role {
      case .alarm: $0.conditions[last].alarm = own
      case .planned: $0.conditions[last].planned = own
      case .outage, .inspection: break
      }
    }
    return Int32(last)
  }
}
