extension Disassembler {
  /// Children in words.
  func describe(offspring: OffspringSpecification) -> String {
    let count = offspring.count >= 0 ? quantity(offspring.count) : "1"
    let source = offspring.source >= 0 ? program.sources[Int(offspring.source)].name : "hidden"
    return "\(count) × \(source), from \(offspring.entry)" + note(offspring.step)
  }

  /// A fork in words.
  func describe(fork: ForkSpecification) -> String {
    let ways = program.offsprings[
      Int(fork.firstBranch)..<Int(fork.firstBranch + fork.branchCount)]
    let needed = fork.needed >= 0 ? quantity(fork.needed) : "all"
    let rest = fork.cancelsRest ? ", stop the rest" : ""
    return "fork to \(ways.map { "\($0.entry)" }.joined(separator: ", ")), wait for \(needed)"
      + rest + note(fork.step)
  }

  /// A batch in words.
  func describe(batch: BatchSpecification) -> String {
    if batch.match >= 0 { return describe(match: batch) }
    var text = "gather \(quantity(batch.size))"
    if batch.key >= 0 { text += " by \(expression(batch.key))" }
    if batch.most >= 0 { text += ", then up to \(quantity(batch.most))" }
    if batch.order >= 0 { text += ", by \(program.attributes[Int(batch.order)])" }
    if batch.timeOut >= 0 { text += ", at most for \(quantity(batch.timeOut))" }
    return text + (batch.isPermanent ? ", for good" : "") + note(batch.step)
  }
}
