import EventEngine

extension Model {
  /// Makes the stocks known to a program, in the order of their resources.
  func lowerStocks(into lowering: inout Lowering) {
    for (index, resource) in resources.enumerated() {
      guard let stock = resource.stock else { continue }
      var specification = stock.specification(of: Int32(index))
      if let leadTime = stock.reorder?.leadTime {
        specification.leadTime = lowering.quantity(leadTime)
      }
      if let shelfLife = stock.shelfLife {
        specification.shelfLife = lowering.quantity(shelfLife)
      }
      lowering.edit {
        $0.resources[index].stock = Int32($0.stocks.count)
        $0.stocks.append(specification)
      }
    }
  }
}

extension Lowering {
  /// Something that an entity does to a stock.
  mutating func move(_ kind: StockMove.Kind, _ units: Units, _ info: StepInfo) {
    var item = RequestItem(resource: units.resource, units: 1)
    if kind != .consume {
      if let count = units.count.constantValue {
        item.units = Int32(count)
      } else {
        item.quantity = quantity(.expression(units.count))
      }
    }
    let move = StockMove(
      kind: kind, step: step(info), stock: program.resources[Int(units.resource)].stock, item: item)
    edit { $0.stockMoves.append(move) }
    emit(.stock(move: Int32(program.stockMoves.count - 1)))
  }
}
