package import EventEngine
package import FacilityModel

/// What is to be run: compiled policies, how often, from which seed.
package struct Experiment: Sendable {
  /// A policy by its name, ready to run.
  package struct Arm: Sendable {
    /// The name of the policy; the model as written is called `as written`.
    package var name: String
    package var compiled: CompiledModel

    package init(name: String, compiled: CompiledModel) {
      self.name = name
      self.compiled = compiled
    }
  }

  package static let asWritten = ModelCompiler.asWritten

  package var arms: [Arm]
  package var replications: Int
  package var seed: UInt64
  package var confidence: Double
  package var unit: ReportUnit
  /// Whether a replication is a pair of antithetic runs, whose mean counts.
  package var isAntithetic = false

  package init(
    arms: [Arm], replications: Int, seed: UInt64, confidence: Double = 0.95,
    unit: ReportUnit = .minutes
  ) {
    self.arms = arms
    self.replications = replications
    self.seed = seed
    self.confidence = confidence
    self.unit = unit
  }
}

extension Program {
  /// Whether every replication is the same, because nothing is drawn at random.
  package var isDeterministic: Bool {
    draws.isEmpty && shares.isEmpty && resources.allSatisfy { $0.line.ordering != .random }
      && sources.allSatisfy { source in
        switch source.process {
        case .constantRate, .profile, .modulated: false
        case .interarrival, .scheduled: true
        case .appointments(let list): list.noShow == 0 && list.cancelled == 0
        }
      }
  }
}
