import EventEngine

/// What entities are made of an entity, as the lowering needs it.
struct OffspringModel {
  var step: StepInfo
  /// The source they count under, or nil for hidden ones.
  var source: Int?
  var count: QuantityModel?
  var loopDepth: Int32
  var keepsArrival = false
  var attributes: [(index: Int32, value: QuantityModel)] = []
  var items: Range<Int32> = 0..<0
  /// What says which of them were taken, where they are alternatives.
  var choice: Int32 = -1
}

extension Lowering {
  /// Makes a kind of offspring known, whose children begin at a label.
  mutating func offspring(_ model: OffspringModel, entry: Label) -> Int32 {
    var specification = OffspringSpecification(
      step: step(model.step), source: Int32(model.source ?? -1),
      count: model.count.map { quantity($0) } ?? -1, loopDepth: model.loopDepth,
      keepsArrival: model.keepsArrival)
    let given = model.attributes.map {
      ArrivalAttribute(attribute: $0.index, value: quantity($0.value))
    }
    specification.firstAttribute = Int32(program.givenAttributes.count)
    specification.attributeCount = Int32(given.count)
    specification.firstItem = model.items.lowerBound
    specification.itemCount = Int32(model.items.count)
    specification.choice = model.choice
    let index = program.offsprings.count
    edit {
      $0.givenAttributes += given
      $0.offsprings.append(specification)
    }
    fix(entry) { $0.offsprings[index].entry = $1 }
    return Int32(index)
  }

  /// A time that entities wait for others.
  mutating func gathering(_ info: StepInfo, _ name: String) -> Int32 {
    let specification = GatheringSpecification(step: step(info), name: name)
    edit { $0.gatherings.append(specification) }
    return Int32(program.gatherings.count - 1)
  }

  /// Makes children that go along a pathway of their own.
  mutating func spawn(_ model: OffspringModel, pathway: Int) {
    emit(.spawn(offspring: offspring(model, entry: pathwayLabels[pathway])))
  }

  /// Makes children that go on behind the step, in place of the entity that leaves with an outcome.
  mutating func split(_ model: OffspringModel, pathway: Int?, outcome: Int) {
    let behind = makeLabel()
    let entry = pathway.map { pathwayLabels[$0] } ?? behind
    emit(.spawn(offspring: offspring(model, entry: entry)))
    depart(outcome, model.step)
    place(behind)
  }

  /// Sends clones along several ways and waits for them.
  mutating func fork(_ fork: ForkStep) {
    let after = makeLabel()
    let end = makeLabel()
    let entries = fork.branches.map { _ in makeLabel() }
    let first = Int32(program.offsprings.count)
    for (branch, entry) in zip(fork.branches, entries) {
      _ = offspring(
        OffspringModel(
          step: branch.info, source: branch.source, count: branch.count,
          loopDepth: fork.loopDepth, keepsArrival: true), entry: entry)
    }
    let index = program.forks.count
    let specification = ForkSpecification(
      step: step(fork.info), firstBranch: first, branchCount: Int32(entries.count),
      needed: fork.needed.map { quantity(.expression($0)) } ?? -1, cancelsRest: fork.cancelsRest,
      firstKept: Int32(program.keptAttributes.count), keptCount: Int32(fork.keep.count), end: -1,
      wait: gathering(fork.info, fork.info.name),
      cloneWait: gathering(fork.info, fork.info.name + ", clones"))
    edit {
      $0.keptAttributes += fork.keep
      $0.forks.append(specification)
    }
    fix(end) { $0.forks[index].end = $1 }
    emit(.fork(fork: Int32(index)))
    jump(to: after)
    // Clones that can be stopped are in activities that can be interrupted.
    let canBeStopped = fork.cancelsRest && fork.needed != nil
    if canBeStopped { cancellable += 1 }
    for (branch, entry) in zip(fork.branches, entries) {
      place(entry)
      lower(branch.steps)
      emit(.merge(fork: Int32(index)))
    }
    if canBeStopped { cancellable -= 1 }
    place(end)
    emit(.merge(fork: Int32(index)))
    place(after)
  }

  /// Gathers a batch, whose first member does the steps for all.
  mutating func batch(_ batch: BatchStep) {
    let exit = makeLabel()
    let index = program.batches.count
    var specification = BatchSpecification(
      step: step(batch.info), size: quantity(.expression(batch.size)),
      timeOut: batch.timeOut.map { quantity($0) } ?? -1,
      key: batch.key.map { expression($0) } ?? -1, countAttribute: batch.countAs ?? -1,
      isPermanent: batch.isPermanent, exit: -1, wait: gathering(batch.info, batch.info.name))
    specification.asks = batch.request != nil
    if let most = batch.most { specification.most = quantity(.expression(most)) }
    if let order = batch.order {
      specification.order = makeAttribute("\(batch.info.name)/order")
      assign(specification.order, .expression(order))
    }
    edit { $0.batches.append(specification) }
    fix(exit) { $0.batches[index].exit = $1 }
    emit(.gather(batch: Int32(index)))
    if let request = batch.request {
      ask(request, batch, index: Int32(index))
    } else {
      lower(batch.steps)
    }
    if !batch.isPermanent { emit(.disperse) }
    place(exit)
  }

  /// Seizes what a batch is done with, closes it, does its steps, and gives back what it has seized.
  private mutating func ask(_ request: SeizeRequest, _ batch: BatchStep, index: Int32) {
    var request = request
    // As many are given back as were taken: a number that is computed is kept.
    var kept: [(attribute: Int32, value: QuantityModel)] = []
    for (place, units) in request.items.enumerated() where units.count.constantValue == nil {
      let attribute = makeAttribute("\(batch.info.name)/units \(place + 1)")
      kept.append((attribute, .expression(units.count)))
      request.items[place].count = .leaf(.attribute(attribute))
    }
    seize(request, batch.info, end: makeLabel(), first: kept)
    emit(.closeBatch)
    lower(batch.steps)
    for units in request.items {
      release(
        ReleaseStep.Item(resource: units.resource, count: units.count), batch.info,
        loopDepth: batch.loopDepth)
    }
  }

  /// Keeps the resources of a step busy when the entity has gone on.
  mutating func wrapUp(
    _ duration: QuantityModel, _ info: StepInfo, items: Range<Int32>, releasing units: [Units],
    loopDepth: Int32, choice: LoweredChoice? = nil
  ) {
    let (begin, after) = (makeLabel(), makeLabel())
    let own = StepInfo(name: info.name + "/wrap-up", keyword: "wrap-up", place: info.place)
    emit(
      .detach(
        offspring: offspring(
          OffspringModel(
            step: own, source: nil, count: nil, loopDepth: loopDepth, items: items,
            choice: choice?.index ?? -1),
          entry: begin)))
    jump(to: after)
    place(begin)
    delay(duration, own, rule: nil, end: after, items: items, choice: choice?.index ?? -1)
    if let choice { releaseTaken(choice, info, loopDepth: loopDepth) }
    for unit in units where choice == nil {
      release(
        ReleaseStep.Item(resource: unit.resource, count: unit.count), info, loopDepth: loopDepth)
    }
    emit(.vanish)
    place(after)
  }
}
