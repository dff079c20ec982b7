import OutputStatistics
import RandomStreams

/// How many steps one entity may make while no time passes.
let zeroTimeSteps: Int32 = 10_000

extension Engine {
  /// Lets an entity go on along its pathway until time has to pass or it has left.
  mutating func advance(_ entity: Int32) throws(SimulationFailure) {
    var counter = entities.counter[entity]
    var executed: Int32 = 0
    while true {
      executed &+= 1
      if executed > zeroTimeSteps {
        throw failure(.noTimePasses, entity: entity, step: step(near: counter))
      }
      // For messages, should what follows fail.
      entities.counter[entity] = counter
      switch code[counter] {
      case .delay(let step, let duration):
        let length = try length(of: duration, entity, step)
        calendar.schedule(.delayDone, at: now &+ length, subject: entity)
        if watcher.isWatching { watch(.began, entity, step) }
        return try suspend(entity, at: counter &+ 1, executed)
      case .activity(let activity):
        try begin(activity, entity)
        return try suspend(entity, at: counter &+ 1, executed)
      case .openSection(let section):
        try openSection(section, entity)
        counter &+= 1
      case .endOutage: return try endOutage(entity)
      case .changeExtra(let resource, let units):
        try changeExtra(Int64(units), of: resource)
        counter &+= 1
      case .endCleaning(let resource): return endCleaning(of: resource, entity)
      case .closeSection(let level):
        closeSection(level, entity)
        counter &+= 1
      case .seize(let request):
        if try !seize(request, entity) {
          return try suspend(entity, at: counter &+ 1, executed)
        }
        counter &+= 1
      case .seizeRemovable(let request):
        if try !seizeRemovable(request, entity) {
          return try suspend(entity, at: counter &+ 1, executed)
        }
        counter &+= 1
      case .seizeAny(let choice):
        if try !seizeAny(choice, entity) { return try suspend(entity, at: counter &+ 1, executed) }
        counter &+= 1
      case .choose(let choice):
        chooseWay(choice, entity)
        counter &+= 1
      case .wait(let wait):
        if try !self.wait(wait, entity) { return try suspend(entity, at: counter &+ 1, executed) }
        counter &+= 1
      case .signal(let signal, let count):
        try giveSignal(signal, count: count, entity)
        counter &+= 1
      case .release(let release):
        try self.release(releases[release], entity)
        counter &+= 1
      case .branch(let table):
        counter = chooseBranch(Int(table), entity)
      case .jumpUnless(let condition, let target):
        let holds = try evaluate(condition, for: entity)
        counter = holds != 0 ? counter &+ 1 : target
      case .jump(let target):
        counter = target
      case .assign(let attribute, let quantity):
        let given = try value(of: quantity, for: entity, what: "an attribute")
        entities.setAttribute(entity, attribute, to: given)
        counter &+= 1
      case .assignVariable(let variable, let quantity):
        try assignVariable(variable, quantity, entity)
        counter &+= 1
      case .record(let step, let tally, let expression):
        let observed = try evaluate(expression, for: entity)
        if !observed.isFinite {
          throw failure(.notFinite(what: "the recorded value"), entity: entity, step: step)
        }
        if let problem = records.problem(with: observed, in: Int(tally)) {
          throw failure(problem, entity: entity, step: step)
        }
        records.observe(observed, in: Int(tally))
        counter &+= 1
      case .mark(_, let mark):
        try pass(mark, entity)
        counter &+= 1
      case .enterLoop(let level):
        entities.setIteration(entity, level: level, to: 0)
        counter &+= 1
      case .nextIteration(let level, let target):
        let count = entities.iteration(entity, level: level)
        entities.setIteration(entity, level: level, to: count &+ 1)
        counter = target
      case .spawn(let offspring):
        try spawn(offspring, entity)
        counter &+= 1
      case .detach(let offspring):
        try detach(offspring, entity)
        counter &+= 1
      case .vanish: return vanish(entity)
      case .fork(let fork):
        try suspend(entity, at: counter &+ 1, executed)
        if try !self.fork(fork, entity) { return }
        executed = 0
        counter &+= 1
      case .merge(let fork): return try finishClone(fork, entity)
      case .gather(let batch):
        try suspend(entity, at: counter &+ 1, executed)
        if try !gather(batch, entity) { return }
        executed = 0
        counter &+= 1
      case .closeBatch:
        try closeBatch(entity)
        counter &+= 1
      case .stock(let move):
        try self.move(move, entity)
        counter &+= 1
      case .convey(let resource, let phase):
        convey(resource, phase, entity)
        counter &+= 1
      case .tank(let move):
        try moveTank(move, entity)
        counter &+= 1
      case .beginSetUp(let setUp, let attribute):
        try beginSetUp(setUp, attribute: attribute, entity)
        counter &+= 1
      case .endSetUp(let setUp, let activity):
        if try !endSetUp(setUp, in: activity, entity) {
          return try suspend(entity, at: counter &+ 1, executed)
        }
        counter &+= 1
      case .disperse:
        disperse(entity)
        counter &+= 1
      case .depart(let step, let outcome):
        return try depart(entity, step: step, outcome: outcome)
      }
    }
  }

