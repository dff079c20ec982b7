import EventEngine

/// What an entity holds at some place of a pathway, as far as the text tells.
private struct Holdings: Equatable {
  /// How many units of a resource are held: at least, and at most.
  struct Units: Equatable {
    var least: Int64 = 0
    var most: Int64 = 0
  }

  /// Stands for any number.
  static let many: Int64 = 1 << 32

  private var held: [Int32: Units] = [:]

  subscript(resource: Int32) -> Units {
    get { held[resource] ?? Units() }
    set { held[resource] = newValue == Units() ? nil : newValue }
  }

  /// The resources of which something is certainly held.
  var certain: [Int32] { held.filter { $0.value.least > 0 }.keys.sorted() }

  /// Takes units; as many as an expression says is at least one.
  mutating func seize(_ items: [FacilityModel.Units]) {
    for item in items {
      let count = item.count.constantValue.map { Int64($0) }
      self[item.resource].least += count ?? 1
      self[item.resource].most = min(Self.many, self[item.resource].most + (count ?? Self.many))
    }
  }

  /// What is known where several ways meet; nil where none of them arrives.
  static func joined(_ ways: [Holdings?]) -> Holdings? {
    let ways = ways.compactMap { $0 }
    guard var result = ways.first else { return nil }
    for way in ways.dropFirst() {
      for resource in Set(result.held.keys).union(way.held.keys) {
        result[resource] = Units(
          least: min(result[resource].least, way[resource].least),
          most: max(result[resource].most, way[resource].most))
      }
    }
    return result
  }

  /// The same without any bound that differs from an earlier round of a loop.
  func widened(from earlier: Holdings) -> Holdings {
    var result = self
    for resource in Set(held.keys).union(earlier.held.keys) {
      if self[resource].least != earlier[resource].least { result[resource].least = 0 }
      if self[resource].most != earlier[resource].most { result[resource].most = Self.many }
    }
    return result
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
      held = afterOne(step, now)
    }
    return held
  }

  private mutating func afterOne(_ step: any Step, _ before: Holdings) -> Holdings? {
    switch step {
    case let step as SeizeStep:
      return after(step.request, step.info, before) { $0.seize(step.request.items) }
    case let step as ServiceStep:
      return after(step.request, step.info, before) {
        for item in step.request.items { $0[item.resource] = Holdings.Units() }
      }
    case let step as ReleaseStep: return afterRelease(step, before)
    case let step as BranchStep:
      let isComplete = step.ways.contains { way in
        if case .condition = way.way { false } else { true }
      }
      var ends: [Holdings?] = isComplete ? [] : [before]
      for way in step.ways { ends.append(after(way.steps, before)) }
      return Holdings.joined(ends)
    case let step as RepeatStep: return afterLoop(step, before)
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

  private func afterRelease(_ step: ReleaseStep, _ before: Holdings) -> Holdings {
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
    }
    return end
  }

  private mutating func afterLoop(_ step: RepeatStep, _ before: Holdings) -> Holdings? {
    let wasReporting = isReporting
    isReporting = false
    var start = before
    // What still changes after a few rounds is unbounded, so this ends.
    var rounds = 0
    while let next = Holdings.joined([start, after(step.steps, start)]), next != start {
      rounds += 1
      start = rounds < 4 ? next : next.widened(from: start)
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
      for resource in held.certain {
        warn(
          .neverReleased,
          "“\(pathway.name)” ends while “\(model.resources[Int(resource)].name)” is still held",
          at: pathway.place, help: "add { \"release\": … } where the units become free")
      }
    }
  }
}
