extension Disassembler {
  mutating func printFactors() {
    guard let plan = program.factors else { return }
    lines.append("\nfactor of energy, period \(plan.period)")
    for change in plan.changes { lines.append("  from \(change.tick): \(change.value)") }
  }
}
