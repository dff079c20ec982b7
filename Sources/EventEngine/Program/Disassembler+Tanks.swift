extension Disassembler {
  /// What an entity does to a tank, in words.
  func describe(tankMove move: TankMove) -> String {
    let name = program.tanks[Int(move.tank)].name
    return (move.isDraw ? "draw" : "pour") + " \(quantity(move.amount)) "
      + (move.isDraw ? "from" : "into") + " tank \(name)"
      + (move.duration < 0 ? "" : " in \(quantity(move.duration))") + note(move.step)
  }

  /// The tanks and their flows, a line each.
  var tankLines: [String] {
    program.tanks.map { tank in
      "\(tank.name): \(TankScale.units(tank.initial)) of "
        + (tank.most < 0 ? "any amount" : "\(TankScale.units(tank.most))")
        + (tank.stopsWhenFull ? ", stops inflows when full" : "")
    }
      + program.flows.map { flow in
        let from = flow.from < 0 ? "outside" : program.tanks[Int(flow.from)].name
        let to = flow.to < 0 ? "outside" : program.tanks[Int(flow.to)].name
        let conditions = [flow.opens, flow.closes].filter { $0 >= 0 }.map { expression($0) }
        return "\(flow.name): from \(from) to \(to)"
          + (conditions.isEmpty ? "" : ", " + conditions.joined(separator: " until "))
      }
  }

  func describeLevel(_ operation: ExpressionOperation) -> String {
    switch operation {
    case .tankLevel(let tank): "level(\(program.tanks[Int(tank)].name))"
    case .tankInflow(let tank): "inflow(\(program.tanks[Int(tank)].name))"
    case .tankOutflow(let tank): "outflow(\(program.tanks[Int(tank)].name))"
    case .tankAvailable(let tank): "available(\(program.tanks[Int(tank)].name))"
    case .tankRoom(let tank): "room(\(program.tanks[Int(tank)].name))"
    default: "\(operation)"
    }
  }
}
