import EventEngine

extension Model {
  /// What the costs and the energy of the resources need to be known of a run.
  func lowerCosts(into program: inout Program) {
    for (index, resource) in resources.enumerated() where resource.cost != nil {
      program.resources[index].countsUses = true
    }
    program.keepsAccounts = keepsAccounts
    program.rates = resources.map {
      ChargeRate(
        costPerHour: ($0.cost?.perHour ?? 0) + ($0.cost?.perHourBusy ?? 0),
        costPerUse: $0.cost?.perUse ?? 0, kilowatts: $0.power?.busy ?? 0)
    }
    if resources.contains(where: { $0.power != nil }) { program.factors = emissions }
  }
}
