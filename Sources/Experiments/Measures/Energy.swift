package import EventEngine
package import FacilityModel
import OutputStatistics

/// What energy the resources use.
package enum Energy: Measure {
  package static let name = "energy"
  package static let definition =
    "what the resources draw during the window, in use, idle on duty, in turnaround and off duty; "
    + "per entity is over those that left during the window"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    add(name, unit: "kWh", record, model, &collector) { index, power in
      power.energy(
        { record.area($0, of: index) }, most: program.resources[index].mostUnits,
        length: Int128(record.windowEnd - record.windowStart))
    }
  }

  /// Adds the figures of a sum over the resources that draw power.
  static func add(
    _ name: String, unit: String, _ record: ReplicationRecord, _ model: Model,
    _ collector: inout FigureCollector, _ amount: (Int, PowerDefinition) -> Double
  ) {
    let amounts = model.resources.indices.compactMap { index in
      model.resources[index].power.map { (index, amount(index, $0)) }
    }
    if amounts.isEmpty { return }
    collector.addWhole(name, unit: unit, amounts.reduce(0) { $0 + $1.1 }, record)
    for (index, amount) in amounts {
      collector.add(
        name, "resource " + model.resources[index].name, "total", unit: unit, amount)
    }
  }
}

/// What that energy emits elsewhere.
package enum Emissions: Measure {
  package static let name = "emissions"
  package static let definition =
    "the carbon dioxide equivalent of the energy that the resources use during the window, at the "
    + "factor of each hour; per entity is over those that left during the window"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    guard let plan = program.factors else { return }
    let levels = ResourceLevel.allCases.count
    let width = 1 + program.resources.count * levels
    let lengths = plan.lengths(from: record.windowStart, to: record.windowEnd)
    Energy.add(name, unit: "kg CO2e", record, model, &collector) { index, power in
      plan.changes.indices.reduce(0) { sum, change in
        sum
          + plan.changes[change].value
          * power.energy(
            { record.factorAreas[change * width + 1 + index * levels + $0.rawValue] },
            most: program.resources[index].mostUnits, length: lengths[change])
      }
    }
  }
}

extension PowerDefinition {
  /// The energy of some units over a length of time, in kilowatt hours.
  func energy(_ area: (ResourceLevel) -> Int128, most: Int64, length: Int128) -> Double {
    let off = max(0, Int128(most) * length - area(.onDuty))
    let kilowattTicks =
      busy * Double(nearest: area(.busy)) + turnaround * Double(nearest: area(.dirty))
      + idle * Double(nearest: area(.onDuty) - area(.busy) - area(.dirty)) + self.off * Double(off)
    return kilowattTicks / Double(Ticks.hour)
  }
}

extension FactorPlan {
  /// For how long each of its values holds between two ticks.
  func lengths(from start: Int64, to end: Int64) -> [Int128] {
    func upTo(_ tick: Int64) -> [Int128] {
      changes.indices.map { index in
        let from = changes[index].tick
        let until = index + 1 < changes.count ? changes[index + 1].tick : period
        if period == 0 { return Int128(tick) }
        let whole = Int128(tick / period) * Int128(until - from)
        return whole + Int128(min(max(tick % period - from, 0), until - from))
      }
    }
    return zip(upTo(start), upTo(end)).map { $1 - $0 }
  }
}
