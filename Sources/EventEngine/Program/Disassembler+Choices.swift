extension Disassembler {
  /// A choice among alternatives in words.
  func describe(choice: ChoiceSpecification) -> String {
    let options = program.options[
      Int(choice.firstOption)..<Int(choice.firstOption + choice.optionCount)]
    let parts = options.map { option in
      program.items[Int(option.firstItem)..<Int(option.firstItem + option.itemCount)]
        .map { "\($0.units) × \(program.resources[Int($0.resource)].name)" }
        .joined(separator: " and ")
    }
    let what = parts.joined(separator: " or ") + ", \(choice.rule)"
    if choice.request < 0 { return "choose " + what + note(choice.step) }
    let request = program.requests[Int(choice.request)]
    var text = "seize " + what + (choice.commits ? ", committed" : "")
    if request.priority >= 0 { text += ", priority \(quantity(request.priority))" }
    return text + describe(patienceOf: request) + note(choice.step)
  }
}
