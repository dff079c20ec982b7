extension Decoder {
  /// Warns of pathways that end while something is certainly still held.
  ///
  /// Who leaves gives everything back, so nothing is lost; but a release that was forgotten keeps
  /// a unit longer than was meant.
  func checkHoldings(_ model: Model) {
    for pathway in model.pathways {
      guard let held = heldAfter(pathway.steps, []) else { continue }
      for resource in held.sorted() {
        warn(
          .neverReleased,
          "“\(pathway.name)” ends while “\(model.resources[Int(resource)].name)” is still held",
          at: pathway.place, help: "add { \"release\": … } where the units become free")
      }
    }
  }

  /// What is certainly held after some steps; nil where the entity has certainly left.
  private func heldAfter(_ steps: [any Step], _ before: Set<Int32>) -> Set<Int32>? {
    var held = before
    for (index, step) in steps.enumerated() {
      switch step {
      case let step as SeizeStep: held.formUnion(step.request.items.map(\.resource))
      case let step as ReleaseStep: held.subtract(step.items.map(\.resource))
      case let step as ServiceStep: held.subtract(step.request.items.map(\.resource))
      case let step as BranchStep:
        let isComplete = step.ways.contains { way in
          if case .condition = way.way { false } else { true }
        }
        var ends = step.ways.compactMap { heldAfter($0.steps, held) }
        if !isComplete { ends.append(held) }
        guard let first = ends.first else {
          warnUnreachable(steps, after: index)
          return nil
        }
        held = ends.dropFirst().reduce(first) { $0.intersection($1) }
      case let step as RepeatStep:
        if let end = heldAfter(step.steps, held) { held.formIntersection(end) }
      case is LeaveStep:
        warnUnreachable(steps, after: index)
        return nil
      default: break
      }
    }
    return held
  }

  private func warnUnreachable(_ steps: [any Step], after index: Int) {
    guard index + 1 < steps.count else { return }
    warn(
      .unreachable, "no entity reaches this step: all have left before", at: steps[index + 1].info.place)
  }
}
