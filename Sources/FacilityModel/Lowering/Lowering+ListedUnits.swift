import EventEngine

extension Model {
  /// The listed units of all resources, with their attributes.
  func lowerListedUnits(into program: inout Program) {
    for (index, resource) in resources.enumerated() {
      guard let units = resource.units else { continue }
      program.resources[index].unitNames = units.names
      if !units.groups.isEmpty {
        program.resources[index].rota = UnitRota(
          sizes: units.groups.map { Int32($0.size) },
          onDuty: MergedRota(units.groups.map(\.plan)).onDuty)
      }
      for attribute in units.attributes {
        program.unitColumns.append(
          UnitColumn(resource: Int32(index), first: Int32(program.unitValues.count)))
        program.unitValues += attribute.values
      }
    }
  }
}

extension Lowering {
  /// How the unit of an item is chosen, where its resource lists them.
  mutating func choose(_ selection: UnitSelection?, firstItem: Int) {
    guard let selection else { return }
    let condition = selection.condition.map { expression($0) } ?? -1
    let preference = selection.preference.map { expression($0) } ?? -1
    edit { program in
      for item in firstItem..<program.items.count
      where program.items[item].resource == selection.resource {
        program.items[item].condition = condition
        program.items[item].preference = preference
      }
    }
  }

  /// Whether some of the resources of items list their units.
  func areListed(_ items: Range<Int32>) -> Bool {
    program.items[Int(items.lowerBound)..<Int(items.upperBound)].contains {
      !program.resources[Int($0.resource)].unitNames.isEmpty
    }
  }
}
