import EventEngine
import RandomStreams

extension RandomQuantity.Law {
  /// Whether what it gives depends on an entity.
  package var readsEntity: Bool {
    switch self {
    case .fixed: false
    case .computed(_, _, let parameters): parameters.contains { $0.readsEntity }
    case .truncated(let law, let min, let max), .clamped(let law, let min, let max):
      law.readsEntity || min?.readsEntity == true || max?.readsEntity == true
    case .shifted(let law, let by), .scaled(let law, let by):
      law.readsEntity || by.readsEntity
    case .mixture(let parts): parts.contains { $0.law.readsEntity }
    case .cases(let ways):
      ways.contains { $0.law.readsEntity || $0.condition?.readsEntity == true }
    }
  }

  /// The least value that is certain to be possible, as far as constants tell; nil where they tell
  /// nothing.
  package func leastValue(tables: [Double]) -> Double? {
    func constant(_ bound: Expression?, or none: Double) -> Double? {
      bound.map(\.constantValue) ?? none
    }
    switch self {
    case .fixed(let distribution): return distribution.support(tables: tables.span).lower
    case .computed(let entry, _, let parameters):
      return Distributions.catalogue[entry].name == "constant" ? parameters[0].constantValue : nil
    case .truncated(let law, let min, let max), .clamped(let law, let min, let max):
      guard let least = law.leastValue(tables: tables), let lower = constant(min, or: -.infinity),
        let upper = constant(max, or: .infinity)
      else { return nil }
      return Swift.min(Swift.max(least, lower), upper)
    case .shifted(let law, let by):
      guard let least = law.leastValue(tables: tables), let by = by.constantValue else {
        return nil
      }
      return least + by
    case .scaled(let law, let by):
      guard let least = law.leastValue(tables: tables), let by = by.constantValue else {
        return nil
      }
      return least * by
    case .mixture(let parts):
      return parts.filter { $0.weight > 0 }.compactMap { $0.law.leastValue(tables: tables) }.min()
    case .cases(let ways): return ways.compactMap { $0.law.leastValue(tables: tables) }.min()
    }
  }
}