  /// The time of a delay is over.
  mutating func finishDelay(_ entity: Int32) throws(SimulationFailure) {
    if watcher.isWatching,
      case .delay(let step, _) = code[entities.counter[entity] &- 1]
    {
      watch(.ended, entity, step)
    }
    try advance(entity)
  }

  /// Notes where an entity waits, and refuses one that goes on for ever without time passing.
  @inline(__always)
  private mutating func suspend(_ entity: Int32, at counter: Int32, _ executed: Int32)
    throws(SimulationFailure)
  {
    entities.counter[entity] = counter
    if keepsAccounts { touchAccount(entity) }
    if entities.lastStep[entity] == now {
      entities.stepsInTick[entity] &+= executed
      if entities.stepsInTick[entity] > zeroTimeSteps {
        throw failure(.noTimePasses, entity: entity, step: step(near: counter &- 1))
      }
    } else {
      entities.lastStep[entity] = now
      entities.stepsInTick[entity] = executed
    }
  }

  /// A length of time for a delay, in ticks.
  @inline(__always)
  mutating func length(
    of quantity: Int32, _ entity: Int32, _ step: Int32, word: UInt64? = nil
  ) throws(SimulationFailure) -> Int64 {
    let length = try value(of: quantity, for: entity, word: word, what: "a duration")
    if length < 0 { throw failure(.negativeDuration, entity: entity, step: step) }
    if length > Double(maximumTick) { throw failure(.beyondClock, entity: entity, step: step) }
    return ticks(length)
  }

  /// Which way an entity goes at a branch by share.
  private mutating func chooseBranch(_ table: Int, _ entity: Int32) -> Int32 {
    let range = shares[table]
    let draw: Double
    if drawsOtherwise {
      draw = shareOtherwise(table, entity)
    } else {
      let word = entityWord(
        identity: entities.identity[entity],
        visit: entities.visit(entity, depth: range.loopDepth))
      var stream = RandomStream(
        seed: seed, purpose: range.purpose, entity: word, replication: replication)
      draw = stream.uniform()
    }
    var choice = range.first
    let last = range.first &+ range.count &- 1
    while choice < last, draw >= shareBounds[choice] { choice &+= 1 }
    return shareTargets[choice]
  }

  /// An entity leaves the facility; what it still holds becomes free.
  mutating func depart(_ entity: Int32, step: Int32, outcome: Int32)
    throws(SimulationFailure)
  {
    if entities.heldUnits[entity] > 0 { try releaseEverything(entity, step: step) }
    let source = Int(entities.source[entity])
    try recordDeparture(entity, source: source, outcome: Int(outcome))
    if hasSessions { leaveSession(entity) }
    if watcher.isWatching { watch(.departed, entity, step, detail: Int64(outcome)) }
    if keepsAccounts { closeAccount(entity) }
    entities.leave(entity)
    if hasGroups {
      try leaveFamily(entity)
      try departMembers(of: entity, step: step, outcome: outcome)
    }
    if records.departures == endingDeparture { end(at: now) }
    if endsWhenEmpty, entities.present == 0, openSources == 0 { end(at: now) }
  }

  /// The step that an instruction belongs to, for messages.
  mutating func step(near counter: Int32) -> Int32? {
    program.owners.isEmpty ? nil : program.owners[min(Int(counter), program.owners.count - 1)]
  }
}
