extension ProgramVerifier {
  /// The values of a factor follow one another within its period.
  mutating func verifyFactors() {
    guard let plan = program.factors else { return }
    require(plan.loopsFrom == 0, "the factor: has changes that come once")
    require(plan.changes.first?.tick == 0, "the factor: does not begin at tick 0")
    require(
      zip(plan.changes, plan.changes.dropFirst()).allSatisfy { $0.tick < $1.tick },
      "the factor: ticks out of order")
    require(
      plan.changes.count == 1 || plan.changes.allSatisfy { $0.tick < plan.period },
      "the factor: a change beyond its period")
    require(plan.changes.allSatisfy { $0.value.isFinite }, "the factor: a value is not finite")
  }

  /// Accounts are kept where they are read, with what each resource is charged for.
  mutating func verifyAccounts() {
    guard program.keepsAccounts else {
      let isRead = program.operations.contains { if case .account = $0 { true } else { false } }
      return require(!isRead, "accounts: read, and not kept")
    }
    require(program.rates.count == program.resources.count, "accounts: rates of the resources")
  }
}
