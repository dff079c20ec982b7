extension ProgramVerifier {
  /// Proves the tables of entities of different kinds that wait for one another.
  mutating func verifyMatches() {
    for (number, match) in program.matches.enumerated() {
      let at = "match \(number)"
      requireRange(
        match.firstKind, match.kindCount, in: program.matchKinds.count, "\(at): kinds")
      require(match.kindCount > 0, "\(at): no kind")
      index(match.key, in: program.expressions.count, orNone: true, "\(at): key")
      requireRange(
        match.firstKept, match.keptCount, in: program.keptAttributes.count, "\(at): kept")
    }
    for kind in program.matchKinds {
      let at = "kind “\(kind.name)”"
      index(kind.least, in: program.expressions.count, orNone: true, "\(at): at least")
      index(kind.most, in: program.expressions.count, orNone: true, "\(at): at most")
      index(kind.order, in: program.expressions.count, orNone: true, "\(at): order")
    }
    for (number, batch) in program.batches.enumerated() where batch.match >= 0 {
      let at = "batch \(number)"
      index(batch.match, in: program.matches.count, "\(at): match")
      guard program.matches.indices.contains(Int(batch.match)) else { continue }
      index(batch.kind, in: Int(program.matches[Int(batch.match)].kindCount), "\(at): kind")
    }
  }
}
