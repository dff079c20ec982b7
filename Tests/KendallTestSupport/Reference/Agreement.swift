package import EventEngine
package import FacilityModel
import OutputStatistics

/// What came of running a model by the engine.
package enum EngineOutcome {
  case ended(ReplicationRecord)
  case failed(SimulationFailure)
}

/// Runs one replication by the engine, watching its trajectory.
package func runEngine(
  _ program: Program, seed: UInt64, replication: UInt64, watching: Watcher.Mode = .fingerprint
) -> EngineOutcome {
  var engine = Engine(program, seed: seed, replication: replication, watching: watching)
  do {
    try engine.run()
    return .ended(engine.record())
  } catch {
    return .failed(error)
  }
}

/// Runs a model by the engine and by the reference interpreter, and says where they differ.
package func disagreements(_ compiled: CompiledModel, seed: UInt64, replication: UInt64)
  -> [String]
{
  let engine = runEngine(compiled.program, seed: seed, replication: replication)
  let reference: ReferenceOutcome
  do throws(ReferenceFailure) {
    reference = try ReferenceInterpreter.run(
      compiled.model, seed: seed, replication: replication,
      entityLimit: compiled.program.entityLimit)
  } catch {
    guard case .failed(let failure) = engine else {
      return ["the reference fails with \(error.kind) at \(error.tick), the engine does not"]
    }
    return word(failure.kind) == word(error.kind) && failure.tick == error.tick
      ? []
      : [
        "failure: \(failure.kind) at \(failure.tick) by the engine, \(error.kind) at \(error.tick) by the reference"
      ]
  }
  switch engine {
  case .failed(let failure): return ["the engine fails: \(failure)"]
  case .ended(let record): return disagreements(record, reference, compiled.program)
  }
}

/// The kind of a failure, without its details.
private func word(_ kind: FailureKind) -> String {
  String("\(kind)".prefix { $0 != "(" })
}

/// Where a record of the engine differs from what the reference interpreter gives.
package func disagreements(
  _ record: ReplicationRecord, _ reference: ReferenceOutcome, _ program: Program
) -> [String] {
  var found: [String] = []
  func check<Value: Equatable>(_ what: String, _ engine: Value, _ reference: Value) {
    if engine != reference {
      found.append("\(what): \(engine) by the engine, \(reference) by the reference")
    }
  }
  func check(_ what: String, _ set: ObservationSet, _ ticks: [Int64]) {
    check("count of \(what)", set.count, ticks.count)
    guard set.count == ticks.count, !ticks.isEmpty else { return }
    guard case .ticks(let tally, _) = set else {
      found.append("\(what) are no ticks")
      return
    }
    check("sum of \(what)", tally.sum, ticks.reduce(Int128(0)) { $0 + Int128($1) })
    check("least of \(what)", tally.min, ticks.min())
    check("greatest of \(what)", tally.max, ticks.max())
  }

  check("window start", record.windowStart, reference.windowStart)
  check("window end", record.windowEnd, reference.windowEnd)
  check("happenings", record.fingerprint.count, reference.fingerprint.count)
  check("fingerprint", record.fingerprint.value, reference.fingerprint.value)
  check("entered", record.entered, reference.entered)
  check("outcomes", record.outcomes, reference.outcomes.flatMap { $0 })
  check("merged", record.merged, reference.merged)
  check("inside at start", record.insideAtStart, reference.insideAtStart)
  check("inside at end", record.insideAtEnd, reference.insideAtEnd)
  check("area of inside", record.insideArea, reference.insideArea)
  check("appointments", record.appointments, reference.appointments)
  check("sessions", record.sessions, reference.sessions)
  check("longest lines", record.maximumQueued, reference.maximumQueued)
  check("most busy", record.maximumBusy, reference.maximumBusy)
  for (index, resource) in program.resources.enumerated() {
    for level in ResourceLevel.allCases {
      check(
        "area of \(level) of \(resource.name)", record.area(level, of: index),
        reference.areas[index][level.rawValue])
    }
  }
  for (index, request) in program.requests.enumerated() {
    let name = program.steps[Int(request.step)].name
    check("waits at \(name)", record.waits[index], reference.waits[name] ?? [])
    check(
      "abandoned waits at \(name)", record.abandonedWaits[index],
      reference.abandonedWaits[name] ?? [])
  }
  for (index, activity) in program.activities.enumerated() {
    let name = program.steps[Int(activity.step)].name
    check(
      "resumptions of \(name)", record.resumptions[index], reference.resumptions[name] ?? [])
  }
  for (index, gathering) in program.gatherings.enumerated() {
    check(
      "waits for others at \(gathering.name)", record.gatherings[index],
      reference.gatherings[gathering.name] ?? [])
  }
  for (source, outcomes) in reference.stays.enumerated() {
    for (outcome, stays) in outcomes.enumerated() {
      check(
        "stays of \(program.sources[source].name) till \(program.outcomes[outcome])",
        record.stays[source * program.outcomes.count + outcome], stays)
    }
  }
  for (index, tally) in program.tallies.enumerated() {
    let values = reference.tallies[index]
    if tally.kind != .number {
      check("measure \(tally.name)", record.tallies[index], values.map { Int64($0) })
      continue
    }
    check("count of measure \(tally.name)", record.tallies[index].count, values.count)
    let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    let other = record.tallies[index].mean ?? 0
    if abs(mean - other) > 1e-9 * max(1, abs(mean)) {
      found.append("mean of measure \(tally.name): \(other) by the engine, \(mean)")
    }
  }
  for (transport, travel) in zip(program.transports, record.travel) {
    check(
      "travel of \(program.resources[Int(transport.resource)].name)",
      [travel.empty, travel.loaded], reference.travel[Int(transport.resource)])
  }
  for (index, outage) in program.outages.enumerated() {
    let name = program.steps[Int(outage.step)].name
    let (counts, other) = (record.outages[index], reference.outages[index])
    check("beginnings of \(name)", counts.begun, other.begun)
    check("time out for \(name)", counts.units.area(at: record.windowEnd), other.out)
    guard outage.role == .outage, outage.condition >= 0 else { continue }
    let condition = record.conditions[Int(outage.condition)]
    check(
      "condition \(name)",
      ReferenceCondition(
        inspections: condition.inspections, found: condition.found, missed: condition.missed,
        falseAlarms: condition.falseAlarms, failures: condition.failures,
        unforeseen: condition.unforeseen, planned: condition.planned,
        deteriorated: condition.deteriorated.area(at: record.windowEnd)),
      reference.conditions[name] ?? ReferenceCondition())
  }
  check("set-up of units", record.setUpAreas, reference.setUpAreas)
  check("units out of service", record.unitOutages, reference.unitOutages)
  check("use of units", record.unitAreas, reference.unitAreas)
  check("stocks", record.stocks, reference.stocks)
  check("flows", record.flows, reference.flows)
  // Integrals of levels are sums of other parts, and cut where a tank is full or empty: each cut
  // is right to a part of a tick.
  for (engine, other) in zip(record.tanks, reference.tanks) {
    if abs(engine.area - other.area) > 1e-8 * max(1, abs(other.area)) {
      found.append("area of a tank: \(engine.area) by the engine, \(other.area)")
    }
    var other = other
    other.area = engine.area
    check("tank", engine, other)
    check("balance of a tank", engine.isConserved, true)
  }
  check("variables", record.variables, reference.variables)
  return found + gaugeDisagreements(record, reference)
    + energyDisagreements(record, reference, program)
    + causeDisagreements(record, reference, program)
}
