/// The measures that every run reports by itself.
package enum BuiltInMeasures {
  /// Their names.
  package static let names: Set<String> = [
    "appointments", "arrivals", "availability", "blocked", "cloned", "condition", "cost",
    "cost in use", "cost of expired", "cost of overtime", "cost of standing ready", "cost per use",
    "emissions", "energy", "expired", "fill rate", "flow", "found before failure",
    "gave up waiting", "merged", "no-shows", "number inside", "occupancy", "orders placed",
    "outages", "outcome", "overflow", "overtime", "queue length", "run length", "session overrun",
    "spawned", "spilled", "stock empty", "stock level", "stuck for ever", "tank empty", "tank full",
    "tank level", "throughput", "time in system", "time out of service", "time until giving up",
    "time until resumed", "transport", "unit out of service", "unit utilisation",
    "units deteriorated", "units in set-up", "units in turnaround", "units on duty",
    "units out of service", "unmet flow", "utilisation", "waiting for others", "waiting time",
  ]

  /// Whether a run reports a measure of this name by itself.
  package static func contains(_ name: String) -> Bool {
    names.contains(name) || name.hasPrefix("wait due to ")
  }
}

extension Decoder {
  /// Warns of measures that reports could not be told from their own.
  func checkNames(of measures: [MeasureDefinition]) {
    for measure in measures where BuiltInMeasures.contains(measure.name) && !measure.isPart {
      if measure.scope != nil { continue }
      warn(
        .duplicateName, "every run reports a measure “\(measure.name)” of its own",
        at: measure.place, help: "give this one another name, so that reports tell the two apart")
    }
  }
}
