package import EventEngine
import RandomStreams

extension Model {
  /// The program of a checked model, verified.
  package func lowered() -> Program {
    var program = Program()
    program.name = name
    program.tables = tables
    program.attributes = attributes.map(\.name)
    program.variables = variables.map { VariableSpecification(name: $0.name, start: $0.start) }
    program.signals = signals
    program.outcomes = outcomes
    program.loopDepth = Int(loopDepth)
    program.startInWeek = time.startInWeek
    program.warmUp = time.warmUp
    program.end = time.end
    program.profileBin = time.profileBin
    program.profileBins = time.profileBins
    program.resources = resources.map {
      ResourceSpecification(
        name: $0.name, hash: hash(ofName: $0.name), discipline: $0.line.discipline,
        plan: $0.plan)
    }
    for (index, resource) in resources.enumerated() {
      program.resources[index].extraUnits = resource.escalations.reduce(0) { $0 + $1.units }
      program.ratios += resource.ratios.map {
        RatioSpecification(resource: Int32(index), by: $0.by, ratio: $0.ratio)
      }
      program.resources[index].raisedTo = resource.raisedTo
    }
    for (index, resource) in resources.enumerated() where resource.isRemovable {
      program.resources[index].isRemovable = true
      program.resources[index].preemptsAtShiftEnd = resource.preemptsAtShiftEnd
      program.resources[index].handsOverAtShiftEnd = resource.handsOverAtShiftEnd
    }
    lowerPlaces(into: &program)
    lowerCosts(into: &program)
    lowerListedUnits(into: &program)
    lowerSetUps(into: &program)
    for (index, resource) in resources.enumerated() {
      program.resources[index].sharedUnits = resource.sharedUnits
    }
    var lowering = Lowering(program)
    lowering.lines = resources.map(\.line)
    for (index, resource) in resources.enumerated() {
      lowering.setUps[Int32(index)] = resource.setUp
    }
    lowering.lowerLines()
    lowerResources(into: &lowering)
    lowerStocks(into: &lowering)
    lowerMatches(into: &lowering)
    lowerMeasures(into: &lowering)
    lowerGauges(into: &lowering)
    lowerTanks(into: &lowering)
    lowering.pathwayLabels = pathways.map { _ in lowering.makeLabel() }
    let entries = pathways.enumerated().map { index, pathway -> Int32 in
      let entry = lowering.counter
      lowering.place(lowering.pathwayLabels[index])
      lowering.lower(pathway.steps)
      lowering.depart(
        0, StepInfo(name: pathway.name + "/end", keyword: "end", place: pathway.place))
      return entry
    }
    for outage in resources.flatMap(\.outages) { lowering.outage(outage) }
    for escalation in resources.flatMap(\.escalations) { lowering.escalation(escalation) }
    for (index, resource) in resources.enumerated() { lowering.cleaning(of: index, resource) }
    for shock in shocks { lowering.shock(shock) }
    lowerSources(into: &lowering, entries)
    if observed.contains(.causes) { lowering.groupWaits() }
    lowering.finishSetUps()
    let result = lowering.finish()
    let problems = ProgramVerifier.problems(in: result)
    precondition(
      problems.isEmpty,
      "internal: the program is unsound (\(problems.joined(separator: "; "))); "
        + "please report with the model")
    return result
  }

  private func lowerResources(into lowering: inout Lowering) {
    for (index, resource) in resources.enumerated() {
      guard let turnaround = resource.turnaround else { continue }
      let quantity = lowering.quantity(turnaround)
      lowering.setTurnaround(of: index, to: quantity)
    }
  }

  private func lowerMeasures(into lowering: inout Lowering) {
    for measure in measures {
      lowering.add(tally(of: measure, &lowering))
    }
    lowerMarks(into: &lowering)
  }

  private func lowerSources(into lowering: inout Lowering, _ entries: [Int32]) {
    for source in sources {
      let step = lowering.step(
        StepInfo(name: "arrivals/" + source.name, keyword: "arrivals", place: source.place))
      let process: ArrivalProcess =
        switch source.process {
        case .constantRate(let mean): .constantRate(meanTicks: mean)
        case .profile(let profile): .profile(profile)
        case .interarrival(let quantity): .interarrival(quantity: lowering.quantity(quantity))
        case .scheduled(let list): .scheduled(list)
        case .modulated(let rate):
          .modulated(
            lowering.modulated(
              rate, bound: source.state?.atMost ?? 1, source: source.name, time: time))
        case .appointments(let list):
          .appointments(lowering.appointments(list, source: source.name, time))
        }
      let attributes = source.attributes.map {
        ArrivalAttribute(attribute: $0.index, value: lowering.quantity($0.value))
      }
      var specification = SourceSpecification(
        name: source.name, identity: hash(ofName: source.name),
        purpose: hash(ofName: "arrivals/" + source.name), process: process,
        limit: source.limit, attributes: attributes, columns: source.columns,
        entry: entries[source.pathway], step: step)
      specification.origin = source.origin
      if let batch = source.batch { specification.manner.batch = lowering.quantity(batch) }
      if let state = source.state {
        specification.manner.times = lowering.expression(state.factor)
        specification.manner.atMost = state.atMost
        specification.manner.timesPurpose = hash(ofName: "arrivals/\(source.name)/thinning")
      }
      lowering.addShocks(of: source, to: &specification)
      if let mix = source.mix {
        specification.entry = lowering.lower(mix, of: source, entries: entries)
      }
      lowering.add(specification)
    }
  }
}

extension Lowering {
  mutating func setTurnaround(of resource: Int, to quantity: Int32) {
    edit { $0.resources[resource].turnaround = quantity }
  }

  mutating func add(_ tally: TallySpecification) { edit { $0.tallies.append(tally) } }

  mutating func add(_ source: SourceSpecification) { edit { $0.sources.append(source) } }
}
