import EventEngine

/// One unit, or several alike, as they are written.
private struct UnitGroup {
  var names: [String]
  var values: [String: (value: Double, type: ValueType)]
  var place: Place
  /// How many of them are on duty, if not all always are.
  var plan: CapacityPlan?
}

extension Decoder {
  /// Reads the lists of units of all resources, before expressions ask for their attributes.
  func readListedUnits(_ node: LocatedNode?) {
    for (index, member) in (node?.members ?? []).enumerated() {
      let setUp = member.value.member("setUp")
      if let keeps = setUp?.member("as"), let name = keeps.string {
        _ = declareAttribute(name, type: .duration, values: [], at: keeps.place)
      }
      if setUp != nil { scope.withSetUp.insert(Int32(index)) }
      guard let units = member.value.member("units") else {
        if setUp != nil, let units = numberedUnits(member.value, of: member.key) {
          numbered.insert(Int32(index))
          listed[Int32(index)] = units
          scope.unitAttributes[Int32(index)] = [:]
        }
        continue
      }
      listed[Int32(index)] = listedUnits(units, of: member.key)
      scope.unitAttributes[Int32(index)] = [:]
      for attribute in listed[Int32(index)]?.attributes ?? [] {
        scope.unitAttributes[Int32(index)]?[attribute.name] = (attribute.column, attribute.type)
      }
    }
  }

  /// `"units"`: a list of groups, or a file.
  private func listedUnits(_ node: LocatedNode, of resource: String) -> ListedUnits {
    var groups: [UnitGroup] = []
    if node.member("file") != nil {
      groups = group(node, of: resource)
    } else if let elements = node.elements {
      groups = elements.flatMap { group($0, of: resource) }
    } else {
      report(
        .wrongKind, "the units of “\(resource)” are a list or a file, not \(node.kindName)",
        at: node.place,
        help: "write for example [ { \"name\": \"side room\", \"count\": 4 } ]")
    }
    var seen: Set<String> = []
    var names: [String] = []
    for group in groups {
      for name in group.names {
        if !seen.insert(name).inserted {
          report(
            .duplicateName, "“\(resource)” has two units “\(name)”", at: group.place,
            help: "give each a name of its own")
        }
        names.append(name)
      }
    }
    if names.count > Self.mostListedUnits {
      report(
        .badValue,
        "“\(resource)” lists \(names.count) units, and at most \(Self.mostListedUnits) can be",
        at: node.place, help: "where units are alike, give a “capacity” instead")
    }
    var units = ListedUnits(names: names, attributes: attributes(of: groups, resource))
    units.sizes = groups.map(\.names.count)
    if groups.contains(where: { $0.plan != nil }) {
      units.groups = groups.map {
        ListedUnits.Group(
          size: $0.names.count,
          plan: $0.plan ?? CapacityPlan(constant: Int64($0.names.count)))
      }
    }
    return units
  }

  private static let mostListedUnits = 10_000

  /// The attributes of all units: of one type each, and given for all; what is true or false is
  /// false where it is left out.
  private func attributes(of groups: [UnitGroup], _ resource: String) -> [ListedUnits.Attribute] {
    var attributes: [ListedUnits.Attribute] = []
    let names = Set(groups.flatMap { $0.values.keys }).sorted()
    for name in names {
      var type: ValueType?
      for given in groups.compactMap({ $0.values[name]?.type }) where type == nil { type = given }
      guard let type else { continue }
      var values: [Double] = []
      for group in groups {
        let given = group.values[name]
        if let given, given.type != type {
          report(
            .contradiction,
            "“\(name)” is \(type.words) of some units of “\(resource)” and "
              + "\(given.type.words) here", at: group.place, help: "use one type")
        }
        if given == nil, type != .truth, !group.names.isEmpty {
          report(
            .missingKey, "other units of “\(resource)” have “\(name)”, and these have not",
            at: group.place, help: "add \"\(name)\"")
        }
        values += group.names.map { _ in given?.value ?? 0 }
      }
      attributes.append(
        ListedUnits.Attribute(name: name, type: type, values: values, column: unitColumns))
      unitColumns += 1
    }
    return attributes
  }

