/// What a careful colleague would ask about a model that has no mistakes.
enum Advice {
  /// The warnings about a model, as written or under a policy.
  static func findings(of compiled: CompiledModel, _ document: LocatedNode) -> [Finding] {
    IdleSteps.findings(in: document)
      + DeadlockRisk.findings(compiled.heldWaits, compiled.model)
      + AttributeReads.findings(compiled.model)
  }
}
