extension Engine {
  /// Records what is asked about the state in which the run ends.
  @inline(never)
  mutating func noteEnd() throws(SimulationFailure) {
    for (index, tally) in program.tallies.enumerated() where tally.atEnd >= 0 {
      let observed = try evaluate(tally.atEnd, for: -1)
      if !observed.isFinite {
        throw failure(.notFinite(what: "measure “\(tally.name)”"), entity: nil, step: nil)
      }
      if let problem = records.problem(with: observed, in: index) {
        throw failure(problem, entity: nil, step: nil)
      }
      records.observe(observed, in: index)
    }
  }
}
