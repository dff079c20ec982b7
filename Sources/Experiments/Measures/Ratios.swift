package import EventEngine
package import FacilityModel

/// The ratios that the model asks for; they come last, since they read what the others have given.
package enum Ratios: Measure {
  package static let name = "(ratios of the model)"
  package static let definition =
    "one figure of the run over another; a run in which either is missing, or the second is 0, has "
    + "none"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for measure in model.measures {
      guard let ratio = measure.ratio else { continue }
      let (above, below) = (collector.number(ratio.above), collector.number(ratio.below))
      var value: Double?
      if let a = above.value, let b = below.value, b != 0 { value = a / b }
      collector.add(
        measure.name, "all", "ratio", unit: unit(above.unit, over: below.unit), value)
    }
  }

  /// The unit of a quotient: “EUR per entities”, “1” where both are alike.
  static func unit(_ a: String, over b: String) -> String {
    a == b ? "1" : b == "1" ? a : a == "1" ? "per \(b)" : "\(a) per \(b)"
  }
}

extension FigureCollector {
  /// A number that has been collected already, and its unit.
  fileprivate func number(_ operand: QuotientDefinition.Operand) -> (value: Double?, unit: String) {
    func place(_ statistic: String?) -> Int? {
      figures.firstIndex {
        $0.measure == operand.measure && $0.scope == operand.scope
          && (statistic == nil || $0.statistic == statistic)
      }
    }
    switch operand.statistic {
    case .named(let statistic):
      guard let place = place(statistic) else { return (nil, "1") }
      return (values[place].value, figures[place].unit)
    case .count:
      return (place(nil).flatMap { values[$0].observations }.map { Double($0) }, "1")
    case .total:
      guard let place = place(nil), let count = values[place].observations else {
        return (nil, "1")
      }
      // A mean of nothing is a sum of 0.
      return ((values[place].value ?? 0) * Double(count), figures[place].unit)
    }
  }
}
