extension Engine {
  /// An entity passes a mark: the tallies of measures that end here take their values.
  @inline(never)
  mutating func pass(_ index: Int32, _ entity: Int32) throws(SimulationFailure) {
    let mark = marks[index]
    entities.setAttribute(entity, mark.attribute, to: Double(now))
    for place in mark.firstTally..<(mark.firstTally &+ mark.tallyCount) {
      let tally = markTallies[place]
      let source = records.departureValues(tally).source
      if source < 0 || source == entities.source[entity] { try fill(tally, entity) }
    }
  }

  /// Fills a tally, and that of the class, with what an entity is now, if it counts.
  @inline(__always)
  mutating func fill(_ tally: Int32, _ entity: Int32) throws(SimulationFailure) {
    let wanted = records.departureValues(tally)
    if wanted.condition >= 0,
      try evaluate(wanted.condition, for: entity, unsetIsAllowed: true) == 0
    {
      return
    }
    let observed = try evaluate(wanted.value, for: entity)
    if !observed.isFinite {
      let name = program.tallies[Int(tally)].name
      throw failure(.notFinite(what: "measure “\(name)”"), entity: entity, step: nil)
    }
    if let problem = records.problem(with: observed, in: Int(tally)) {
      throw failure(problem, entity: entity, step: nil)
    }
    records.observe(observed, in: Int(tally))
    if wanted.classes.count > 0 {
      try observe(observed, inClassOf: tally, wanted.classes, entity)
    }
  }

  @inline(never)
  private mutating func observe(
    _ value: Double, inClassOf tally: Int32, _ classes: TallyClasses, _ entity: Int32
  ) throws(SimulationFailure) {
    let number = try evaluate(classes.expression, for: entity, unsetIsAllowed: true)
    guard number >= 0, number < Double(classes.count), number == number.rounded() else { return }
    records.observe(value, in: Int(tally) + 1 + Int(number))
  }

  /// Adds a wait to the entity's totals that the request counts for.
  @inline(never)
  mutating func addToTotals(_ request: Int32, _ entity: Int32, wait: Int64) {
    let specification = requests[request]
    for place in 0..<specification.totalCount {
      let attribute = waitTotals[specification.firstTotal &+ place]
      let before = entities.attribute(entity, attribute)
      entities.setAttribute(
        entity, attribute, to: (before.isNaN ? 0 : before) + Double(wait))
    }
  }
}
