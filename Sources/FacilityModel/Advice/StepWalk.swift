extension SeizeRequest {
  /// The ways of those who are not served.
  var ways: [[any Step]] {
    [balk?.steps, renege?.steps, full?.steps].compactMap { $0 }
  }

  /// What it reads as an entity asks, or while it waits.
  var expressions: [Expression] {
    var found = items.map(\.count)
    found += [priority, preempt, balk?.condition, renege?.staying].compactMap { $0 }
    if let condition = renege?.condition { found.append(condition.expression) }
    found += renege?.patience?.expressions ?? []
    found += selection?.expressions ?? []
    return found
  }
}

extension QuantityModel {
  /// What it reads.
  var expressions: [Expression] {
    switch self {
    case .expression(let expression): [expression]
    case .random(let quantity): quantity.law.expressions
    }
  }
}

extension RandomQuantity.Law {
  /// What its parameters read.
  var expressions: [Expression] {
    switch self {
    case .computed(_, _, let parameters): parameters
    case .truncated(let law, let min, let max), .clamped(let law, let min, let max):
      law.expressions + [min, max].compactMap { $0 }
    case .shifted(let law, let by), .scaled(let law, let by): law.expressions + [by]
    case .mixture(let parts): parts.flatMap { $0.law.expressions }
    case .cases(let ways):
      ways.flatMap { [$0.condition].compactMap { $0 } + $0.law.expressions }
    default: []
    }
  }
}

/// The lists of steps within a step, each as it is written; none where there are none, or where a
/// kind of step is not known here.
func blocks(of step: any Step) -> [[any Step]] {
  switch step {
  case let step as SeizeStep: step.request.ways
  case let step as TakeStep: step.request.ways
  case let step as WaitStep: step.request.ways
  case let step as TankStep: step.wait?.request.ways ?? []
  case let step as ServiceStep: step.request.ways + [step.ifPreempted?.steps ?? []]
  case let step as DelayStep: [step.ifPreempted?.steps ?? []]
  case let step as UsingStep: step.request.ways + [step.steps]
  case let step as CallStep: [step.steps]
  case let step as BranchStep: step.ways.map(\.steps)
  case let step as RepeatStep: [step.steps]
  case let step as WithinStep: [step.steps, step.otherwise]
  case let step as ForkStep: step.branches.map(\.steps)
  case let step as BatchStep: [step.steps]
  case let step as MatchStep: [step.steps, step.renege?.steps ?? []]
  case let step as MoveStep: step.request.ways + [step.ifPreempted?.steps ?? []]
  default: []
  }
}

/// Visits every step of a list, and those within each.
func forEachStep(_ steps: [any Step], _ visit: (any Step) -> Void) {
  for step in steps {
    visit(step)
    for block in blocks(of: step) { forEachStep(block, visit) }
  }
}
