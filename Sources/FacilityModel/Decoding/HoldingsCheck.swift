import EventEngine

/// Follows the steps of a pathway and notes what is held where.
struct HoldingsCheck {
  let model: Model
  let decoder: Decoder
  /// Whether findings are reported: not while a loop is still being followed.
  var isReporting = true
  /// Where entities wait while they hold something.
  var waits: [HeldWait] = []
  /// What is held by an entity that waits for the clones being followed, and how many sections of
  /// limited time are around.
  var above: [Holdings] = []
  var sections = 0
  /// The fewest units of a resource that are certainly held behind any release looked at so far.
  var lowest: [Int32: Int64] = [:]

  /// What is held after some steps; nil where all have left.
  mutating func after(_ steps: [any Step], _ before: Holdings?) -> Holdings? {
    var held = before
    var isReached = true
    for step in steps {
      guard let now = held else {
        if isReached, isReporting, before != nil {
          decoder.warn(
            .unreachable, "no entity reaches this step: all have left before",
            at: step.info.place, help: "remove it, or move the “leave” behind it")
        }
        isReached = false
        continue
      }
      held = afterOne(step, now)
    }
    return held
  }

  private mutating func afterOne(_ step: any Step, _ before: Holdings) -> Holdings? {
    switch step {
    case let step as SeizeStep:
      checkNames(step, before)
      return after(step.request, step.info, before) { $0.seize(step.request) }
    case let step as CallStep: return after(step.steps, before)
    case let step as UsingStep: return afterUsing(step, before)
    case let step as TakeStep:
      var asked = step.request
      asked.items = []
      return after(asked, step.info, before) { _ in }
    case let step as WaitStep: return after(step.request, step.info, before) { _ in }
    case let step as TankStep:
      return after(step.wait?.request ?? SeizeRequest(items: []), step.info, before) { _ in }
    case let step as ServiceStep:
      // It gives back what it took: nothing is left of it.
      let served = after(step.request, step.info, before) { _ in }
      return afterPreemption(step.ifPreempted, before, otherwise: served)
    case let step as DelayStep:
      return afterPreemption(step.ifPreempted, before, otherwise: before)
    case let step as MoveStep:
      let moved = after(step.request, step.info, before) { _ in }
      return afterPreemption(step.ifPreempted, before, otherwise: moved)
    case let step as ReleaseStep: return afterRelease(step, before)
    case let step as BranchStep:
      let isComplete = step.ways.contains { way in
        if case .condition = way.way { false } else { true }
      }
      var ends: [Holdings?] = isComplete ? [] : [before]
      for way in step.ways { ends.append(after(way.steps, before)) }
      return Holdings.joined(ends)
    case let step as RepeatStep: return afterLoop(step, before)
    case let step as WithinStep: return afterSection(step, before)
    case let step as ForkStep:
      // Clones hold nothing when they begin, and give back what they hold when they end.
      above.append(before)
      for branch in step.branches { _ = after(branch.steps, Holdings()) }
      above.removeLast()
      return before
    case let step as BatchStep:
      let led =
        step.request.map {
          afterUsing(
            UsingStep(info: step.info, request: $0, steps: step.steps, loopDepth: step.loopDepth),
            before)
        } ?? after(step.steps, before)
      return step.isPermanent || led == nil ? led : Holdings.joined([led, before])
    case let step as MatchStep:
      var ways: [Holdings?] = []
      if step.kind == 0 {
        ways.append(after(step.steps, before))
      } else if !step.definition.isPermanent {
        ways.append(before)
      }
      if let renege = step.renege { ways.append(after(renege.steps, before)) }
      return Holdings.joined(ways)
    case let step as SplitStep: return step.pathway == nil ? Holdings() : nil
    case is LeaveStep: return nil
    default: return before
    }
  }

  /// Who gives up what was pre-empted may have lost anything that can be taken away.
  private mutating func afterPreemption(
    _ rule: InterruptedRule?, _ before: Holdings, otherwise: Holdings?
  ) -> Holdings? {
    guard case .reroute(let steps) = rule else { return otherwise }
    var robbed = before
    for (index, resource) in model.resources.enumerated() where resource.isRemovable {
      robbed[Int32(index)].least = 0
    }
    return Holdings.joined([otherwise, after(steps, robbed)])
  }

