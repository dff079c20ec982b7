import EventEngine

extension Decoder {
  /// Whether an outage hits all units of its resource at once.
  func unitsHit(_ node: LocatedNode, by clock: OutageClock) -> Bool {
    guard let text = text(node, "“units”") else { return false }
    if text != "all", text != "each" {
      report(
        .badValue, "an outage cannot hit “\(text)” units", at: node.place,
        help: suggest(text, among: ["all", "each"]).map { "did you mean “\($0)”?" }
          ?? "it is \"each\", where every unit has a clock of its own, or \"all\"")
    }
    if text == "all", clock != .calendar {
      report(
        .contradiction, "what hits all units at once has one clock, that of the calendar",
        at: node.place, help: "leave “clock” out")
    }
    return text == "all"
  }

  /// The spare parts that it takes to put a unit right: units of stocks.
  func spares(_ node: LocatedNode, in block: Block) -> [Units] {
    guard let items = units(node, in: block, ofStocks: true) else { return [] }
    for item in items where item.count.constantValue == nil {
      report(
        .badValue, "spare parts are a fixed number of units", at: node.place,
        help: "write a number: there is no entity whose needs could count")
      return []
    }
    return items
  }

  /// When maintenance may begin: days of the week and times of the day, one or several.
  func window(_ node: LocatedNode) -> CapacityPlan? {
    var changes: [Int64: Int64] = [0: 0]
    for element in node.elements ?? [node] {
      guard var reader = ObjectReader(element, "a window", self, as: "window") else { return nil }
      let days = reader.optional("days").map { self.days($0) } ?? Array(0..<7)
      let from = reader.optional("from").map { timeOfDay($0) } ?? 0
      let to = reader.optional("to").map { timeOfDay($0) } ?? Ticks.day
      reader.finish()
      guard let days, let from, var to else { return nil }
      if to <= from { to += Ticks.day }
      for day in days {
        let start = Int64(day) * Ticks.day + from
        let end = start + to - from
        changes[start % Ticks.week, default: 0] += 1
        changes[end % Ticks.week, default: 0] -= 1
        if end / Ticks.week > start / Ticks.week { changes[0, default: 0] += 1 }
      }
    }
    var open: Int64 = 0
    let entries = changes.keys.sorted().map { tick -> (tick: Int64, value: Int64) in
      open += changes[tick] ?? 0
      return (tick, open > 0 ? 1 : 0)
    }
    guard entries.contains(where: { $0.value > 0 }) else {
      report(
        .badSchedule, "maintenance never has a window", at: node.place,
        help: "write for example { \"days\": \"Sat, Sun\", \"from\": \"06:00\", \"to\": \"18:00\" }"
      )
      return nil
    }
    let rotated = Timetable(entries: entries, period: Ticks.week).rotated(by: time.startInWeek)
    return CapacityPlan(
      changes: rotated.map { CapacityPlan.Change(tick: $0.tick, value: $0.value) },
      period: Ticks.week)
  }
}
