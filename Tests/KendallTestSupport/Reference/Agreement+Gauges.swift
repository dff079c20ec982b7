import EventEngine

/// Where the measures of the state differ: sums of products to rounding, everything else exactly.
func gaugeDisagreements(_ record: ReplicationRecord, _ reference: ReferenceOutcome) -> [String] {
  var found: [String] = []
  for (index, (gauge, other)) in zip(record.gauges, reference.gauges).enumerated() {
    func check<Value: Equatable>(_ what: String, _ engine: Value, _ reference: Value) {
      if engine != reference {
        found.append("\(what) of gauge \(index): \(engine) by the engine, \(reference)")
      }
    }
    func near(_ what: String, _ engine: Double, _ reference: Double) {
      if abs(engine - reference) > 1e-9 * max(1, abs(reference)) { check(what, engine, reference) }
    }
    near("area", gauge.area, other.area)
    check("greatest", gauge.greatest, other.greatest)
    check("least", gauge.least, other.least)
    check("times", gauge.times, other.times)
    check("found", gauge.found, other.found)
    check("findings", gauge.findings, Int64(other.findings.count))
    near("sum found", gauge.sumFound, other.findings.reduce(0, +))
  }
  return found
}
