import EventEngine

extension Decoder {
  /// Makes the resources known that all who are present share, before steps ask for them.
  func noteShared(_ node: LocatedNode?) {
    for (index, member) in (node?.members ?? []).enumerated()
    where member.value.member("sharing") != nil {
      shared.insert(Int32(index))
    }
  }

  /// How many units of a resource are shared, or 0; then nobody waits for it.
  func sharing(_ reader: inout ObjectReader, of name: String, _ plan: inout CapacityPlan?)
    -> Int64
  {
    guard let node = reader.optional("sharing"), let word = text(node, "“sharing”") else {
      return 0
    }
    guard word == "processor" else {
      report(
        .badValue, "“sharing” is \"processor\", not “\(word)”", at: node.place,
        help: "leave it out where each has a unit of its own and the others wait")
      return 0
    }
    for key in ["queue", "turnaround", "turnaroundBy", "failures", "maintenance", "atShiftEnd"]
    where reader.has(key) {
      report(
        .contradiction, "“\(name)” is shared by all who are present, so it has no “\(key)”",
        at: node.place, help: "leave one of the two out")
    }
    guard let given = plan else { return 0 }
    let units = given.changes[0].value
    guard given.changes.count == 1, units > 0, units < CapacityPlan.unlimited else {
      report(
        .contradiction, "“\(name)” is shared, and so has the same number of units at all times",
        at: node.place,
        help: given.isUnlimited
          ? "what is unlimited need not be shared: leave “sharing” out"
          : "write a number of 1 or more as its capacity")
      return 0
    }
    plan = CapacityPlan(constant: CapacityPlan.unlimited)
    return units
  }

  /// Refuses what supposes a number of units where there is none: further units, fewer units, and
  /// costs and power of units that stand idle.
  func checkUnlimited(_ resource: ResourceDefinition) {
    guard resource.plan.isUnlimited else { return }
    if !resource.escalations.isEmpty || !resource.ratios.isEmpty {
      report(
        .contradiction,
        "“\(resource.name)” has no number of units that could open or close", at: resource.place,
        help: "leave “extra” and “limitedBy” out")
    }
    if (resource.cost?.perHour ?? 0) > 0 {
      report(
        .contradiction, "“\(resource.name)” has no number of units that cost by the hour",
        at: resource.place, help: "write \"perHourBusy\" or \"perUse\"")
    }
    if let power = resource.power, max(power.idle, power.turnaround, power.off) > 0 {
      report(
        .contradiction, "“\(resource.name)” has no number of units that draw power when idle",
        at: resource.place, help: "leave all but “busy” out")
    }
  }

  /// Refuses to keep units of what is shared: only the time of a service can be.
  func refuseShared(_ items: [Units], at place: Place) {
    guard let item = items.first(where: { shared.contains($0.resource) }) else { return }
    report(
      .contradiction,
      "“\(resources[Int(item.resource)])” is shared by all who are present, and "
        + "nobody can keep it", at: place,
      help: "write { \"do\": …, \"with\": \"\(resources[Int(item.resource)])\", \"for\": … }")
  }

  /// Refuses a service that shares one resource and needs something beside it.
  func checkSharedService(_ items: [Units], wrapUp: Bool, at place: Place) {
    guard let item = items.first(where: { shared.contains($0.resource) }) else { return }
    let name = resources[Int(item.resource)]
    if items.count > 1 || item.count.constantValue != 1 {
      report(
        .contradiction,
        "“\(name)” is shared by all who are present: it is asked for alone, and "
          + "not by units", at: place,
        help: "put “using” with the other resources around the step")
    }
    if wrapUp {
      report(
        .contradiction, "“\(name)” is shared by all who are present: there is no unit to wrap up",
        at: place, help: "write a step of its own for what comes behind")
    }
  }
}
