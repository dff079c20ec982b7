import EventEngine

extension Decoder {
  /// The most places that a model has.
  private static let mostPlaces = 300

  /// The section `places`.
  func readPlaces(_ node: LocatedNode?) {
    guard let node, var reader = ObjectReader(node, "“places”", self, as: "places") else { return }
    let way = reader.oneOf(["coordinates", "distances", "travelTimes"])
    let speedNode = reader.optional("speed")
    let speed = speedNode.flatMap { constantSpeed($0, "the speed of “places”") }
    reader.finish()
    guard let way else {
      report(
        .missingKey, "“places” lacks “coordinates”, “distances” or “travelTimes”", at: node.place,
        help: "say how far the places are from one another")
      return
    }
    if way.key == "travelTimes", let speedNode { refuseSpeed(at: speedNode.place) }
    var ways = Ways()
    switch way.key {
    case "coordinates": readCoordinates(way.node, into: &ways)
    default: readWays(way.node, into: &ways, areTimes: way.key == "travelTimes")
    }
    guard let lengths = lengths(of: ways, at: way.node.place) else { return }
    let labels = ways.names.map { scope.labels.intern($0) }
    let attribute = declareAttribute(
      "place", type: .text, values: Array(zip(ways.names, labels)), at: node.place)
    guard let attribute else { return }
    var table = PlaceTable(attribute: attribute, labels: labels, distances: [], times: [])
    if way.key == "travelTimes" {
      table.times = lengths
    } else {
      table.distances = lengths
      if let speed { table.times = lengths.map { $0 / speed } }
    }
    places = PlacesDefinition(table: table, names: ways.names, speed: speed)
    scope.places = places
  }

  /// Places in the order of being named, and the lengths of ways between them as they are given.
  private struct Ways {
    var names: [String] = []
    var given: [[Int]: Double] = [:]
    private var numbers: [String: Int] = [:]

    mutating func place(_ name: String) -> Int {
      if let number = numbers[name] { return number }
      numbers[name] = names.count
      names.append(name)
      return names.count - 1
    }
  }

  private func readCoordinates(_ node: LocatedNode, into ways: inout Ways) {
    _ = names(node, "coordinates")
    var points: [[Double]] = []
    for member in node.members ?? [] {
      let what = "a coordinate of “\(member.key)”"
      let point = (member.value.elements ?? []).compactMap {
        constant($0, wanting: .number, what)
      }
      guard (2...3).contains(point.count), point.count == member.value.elements?.count,
        point.count == points.first?.count ?? point.count
      else {
        report(
          .wrongKind, "the coordinates of “\(member.key)” are not two or three numbers, as of all",
          at: member.value.place, help: "write for example [12, 40]")
        continue
      }
      let place = ways.place(member.key)
      for (other, far) in points.enumerated() {
        let square = zip(point, far).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        ways.given[[other, place]] = square.squareRoot()
      }
      points.append(point)
    }
  }

  private func readWays(_ node: LocatedNode, into ways: inout Ways, areTimes: Bool) {
    if node.member("file") != nil { return readWaysFile(node, into: &ways, areTimes: areTimes) }
    _ = names(node, areTimes ? "travelTimes" : "distances")
    for member in node.members ?? [] {
      let start = ways.place(member.key)
      guard let others = member.value.members else {
        report(
          .wrongKind, "the ways from “\(member.key)” are a mapping, not \(member.value.kindName)",
          at: member.value.place, help: "write for example { \"scanner\": 80 }")
        continue
      }
      for other in others {
        let what = "the way from “\(member.key)” to “\(other.key)”"
        guard let length = constant(other.value, wanting: areTimes ? .duration : .number, what)
        else { continue }
        add(length, from: start, to: other.key, to: &ways, at: other.value.place, what)
      }
    }
  }

