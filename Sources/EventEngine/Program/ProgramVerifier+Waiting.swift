extension ProgramVerifier {
  /// Proves the tables of waits for conditions and signals.
  mutating func verifyWaits() {
    for (number, wait) in program.waits.enumerated() {
      let at = "wait \(number)"
      index(wait.request, in: program.requests.count, "\(at): request")
      index(
        wait.condition, in: program.expressions.count, orNone: wait.kind == .signal,
        "\(at): condition")
      index(
        wait.subject, in: program.signals.count, orNone: wait.kind != .signal, "\(at): signal")
      require(
        wait.firstClock >= 0 && wait.clockCount >= 0
          && Int(wait.firstClock) + Int(wait.clockCount) <= program.clocks.count,
        "\(at): clocks")
      require(wait.grid >= 0, "\(at): grid")
    }
    for (number, clock) in program.clocks.enumerated() {
      index(clock.value, in: program.expressions.count, "clock \(number): value")
      require(
        clock.period == 0
          || clock.period > 0 && (clock.hand == .now || clock.hand == .timeInSystem),
        "clock \(number): period")
    }
    for (number, request) in program.requests.enumerated() {
      let at = "request \(number)"
      index(request.staying, in: program.expressions.count, orNone: true, "\(at): staying")
      index(request.givingUp, in: program.waits.count, orNone: true, "\(at): giving up")
      require(
        request.givingUp < 0 || request.renegeTarget >= 0, "\(at): nowhere to go on giving up")
      if request.givingUp >= 0, Int(request.givingUp) < program.waits.count {
        require(
          program.waits[Int(request.givingUp)].kind == .givingUp, "\(at): gives up by a wait")
      }
    }
  }

  /// Whether some wait is recorded as a request, which then asks for no units.
  func isWait(_ request: Int) -> Bool {
    program.waits.contains { Int($0.request) == request && $0.kind != .givingUp }
  }
}
