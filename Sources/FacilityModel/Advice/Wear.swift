import EventEngine

extension Model {
  /// Resources that repairs ask for whose clocks run while others work or are used.
  package var resourcesCalledByWear: Set<Int32> {
    var found: Set<Int32> = []
    for resource in resources {
      // Inspections and planned repairs come as often as there is something to find.
      let wears = resource.outages.contains { $0.clock != .calendar }
      for outage in resource.outages where wears {
        found.formUnion(outage.request?.items.map(\.resource) ?? [])
      }
    }
    return found
  }
}