  private func readWaysFile(_ node: LocatedNode, into ways: inout Ways, areTimes: Bool) {
    guard var reader = ObjectReader(node, "a table of ways", self, as: "table of ways") else {
      return
    }
    let table = reader.optional("file").flatMap { self.table($0) }
    let unitNode = reader.optional("unit")
    let unit = areTimes ? unitNode.flatMap { self.unit($0) } : 1
    if unitNode == nil, areTimes {
      report(
        .badUnit, "a table of travel times lacks “unit”", at: node.place,
        help: "add for example \"unit\": \"min\"")
    } else if let unitNode, !areTimes {
      report(
        .contradiction, "distances have no unit of time", at: unitNode.place, help: "leave it out")
    }
    let columns = ["from", "to", "column"].map { key -> (name: String, place: Place)? in
      reader.required(key, help: "name the column").flatMap { node in
        text(node, "a column").map { ($0, node.place) }
      }
    }
    reader.finish()
    guard let table, let from = columns[0], let to = columns[1], let length = columns[2],
      let fromColumn = table.column(from.name, at: from.place, self),
      let toColumn = table.column(to.name, at: to.place, self),
      let numbers = table.numbers(length.name, at: length.place, self), let unit
    else { return }
    for (row, number) in numbers.enumerated() {
      let (start, end) = (table.cell(row, fromColumn), table.cell(row, toColumn))
      if start.isEmpty || end.isEmpty {
        report(
          .badFile, "“\(table.name)”, row \(table.rowNumbers[row]): a place has no name",
          at: node.place, help: "mend the row")
        continue
      }
      add(
        number * unit, from: ways.place(start), to: end, to: &ways, at: length.place,
        "the way from “\(start)” to “\(end)”")
    }
  }

  private func add(
    _ length: Double, from start: Int, to name: String, to ways: inout Ways, at place: Place,
    _ what: String
  ) {
    let end = ways.place(name)
    guard length >= 0, length <= TimeUnits.longest else {
      report(.badValue, "\(what) is no length", at: place, help: "write 0 or more")
      return
    }
    if start == end, length > 0 {
      report(
        .contradiction, "\(what) leads nowhere", at: place, help: "leave it out: it is 0")
      return
    }
    if ways.given.updateValue(length, forKey: [start, end]) != nil {
      report(.duplicateName, "\(what) is given twice", at: place, help: "keep one of them")
    }
  }

  /// The lengths of all ways: as given, else as in the other direction, else the shortest over
  /// others (Floyd, “Algorithm 97”, CACM 5, 1962).
  private func lengths(of ways: Ways, at place: Place) -> [Double]? {
    let count = ways.names.count
    if count == 0, findings.hasErrors { return nil }
    guard (1...Self.mostPlaces).contains(count) else {
      report(
        .badValue, "a model has from 1 to \(Self.mostPlaces) places, not \(count)", at: place,
        help: "put places together that lie side by side")
      return nil
    }
    var given = ways.given
    for (pair, length) in ways.given where given[[pair[1], pair[0]]] == nil {
      given[[pair[1], pair[0]]] = length
    }
    var all = Array(repeating: Double.infinity, count: count * count)
    for index in 0..<count { all[index * count + index] = 0 }
    for (pair, length) in given { all[pair[0] * count + pair[1]] = length }
    for over in 0..<count {
      for start in 0..<count {
        for end in 0..<count where given[[start, end]] == nil {
          let way = all[start * count + over] + all[over * count + end]
          if way < all[start * count + end] { all[start * count + end] = way }
        }
      }
    }
    for (index, length) in all.enumerated() where length == .infinity {
      report(
        .missingKey,
        "there is no way from “\(ways.names[index / count])” to “\(ways.names[index % count])”",
        at: place, help: "give its length, or that of a way on which it lies")
      return nil
    }
    return all
  }

  /// A speed that is a constant, in units of distance by tick.
  func constantSpeed(_ node: LocatedNode, _ what: String) -> Double? {
    guard let speed = constant(node, wanting: .rate, what) else { return nil }
    guard speed > 0 else {
      report(
        .badValue, "\(what) is not above 0", at: node.place,
        help: "write for example \"70 per min\"")
      return nil
    }
    return speed
  }

  /// The speed of a step.
  func speed(_ node: LocatedNode, in block: Block) -> Expression? {
    if let places, !places.hasDistances {
      refuseSpeed(at: node.place)
      return nil
    }
    let speed = expression(node, wanting: .rate, "“speed”", in: scope(in: block))?.expression
    if let value = speed?.constantValue, value <= 0 {
      report(
        .badValue, "“speed” is not above 0", at: node.place,
        help: "write for example \"70 per min\"")
      return nil
    }
    return speed
  }

  private func refuseSpeed(at place: Place) {
    report(
      .contradiction, "“places” gives travel times, which hold at every speed", at: place,
      help: "leave “speed” out, or give “distances” instead")
  }

  /// A place, by its name or by an expression that gives it.
  func placeExpression(_ node: LocatedNode, _ what: String, in block: Block) -> Expression? {
    guard let places else {
      report(
        .unknownName, "the model has no places", at: node.place,
        help: "describe them: \"places\": { \"coordinates\": { … } }")
      return nil
    }
    let scope = scope(in: block)
    if let name = node.string, scope.attributes[name] == nil, scope.arguments[name] == nil,
      places.names.contains(name) || !name.contains("(")
    {
      return index(of: name, among: places.names, "place", at: node.place).map {
        .constant(places.table.labels[$0])
      }
    }
    return expression(node, wanting: .text, what, in: scope)?.expression
  }

