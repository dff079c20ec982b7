extension Disassembler {
  mutating func printGauges() {
    if !program.gauges.isEmpty { lines.append("\ngauges") }
    for (index, gauge) in program.gauges.enumerated() {
      let kind = gauge.isTruth ? "share of time" : "time average"
      let levels = gauge.levels > 0 ? ", \(gauge.levels) levels" : ""
      lines.append("  G\(index) \(gauge.name): \(kind) of \(expression(gauge.expression))\(levels)")
    }
  }
}
