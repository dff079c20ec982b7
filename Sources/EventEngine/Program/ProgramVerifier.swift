import RandomStreams

/// Proves what the engine relies on: every index in range, every way through the code ends, every
/// expression leaves exactly one number and reads an entity only where there is one.
///
/// A finding here is a fault of the lowering, never of the model: the engine's unchecked accesses
/// are justified by these checks alone.
package struct ProgramVerifier {
  let program: Program
  private var problems: [String] = []

  private init(_ program: Program) { self.program = program }

  /// What is wrong with a program; empty for a sound one.
  package static func problems(in program: Program) -> [String] {
    var verifier = ProgramVerifier(program)
    verifier.verifyExpressions()
    verifier.verifyQuantities()
    verifier.verifyCode()
    verifier.verifyTables()
    verifier.verifyInterruptions()
    verifier.verifyGauges()
    verifier.verifyFactors()
    verifier.verifyAccounts()
    verifier.verifyCauses()
    verifier.verifyWaits()
    verifier.verifyGroups()
    verifier.verifyMarks()
    verifier.verifyEscalations()
    verifier.verifyStocks()
    verifier.verifyTransports()
    verifier.verifyTanks()
    verifier.verifyShocks()
    verifier.verifyDrawParts()
    verifier.verifyChoices()
    verifier.verifyListedUnits()
    return verifier.problems
  }

  mutating func require(_ holds: Bool, _ problem: @autoclosure () -> String) {
    if !holds { problems.append(problem()) }
  }

  mutating func index(
    _ index: Int32, in count: Int, orNone: Bool = false, _ what: @autoclosure () -> String
  ) {
    require(
      (index >= 0 && index < count) || (orNone && index == -1),
      "\(what()): index \(index) of \(count)")
  }

  private mutating func verifyExpressions() {
    for (number, range) in program.expressions.enumerated() {
      guard range.first >= 0, range.count > 0,
        Int(range.first) + Int(range.count) <= program.operations.count
      else {
        problems.append("expression \(number): range outside the operations")
        continue
      }
      var depth = 0
      for operation in program.operations[Int(range.first)..<Int(range.first + range.count)] {
        require(depth >= operation.arity, "expression \(number): stack runs empty")
        depth += 1 - operation.arity
        switch operation {
        case .attribute(let attribute), .lastTime(let attribute), .isSet(let attribute),
          .total(let attribute):
          index(attribute, in: program.attributes.count, "expression \(number): attribute")
        case .variable(let variable):
          index(variable, in: program.variables.count, "expression \(number): variable")
        case .queueLength(let resource), .busyUnits(let resource), .freeUnits(let resource),
          .capacity(let resource), .expectedWait(let resource), .placeOfUnit(let resource),
          .held(let resource):
          index(resource, in: program.resources.count, "expression \(number): resource")
        case .tankLevel(let tank), .tankInflow(let tank), .tankOutflow(let tank),
          .tankAvailable(let tank), .tankRoom(let tank):
          index(tank, in: program.tanks.count, "expression \(number): tank")
        case .iteration(let level):
          index(level, in: program.loopDepth, "expression \(number): loop")
        case .distance, .travelTime: verifyWays(operation, "expression \(number)")
        case .candidate(let column), .heldUnit(let column), .occupants(let column):
          index(column, in: program.unitColumns.count, "expression \(number): unit attribute")
        case .setUpTime(let resource), .leastSetUpTime(let resource):
          require(
            program.setUps.contains { $0.resource == resource },
            "expression \(number): nothing to set up")
        case .alike(let column, let attribute):
          index(column, in: program.unitColumns.count, "expression \(number): unit attribute")
          index(attribute, in: program.attributes.count, "expression \(number): attribute")
        default: break
        }
      }
      require(depth == 1, "expression \(number): leaves \(depth) numbers")
    }
  }

  func readsEntity(_ expression: Int32) -> Bool {
    guard expression >= 0, Int(expression) < program.expressions.count else { return false }
    let range = program.expressions[Int(expression)]
    guard range.first >= 0, range.count > 0,
      Int(range.first) + Int(range.count) <= program.operations.count
    else { return false }
    return program.operations[Int(range.first)..<Int(range.first + range.count)]
      .contains { $0.readsEntity }
  }

  private mutating func verifyQuantities() {
    for (number, quantity) in program.quantities.enumerated() {
      switch quantity {
      case .constant(let value):
        require(value.isFinite, "quantity \(number): not finite")
      case .expression(let expression):
        index(expression, in: program.expressions.count, "quantity \(number): expression")
      case .draw(let draw): index(draw, in: program.draws.count, "quantity \(number): draw")
      }
    }
    for (number, draw) in program.draws.enumerated() {
      index(
        draw.parameters, in: program.drawParameters.count, orNone: true, "draw \(number)")
      requireLoops(draw.loopDepth, "draw \(number)")
    }
    for (number, parameters) in program.drawParameters.enumerated() {
      let at = "parameters \(number)"
      if parameters.part >= 0 {
        index(parameters.part, in: program.drawParts.count, at)
        continue
      }
      for expression in parameters.all {
        index(expression, in: program.expressions.count, at)
      }
      let catalogue = Distributions.catalogue
      guard parameters.entry >= 0, Int(parameters.entry) < catalogue.count,
        parameters.form >= 0,
        Int(parameters.form) < catalogue[Int(parameters.entry)].forms.count
      else {
        problems.append("\(at): no such distribution")
        continue
      }
      let form = catalogue[Int(parameters.entry)].forms[Int(parameters.form)]
      require(
        Int(parameters.count) == form.parameters.count, "\(at): not as many as the form takes")
    }
  }

  mutating func requireLoops(_ depth: Int32, _ at: @autoclosure () -> String) {
    require(depth >= 0 && Int(depth) <= program.loopDepth, "\(at()): loop depth")
  }

  /// Refuses a quantity that has no meaning before there is an entity.
  mutating func requireNoEntity(_ quantity: Int32, _ at: String) {
    guard quantity >= 0, Int(quantity) < program.quantities.count else { return }
    var expressions: [Int32] = []
    switch program.quantities[Int(quantity)] {
    case .constant: break
    case .expression(let expression): expressions = [expression]
    case .draw(let index):
      guard index >= 0, Int(index) < program.draws.count else { return }
      let draw = program.draws[Int(index)]
      require(draw.loopDepth == 0, "\(at): a draw within a loop")
      if draw.parameters >= 0, Int(draw.parameters) < program.drawParameters.count {
        let parameters = program.drawParameters[Int(draw.parameters)]
        expressions = parameters.all + program.expressions(ofPart: parameters.part)
      }
    }
    require(!expressions.contains(where: readsEntity), "\(at): reads an entity before there is one")
  }

  private mutating func verifyCode() {
    let count = program.code.count
    let owners = program.owners
    require(owners.count == count, "owners: \(owners.count) of \(count)")
    for (number, owner) in owners.enumerated() {
      index(owner, in: program.steps.count, "instruction \(number): owner")
    }
    for (number, instruction) in program.code.enumerated() {
      let at = "instruction \(number)"
      var fallsThrough = true
      switch instruction {
      case .delay(let step, let duration):
        index(step, in: program.steps.count, "\(at): step")
        index(duration, in: program.quantities.count, "\(at): duration")
      case .activity(let activity):
        index(activity, in: program.activities.count, "\(at): activity")
      case .openSection(let section):
        index(section, in: program.sections.count, "\(at): section")
      case .endOutage: fallsThrough = false
      case .changeExtra(let resource, _):
        index(resource, in: program.resources.count, "\(at): resource")
      case .endCleaning(let resource):
        index(resource, in: program.resources.count, "\(at): resource")
        fallsThrough = false
      case .closeSection(let level): index(level, in: program.sectionDepth, "\(at): section")
      case .seize(let request), .seizeRemovable(let request):
        index(request, in: program.requests.count, "\(at): request")
      case .seizeAny(let choice):
        index(choice, in: program.choices.count, "\(at): choice")
        verifyAsks(choice, at)
      case .choose(let choice): index(choice, in: program.choices.count, "\(at): choice")
      case .wait(let wait): index(wait, in: program.waits.count, "\(at): wait")
      case .signal(let signal, let count):
        index(signal, in: program.signals.count, "\(at): signal")
        index(count, in: program.quantities.count, orNone: true, "\(at): number")
      case .release(let release):
        index(release, in: program.releases.count, "\(at): release")
      case .branch(let table):
        index(table, in: program.shares.count, "\(at): shares")
        fallsThrough = false
      case .jumpUnless(let condition, let target):
        index(condition, in: program.expressions.count, "\(at): condition")
        index(target, in: count, "\(at): target")
      case .jump(let target):
        index(target, in: count, "\(at): target")
        fallsThrough = false
      case .assign(let attribute, let value):
        index(attribute, in: program.attributes.count, "\(at): attribute")
        index(value, in: program.quantities.count, "\(at): value")
      case .assignVariable(let variable, let value):
        index(variable, in: program.variables.count, "\(at): variable")
        index(value, in: program.quantities.count, "\(at): value")
      case .mark(let step, let mark):
        index(step, in: program.steps.count, "\(at): step")
        index(mark, in: program.marks.count, "\(at): mark")
      case .record(let step, let tally, let value):
        index(step, in: program.steps.count, "\(at): step")
        index(tally, in: program.tallies.count, "\(at): tally")
        index(value, in: program.expressions.count, "\(at): value")
      case .enterLoop(let level): index(level, in: program.loopDepth, "\(at): loop")
      case .nextIteration(let level, let target):
        index(level, in: program.loopDepth, "\(at): loop")
        index(target, in: count, "\(at): target")
        fallsThrough = false
      case .spawn(let offspring), .detach(let offspring):
        index(offspring, in: program.offsprings.count, "\(at): offspring")
      case .vanish: fallsThrough = false
      case .fork(let fork): index(fork, in: program.forks.count, "\(at): fork")
      case .merge(let fork):
        index(fork, in: program.forks.count, "\(at): fork")
        fallsThrough = false
      case .gather(let batch): index(batch, in: program.batches.count, "\(at): batch")
      case .tank(let move): index(move, in: program.tankMoves.count, "\(at): tank move")
      case .stock(let move): index(move, in: program.stockMoves.count, "\(at): move")
      case .convey(let resource, _):
        require(program.transports.contains { $0.resource == resource }, "\(at): no transport")
      case .beginSetUp(let setUp, let attribute):
        index(setUp, in: program.setUps.count, "\(at): set-up")
        index(attribute, in: program.attributes.count, "\(at): attribute")
      case .endSetUp(let setUp, let activity):
        index(setUp, in: program.setUps.count, "\(at): set-up")
        index(activity, in: program.activities.count, orNone: true, "\(at): activity")
      case .disperse, .closeBatch: break
      case .depart(let step, let outcome):
        index(step, in: program.steps.count, "\(at): step")
        index(outcome, in: program.outcomes.count, "\(at): outcome")
        fallsThrough = false
      }
      if fallsThrough { require(number + 1 < count, "\(at): runs past the end of the code") }
    }
  }

  private mutating func verifyTables() {
    let steps = program.steps.count
    for (number, request) in program.requests.enumerated() {
      let at = "request \(number)"
      index(request.step, in: steps, "\(at): step")
      index(request.priority, in: program.quantities.count, orNone: true, "\(at): priority")
      index(request.patience, in: program.quantities.count, orNone: true, "\(at): patience")
      index(request.renegeTarget, in: program.code.count, orNone: true, "\(at): target")
      require(
        request.patience < 0 || request.renegeTarget >= 0, "\(at): nowhere to go on giving up")
      require(
        (request.itemCount > 0 || (request.itemCount == 0 && isWait(number)))
          && request.firstItem >= 0
          && Int(request.firstItem) + Int(request.itemCount) <= program.items.count,
        "\(at): items")
    }
    for (number, item) in program.items.enumerated() {
      index(item.resource, in: program.resources.count, "item \(number): resource")
      index(item.quantity, in: program.quantities.count, orNone: true, "item \(number): units")
      index(item.order, in: program.quantities.count, orNone: true, "item \(number): order")
      require(item.quantity >= 0 || item.units >= 1, "item \(number): no units")
    }
    for (number, release) in program.releases.enumerated() {
      index(release.step, in: steps, "release \(number): step")
      index(release.resource, in: program.resources.count, "release \(number): resource")
      index(
        release.quantity, in: program.quantities.count, orNone: true, "release \(number): units")
      requireLoops(release.loopDepth, "release \(number)")
    }
    for (number, table) in program.shares.enumerated() {
      index(table.step, in: steps, "shares \(number): step")
      requireLoops(table.loopDepth, "shares \(number)")
      require(
        !table.targets.isEmpty && table.targets.count == table.cumulative.count,
        "shares \(number): targets")
      for target in table.targets {
        index(target, in: program.code.count, "shares \(number): target")
      }
    }
    for (number, resource) in program.resources.enumerated() {
      let at = "resource \(number)"
      index(resource.turnaround, in: program.quantities.count, orNone: true, "\(at): turnaround")
      index(resource.cleaning, in: program.code.count, orNone: true, "\(at): cleaning")
      verifyLine(resource.line, at)
      let changes = resource.plan.changes
      require(changes.first?.tick == 0, "\(at): the plan does not start at 0")
      require(
        zip(changes, changes.dropFirst()).allSatisfy { $0.tick < $1.tick },
        "\(at): the plan is not ascending")
      let loopsFrom = resource.plan.loopsFrom
      let repeating = loopsFrom >= 0 ? changes.dropFirst(loopsFrom) : []
      require(
        resource.plan.period == 0
          || repeating.last.map { $0.tick - repeating[loopsFrom].tick < resource.plan.period }
            ?? false,
        "\(at): the plan is longer than its period")
      require(changes.allSatisfy { $0.value >= 0 }, "\(at): negative capacity")
    }
    for (number, source) in program.sources.enumerated() {
      let at = "source \(number)"
      index(source.entry, in: program.code.count, "\(at): entry")
      index(source.step, in: steps, "\(at): step")
      for attribute in source.attributes {
        index(attribute.attribute, in: program.attributes.count, "\(at): attribute")
        index(attribute.value, in: program.quantities.count, "\(at): value")
      }
      for column in source.columns {
        index(column.attribute, in: program.attributes.count, "\(at): column")
      }
      switch source.process {
      case .interarrival(let quantity):
        index(quantity, in: program.quantities.count, "\(at): time between arrivals")
        requireNoEntity(quantity, at)
      case .scheduled(let list):
        require(
          zip(list, list.dropFirst()).allSatisfy { $0 <= $1 } && (list.first ?? 0) >= 0,
          "\(at): arrivals are not ascending")
        for column in source.columns {
          require(column.values.count >= list.count, "\(at): column too short")
        }
      case .constantRate(let mean):
        require(mean.isFinite && mean > 0, "\(at): no rate")
      case .profile: break
      case .appointments(let list): verify(list, at)
      case .modulated(let rate): verify(rate, at)
      }
      verifyManner(of: source, at)
      if case .scheduled = source.process {
      } else {
        require(source.columns.isEmpty, "\(at): columns without a list of arrivals")
      }
    }
    for (number, tally) in program.tallies.enumerated() {
      let at = "tally \(number)"
      index(tally.value, in: program.expressions.count, orNone: true, "\(at): value")
      index(tally.condition, in: program.expressions.count, orNone: true, "\(at): condition")
      index(tally.atEnd, in: program.expressions.count, orNone: true, "\(at): at the end")
      require(!readsEntity(tally.atEnd), "\(at): reads an entity when there is none")
      index(tally.source, in: program.sources.count, orNone: true, "\(at): source")
      index(tally.outcome, in: program.outcomes.count, orNone: true, "\(at): outcome")
    }
    require(program.loopDepth >= 0 && program.loopDepth <= 64, "loops nested too deeply")
    require(
      program.variables.allSatisfy { $0.start.isFinite }, "a variable does not start at a number")
    require(!program.outcomes.isEmpty, "no outcome")
    require(program.profileBins == 0 || program.profileBin > 0, "profile without width")
    require(program.startBin >= 0, "a series from the start without width")
  }
}