  /// Turning away, giving up, or being served: three ways that meet behind the step.
  private mutating func after(
    _ request: SeizeRequest, _ info: StepInfo, _ before: Holdings,
    served: (inout Holdings) -> Void
  ) -> Holdings? {
    checkUnits(request, info)
    note(request, info, before)
    var end = before
    served(&end)
    var ways: [Holdings?] = [end]
    if let balk = request.balk { ways.append(after(balk.steps, before)) }
    if let renege = request.renege { ways.append(after(renege.steps, before)) }
    if let full = request.full?.steps { ways.append(after(full, before)) }
    return Holdings.joined(ways)
  }

  /// Notes a wait that has no end of its own, if something is held meanwhile.
  private mutating func note(_ request: SeizeRequest, _ info: StepInfo, _ before: Holdings) {
    guard isReporting, sections == 0, request.renege == nil, request.preempt == nil,
      !request.items.isEmpty
    else { return }
    let all = [before] + above
    let held = Set(all.flatMap(\.possible)).filter(\.isResource).sorted()
    guard !held.isEmpty else { return }
    waits.append(
      HeldWait(
        info: info, held: held, certain: all.flatMap(\.certain).filter(\.isResource),
        asked: request.certainlyAsked))
  }

  private func checkUnits(_ request: SeizeRequest, _ info: StepInfo) {
    guard isReporting else { return }
    for item in request.items {
      let resource = model.resources[Int(item.resource)]
      let most = resource.mostUnits
      if let count = item.count.constantValue, count > Double(most) {
        decoder.report(
          .contradiction,
          "“\(info.name)” asks for \(Decoder.plain(count)) of “\(resource.name)”, "
            + "which never has more than \(most)",
          at: info.place, help: "raise the capacity, or ask for fewer",
          notes: [Finding.Note("the resource is here", at: resource.place)])
      }
    }
  }

  private mutating func afterRelease(_ step: ReleaseStep, _ before: Holdings) -> Holdings {
    var end = before
    for item in step.items {
      let name = model.resources[Int(item.resource)].name
      let asked = item.count.map { $0.constantValue.map { Int64($0) } ?? 1 } ?? 1
      let held = before[item.resource]
      if isReporting, held.most < asked {
        decoder.report(
          .notHeld,
          held.most == 0
            ? "“\(name)” is released here, but no entity holds it"
            : "\(asked) of “\(name)” are released here, but at most \(held.most) are held",
          at: step.info.place,
          help: "seize it before, or remove the release; “do” gives back what it is done with")
      } else if isReporting, held.least < asked {
        decoder.warn(
          .notHeld,
          asked == 1
            ? "“\(name)” is released here, but not every entity holds it"
            : "\(asked) of “\(name)” are released here, but not every entity holds so many",
          at: step.info.place,
          help: "release it on the way on which it was seized: a run stops where it is not held")
      }
      end[item.resource] =
        item.count == nil
        ? Holdings.Units()
        : Holdings.Units(
          least: item.count?.constantValue == nil ? 0 : max(0, held.least - asked),
          most: held.most == Holdings.many ? held.most : max(0, held.most - asked))
      lowest[item.resource] = min(
        lowest[item.resource] ?? .max, end[item.resource].least)
    }
    return afterRelease(step.names, step.info, end)
  }

  /// In time, or not: then at most what was held before is still held, less what may have been
  /// released of it.
  private mutating func afterSection(_ step: WithinStep, _ before: Holdings) -> Holdings? {
    let around = lowest
    lowest = [:]
    sections += 1
    let inTime = after(step.steps, before)
    sections -= 1
    var late = before
    for (resource, least) in lowest {
      late[resource].least = min(late[resource].least, least)
    }
    lowest.merge(around) { min($0, $1) }
    return Holdings.joined([inTime, after(step.otherwise, late)])
  }

