import EventEngine
import FacilityModel
import RandomStreams

extension ReferenceInterpreter {
  /// Lets an entity do what is on its agenda until it has to wait or has left.
  func proceed(_ visitor: Visitor) throws(ReferenceFailure) {
    while let task = visitor.agenda.popLast() {
      if visitor.stepsAt != now { (visitor.stepsAt, visitor.steps) = (now, 0) }
      visitor.steps += 1
      if visitor.steps > 20_000 { throw failure(.noTimePasses) }
      if try !perform(task, visitor) { return }
    }
  }

  /// Does one thing; false if the entity cannot go on at once.
  private func perform(_ task: Task, _ visitor: Visitor) throws(ReferenceFailure) -> Bool {
    switch task {
    case .step(let step): return try perform(step, visitor)
    case .loop(let loop):
      let isFirst = visitor.passages[loop.level] == 0
      if loop.isTestedAfter && isFirst || value(of: loop.condition, for: visitor) != 0 {
        visitor.first(loop.steps.map { .step($0) } + [.nextPassage(loop)])
      }
      return true
    case .nextPassage(let loop):
      visitor.passages[loop.level, default: 0] += 1
      visitor.first([.loop(loop)])
      return true
    case .work(let service, let needs):
      visitor.first([.giveBack(service, needs)])
      let drawn = visitor.service.map { QuantityModel.expression(.constant($0)) }
      visitor.service = nil
      return try begin(
        Work(
          visitor, service.info, drawn ?? service.duration, rule: service.ifPreempted,
          needs: needs))
    case .endOutage(let outage):
      try endOutage(outage, by: visitor)
      return false
    case .endOfCleaning(let resource, let unit):
      clean(resource, unit)
      return false
    case .escalate(let escalation, let next):
      escalate(escalation, next, visitor)
      return true
    case .goOnWith(let work): return try begin(work)
    case .giveBack(let service, let needs) where service.wrapUp != nil:
      try handOver(needs, visitor, then: [.wrapUp(service, needs)])
      return true
    case .wrapUp(let service, let needs):
      visitor.first([.endOfWrapUp(service, needs)])
      let info = StepInfo(
        name: service.info.name + "/wrap-up", keyword: "wrap-up", place: service.info.place)
      guard let wrapUp = service.wrapUp else { return true }
      return try begin(Work(visitor, info, wrapUp, rule: nil, needs: needs))
    case .endOfWrapUp(let service, let needs):
      for need in needs {
        try release(
          need.units, of: need.resource, visitor, service.info, loopDepth: service.loopDepth)
      }
      hidden -= 1
      endIfNobodyIsLeft()
      return false
    case .travel(let step, let journey): return try go(on: journey, step, visitor)
    case .endOfWay(let forking):
      try finishClone(forking, visitor)
      return false
    case .setUp(let resource, let step, let needs, let rule):
      return try beginSetUp(resource, step, needs, rule, visitor)
    case .endOfSetUp(let resource):
      endSetUp(resource, visitor)
      return true
    case .setUpAgain(let goal): return try setUpAgain(goal, visitor)
    case .endOfBatch(let party):
      disperse(party)
      return true
    case .askForBatch(let party): return try seizeForBatch(party, visitor)
    case .closeBatch(let party):
      try close(party)
      return true
    case .handBackFromBatch(let step, let needs):
      for need in needs {
        try release(
          need.units, of: need.resource, visitor, step.info, loopDepth: step.loopDepth)
      }
      return true
    case .giveBack(let service, let needs):
      for need in needs {
        try release(
          need.units, of: need.resource, visitor, service.info, loopDepth: service.loopDepth)
      }
      return true
    case .handBack(let step, let needs):
      for need in needs {
        try release(
          need.units, of: need.resource, visitor, step.info, loopDepth: step.loopDepth)
      }
      return true
    case .endOfSection(let section):
      visitor.sections.removeAll { $0 === section }
      cancel(section.deadline)
      return true
    case .useUp(let step):
      useUp(step.request.items, visitor)
      return true
    case .supply(let step):
      for item in step.items { try supply(try wholeUnits(item.count, visitor), to: item.resource) }
      return true
    case .moveTank(let step):
      try move(step, visitor)
      return true
    case .endOfPathway(let name):
      try depart(visitor, outcome: 0, step: name + "/end")
      return false
    }
  }

