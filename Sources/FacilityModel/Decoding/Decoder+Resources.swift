import EventEngine

extension Decoder {
  /// The section `resources`.
  func readResources(_ node: LocatedNode?) -> [ResourceDefinition] {
    (node?.members ?? []).map { member in
      guard
        var reader = ObjectReader(member.value, "resource “\(member.key)”", self, as: "resource")
      else {
        // Others may name it: what is no mapping has been reported.
        return ResourceDefinition(
          name: member.key, line: LineDefinition(), plan: CapacityPlan(constant: 1),
          place: member.keyPlace)
      }
      let index = Int32(resources.firstIndex(of: member.key) ?? 0)
      var plan = self.plan(&reader, of: member.key, index)
      if listed[index] != nil { checkListed(reader, of: member.key) }
      let sharedUnits = sharing(&reader, of: member.key, &plan)
      let line = reader.optional("queue").map { self.line($0, of: member.key) } ?? LineDefinition()
      let turnaround = reader.optional("turnaround").flatMap { node in
        quantity(
          node, wanting: .duration, "the turnaround of “\(member.key)”",
          purpose: "\(member.key)/turnaround", in: scope)?.value
      }
      let cleaning = self.cleaning(
        &reader, of: member.key, hasTurnaround: member.value.member("turnaround") != nil)
      let outages = self.outages(
        &reader, of: Int32(resources.firstIndex(of: member.key) ?? 0),
        plan ?? CapacityPlan(constant: 1))
      let atShiftEnd = self.atShiftEnd(
        &reader, of: Int32(resources.firstIndex(of: member.key) ?? 0))
      let cost = reader.optional("cost").flatMap { self.cost($0, of: member.key) }
      let power = reader.optional("power").flatMap { self.power($0, of: member.key) }
      let escalations = self.escalations(
        &reader, of: Int32(resources.firstIndex(of: member.key) ?? 0))
      let ratios = self.ratios(&reader)
      let transport = self.transport(&reader, of: member.key, plan: plan)
      let setUp = reader.optional("setUp").flatMap { self.setUp($0, of: member.key) }
      reader.finish()
      var definition = ResourceDefinition(
        name: member.key, line: line, plan: plan ?? CapacityPlan(constant: 1),
        turnaround: turnaround, escalations: escalations, ratios: ratios, cleaning: cleaning,
        preemptsAtShiftEnd: atShiftEnd.preempts,
        outages: outages, cost: cost, power: power, place: member.keyPlace)
      definition.units = listed[index]
      definition.setUp = setUp
      definition.sharedUnits = sharedUnits
      definition.transport = transport
      definition.handsOverAtShiftEnd = atShiftEnd.handsOver
      checkUnlimited(definition)
      return definition
    }
  }

  /// How many units there are: by `capacity`, or as many as `units` lists.
  private func plan(_ reader: inout ObjectReader, of name: String, _ index: Int32)
    -> CapacityPlan?
  {
    guard let way = reader.oneOf(["capacity", "units"]) else {
      report(
        .missingKey, "resource “\(name)” lacks “capacity”", at: reader.place,
        help: "say how many units there are")
      return nil
    }
    if way.key == "capacity" { return capacity(way.node, of: name) }
    let units = listed[index]
    if let groups = units?.groups, !groups.isEmpty { return MergedRota(groups.map(\.plan)).plan }
    return CapacityPlan(constant: Int64(units?.names.count ?? 0))
  }

