import EventEngine
import RandomStreams

extension Decoder {
  /// The section `arrivals`.
  func readArrivals(_ node: LocatedNode?) -> [SourceDefinition] {
    (node?.members ?? []).compactMap { member in
      guard
        var reader = ObjectReader(member.value, "arrivals “\(member.key)”", self, as: "arrivals")
      else {
        return nil
      }
      let way = reader.oneOf(["rate", "every", "at"])
      if way == nil {
        report(
          .missingKey, "arrivals “\(member.key)” say neither “rate” nor “every” nor “at”",
          at: reader.place, help: "write for example \"rate\": \"12 per hour\"")
      }
      let limit = reader.optional("count").flatMap {
        integer($0, "“count”", in: 0...1_000_000_000_000)
      }
      let attributesNode = reader.optional("attributes")
      let pathwayNode = reader.required(
        "pathway", help: "name the pathway that these entities follow")
      reader.finish()
      let attributes = arrivalAttributes(attributesNode, source: member.key)
      var columns: [TraceColumn] = []
      let process = way.flatMap { way in
        switch way.key {
        case "rate": rate(way.node, source: member.key)
        case "every": every(way.node, source: member.key)
        default: list(way.node, source: member.key, columns: &columns)
        }
      }
      guard let pathwayNode, let name = text(pathwayNode, "“pathway”"),
        let pathway = index(of: name, among: pathways, "pathway", at: pathwayNode.place),
        let process
      else { return nil }
      return SourceDefinition(
        name: member.key, process: process, limit: limit ?? -1, attributes: attributes,
        columns: columns, pathway: pathway, place: member.keyPlace)
    }
  }

  private func arrivalAttributes(_ node: LocatedNode?, source: String)
    -> [(index: Int32, value: QuantityModel)]
  {
    guard let node else { return [] }
    guard let members = node.members else {
      report(
        .wrongKind, "“attributes” is a mapping of names to values, not \(node.kindName)",
        at: node.place,
        help: "write for example { \"triage\": { \"choice\": { \"1\": 0.2, \"2\": 0.8 } } }")
      return []
    }
    return members.compactMap { member in
      guard
        let read = quantity(
          member.value, wanting: nil, "attribute “\(member.key)”",
          purpose: "arrivals/\(source)/\(member.key)", in: scope),
        let index = declareAttribute(
          member.key, type: read.type, values: read.values, at: member.keyPlace)
      else { return nil }
      return (index, read.value)
    }
  }

  /// Poisson arrivals: `"12 per hour"`, by day, by week, or from a CSV file.
  private func rate(_ node: LocatedNode, source: String) -> SourceDefinition.Process? {
    let what = "the rate of “\(source)”"
    guard let members = node.members else {
      guard let rate = constant(node, wanting: .rate, what) else { return nil }
      return constantRate(rate, node, what)
    }
    guard var reader = ObjectReader(node, what, self, as: "rate") else { return nil }
    var perTick: Double?
    if let per = reader.optional("per") { perTick = unit(per).map { 1 / $0 } }
    var factor = 1.0
    if let times = reader.optional("times") {
      factor = constant(times, wanting: .number, "“times”") ?? 1
    }
    var table: Timetable<Double>?
    if members.contains(where: { $0.key == "file" }) {
      table = hourly(&reader, what)
      if perTick == nil {
        report(
          .badUnit, "\(what) lacks “per”", at: node.place, help: "add \"per\": \"hour\"")
      }
      table = table.map { table in
        Timetable(
          entries: table.entries.map { ($0.tick, $0.value * (perTick ?? 0)) },
          period: table.period)
      }
    } else if let given = reader.oneOf(["daily", "weekly"]),
      let member = members.first(where: { $0.key == given.key })
    {
      table = timetable(member, what) { value in
        if let perTick {
          return self.constant(value, wanting: .number, what).map { $0 * perTick }
        }
        return self.constant(value, wanting: .rate, what)
      }
    } else {
      report(
        .wrongKind, "\(what) is a rate, “daily”, “weekly” or a file", at: node.place,
        help: members.lazy.compactMap {
          suggestion(for: $0.key, among: ["daily", "weekly", "file"])
        }.first ?? "write for example \"12 per hour\"")
      return nil
    }
    reader.finish()
    guard let table else { return nil }
    let rotated = table.rotated(by: time.startInWeek)
    do {
      let profile = try RateProfile(
        breaks: rotated.map { Double($0.tick) }, rates: rotated.map { $0.value * factor },
        period: Double(table.period))
      if profile.total == 0 {
        warn(
          .badValue, "\(what) is 0: nobody arrives", at: node.place, help: "raise it, or remove it")
      }
      return .profile(profile)
    } catch {
      report(
        .badValue, "\(what): “\(error.parameter)” \(error.requirement)", at: node.place,
        help: "a rate is 0 or more")
      return nil
    }
  }

