extension Disassembler {
  /// The coming of one kind to a match, in words.
  func describe(match batch: BatchSpecification) -> String {
    let match = program.matches[Int(batch.match)]
    let kinds = program.matchKinds[
      Int(match.firstKind)..<Int(match.firstKind + match.kindCount)]
    var text = "meet \(kinds.map { "“\($0.name)”" }.joined(separator: ", "))"
    text += " as “\(program.matchKinds[Int(match.firstKind + batch.kind)].name)”"
    if match.key >= 0 { text += " by \(expression(match.key))" }
    return text + (batch.isPermanent ? ", for good" : "") + note(batch.step)
  }
}