  /// `{ "name": "side room", "count": 4, "isolation": true }` or `{ "file": "beds.csv" }`.
  private func group(_ node: LocatedNode, of resource: String) -> [UnitGroup] {
    guard var reader = ObjectReader(node, "a unit of “\(resource)”", self, as: "unit group")
    else { return [] }
    let file = reader.optional("file")
    let nameNode =
      file == nil
      ? reader.required("name", help: "say what it is called, or name a file of units")
      : reader.optional("name")
    let countNode = reader.optional("count")
    let planNode = reader.optional("capacity")
    if let file {
      for other in [nameNode, countNode, planNode] {
        guard let other else { continue }
        report(
          .contradiction, "a file of units says itself what each is called", at: other.place,
          help: "keep “file” alone")
      }
      reader.finish()
      return units(inFile: file, of: resource)
    }
    guard let nameNode, let name = text(nameNode, "“name”") else { return [] }
    let count = countNode.map { integer($0, "“count”", in: 0...10_000) ?? 1 } ?? 1
    var group = UnitGroup(
      names: countNode == nil ? [name] : count < 1 ? [] : (1...count).map { "\(name) \($0)" },
      values: [:], place: node.place)
    if let planNode, let plan = capacity(planNode, of: name) {
      group.plan = plan
      if plan.most > Int64(group.names.count) {
        report(
          .contradiction,
          "\(plan.most) of “\(name)” are on duty at times, and there are \(group.names.count)",
          at: planNode.place, help: "raise “count”, or let fewer be on duty")
      }
    }
    for member in node.members ?? [] where !["name", "count", "capacity"].contains(member.key) {
      reader.know([member.key])
      switch member.value.content {
      case .number(let value, _): group.values[member.key] = (value, .number)
      case .boolean(let value): group.values[member.key] = (value ? 1 : 0, .truth)
      case .string(let text): group.values[member.key] = (scope.labels.intern(text), .text)
      default:
        report(
          .wrongKind,
          "an attribute of a unit is a number, a text, true or false, not \(member.value.kindName)",
          at: member.value.place, help: "write for example \"ward\": \"A\"")
      }
    }
    reader.finish()
    return [group]
  }

  /// A unit for each row: its `name`, and an attribute for each other column.
  private func units(inFile node: LocatedNode, of resource: String) -> [UnitGroup] {
    guard let table = table(node), let names = table.column("name", at: node.place, self) else {
      return []
    }
    var groups = table.rows.indices.map { row in
      UnitGroup(names: [table.cell(row, names)], values: [:], place: node.place)
    }
    if groups.isEmpty {
      report(
        .badFile, "“\(table.name)” has no rows to take units from", at: node.place,
        help: "add a row for each unit")
    }
    for row in groups.indices where groups[row].names == [""] {
      report(
        .badFile, "“\(table.name)”, row \(table.rowNumbers[row]): the unit has no name",
        at: node.place, help: "fill in the column “name”")
    }
    for (column, name) in table.header.enumerated() where column != names && !name.isEmpty {
      let cells = table.rows.indices.map { table.cell($0, column) }
      let isTruth = cells.allSatisfy { ["true", "false", ""].contains($0.lowercased()) }
      let numbers = cells.map { Decoder.number($0) }
      for row in groups.indices {
        if isTruth {
          groups[row].values[name] = (cells[row].lowercased() == "true" ? 1 : 0, .truth)
        } else if !numbers.contains(nil) {
          groups[row].values[name] = (numbers[row] ?? 0, .number)
        } else if cells[row].isEmpty {
          report(
            .badFile,
            "“\(table.name)”, row \(table.rowNumbers[row]): column “\(name)” is empty",
            at: node.place, help: "fill it in, as for the other units")
        } else {
          groups[row].values[name] = (scope.labels.intern(cells[row]), .text)
        }
      }
    }
    return groups
  }

  /// The texts that an expression can give that is an attribute of listed units.
  func unitTexts(_ typed: TypedExpression) -> [(label: String, value: Double)] {
    guard typed.type == .text, case .leaf(.heldUnit(let column)) = typed.expression else {
      return []
    }
    let attribute = listed.values.lazy.flatMap(\.attributes).first { $0.column == column }
    return Set(attribute?.values ?? []).sorted().map { (scope.labels.names[Int($0)], $0) }
  }

