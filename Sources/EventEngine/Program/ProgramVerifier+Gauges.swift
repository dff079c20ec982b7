extension ProgramVerifier {
  /// Gauges read the state alone, since they are looked at only where it may have changed.
  mutating func verifyGauges() {
    for (number, gauge) in program.gauges.enumerated() {
      let at = "gauge \(number)"
      index(gauge.expression, in: program.expressions.count, "\(at): expression")
      require(
        !readsEntity(gauge.expression) && !readsClock(gauge.expression),
        "\(at): reads an entity or the clock")
      require(gauge.levels >= 0 && gauge.levels <= 1_001, "\(at): levels")
      if case .source(let source) = gauge.finder {
        index(source, in: program.sources.count, "\(at): source")
      }
    }
  }

  private func readsClock(_ expression: Int32) -> Bool {
    guard expression >= 0, Int(expression) < program.expressions.count else { return false }
    let range = program.expressions[Int(expression)]
    return program.operations[Int(range.first)..<Int(range.first + range.count)]
      .contains { $0.readsClock }
  }
}
