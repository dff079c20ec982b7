package import EventEngine
package import FacilityModel
import OutputStatistics

/// What the resources cost.
package enum Costs: Measure {
  package static let name = "cost"
  package static let definition =
    "what the resources cost during the window: their hours on duty, in use and after the shift, and "
    + "each use; in use is what is charged for units while they are held, at the rate for duty as "
    + "well, and standing ready is the duty of units that nobody held; per entity is over those that "
    + "left during the window, per use over how often its units were taken"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    let costs = model.resources.indices.compactMap { index in
      model.resources[index].cost.map { (index, ResourceCost(of: $0, record, index)) }
    }
    if costs.isEmpty { return }
    let unit = model.currency ?? "1"
    let days = record.length / Double(Ticks.day)
    collector.addWhole(name, unit: unit, costs.reduce(0) { $0 + $1.1.total }, record)
    for (index, cost) in costs {
      let scope = "resource " + model.resources[index].name
      collector.add(name, scope, "total", unit: unit, cost.total)
      collector.add(
        name, scope, "per day", unit: collector.perDay(unit), days > 0 ? cost.total / days : nil)
      collector.add("cost in use", scope, "total", unit: unit, cost.use)
      collector.add("cost of standing ready", scope, "total", unit: unit, cost.ready)
      let uses = record.uses[index]
      collector.add(
        "cost per use", scope, "mean", unit: unit, uses > 0 ? cost.total / Double(uses) : nil,
        observations: Int(uses))
      if program.resources[index].plan.changes.count > 1 {
        collector.add("cost of overtime", scope, "total", unit: unit, cost.overtime)
      }
    }
  }
}

/// The cost of one resource over the window, in its parts.
struct ResourceCost {
  /// While units are held: duty, use, and each taking.
  var use: Double
  /// The duty of units that nobody holds.
  var ready: Double
  /// What is paid after the end of shifts besides.
  var overtime: Double

  var total: Double { use + ready + overtime }

  init(of cost: CostDefinition, _ record: ReplicationRecord, _ resource: Int) {
    let busy = record.area(.busy, of: resource)
    let onDuty = record.area(.onDuty, of: resource)
    let over =
      onDuty - record.area(.planned, of: resource) + record.area(.broken, of: resource)
    func hours(_ area: Int128) -> Double { Double(nearest: area) / Double(Ticks.hour) }
    use =
      (cost.perHour + cost.perHourBusy) * hours(busy)
      + cost.perUse * Double(record.uses[resource])
    ready = cost.perHour * hours(onDuty - busy)
    overtime = cost.overtimePerHour * hours(over)
  }
}

extension FigureCollector {
  /// A unit a day; money without a currency has none.
  func perDay(_ unit: String) -> String { unit == "1" ? "per day" : unit + " per day" }

  /// Adds a sum over the facility: in total, per day, and per entity that left in the window.
  mutating func addWhole(_ name: String, unit: String, _ sum: Double, _ record: ReplicationRecord) {
    let days = record.length / Double(Ticks.day)
    let left = record.outcomes.reduce(0, +)
    add(name, "all", "total", unit: unit, sum)
    add(name, "all", "per day", unit: perDay(unit), days > 0 ? sum / days : nil)
    add(
      name, "all", "per entity", unit: unit, left > 0 ? sum / Double(left) : nil,
      observations: Int(left))
  }
}
