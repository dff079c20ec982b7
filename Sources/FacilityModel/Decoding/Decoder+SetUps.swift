import EventEngine

extension Decoder {
  /// Makes the units known of a resource whose units are not listed but have to be set up one by
  /// one: they are numbered.
  func numberedUnits(_ node: LocatedNode, of resource: String) -> ListedUnits? {
    guard let capacity = node.member("capacity") else { return nil }
    let before = findings
    let count = capacity.members == nil ? units(capacity, of: resource) : nil
    findings = before
    guard let count, count <= 10_000 else {
      if capacity.members != nil || capacity.string == "unlimited" {
        report(
          .notYet, "“\(resource)” has set-up times, and so the same number of units at all times",
          at: capacity.place, help: "write a number as its capacity, or list its units")
      }
      return nil
    }
    var units = ListedUnits(
      names: count < 1 ? [] : count == 1 ? [resource] : (1...count).map { "\(resource) \($0)" },
      attributes: [])
    units.sizes = units.names.map { _ in 1 }
    return units
  }

  /// `setUp` of a resource.
  func setUp(_ node: LocatedNode, of resource: String) -> SetUpDefinition? {
    guard var reader = ObjectReader(node, "the set-up of “\(resource)”", self, as: "set-up")
    else { return nil }
    let by = reader.required("by", help: "name the attribute that says what a unit is set up for")
    let timesNode = reader.optional("times")
    let first = reader.optional("first").flatMap { setUpTime($0, "“first”") } ?? 0
    let otherNode = reader.optional("default")
    let other = otherNode.flatMap { setUpTime($0, "“default”") }
    let keeps = reader.optional("as").flatMap { node in
      text(node, "“as”").flatMap { scope.attributes[$0]?.index }
    }
    reader.finish()
    if timesNode == nil, otherNode == nil {
      report(
        .missingKey, "the set-up of “\(resource)” lacks its “times”", at: node.place,
        help: "write { from: { to: time } }, or a “default”")
    }
    guard let by, let name = text(by, "“by”") else { return nil }
    guard let attribute = scope.attributes[name] else {
      report(
        .unknownName, "no attribute is named “\(name)”", at: by.place,
        help: suggest(name, among: scope.attributes.keys.sorted()).map { "did you mean “\($0)”?" }
          ?? "give it under “attributes” of the arrivals, or “set” it")
      return nil
    }
    let table = timesNode.map { times($0, of: resource) } ?? []
    var labels: [String] = []
    for row in table {
      for label in [row.from, row.to] where !labels.contains(label) { labels.append(label) }
    }
    let values = labels.map { label in
      attribute.type == .text ? scope.labels.intern(label) : Self.number(label) ?? .nan
    }
    if let bad = values.firstIndex(where: \.isNaN) {
      report(
        .badValue, "“\(name)” is a number, and “\(labels[bad])” is none",
        at: timesNode?.place ?? node.place, help: "write the values that “\(name)” can take")
      return nil
    }
    var matrix: [Double] = []
    for from in labels {
      for to in labels {
        let given = table.last { $0.from == from && $0.to == to }?.time
        if let time = given ?? (from == to ? 0 : other) {
          matrix.append(time)
        } else {
          report(
            .missingKey, "the set-up of “\(resource)” from “\(from)” to “\(to)” is not given",
            at: timesNode?.place ?? node.place, help: "add it, or a “default”")
          return nil
        }
      }
    }
    return SetUpDefinition(
      attribute: attribute.index, values: values, times: matrix, first: first, other: other,
      keeps: keeps)
  }

  private func setUpTime(_ node: LocatedNode, _ what: String) -> Double? {
    guard let time = constant(node, wanting: .duration, what) else { return nil }
    if time >= 0 { return time.rounded(.toNearestOrEven) }
    report(.badValue, "\(what) is negative", at: node.place, help: "write 0 or more")
    return nil
  }

  /// `{ from: { to: time } }`, or a CSV file whose first column says from what, and whose other
  /// columns say to what.
  private func times(_ node: LocatedNode, of resource: String) -> [(
    from: String, to: String, time: Double
  )] {
    if let file = node.soleMember, file.key == "file" { return times(inFile: file.value) }
    var found: [(from: String, to: String, time: Double)] = []
    guard let rows = node.members else {
      report(
        .wrongKind, "the set-up times of “\(resource)” are a mapping, not \(node.kindName)",
        at: node.place, help: "write { from: { to: time } } or { \"file\": \"times.csv\" }")
      return []
    }
    for row in rows {
      guard let cells = row.value.members else {
        report(
          .wrongKind, "the set-up times from “\(row.key)” are a mapping, not \(row.value.kindName)",
          at: row.value.place, help: "write { to: time }")
        continue
      }
      for cell in cells {
        if let time = setUpTime(cell.value, "the set-up time") {
          found.append((row.key, cell.key, time))
        }
      }
    }
    return found
  }

  private func times(inFile node: LocatedNode) -> [(from: String, to: String, time: Double)] {
    guard let table = table(node) else { return [] }
    var found: [(from: String, to: String, time: Double)] = []
    for row in table.rows.indices {
      for column in table.header.indices.dropFirst() {
        let cell = table.cell(row, column)
        if cell.isEmpty { continue }
        var constants = scope
        constants.constantsOnly = true
        constants.hasEntity = false
        var time: Double?
        if let number = Self.number(cell), let unit = self.time.unit {
          time = number * unit
        } else if let read = try? ExpressionParser.parse(cell, in: constants),
          read.type == .duration
        {
          time = read.expression.constantValue
        }
        guard let time, time >= 0 else {
          report(
            .badFile,
            "“\(table.name)”, row \(table.rowNumbers[row]): “\(cell)” in column "
              + "“\(table.header[column])” is no duration",
            at: node.place, help: "write for example 5 min, or declare “unit” in “time”")
          return found
        }
        found.append((table.cell(row, 0), table.header[column], time.rounded(.toNearestOrEven)))
      }
    }
    return found
  }

  /// Refuses batches that ask for what has to be set up.
  func checkSetUps(_ model: Model) {
    for pathway in model.pathways {
      forEachStep(pathway.steps) { step in
        let request = (step as? BatchStep)?.request
        let items = (request?.items ?? []).map { model.resources[Int($0.resource)] }
        guard let machine = items.first(where: { $0.setUp != nil }) else { return }
        report(
          .notYet, "“\(machine.name)” has set-up times, and a batch cannot ask for it yet",
          at: step.info.place, help: "write “do” among the steps of the batch instead")
      }
    }
  }
}
