import EventEngine

/// What an entity holds at some place of a pathway, as far as the text tells.
private struct Holdings: Equatable {
  /// Held whichever way the entity came.
  var certain: Set<Int32> = []
  /// Held on some way.
  var possible: Set<Int32> = []

  mutating func seize(_ resources: [Int32]) {
    certain.formUnion(resources)
    possible.formUnion(resources)
  }

  mutating func release(_ resources: [Int32]) {
    certain.subtract(resources)
    possible.subtract(resources)
  }

  /// What is known where several ways meet; nil where none of them arrives.
  static func joined(_ ways: [Holdings?]) -> Holdings? {
    let ways = ways.compactMap { $0 }
    guard let first = ways.first else { return nil }
    return ways.dropFirst().reduce(first) {
      Holdings(
        certain: $0.certain.intersection($1.certain), possible: $0.possible.union($1.possible))
    }
  }
}

/// Follows the steps of a pathway and notes what is held where.
private struct HoldingsCheck {
  let model: Model
  let decoder: Decoder
  /// Whether findings are reported: not while a loop is still being followed.
  var isReporting = true

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
      held = self.after(step, now)
    }
    return held
  }

  private mutating func after(_ step: any Step, _ before: Holdings) -> Holdings? {
    switch step {
    case let step as SeizeStep:
      return after(step.request, step.info, before) { $0.seize(step.request.items.map(\.resource)) }
    case let step as ServiceStep:
      return after(step.request, step.info, before) {
        $0.release(step.request.items.map(\.resource))
      }
    case let step as ReleaseStep: return after(step, before)
    case let step as BranchStep:
      let isComplete = step.ways.contains { way in
        if case .condition = way.way { false } else { true }
      }
      var ends: [Holdings?] = isComplete ? [] : [before]
      for way in step.ways { ends.append(after(way.steps, before)) }
      return Holdings.joined(ends)
    case let step as RepeatStep: return after(step, before)
    case is LeaveStep: return nil
    default: return before
    }
  }

  /// Turning away, giving up, or being served: three ways that meet behind the step.
  private mutating func after(
    _ request: SeizeRequest, _ info: StepInfo, _ before: Holdings,
    served: (inout Holdings) -> Void
  ) -> Holdings? {
    checkUnits(request, info)
    var end = before
    served(&end)
    var ways: [Holdings?] = [end]
    if let balk = request.balk { ways.append(after(balk.steps, before)) }
    if let renege = request.renege { ways.append(after(renege.steps, before)) }
    return Holdings.joined(ways)
  }

  private func checkUnits(_ request: SeizeRequest, _ info: StepInfo) {
    guard isReporting else { return }
    for item in request.items {
      let resource = model.resources[Int(item.resource)]
      let most = resource.plan.changes.map(\.capacity).max() ?? 0
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

  private func after(_ step: ReleaseStep, _ before: Holdings) -> Holdings {
    var end = before
    for item in step.items {
      let name = model.resources[Int(item.resource)].name
      if isReporting, !before.possible.contains(item.resource) {
        decoder.report(
          .notHeld, "“\(name)” is released here, but no entity holds it", at: step.info.place,
          help: "seize it before, or remove the release; “do” gives back what it is done with")
      } else if isReporting, !before.certain.contains(item.resource) {
        decoder.warn(
          .notHeld, "“\(name)” is released here, but not every entity holds it",
          at: step.info.place,
          help: "release it on the way on which it was seized: a run stops where it is not held")
      }
      // Some units may stay where a number is given.
      if item.count == nil { end.release([item.resource]) } else { end.certain.remove(item.resource) }
    }
    return end
  }

  private mutating func after(_ step: RepeatStep, _ before: Holdings) -> Holdings? {
    let wasReporting = isReporting
    isReporting = false
    var start = before
    // Sets only grow or shrink, so this ends.
    while let next = Holdings.joined([start, after(step.steps, start)]), next != start {
      start = next
    }
    isReporting = wasReporting
    let end = after(step.steps, start)
    // A loop that is certainly entered has no way around it.
    if case .binary(.less, .leaf(.iteration(step.level)), let count) = step.condition,
      let times = count.constantValue, times >= 1
    {
      return end
    }
    return Holdings.joined([start, end])
  }
}

extension Decoder {
  /// Reports releases of what is not held, and warns of pathways that end while something is
  /// certainly still held.
  ///
  /// Who leaves gives everything back, so nothing is lost; but a release that was forgotten keeps
  /// a unit longer than was meant.
  func checkHoldings(_ model: Model) {
    var check = HoldingsCheck(model: model, decoder: self)
    for pathway in model.pathways {
      guard let held = check.after(pathway.steps, Holdings()) else { continue }
      for resource in held.certain.sorted() {
        warn(
          .neverReleased,
          "“\(pathway.name)” ends while “\(model.resources[Int(resource)].name)” is still held",
          at: pathway.place, help: "add { \"release\": … } where the units become free")
      }
    }
  }
}
