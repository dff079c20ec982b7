import RandomStreams

extension ProgramVerifier {
  /// Proves that parts are made from earlier ones only, so that putting them together ends.
  mutating func verifyDrawParts() {
    for (number, part) in program.drawParts.enumerated() {
      let at = "part \(number) of a distribution"
      switch part {
      case .fixed: break
      case .computed(let parameters):
        index(parameters, in: program.drawParameters.count, at)
        guard parameters >= 0, Int(parameters) < program.drawParameters.count else { continue }
        require(program.drawParameters[Int(parameters)].part < 0, "\(at): parts of parts")
      case .truncated(let inner, let min, let max), .clamped(let inner, let min, let max):
        index(inner, in: number, at)
        index(min, in: program.expressions.count, orNone: true, at)
        index(max, in: program.expressions.count, orNone: true, at)
      case .shifted(let inner, let by), .scaled(let inner, let by):
        index(inner, in: number, at)
        index(by, in: program.expressions.count, at)
      case .mixture(let first, let count, let weights):
        verifyWays(first, count, before: number, at)
        require(
          weights >= 0 && Int(weights) + Int(count) <= program.tables.count
            && program.tables[Int(weights + count) - 1] == 1, "\(at): weights")
      case .cases(let first, let count): verifyWays(first, count, before: number, at)
      case .correlated(let law, let first, let count):
        index(law, in: number, at)
        require(
          first >= 0 && count > 0 && Int(first) + Int(count) <= program.copulaFactors.count,
          "\(at): factors")
      }
    }
  }

  private mutating func verifyWays(
    _ first: Int32, _ count: Int32, before number: Int, _ at: String
  ) {
    guard first >= 0, count > 0, Int(first) + Int(count) <= program.drawWays.count else {
      require(false, "\(at): ways outside the table")
      return
    }
    for way in program.drawWays[Int(first)..<Int(first + count)] {
      index(way.part, in: number, at)
      index(way.condition, in: program.expressions.count, orNone: true, at)
    }
  }
}
