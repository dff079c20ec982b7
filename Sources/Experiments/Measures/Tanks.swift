package import EventEngine
package import FacilityModel

/// What tanks and their flows came to.
package enum TankLevels: Measure {
  package static let name = "tank level"
  package static let definition =
    "what is in a tank: time average, least and greatest; with the shares of time during which it was "
    + "empty and full, what has flowed over, what each flow has brought, and what of it was wanted "
    + "besides and was not there or had no room"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (tank, definition) in zip(record.tanks, model.tanks) {
      let scope = "tank " + definition.name
      let unit = definition.unit ?? "units"
      let length = record.length
      collector.add(name, scope, "mean", unit: unit, length > 0 ? tank.area / length : nil)
      collector.add(name, scope, "min", unit: unit, TankScale.units(tank.least))
      collector.add(name, scope, "max", unit: unit, TankScale.units(tank.greatest))
      collector.add(
        "tank empty", scope, "share", unit: "1",
        length > 0 ? Double(tank.emptyTicks) / length : nil)
      if definition.most != nil {
        collector.add(
          "tank full", scope, "share", unit: "1",
          length > 0 ? Double(tank.fullTicks) / length : nil)
        collector.add("spilled", scope, "total", unit: unit, TankScale.units(tank.spilled))
      }
    }
    for (flow, definition) in zip(record.flows, model.flows) {
      let scope = "flow " + definition.name
      guard let tank = definition.from ?? definition.to else { continue }
      let unit = model.tanks[Int(tank)].unit ?? "units"
      collector.add("flow", scope, "total", unit: unit, TankScale.units(flow.total))
      collector.add("unmet flow", scope, "total", unit: unit, TankScale.units(flow.unmet))
    }
  }
}
