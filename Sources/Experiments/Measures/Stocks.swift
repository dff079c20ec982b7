package import EventEngine
package import FacilityModel

/// What stocks came to.
package enum StockLevels: Measure {
  package static let name = "stock level"
  package static let definition =
    "units of a stock that are there: time average; with the share of time during which there were "
    + "none, the share of the units asked for that were there at once (fill rate), the orders "
    + "placed, the units lost for want of room, and those that kept no longer, with what they cost"

  package static func collect(
    _ record: ReplicationRecord, of model: Model, _ program: Program,
    into collector: inout FigureCollector
  ) {
    for (stock, specification) in zip(record.stocks, program.stocks) {
      let resource = Int(specification.resource)
      let scope = "stock " + program.resources[resource].name
      collector.add(name, scope, "mean", unit: "units", record.average(.onDuty, of: resource))
      collector.add(
        "stock empty", scope, "share", unit: "1",
        record.length > 0 ? Double(stock.emptyTicks) / record.length : nil)
      collector.add(
        "fill rate", scope, "share", unit: "1",
        stock.demanded > 0 ? Double(stock.filled) / Double(stock.demanded) : nil)
      if specification.orderAt >= 0 {
        collector.add("orders placed", scope, "total", unit: "orders", Double(stock.orders))
      }
      if specification.shelfLife >= 0 {
        collector.add("expired", scope, "total", unit: "units", Double(stock.expired))
        if let cost = model.resources[resource].stock?.expiredCost {
          collector.add(
            "cost of expired", scope, "total", unit: model.currency ?? "money",
            Double(stock.expired) * cost)
        }
      }
      if specification.most < CapacityPlan.unlimited {
        collector.add("overflow", scope, "total", unit: "units", Double(stock.overflow))
      }
    }
  }
}
