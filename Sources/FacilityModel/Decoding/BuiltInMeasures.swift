/// The measures that every run reports by itself.
package enum BuiltInMeasures {
  /// Their names.
  package static let names: Set<String> = [
    "appointments", "arrivals", "availability", "blocked", "cloned", "cost", "cost in use",
    "cost of overtime",
    "cost of standing ready", "cost per use", "emissions", "energy", "fill rate", "gave up waiting",
    "merged", "no-shows", "number inside", "occupancy", "orders placed", "outcome", "overflow",
    "overtime",
    "queue length", "run length", "spawned", "stock empty", "stock level", "throughput",
    "time in system", "time until giving up", "time until resumed", "unit utilisation",
    "units in set-up", "units in turnaround", "units on duty", "units out of service",
    "utilisation", "waiting for others", "waiting time",
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
