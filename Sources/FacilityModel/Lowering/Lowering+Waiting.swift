import EventEngine

extension Lowering {
  /// Waiting for a condition or a signal, and giving up: who gives up goes on at `end`.
  mutating func wait(_ step: WaitStep, end: Label) {
    var specification = RequestSpecification(
      step: self.step(step.info), firstItem: 0, itemCount: 0)
    if let priority = step.request.priority {
      specification.priority = quantity(.expression(priority))
    }
    let request = program.requests.count
    edit { $0.requests.append(specification) }
    setPatience(step.request.renege, of: request)
    switch step.cause {
    case .condition(let condition):
      let wait = wait(for: condition, .condition, request)
      edit { $0.waits[Int(wait)].looksLater = step.looksLater }
      emit(.wait(wait: wait))
    case .signal(let signal):
      emit(
        .wait(
          wait: add(
            WaitSpecification(kind: .signal, request: Int32(request), subject: Int32(signal)))))
    }
    giveUp(step.request.renege, of: request, end: end)
  }

  mutating func signal(_ signal: Int, count: Expression?) {
    let number = count.map { quantity(.expression($0)) } ?? -1
    emit(.signal(signal: Int32(signal), count: number))
  }

  /// Until when an entity waits with a request.
  mutating func setPatience(_ renege: Renege?, of request: Int) {
    guard let renege else { return }
    let patience = renege.patience.map { quantity($0) } ?? -1
    let staying = renege.staying.map { expression($0) } ?? -1
    let givingUp = renege.condition.map { wait(for: $0, .givingUp, request) } ?? -1
    edit {
      $0.requests[request].patience = patience
      $0.requests[request].staying = staying
      $0.requests[request].givingUp = givingUp
    }
  }

  /// What an entity does that has given up, behind the instruction that waits.
  mutating func giveUp(_ renege: Renege?, of request: Int, end: Label) {
    guard let renege else { return }
    let goesOn = makeLabel()
    jump(to: goesOn)
    let target = counter
    edit { $0.requests[request].renegeTarget = target }
    lower(renege.steps)
    jump(to: end)
    place(goesOn)
  }

  private mutating func wait(for condition: AwaitedCondition, _ kind: WaitKind, _ request: Int)
    -> Int32
  {
    let first = Int32(program.clocks.count)
    addClocks(of: condition)
    var wait = WaitSpecification(
      kind: kind, request: Int32(request), condition: expression(condition.expression),
      firstClock: first, clockCount: Int32(condition.clocks.count), grid: condition.grid,
      followsEvents: condition.followsEvents)
    addLevels(of: condition, to: &wait)
    return add(wait)
  }

  /// Makes the comparisons of the clock in a condition known to the program.
  mutating func addClocks(of condition: AwaitedCondition) {
    for clock in condition.clocks {
      let comparison = ClockComparison(
        hand: clock.hand, value: expression(clock.value), offset: clock.offset,
        period: clock.period)
      edit { $0.clocks.append(comparison) }
    }
  }

  private mutating func add(_ wait: WaitSpecification) -> Int32 {
    edit { $0.waits.append(wait) }
    return Int32(program.waits.count - 1)
  }
}