  /// Seize, the steps, release: turning away and giving up go around all three.
  private mutating func afterUsing(_ step: UsingStep, _ before: Holdings) -> Holdings? {
    var turnedAway = step.request
    turnedAway.items = []
    let around = after(turnedAway, step.info, before) { _ in }
    let isAlwaysServed = step.request.balk == nil && step.request.renege == nil
    var taken = before
    checkUnits(step.request, step.info)
    note(step.request, step.info, before)
    taken.seize(step.request)
    let end = after(step.steps, taken).map { held in
      if let choice = step.request.choice { return held.without(choice.options) }
      return
        afterRelease(
          ReleaseStep(
            info: step.info,
            items: step.request.items.map {
              ReleaseStep.Item(resource: $0.resource, count: $0.count)
            }, loopDepth: step.loopDepth), held)
    }
    return isAlwaysServed ? end : Holdings.joined([around, end])
  }

  private mutating func afterLoop(_ step: RepeatStep, _ before: Holdings) -> Holdings? {
    let wasReporting = isReporting
    isReporting = false
    var start = before
    var end = after(step.steps, start)
    // What still changes after a few rounds is unbounded, so this ends. Loops within loops that
    // are only being followed take one round: otherwise the time would double with each level.
    var rounds = 0
    while let next = Holdings.joined([start, end]), next != start {
      rounds += 1
      start = rounds < 4 ? next : next.widened(from: start)
      if !wasReporting {
        for resource in Self.resources(of: step.steps) {
          start[resource] = Holdings.Units(least: 0, most: Holdings.many)
        }
        end = start
        break
      }
      end = after(step.steps, start)
    }
    isReporting = wasReporting
    if isReporting { end = after(step.steps, start) }
    // A loop that is certainly entered has no way around it.
    if step.isTestedAfter { return end }
    if case .binary(.less, .leaf(.iteration(step.level)), let count) = step.condition,
      let times = count.constantValue, times >= 1
    {
      return end
    }
    return Holdings.joined([start, end])
  }

  /// The resources that steps seize or release, however deep they are nested.
  private static func resources(of steps: [any Step]) -> Set<Int32> {
    var found: Set<Int32> = []
    func add(_ request: SeizeRequest) {
      found.formUnion(request.items.map(\.resource))
      if let name = request.choice?.name { found.insert(name.holding) }
      found.formUnion(resources(of: request.balk?.steps ?? []))
      found.formUnion(resources(of: request.renege?.steps ?? []))
      found.formUnion(resources(of: request.full?.steps ?? []))
    }
    for step in steps {
      switch step {
      case let step as SeizeStep: add(step.request)
      case let step as WaitStep: add(step.request)
      case let step as TakeStep: add(step.request)
      case let step as TankStep: if let wait = step.wait { add(wait.request) }
      case let step as CallStep: found.formUnion(resources(of: step.steps))
      case let step as UsingStep:
        add(step.request)
        found.formUnion(resources(of: step.steps))
      case let step as ServiceStep:
        add(step.request)
        found.formUnion(resources(of: step.ifPreempted?.steps ?? []))
      case let step as DelayStep:
        found.formUnion(resources(of: step.ifPreempted?.steps ?? []))
      case let step as MoveStep:
        add(step.request)
        found.formUnion(resources(of: step.ifPreempted?.steps ?? []))
      case let step as ReleaseStep:
        found.formUnion(step.items.map(\.resource))
        for name in step.names { found.formUnion(name.holdings) }
      case let step as BranchStep:
        for way in step.ways { found.formUnion(resources(of: way.steps)) }
      case let step as RepeatStep: found.formUnion(resources(of: step.steps))
      case let step as WithinStep:
        found.formUnion(resources(of: step.steps + step.otherwise))
      case let step as ForkStep:
        for branch in step.branches { found.formUnion(resources(of: branch.steps)) }
      case let step as BatchStep:
        if let request = step.request { add(request) }
        found.formUnion(resources(of: step.steps))
      case let step as MatchStep:
        found.formUnion(resources(of: step.steps + (step.renege?.steps ?? [])))
      default: break
      }
    }
    return found
  }
}
