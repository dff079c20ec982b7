import EventEngine
import FacilityModel

extension ReferenceInterpreter {
  /// An entity passes a mark: every measure that ends here looks at it, each class by itself.
  func pass(_ step: MarkStep, _ visitor: Visitor) throws(ReferenceFailure) {
    visitor.attributes[model.marks[step.mark].attribute] = Double(now)
    for (index, measure) in model.measures.enumerated() where measure.mark == step.mark {
      guard let figure = measure.value, measure.source ?? visitor.source == visitor.source else {
        continue
      }
      if let condition = measure.condition, value(of: condition, for: visitor) == 0 { continue }
      try observe(value(of: figure, for: visitor), in: index)
    }
  }

  /// A wait is over, with or without what was waited for.
  func noteWait(_ waiting: Waiting) {
    let ticks = now - waiting.since
    waiting.visitor.waited += ticks
    // Waiting to get back what was taken away is a wait at no step.
    if waiting.isResuming { return }
    waiting.visitor.waits.append((waiting.step.name, waiting.asked, ticks))
  }

  /// What has added up for an entity in one of its totals.
  func total(_ attribute: Int32, of visitor: Visitor) -> Double {
    guard let total = model.waitTotals.first(where: { $0.attribute == attribute }) else {
      return visitor.attributes[attribute] ?? 0
    }
    let counted = visitor.waits.filter { wait in
      total.resource.map { wait.resources.contains($0) } ?? total.steps.contains(wait.step)
    }
    return Double(counted.reduce(0) { $0 + $1.ticks })
  }
}