  private func constantRate(_ rate: Double, _ node: LocatedNode, _ what: String)
    -> SourceDefinition.Process?
  {
    guard rate >= 0, 1 / rate >= 1e-3 || rate == 0 else {
      report(
        .badValue,
        rate < 0 ? "\(what) is negative" : "\(what) is more than 1000 per microsecond",
        at: node.place, help: "write for example \"12 per hour\"")
      return nil
    }
    if rate == 0 {
      warn(
        .badValue, "\(what) is 0: nobody arrives", at: node.place, help: "raise it, or remove it")
      return .scheduled([])
    }
    return .constantRate(meanTicks: 1 / rate)
  }

  /// Independent times between arrivals.
  private func every(_ node: LocatedNode, source: String) -> SourceDefinition.Process? {
    var outside = scope
    outside.hasEntity = false
    guard
      let read = quantity(
        node, wanting: .duration, "the time between arrivals of “\(source)”",
        purpose: "arrivals/\(source)/interarrival", in: outside)
    else { return nil }
    if let value = read.value.constantValue, value < 1 {
      report(
        .badValue, "the time between arrivals of “\(source)” must be longer than 0",
        at: node.place, help: "entities that come together are given by “at”")
      return nil
    }
    return .interarrival(read.value)
  }

  /// Given times: a list of durations since the start, or a column of a CSV file.
  private func list(_ node: LocatedNode, source: String, columns: inout [TraceColumn])
    -> SourceDefinition.Process?
  {
    if let elements = node.elements {
      var ticks: [Int64] = []
      for element in elements {
        guard let value = constant(element, wanting: .duration, "an arrival time") else { continue }
        if let last = ticks.last, value < Double(last) {
          report(
            .badSchedule, "this arrival of “\(source)” comes before the one above it",
            at: element.place, help: "sort the times")
          return nil
        }
        ticks.append(Int64(value.rounded(.toNearestOrEven)))
      }
      if ticks.count < elements.count { return nil }
      return ascending(ticks, source, at: node.place)
    }
    guard node.members != nil else {
      report(
        .wrongKind, "“at” is a list of durations or a file, not \(node.kindName)", at: node.place,
        help: "write for example [\"0 min\", \"10 min\"], counted from the start of the run")
      return nil
    }
    guard var reader = ObjectReader(node, "the times of “\(source)”", self, as: "arrival times")
    else { return nil }
    let file = reader.required("file")
    let column = reader.required("column", help: "name the column of the arrival times")
    let unitNode = reader.required("unit", help: "say the unit of the times, such as \"min\"")
    let extra = reader.optional("attributes")
    reader.finish()
    guard let file, let column, let unitNode, let table = table(file), let factor = unit(unitNode),
      let name = text(column, "a column"),
      let times = table.numbers(name, at: column.place, self)
    else { return nil }
    for member in extra?.members ?? [] {
      guard let read = traceColumn(member, of: table) else { return nil }
      columns.append(read)
    }
    for time in times where abs(time * factor) > TimeUnits.longest / 4 {
      report(
        .badFile, "“\(table.name)”: an arrival at \(Self.plain(time)) is too late",
        at: column.place, help: "look at the unit: 18,000 years are the most")
      return nil
    }
    return ascending(
      times.map { Int64(($0 * factor).rounded(.toNearestOrEven)) }, source, at: node.place)
  }

  /// An attribute from a column: `"service"` or `{ "column": "service", "unit": "min" }`.
  private func traceColumn(_ member: LocatedNode.Member, of table: DataTable) -> TraceColumn? {
    var columnNode = member.value
    var factor = 1.0
    var type = ValueType.number
    if member.value.members != nil {
      guard var reader = ObjectReader(member.value, "attribute “\(member.key)”", self, as: "column")
      else {
        return nil
      }
      let column = reader.required("column", help: "name the column of the values")
      let unitNode = reader.optional("unit")
      reader.finish()
      guard let column else { return nil }
      columnNode = column
      if let unitNode {
        guard let ticks = unit(unitNode) else { return nil }
        factor = ticks
        type = .duration
      }
    }
    guard let name = text(columnNode, "a column"),
      let numbers = table.numbers(name, at: columnNode.place, self),
      let index = declareAttribute(member.key, type: type, values: [], at: member.keyPlace)
    else { return nil }
    // A duration is kept in whole ticks, as everything on the clock is.
    let values = numbers.map {
      type == .duration ? ($0 * factor).rounded(.toNearestOrEven) : $0
    }
    return TraceColumn(attribute: index, values: values)
  }

  private func ascending(_ ticks: [Int64], _ source: String, at place: Place)
    -> SourceDefinition.Process?
  {
    guard (ticks.first ?? 0) >= 0, zip(ticks, ticks.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      report(
        .badSchedule, "the arrivals of “\(source)” are not in ascending order from 0",
        at: place, help: "sort the times")
      return nil
    }
    return .scheduled(ticks)
  }
}