  private func perform(_ step: any Step, _ visitor: Visitor) throws(ReferenceFailure) -> Bool {
    switch step {
    case let step as DelayStep:
      return try begin(
        Work(visitor, step.info, step.duration, rule: step.ifPreempted, needs: []))
    case let step as MoveStep: return try move(step, visitor)
    case let step as SeizeStep:
      return try seize(step.request, visitor, step.info) { self.setUpTasks(step.info, $0) }
    case let step as ServiceStep:
      return try seize(step.request, visitor, step.info, service: step.duration) {
        self.setUpTasks(step.info, $0, step.ifPreempted) + [.work(step, $0)]
      }
    case let step as ReleaseStep:
      for item in step.items {
        let held = visitor.held[item.resource] ?? 0
        let units = try item.count.map { expression throws(ReferenceFailure) in
          try wholeUnits(expression, visitor)
        }
        try release(
          units ?? held, of: item.resource, visitor, step.info, loopDepth: step.loopDepth,
          newest: false)
      }
      for name in step.names { try release(name, visitor, step) }
    case let step as TakeStep:
      return try seize(step.request, visitor, step.info) { _ in [.useUp(step)] }
    case let step as PutStep:
      visitor.first((step.wait.map { [.step($0)] } ?? []) + [.supply(step)])
    case let step as TankStep:
      for (attribute, quantity) in step.given {
        visitor.attributes[attribute] = try value(of: quantity, for: visitor)
      }
      guard let waiting = step.wait else {
        visitor.first([.moveTank(step)])
        return true
      }
      return try wait(waiting, visitor, then: [.moveTank(step)])
    case let step as BranchStep: branch(step, visitor)
    case let step as RepeatStep:
      visitor.passages[step.level] = 0
      visitor.first([.loop(step)])
    case let step as SetStep:
      for (target, quantity) in step.values {
        let given = try value(of: quantity, for: visitor)
        switch target {
        case .attribute(let attribute): visitor.attributes[attribute] = given
        case .variable(let variable): out.variables[Int(variable)] = given
        }
      }
    case let step as MarkStep: try pass(step, visitor)
    case let step as RecordStep:
      try observe(value(of: step.value, for: visitor), in: step.measure)
    case let step as CallStep: visitor.first(step.steps.map { .step($0) })
    case let step as UsingStep:
      return try seize(step.request, visitor, step.info) {
        self.setUpTasks(step.info, $0) + step.steps.map { .step($0) } + [.handBack(step, $0)]
      }
    case let step as WaitStep: return try wait(step, visitor)
    case let step as SignalStep: try giveSignal(step, visitor)
    case let step as WithinStep: try enter(step, visitor)
    case let step as SpawnStep:
      try spawn(
        step.info, step.source, step.count, step.attributes, visitor, loopDepth: step.loopDepth,
        keepsArrival: false, agenda: alongPathway(step.pathway))
    case let step as SplitStep:
      try spawn(
        step.info, step.source, step.count, step.attributes, visitor, loopDepth: step.loopDepth,
        keepsArrival: true, agenda: step.pathway.map { alongPathway($0) } ?? visitor.agenda)
      return try leave(visitor, outcome: step.outcome, step: step.info.name)
    case let step as ForkStep: return try fork(step, visitor)
    case let step as BatchStep: return try gather(step, visitor)
    case let step as MatchStep:
      if let limit = step.limit { try enter(limit, visitor) }
      try meet(step, visitor)
      return false
    case let step as LeaveStep:
      return try leave(visitor, outcome: step.outcome, step: step.info.name)
    default: preconditionFailure("the reference interpreter does not know \(step)")
    }
    return true
  }

  private func leave(_ visitor: Visitor, outcome: Int, step: String) throws(ReferenceFailure)
    -> Bool
  {
    visitor.agenda = []
    for section in visitor.sections { cancel(section.deadline) }
    visitor.sections = []
    try depart(visitor, outcome: outcome, step: step)
    return false
  }

  private func branch(_ step: BranchStep, _ visitor: Visitor) {
    var chosen: [any Step]?
    var stream = self.stream(
      step.info.name + "/branch",
      word: entityWord(
        identity: visitor.identity, visit: visit(visitor, loopDepth: step.loopDepth)))
    let draw = stream.uniform()
    var sum = 0.0
    let option = step.choice.flatMap { chooseWay($0, visitor, step.info) }
    for way in step.ways where chosen == nil {
      switch way.way {
      case .share(let share):
        sum += share
        if draw < sum { chosen = way.steps }
      case .condition(let condition):
        if value(of: condition, for: visitor) != 0 { chosen = way.steps }
      case .otherwise: chosen = way.steps
      case .chosen(let number): if number == option { chosen = way.steps }
      }
    }
    if chosen == nil, case .share = step.ways.last?.way {
      // The shares add up to 1 but for rounding: what is left belongs to the last.
      chosen = step.ways.last?.steps
    }
    visitor.first((chosen ?? []).map { .step($0) })
  }
}
