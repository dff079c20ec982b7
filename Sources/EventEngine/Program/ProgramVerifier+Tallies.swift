extension ProgramVerifier {
  /// Marks, the classes of tallies, and the totals of waits.
  mutating func verifyMarks() {
    for (number, mark) in program.marks.enumerated() {
      let at = "mark \(number)"
      index(mark.attribute, in: program.attributes.count, "\(at): attribute")
      require(
        mark.firstTally >= 0 && mark.tallyCount >= 0
          && Int(mark.firstTally) + Int(mark.tallyCount) <= program.markTallies.count,
        "\(at): tallies")
    }
    for tally in program.markTallies {
      index(tally, in: program.tallies.count, "tally of a mark")
      guard tally >= 0, Int(tally) < program.tallies.count else { continue }
      index(
        program.tallies[Int(tally)].value, in: program.expressions.count, "tally of a mark: value")
    }
    for (number, tally) in program.tallies.enumerated() where tally.classes.count != 0 {
      let at = "classes of tally \(number)"
      index(tally.classes.expression, in: program.expressions.count, at)
      require(
        tally.classes.count > 0 && number + Int(tally.classes.count) < program.tallies.count,
        "\(at): outside the tallies")
    }
    for attribute in program.waitTotals {
      index(attribute, in: program.attributes.count, "total of waits")
    }
    for (number, request) in program.requests.enumerated() {
      require(
        request.firstTotal >= 0 && request.totalCount >= 0
          && Int(request.firstTotal) + Int(request.totalCount) <= program.waitTotals.count,
        "request \(number): totals")
    }
  }
}
