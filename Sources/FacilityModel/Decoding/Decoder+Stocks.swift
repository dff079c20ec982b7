import EventEngine

extension Decoder {
  /// The section `stocks`: what is used up, each a resource of its own kind behind the others.
  func readStocks(_ node: LocatedNode?) -> [ResourceDefinition] {
    (node?.members ?? []).map { member in
      guard var reader = ObjectReader(member.value, "stock “\(member.key)”", self, as: "stock")
      else { return ResourceDefinition(
          name: member.key, line: LineDefinition(), plan: CapacityPlan(constant: 1),
          place: member.keyPlace) }
      let name = "“\(member.key)”"
      let initial =
        reader.required("initial", help: "say how much there is at the start")
        .flatMap { integer($0, "the start of \(name)", in: 0...1_000_000_000) } ?? 0
      let capacity = reader.optional("capacity").flatMap {
        integer($0, "the capacity of \(name)", in: 1...1_000_000_000)
      }
      if let capacity, initial > capacity {
        report(
          .contradiction, "\(name) starts with more than there is room for", at: member.keyPlace,
          help: "raise “capacity”, or lower “initial”")
      }
      let reorder = reader.optional("reorder").flatMap {
        self.reorder($0, of: member.key, capacity)
      }
      let shelfLife = reader.optional("shelfLife").flatMap { node -> QuantityModel? in
        var outside = scope
        outside.hasEntity = false
        return quantity(
          node, wanting: .duration, "“shelfLife”", purpose: "\(member.key)/shelf life", in: outside)?
          .value
      }
      let costNode = reader.optional("expiredCost")
      let expiredCost = costNode.flatMap {
        constant($0, wanting: .number, "“expiredCost”")
      }
      if let costNode, shelfLife == nil {
        report(
          .contradiction, "\(name) keeps for ever, so nothing of it expires", at: costNode.place,
          help: "give it a “shelfLife”, or leave “expiredCost” out")
      }
      reader.finish()
      var definition = ResourceDefinition(
        name: member.key, line: LineDefinition(), plan: CapacityPlan(constant: initial),
        place: member.keyPlace)
      let number = Int32(resources.lastIndex(of: member.key) ?? 0)
      roomInStocks[number] = capacity ?? CapacityPlan.unlimited
      scope.rooms[number] = capacity.map(Double.init) ?? .infinity
      definition.stock = StockDefinition(
        most: capacity ?? CapacityPlan.unlimited, reorder: reorder)
      definition.stock?.shelfLife = shelfLife
      definition.stock?.expiredCost = expiredCost
      return definition
    }
  }

  /// Makes the stocks known as resources behind the others, before steps ask for them.
  func nameStocks(_ node: LocatedNode?, besides others: LocatedNode?) {
    let given = names(node, "stocks")
    for member in node?.members ?? [] {
      if let place = others?.members?.first(where: { $0.key == member.key })?.keyPlace {
        report(
          .duplicateName, "“\(member.key)” is a resource already", at: member.keyPlace,
          help: "give one of them another name",
          notes: [Finding.Note("the resource is here", at: place)])
      }
    }
    firstStock = Int32(resources.count)
    resources += given
  }

  private func reorder(_ node: LocatedNode, of name: String, _ capacity: Int64?)
    -> StockDefinition.Reorder?
  {
    guard var reader = ObjectReader(node, "the reorder of “\(name)”", self, as: "reorder") else {
      return nil
    }
    let numbers: ClosedRange<Int64> = 0...1_000_000_000
    let atNode = reader.optional("at")
    let at = atNode.flatMap { integer($0, "“at”", in: numbers) }
    var (upTo, quantity): (Int64?, Int64) = (nil, 0)
    let amount = reader.oneOf(["upTo", "quantity"])
    switch amount {
    case ("upTo", let node)?: upTo = integer(node, "“upTo”", in: 1...1_000_000_000)
    case (_, let node)?: quantity = integer(node, "“quantity”", in: 1...1_000_000_000) ?? 1
    case nil:
      report(
        .missingKey, "the reorder of “\(name)” lacks “upTo” or “quantity”", at: node.place,
        help: "say up to which level is ordered, or how much at a time")
    }
    let leadTime = reader.required("leadTime", help: "say how long an order takes").flatMap {
      node -> QuantityModel? in
      var outside = scope
      outside.hasEntity = false
      return self.quantity(
        node, wanting: .duration, "“leadTime”", purpose: "\(name)/lead time", in: outside)?.value
    }
    var review: Int64 = 0
    if let node = reader.optional("review"),
      let length = constant(node, wanting: .duration, "“review”")
    {
      review = Int64(length)
      if length < 1 {
        report(
          .badValue, "“review” is a duration of more than 0", at: node.place,
          help: "leave it out where the stock is looked at with every demand")
      }
    }
    reader.finish()
    if atNode == nil, upTo == nil, amount != nil {
      report(
        .missingKey, "the reorder of “\(name)” lacks “at”", at: node.place,
        help: "say at which level more is ordered")
    }
    if let at, let upTo, upTo <= at {
      report(
        .contradiction, "“\(name)” is ordered at \(at), and only up to \(upTo)", at: node.place,
        help: "order up to more than “at”")
    }
    if let capacity, upTo ?? 0 > capacity {
      report(
        .contradiction, "“\(name)” is ordered up to more than there is room for", at: node.place,
        help: "raise “capacity”, or order up to less")
    }
    guard let leadTime, amount != nil else { return nil }
    // Base stock: whatever is taken is ordered.
    return StockDefinition.Reorder(
      at: at ?? (upTo ?? 1) - 1, upTo: upTo, quantity: quantity, leadTime: leadTime,
      review: review)
  }

  func isStock(_ resource: Int32) -> Bool { resource >= firstStock }

  /// The names of the resources that are no stocks.
  var resourcesProper: [String] { Array(resources.prefix(Int(firstStock))) }

  /// Refuses a number of units for which there is never room.
  func checkRoom(for units: Units, at place: Place) {
    guard isStock(units.resource), let count = units.count.constantValue else { return }
    let room = roomInStocks[units.resource] ?? CapacityPlan.unlimited
    if count > Double(room) {
      report(
        .contradiction,
        "there is room for \(room) of “\(resources[Int(units.resource)])”, and never for "
          + Self.plain(count), at: place, help: "raise its capacity, or ask for fewer")
    }
  }

  /// The wait for room that comes before units are brought; nil where there always is.
  func waitForRoom(_ items: [Units], _ info: StepInfo) -> WaitStep? {
    var condition: Expression?
    for units in items {
      let room = roomInStocks[units.resource] ?? CapacityPlan.unlimited
      if room >= CapacityPlan.unlimited { continue }
      let fits = Expression.binary(
        .lessOrEqual, .binary(.add, .leaf(.freeUnits(units.resource)), units.count),
        .constant(Double(room)))
      condition = condition.map { .binary(.and, $0, fits) } ?? fits
    }
    return condition.map {
      WaitStep(
        info: info,
        cause: .condition(
          AwaitedCondition(expression: $0, clocks: [], grid: 0, followsEvents: true)),
        request: SeizeRequest(items: []))
    }
  }
}
