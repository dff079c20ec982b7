extension Disassembler {
  /// A wait in words.
  func describe(wait: WaitSpecification) -> String {
    let request = program.requests[Int(wait.request)]
    var text =
      wait.kind == .signal
      ? "wait for signal “\(program.signals[Int(wait.subject)])”"
      : "wait until \(expression(wait.condition))"
    if wait.grid > 0 { text += ", looked at every \(wait.grid) µs" }
    return text + describe(patienceOf: request) + note(request.step)
  }

  /// Until when somebody waits, in words.
  func describe(patienceOf request: RequestSpecification) -> String {
    var text = ""
    if request.patience >= 0 {
      text += ", after \(quantity(request.patience)) go to \(request.renegeTarget)"
    }
    if request.staying >= 0 { text += " unless \(expression(request.staying))" }
    if request.givingUp >= 0 {
      let condition = program.waits[Int(request.givingUp)].condition
      text += ", when \(expression(condition)) go to \(request.renegeTarget)"
    }
    return text
  }
}