  /// The key `transport` of a resource.
  func transport(_ reader: inout ObjectReader, of name: String, plan: CapacityPlan?)
    -> TransportDefinition?
  {
    guard let node = reader.optional("transport"),
      var inner = ObjectReader(node, "the transport of “\(name)”", self, as: "transport")
    else { return nil }
    let home = inner.required("home", help: "name the place where its units are at the start")
      .flatMap { placeExpression($0, "a home", in: Block(path: [], loopDepth: 0)) }?
      .constantValue
    var definition = TransportDefinition(home: home ?? 0)
    if let node = inner.optional("speed") {
      if let places, !places.hasDistances { refuseSpeed(at: node.place) }
      definition.speed = constantSpeed(node, "the speed of “\(name)”")
    }
    if let node = inner.optional("select"),
      let word = word(node, among: ["nearest", "longest idle"], "“select”")
    {
      definition.rule = word == "nearest" ? .nearest : .longestIdle
    }
    if let node = inner.optional("afterwards"),
      let word = word(node, among: ["stay", "home"], "“afterwards”")
    {
      definition.returnsHome = word == "home"
    }
    inner.finish()
    for key in ["turnaround", "sharing", "units"] where reader.has(key) {
      report(
        .contradiction, "the units of “\(name)” travel, so it has no “\(key)”", at: node.place,
        help: key == "turnaround"
          ? "write \"unloading\" at the move, or take a second resource"
          : "leave one of the two out")
    }
    if plan?.isUnlimited == true {
      report(
        .contradiction, "“\(name)” is unlimited, so its units cannot be followed", at: node.place,
        help: "leave “transport” out: who is never scarce need not be fetched")
    }
    if let number = resources.firstIndex(of: name) { removable.insert(Int32(number)) }
    if let places, places.table.times.isEmpty, definition.speed == nil {
      report(
        .missingKey, "it is not said how fast “\(name)” is", at: node.place,
        help: "give it or “places” a “speed”, such as \"70 per min\"")
    }
    guard home != nil else { return nil }
    if let number = resources.firstIndex(of: name) { transports[Int32(number)] = definition }
    return definition
  }

  private func word(_ node: LocatedNode, among words: [String], _ what: String) -> String? {
    guard let word = text(node, what) else { return nil }
    if words.contains(word) { return word }
    report(
      .badValue, "\(what) is \(words.map { "“\($0)”" }.joined(separator: " or ")), not “\(word)”",
      at: node.place,
      help: suggest(word, among: words).map { "did you mean “\($0)”?" } ?? "write one of them")
    return nil
  }

  /// The transport that a step names.
  func ride(_ node: LocatedNode) -> MoveStep.Ride? {
    guard let name = text(node, "“by”"),
      let number = index(of: name, among: resources, "resource", at: node.place)
    else { return nil }
    guard let transport = transports[Int32(number)] else {
      report(
        .contradiction, "“\(name)” is no transport", at: node.place,
        help: "give the resource a “transport” with its “home”")
      return nil
    }
    return MoveStep.Ride(resource: Int32(number), transport: transport)
  }

  /// Where entities of a source are when they come, before or behind their other attributes.
  func start(_ node: LocatedNode, source: String) -> (index: Int32, value: QuantityModel)? {
    guard let places else {
      _ = placeExpression(node, "a place", in: Block(path: [], loopDepth: 0))
      return nil
    }
    guard node.members != nil else {
      let block = Block(path: [], loopDepth: 0)
      return placeExpression(node, "where “\(source)” are", in: block).map {
        (places.table.attribute, .expression($0))
      }
    }
    guard
      let read = quantity(
        node, wanting: nil, "where “\(source)” are", purpose: "arrivals/\(source)/place",
        in: scope),
      let index = declareAttribute(
        "place", type: read.type, values: read.values, at: node.place)
    else { return nil }
    return (index, read.value)
  }

  /// Sees to it that what an attribute called “place” can be is a place.
  func checkPlaces(_ values: [(label: String, value: Double)], at place: Place) {
    guard let places else { return }
    for value in values where places.place(ofLabel: value.value) == nil {
      report(
        .unknownName, "no place is named “\(value.label)”", at: place,
        help: suggestion(for: value.label, among: places.names)
          ?? "there is \(places.names.prefix(8).map { "“\($0)”" }.joined(separator: ", "))")
    }
  }
}
