extension ProgramVerifier {
  /// Escalations begin in the code; ratios name two resources and never lead round in a circle.
  mutating func verifyEscalations() {
    for (number, escalation) in program.escalations.enumerated() {
      index(escalation.entry, in: program.code.count, "escalation \(number): entry")
      index(escalation.step, in: program.steps.count, "escalation \(number): step")
    }
    for (number, ratio) in program.ratios.enumerated() {
      index(ratio.resource, in: program.resources.count, "ratio \(number): resource")
      index(ratio.by, in: program.resources.count, "ratio \(number): by")
      require(ratio.ratio.isFinite && ratio.ratio > 0, "ratio \(number): no ratio")
    }
    for resource in program.resources.indices {
      var seen: Set<Int32> = []
      var next = program.ratios.filter { Int($0.resource) == resource }.map(\.by)
      while let other = next.popLast() {
        if !seen.insert(other).inserted { continue }
        next += program.ratios.filter { $0.resource == other }.map(\.by)
      }
      require(!seen.contains(Int32(resource)), "resource \(resource): limits itself")
    }
    for (number, resource) in program.resources.enumerated() {
      require(resource.extraUnits >= 0, "resource \(number): fewer than no units open")
    }
  }
}