  /// A capacity: a number, a rota by day or week, or a CSV file by the hour.
  func capacity(_ node: LocatedNode, of name: String) -> CapacityPlan? {
    guard let members = node.members else {
      if node.string == "unlimited" { return CapacityPlan(constant: CapacityPlan.unlimited) }
      return units(node, of: name).map { CapacityPlan(constant: $0) }
    }
    guard var reader = ObjectReader(node, "the capacity of “\(name)”", self, as: "capacity")
    else { return nil }
    let exceptionsNode = reader.optional("exceptions")
    var table: Timetable<Int64>?
    if members.contains(where: { $0.key == "file" }) {
      table = capacityFile(&reader, of: name)
    } else if let way = reader.oneOf(["daily", "weekly", "shifts", "units"]),
      let member = members.first(where: { $0.key == way.key })
    {
      table = capacityTable(member, of: name)
    } else {
      report(
        .wrongKind, "the capacity of “\(name)” is a number, “daily”, “weekly”, “shifts” or a file",
        at: node.place,
        help: exceptionsNode != nil
          ? "say what holds on all other days, such as \"units\": 3"
          : members.lazy.compactMap {
            suggestion(for: $0.key, among: ["daily", "weekly", "shifts", "file"])
          }.first
            ?? "write for example { \"daily\": { \"08:00\": 6, \"20:00\": 2 } }")
      return nil
    }
    reader.finish()
    guard let table else { return nil }
    var exceptions: [DatedException<Int64>] = []
    if let exceptionsNode {
      guard
        let read = self.exceptions(
          exceptionsNode, "the capacity of “\(name)”", as: "exceptional capacity",
          read: { self.exceptionalCapacity($0, of: name) })
      else { return nil }
      exceptions = read
    }
    return unrolled(table, exceptions).map { unrolled in
      var plan = CapacityPlan(
        changes: unrolled.entries.map { CapacityPlan.Change(tick: $0.tick, value: $0.value) },
        period: unrolled.period)
      plan.loopsFrom = unrolled.loopsFrom
      return plan
    }
  }

  /// `daily`, `weekly`, `shifts` or `units` as a table.
  private func capacityTable(_ member: LocatedNode.Member, of name: String) -> Timetable<Int64>? {
    switch member.key {
    case "shifts": shifts(member.value, of: name)
    case "units":
      units(member.value, of: name).map { Timetable(entries: [(0, $0)], period: Ticks.day) }
    default: timetable(member, "the capacity of “\(name)”") { self.units($0, of: name) }
    }
  }

  /// The capacity on exceptional days: a number, or a table for these days.
  private func exceptionalCapacity(_ node: LocatedNode, of name: String) -> Timetable<Int64>? {
    guard let members = node.members else {
      return units(node, of: name).map { Timetable(entries: [(0, $0)], period: Ticks.day) }
    }
    guard
      var reader = ObjectReader(
        node, "an exception of “\(name)”", self, as: "exceptional capacity")
    else { return nil }
    reader.know(["like"])
    let way = reader.oneOf(["daily", "weekly", "shifts"])
    reader.finish()
    guard let way, let member = members.first(where: { $0.key == way.key }) else {
      report(
        .wrongKind,
        "an exception of “\(name)” is a number, “daily”, “weekly”, “shifts” or “like”",
        at: node.place, help: "write for example { \"like\": \"Sun\" }")
      return nil
    }
    return capacityTable(member, of: name)
  }

  /// A capacity by the hour from a CSV file.
  private func capacityFile(_ reader: inout ObjectReader, of name: String) -> Timetable<Int64>? {
    let place = reader.place
    guard let values = hourly(&reader, "the capacity of “\(name)”") else { return nil }
    var entries: [(tick: Int64, value: Int64)] = []
    for entry in values.entries {
      guard entry.value >= 0, entry.value <= 1e6, entry.value == entry.value.rounded() else {
        report(
          .badFile,
          "a capacity is a whole number from 0 to 1000000, not \(Self.plain(entry.value))",
          at: place, help: "mend the file")
        return nil
      }
      entries.append((entry.tick, Int64(entry.value)))
    }
    return Timetable(entries: entries, period: values.period)
  }

  /// A number of units, from a number, a parameter or an expression of constants.
  func units(_ node: LocatedNode, of name: String) -> Int64? {
    guard let value = constant(node, wanting: .number, "the capacity of “\(name)”") else {
      return nil
    }
    guard value >= 0, value <= 1e6, value == value.rounded() else {
      report(
        .badValue,
        "the capacity of “\(name)” is a whole number from 0 to 1000000, not \(Self.plain(value))",
        at: node.place,
        help: value > 1e6
          ? "where a resource is never scarce, write \"unlimited\""
          : "write how many units are on duty")
      return nil
    }
    return Int64(value)
  }
}
