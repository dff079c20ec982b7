extension ProgramVerifier {
  /// Proves the tables of stocks and of what entities do to them.
  mutating func verifyStocks() {
    for (number, stock) in program.stocks.enumerated() {
      let at = "stock \(number)"
      index(stock.resource, in: program.resources.count, "\(at): resource")
      index(stock.shelfLife, in: program.quantities.count, orNone: true, "\(at): shelf life")
      if stock.shelfLife >= 0 { requireNoEntity(stock.shelfLife, at) }
      index(stock.leadTime, in: program.quantities.count, orNone: true, "\(at): lead time")
      requireNoEntity(stock.leadTime, at)
      require(stock.most >= 0 && stock.review >= 0, "\(at): room or review")
      require(
        stock.orderAt < 0 || stock.orderUpTo > stock.orderAt || stock.orderQuantity > 0,
        "\(at): orders nothing")
    }
    for (number, move) in program.stockMoves.enumerated() {
      let at = "move \(number)"
      index(move.stock, in: program.stocks.count, "\(at): stock")
      index(move.step, in: program.steps.count, "\(at): step")
      index(move.item.resource, in: program.resources.count, "\(at): resource")
      index(move.item.quantity, in: program.quantities.count, orNone: true, "\(at): units")
    }
  }
}
