import EventEngine

extension Lowering {
  /// A shock as the engine knows it.
  mutating func shock(_ shock: ShockDefinition) {
    var specification = ShockSpecification(
      step: step(shock.info), variable: shock.variable, length: quantity(shock.length),
      purpose: hash(ofName: shock.info.name + "/occurs"))
    switch shock.occurrences {
    case .at(let times): specification.times = times.map { quantity($0) }
    case .every(let gap): specification.every = quantity(gap)
    }
    specification.probability = shock.probability
    specification.effects = shock.effects
    specification.preempts = shock.preempts
    edit { $0.shocks.append(specification) }
  }

  /// What shocks do to the arrivals of a source: its rate follows them, or some do not come.
  mutating func addShocks(of source: SourceDefinition, to specification: inout SourceSpecification)
  {
    if source.shocks.isEmpty { return }
    specification.shocks = source.shocks
    if case .modulated(var rate) = specification.process {
      rate.followsShocks = true
      specification.process = .modulated(rate)
    } else {
      specification.manner.shockPurpose = hash(ofName: "arrivals/\(source.name)/shocks")
    }
  }
}
