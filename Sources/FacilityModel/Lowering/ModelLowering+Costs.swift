import EventEngine

extension Model {
  /// What the costs and the energy of the resources need to be known of a run.
  func lowerCosts(into program: inout Program) {
    for (index, resource) in resources.enumerated() where (resource.cost?.perUse ?? 0) > 0 {
      program.resources[index].countsUses = true
    }
    if resources.contains(where: { $0.power != nil }) { program.factors = emissions }
  }
}
