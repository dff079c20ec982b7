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
      let way = reader.oneOf(["rate", "every", "at", "appointments"])
      if way == nil {
        report(
          .missingKey, "arrivals “\(member.key)” do not say when they come",
          at: reader.place,
          help: "write for example \"rate\": \"12 per hour\"; or “every”, “at” or “appointments”")
      }
      let countNode = reader.optional("count")
      let limit = countNode.flatMap {
        integer($0, "“count”", in: 0...1_000_000_000_000)
      }
      let attributesNode = reader.optional("attributes")
      let placeNode = reader.optional("place")
      let resampledNode = reader.optional("resampled")
      let correlatedNode = reader.optional("correlated")
      let factors = RateFactors(&reader)
      let batchNode = reader.optional("batch")
      let mixNode = reader.optional("mix")
      let pathwayHelp = "name the pathway that these entities follow"
      let pathwayNode =
        mixNode == nil
        ? reader.required("pathway", help: pathwayHelp) : reader.optional("pathway")
      reader.finish()
      if way?.key == "appointments" {
        for (key, node) in [("batch", batchNode), ("count", countNode)] {
          guard let node else { continue }
          report(
            .contradiction, "“\(key)” does not go with “appointments”", at: node.place,
            help: key == "batch" ? "write \"perSlot\" there" : "write \"number\" there")
        }
      }
      // Attributes may be computed from the slot.
      if let way, way.key == "appointments" { _ = slotAttributes(at: way.node.place) }
      let resampled = resampledNode.map { readResampled($0, source: member.key) } ?? []
      var attributes = resampled + arrivalAttributes(attributesNode, source: member.key)
      if let place = placeNode.flatMap({ start($0, source: member.key) }) {
        attributes.append(place)
      }
      if let correlatedNode { correlate(&attributes, correlatedNode, source: member.key) }
      var columns: [TraceColumn] = []
      let process = way.flatMap { way in
        switch way.key {
        case "rate": rate(way.node, source: member.key)
        case "every": every(way.node, source: member.key)
        case "appointments": readAppointments(way.node, source: member.key)
        default: list(way.node, source: member.key, columns: &columns)
        }
      }
      var pathway = pathwayNode.flatMap { node in
        text(node, "“pathway”").flatMap {
          index(of: $0, among: pathways, "pathway", at: node.place)
        }
      }
      let batch = batchNode.flatMap { readBatch($0, source: member.key) }
      let mix = mixNode.flatMap { readMix($0, source: member.key, pathway: pathway) }
      if mixNode != nil { pathway = mix?.parts.first?.pathway }
      guard let pathway, let process,
        let rate = modulated(process, by: factors, source: member.key)
      else { return nil }
      let shocked = shocked(rate.process, source: member.key, at: member.keyPlace)
      return SourceDefinition(
        name: member.key, process: shocked, limit: limit ?? -1, attributes: attributes,
        columns: columns, pathway: pathway, place: member.keyPlace, batch: batch, mix: mix,
        state: rate.state, shocks: shockFactors[member.key] ?? [])
    }
  }

  func arrivalAttributes(_ node: LocatedNode?, source: String)
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
    defer { scope.laterAttributes = [] }
    return members.enumerated().compactMap { (number, member) in
      scope.laterAttributes = members.dropFirst(number + 1).map(\.key)
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
    guard node.members != nil else {
      guard let rate = constant(node, wanting: .rate, what) else { return nil }
      return constantRate(rate, node, what)
    }
    if let only = node.soleMember, only.key == "phases" {
      return readPhases(only.value, source: source)
    }
    guard let profile = rateProfile(node, what) else { return nil }
    if profile.peak == 0 {
      warn(
        .badValue, "\(what) is 0: nobody arrives", at: node.place, help: "raise it, or remove it")
    }
    return .profile(profile)
  }

  /// Rates that change by the clock: by day, by week, or from a CSV file.
  func rateProfile(_ node: LocatedNode, _ what: String) -> RateProfile? {
    guard let members = node.members,
      var reader = ObjectReader(node, what, self, as: "rate")
    else { return nil }
    var perTick: Double?
    if let per = reader.optional("per") { perTick = unit(per).map { 1 / $0 } }
    var factor = 1.0
    if let times = reader.optional("times") {
      factor = constant(times, wanting: .number, "“times”") ?? 1
    }
    let exceptionsNode = reader.optional("exceptions")
    var table: Timetable<Double>?
    func read(_ value: LocatedNode) -> Double? {
      if let perTick {
        return self.constant(value, wanting: .number, what).map { $0 * perTick }
      }
      return self.constant(value, wanting: .rate, what)
    }
    if members.contains(where: { $0.key == "file" }) {
      table = hourly(&reader, what, areMeans: true)
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
      table = timetable(member, what, read: read)
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
    var exceptions: [DatedException<Double>] = []
    if let exceptionsNode {
      guard
        let known = self.exceptions(
          exceptionsNode, what, as: "exceptional rate",
          read: { self.exceptionalRate($0, what, read: read) })
      else { return nil }
      exceptions = known
    }
    guard let unrolled = profileTable(table, exceptions) else { return nil }
    do {
      return try RateProfile(
        breaks: unrolled.entries.map { Double($0.tick) },
        rates: unrolled.entries.map { $0.value * factor },
        period: unrolled.period > 0 ? Double(unrolled.period) : nil)
    } catch {
      report(
        .badValue, "\(what): “\(error.parameter)” \(error.requirement)", at: node.place,
        help: "a rate is 0 or more")
      return nil
    }
  }

  /// The rate on exceptional days: one rate, or a table for these days.
  private func exceptionalRate(
    _ node: LocatedNode, _ what: String, read: (LocatedNode) -> Double?
  ) -> Timetable<Double>? {
    guard let members = node.members else {
      return read(node).map { Timetable(entries: [(0, $0)], period: Ticks.day) }
    }
    guard
      var reader = ObjectReader(node, "an exception of \(what)", self, as: "exceptional rate")
    else { return nil }
    reader.know(["like"])
    let way = reader.oneOf(["daily", "weekly"])
    reader.finish()
    guard let way, let member = members.first(where: { $0.key == way.key }) else {
      report(
        .wrongKind, "an exception of \(what) is a rate, “daily”, “weekly” or “like”",
        at: node.place, help: "write for example { \"like\": \"Sun\" }")
      return nil
    }
    return timetable(member, what, read: read)
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
        guard let value = moment(element, "an arrival time") else { continue }
        if let last = ticks.last, value < last {
          report(
            .badSchedule, "this arrival of “\(source)” comes before the one above it",
            at: element.place, help: "sort the times")
          return nil
        }
        ticks.append(value)
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
    let unitNode = reader.optional("unit")
    let extra = reader.optional("attributes")
    reader.finish()
    guard let file, let column, let table = table(file), let name = text(column, "a column") else {
      return nil
    }
    var factor = 1.0
    let read: [Double]?
    if let unitNode {
      guard let ticks = unit(unitNode) else { return nil }
      factor = ticks
      read = table.numbers(name, at: column.place, self)
    } else {
      guard let index = table.column(name, at: column.place, self) else { return nil }
      if !table.rows.isEmpty, ClockTime(table.cell(0, index)) == nil {
        report(
          .missingKey, "the times of “\(source)” lack “unit”", at: reader.place,
          help: "say the unit of the times, such as \"min\", or write dates such as "
            + "2026-01-05 08:30")
        return nil
      }
      read = table.moments(name, at: column.place, self)
    }
    guard let times = read else { return nil }
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
  func traceColumn(_ member: LocatedNode.Member, of table: DataTable) -> TraceColumn? {
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
      let kind = reader.optional("as")
      reader.finish()
      guard let column else { return nil }
      columnNode = column
      if let kind {
        if let unitNode {
          report(
            .contradiction, "“as” and “unit” exclude each other", at: unitNode.place,
            help: "keep one of them")
        }
        return traceColumn(member, of: table, as: kind, column: column)
      }
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

  /// An attribute from a column of texts or of dates.
  private func traceColumn(
    _ member: LocatedNode.Member, of table: DataTable, as kind: LocatedNode, column: LocatedNode
  ) -> TraceColumn? {
    guard let word = text(kind, "“as”"), let name = text(column, "a column") else { return nil }
    switch word {
    case "text":
      guard let texts = table.texts(name, at: column.place, self) else { return nil }
      let numbers = texts.map { scope.labels.intern($0) }
      var values: [(label: String, value: Double)] = []
      for (label, value) in zip(texts, numbers) where !values.contains(where: { $0.value == value })
      {
        values.append((label, value))
      }
      return declareAttribute(member.key, type: .text, values: values, at: member.keyPlace).map {
        TraceColumn(attribute: $0, values: numbers)
      }
    case "date":
      guard let moments = table.moments(name, at: column.place, self) else { return nil }
      return declareAttribute(member.key, type: .duration, values: [], at: member.keyPlace).map {
        TraceColumn(attribute: $0, values: moments)
      }
    default:
      report(
        .badValue, "a column cannot be read as “\(word)”", at: kind.place,
        help: "it is \"text\" or \"date\"; numbers need no “as”, and durations a “unit”")
      return nil
    }
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
