extension Disassembler {
  /// What an entity does to a stock, in words.
  func describe(move: StockMove) -> String {
    let name = program.resources[Int(move.item.resource)].name
    let units = move.item.quantity >= 0 ? quantity(move.item.quantity) : "\(move.item.units)"
    return switch move.kind {
    case .demand: "demand \(units) of stock \(name)" + note(move.step)
    case .consume: "use up what is held of stock \(name)" + note(move.step)
    case .supply: "put \(units) to stock \(name)" + note(move.step)
    }
  }
}
