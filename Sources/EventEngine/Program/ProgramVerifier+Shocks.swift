extension ProgramVerifier {
  /// What the engine relies on at shocks and at the sources that they change.
  mutating func verifyShocks() {
    for (number, shock) in program.shocks.enumerated() {
      let at = "shock \(number)"
      index(shock.step, in: program.steps.count, "\(at): step")
      index(shock.variable, in: program.variables.count, "\(at): variable")
      index(shock.every, in: program.quantities.count, orNone: true, "\(at): every")
      require(shock.times.isEmpty || shock.every < 0, "\(at): two kinds of times")
      for quantity in shock.times + [shock.length] + (shock.every < 0 ? [] : [shock.every]) {
        index(quantity, in: program.quantities.count, "\(at): times")
        requireNoEntity(quantity, at)
      }
      require(shock.probability >= 0 && shock.probability <= 1, "\(at): no probability")
      for effect in shock.effects {
        index(effect.resource, in: program.resources.count, "\(at): resource")
        require(effect.factor >= 0 && effect.factor <= 1e6, "\(at): no factor")
        require(abs(effect.more) <= 1_000_000 && effect.set <= 1_000_000, "\(at): units")
      }
    }
    for (number, source) in program.sources.enumerated() {
      for part in source.shocks {
        index(part.shock, in: program.shocks.count, "source \(number): shock")
        require(part.factor >= 0 && part.factor.isFinite, "source \(number): no factor")
      }
    }
  }
}
