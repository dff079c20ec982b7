import EventEngine

extension Lowering {
  /// What a hidden entity does for units that open on a condition: it waits for the condition, lets
  /// the time pass that opening takes, opens them, waits for the other condition, closes them, and
  /// begins anew.
  ///
  /// Its rounds are the passages of a loop, so that each draws a time of its own.
  mutating func escalation(_ escalation: EscalationDefinition) {
    let own = step(escalation.info)
    let entry = counter
    let units = Int32(escalation.units)
    begin(own)
    emit(.enterLoop(level: 0))
    lower([escalation.opens])
    begin(own)
    if let delay = escalation.delay {
      let activity = ActivitySpecification(step: own, duration: quantity(delay))
      edit { $0.activities.append(activity) }
      emit(.activity(activity: Int32(program.activities.count - 1)))
    }
    emit(.changeExtra(resource: escalation.resource, units: units))
    lower([escalation.closes])
    begin(own)
    emit(.changeExtra(resource: escalation.resource, units: -units))
    emit(.nextIteration(level: 0, target: entry + 1))
    let specification = EscalationSpecification(
      step: own, hash: hash(ofName: escalation.info.name), entry: entry)
    edit { $0.escalations.append(specification) }
  }
}
