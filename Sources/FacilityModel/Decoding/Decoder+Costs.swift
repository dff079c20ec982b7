import EventEngine
import Foundation

extension Decoder {
  /// The key `cost` of a resource.
  func cost(_ node: LocatedNode, of name: String) -> CostDefinition? {
    guard var reader = ObjectReader(node, "the cost of “\(name)”", self, as: "cost") else {
      return nil
    }
    var cost = CostDefinition()
    let keys: [(String, WritableKeyPath<CostDefinition, Double>)] = [
      ("perHour", \.perHour), ("perHourBusy", \.perHourBusy), ("perUse", \.perUse),
      ("overtimePerHour", \.overtimePerHour),
    ]
    var isEmpty = true
    for (key, path) in keys {
      guard let given = reader.optional(key) else { continue }
      isEmpty = false
      if let amount = amount(given, "“\(key)”", what: "a cost") { cost[keyPath: path] = amount }
    }
    reader.finish()
    if isEmpty, node.members?.isEmpty == true {
      report(
        .missingKey, "the cost of “\(name)” does not say what costs", at: node.place,
        help: "write for example { \"perHour\": 40 }")
    }
    return cost
  }

  /// The key `power` of a resource.
  func power(_ node: LocatedNode, of name: String) -> PowerDefinition? {
    guard var reader = ObjectReader(node, "the power of “\(name)”", self, as: "power") else {
      return nil
    }
    var power = PowerDefinition()
    let busy = reader.required(
      "busy", help: "say what a unit in use draws, for example \"busy\": \"2 kW\"")
    if let busy { power.busy = kilowatts(busy, "“busy”") ?? 0 }
    if let idle = reader.optional("idle") { power.idle = kilowatts(idle, "“idle”") ?? 0 }
    power.turnaround = power.idle
    if let turnaround = reader.optional("turnaround") {
      power.turnaround = kilowatts(turnaround, "“turnaround”") ?? 0
    }
    if let off = reader.optional("off") { power.off = kilowatts(off, "“off”") ?? 0 }
    reader.finish()
    return power
  }

  /// A power in kilowatts: a number with its unit, or a plain number of kilowatts.
  private func kilowatts(_ node: LocatedNode, _ what: String) -> Double? {
    if let text = node.string {
      let parts = text.split(separator: " ")
      let sizes = ["W": 0.001, "kW": 1, "MW": 1_000]
      if parts.count == 2, let number = Self.number(parts[0]) {
        guard let size = sizes[String(parts[1])] else {
          report(
            .badUnit, "“\(parts[1])” is no unit of power", at: node.place,
            help: "write W, kW or MW, for example \"2 kW\"")
          return nil
        }
        if number < 0 {
          report(
            .badValue, "\(what) is a power of 0 or more, not \(Self.plain(number))",
            at: node.place, help: "what a resource gives back is not offered")
          return nil
        }
        return number * size
      }
    }
    return amount(node, what, what: "a power")
  }

  /// A number of 0 or more that is known before the run.
  private func amount(_ node: LocatedNode, _ key: String, what: String) -> Double? {
    guard let number = constant(node, wanting: .number, key) else { return nil }
    guard number >= 0, number <= 1e15 else {
      report(
        .badValue, "\(key) is \(what) of 0 or more, not \(Self.plain(number))", at: node.place,
        help: "write a number from 0 to 1e15")
      return nil
    }
    return number
  }

  /// The section `emissions`: what a kilowatt hour stands for, constant or by the hour.
  func readEmissions(_ node: LocatedNode?) -> FactorPlan? {
    guard let node, var reader = ObjectReader(node, "“emissions”", self, as: "emissions") else {
      return nil
    }
    let given = reader.required("kgPerKWh", help: "write for example { \"kgPerKWh\": 0.2 }")
    reader.finish()
    guard let given else { return nil }
    guard let members = given.members else {
      return amount(given, "“kgPerKWh”", what: "a number").map {
        FactorPlan(constant: $0)
      }
    }
    var table: Timetable<Double>?
    if members.contains(where: { $0.key == "file" }) {
      guard var reader = ObjectReader(given, "“kgPerKWh”", self, as: "factor") else { return nil }
      table = hourly(&reader, "“kgPerKWh”")
      reader.finish()
      if let least = table?.entries.map(\.value).min(), least < 0 {
        report(
          .badFile, "“kgPerKWh” is a number of 0 or more, not \(Self.plain(least))",
          at: given.place, help: "mend the file")
        return nil
      }
    } else if let only = given.soleMember, ["daily", "weekly"].contains(only.key) {
      table = timetable(only, "“kgPerKWh”") { self.amount($0, "“kgPerKWh”", what: "a number") }
    } else {
      report(
        .wrongKind, "“kgPerKWh” is a number, “daily”, “weekly” or a file", at: given.place,
        help: "write for example { \"daily\": { \"00:00\": 0.15, \"07:00\": 0.3 } }")
    }
    guard let table else { return nil }
    let changes = table.rotated(by: time.startInWeek).map {
      FactorPlan.Change(tick: $0.tick, value: $0.value)
    }
    return FactorPlan(changes: changes, period: changes.count > 1 ? table.period : 0)
  }
}
