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
    edit { $0.outages.append(specification) }
  }
}