  /// Refuses what resources that list their units cannot have.
  func checkListed(_ reader: ObjectReader, of resource: String) {
    for key in ["sharing", "atShiftEnd", "extra", "limitedBy", "transport"] {
      guard let place = reader.place(of: key) else { continue }
      report(
        .notYet, "“\(resource)” \(listingWords(resource)), and cannot have “\(key)” yet", at: place,
        help: "leave one of the two out")
    }
  }

  /// Why the units of a resource are told apart.
  private func listingWords(_ resource: String) -> String {
    let index = Int32(resources.firstIndex(of: resource) ?? 0)
    return numbered.contains(index) ? "has set-up times" : "lists its units"
  }

  /// Refuses shocks that add to listed units, and queues for them with a limited number of places;
  /// what shocks take units from has groups to take them from.
  func checkListed(_ definitions: inout [ResourceDefinition], _ shocks: [ShockDefinition]) {
    for index in listed.keys.sorted() {
      let name = resources[Int(index)]
      let count = Int64(listed[index]?.names.count ?? 0)
      for shock in shocks {
        let effects = shock.effects.filter { $0.resource == index }
        if !effects.isEmpty { definitions[Int(index)].units?.makeGroups() }
        if effects.contains(where: { $0.factor > 1 || $0.more > 0 || $0.set > count }) {
          report(
            .contradiction,
            "“\(name)” \(listingWords(name)), and a shock can only take some of them away",
            at: shock.info.place, help: "list as many as there are at most")
        }
      }
      if definitions[Int(index)].line.places != nil {
        report(
          .notYet, "“\(name)” \(listingWords(name)), and its queue cannot have a “capacity” yet",
          at: definitions[Int(index)].place, help: "turn away by “balk”, such as queue(…) >= 5")
      }
    }
  }

  /// Refuses more than one listed unit at a time.
  func checkListed(_ items: [Units], at place: Place) {
    for item in items where listed[item.resource] != nil && item.count.constantValue != 1 {
      report(
        .notYet,
        "“\(resources[Int(item.resource)])” \(listingWords(resources[Int(item.resource)])), and its "
          + "units are taken one by one", at: place, help: "write a step for each")
    }
  }

  /// `where` and `prefer` of a step that takes a listed unit.
  func unitSelection(
    _ reader: inout ObjectReader, items: [Units], choice: Choice?, in block: Block
  ) -> UnitSelection? {
    let conditionNode = reader.optional("where")
    let preferenceNode = reader.optional("prefer")
    let candidates = items.filter { listed[$0.resource] != nil }
    if choice != nil, let first = candidates.first {
      report(
        .notYet,
        "“\(resources[Int(first.resource)])” \(listingWords(resources[Int(first.resource)])), and "
          + "cannot stand in “anyOf” yet",
        at: reader.place, help: "list the units of all alternatives in one resource")
      return nil
    }
    guard let node = conditionNode ?? preferenceNode else {
      return candidates.first.map { UnitSelection(resource: $0.resource) }
    }
    guard candidates.count == 1 else {
      if !items.isEmpty {
        report(
          .contradiction,
          candidates.isEmpty
            ? "“where” and “prefer” choose among listed units, and nothing here lists its units"
            : "of which resource is this unit? Several here list theirs",
          at: node.place,
          help: candidates.isEmpty
            ? "give the resource “units” instead of “capacity”"
            : "take one of them after the other")
      }
      return nil
    }
    var selection = UnitSelection(resource: candidates[0].resource)
    var inner = scope(in: block)
    inner.candidate = selection.resource
    selection.condition = conditionNode.flatMap {
      expression($0, wanting: .truth, "“where”", in: inner)?.expression
    }
    if let preferenceNode,
      let preference = expression(preferenceNode, wanting: nil, "“prefer”", in: inner)
    {
      if case .measure = preference.type {
        selection.preference = preference.expression
      } else {
        report(
          .badExpression, "“prefer” is a number, not \(preference.type.words)",
          at: preferenceNode.place, help: "give each case its number, for example if(…, 0, 1)")
      }
    }
    return selection
  }
}
