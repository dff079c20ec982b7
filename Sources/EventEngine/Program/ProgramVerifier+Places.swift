extension ProgramVerifier {
  /// Distances and times for all pairs of places, and transports that are resources with units.
  mutating func verifyTransports() {
    let places = program.places
    let count = places.labels.count
    index(places.attribute, in: program.attributes.count, orNone: count == 0, "places: attribute")
    for (what, values) in [("distances", places.distances), ("times", places.times)] {
      require(values.isEmpty || values.count == count * count, "places: \(what)")
      require(values.allSatisfy { $0 >= 0 && $0.isFinite }, "places: \(what) out of range")
    }
    require(count == 0 || !places.nearness.isEmpty, "places: neither distances nor times")
    for (place, label) in places.labels.enumerated() {
      let isKnown = label >= 0 && label < Double(places.placeOfLabel.count)
      require(
        isKnown && places.placeOfLabel[isKnown ? Int(label) : 0] == Int32(place),
        "place \(place): label")
    }
    for place in places.placeOfLabel { index(place, in: count, orNone: true, "label of a place") }
    for (number, transport) in program.transports.enumerated() {
      let at = "transport \(number)"
      index(transport.home, in: count, "\(at): home")
      index(transport.resource, in: program.resources.count, "\(at): resource")
      guard transport.resource >= 0, Int(transport.resource) < program.resources.count else {
        continue
      }
      let resource = program.resources[Int(transport.resource)]
      require(
        resource.isRemovable && resource.hasUnitsOnDuty && resource.sharedUnits == 0,
        "\(at): its units cannot be told apart")
    }
  }

  /// The table that an operation looks its operands up in.
  mutating func verifyWays(_ operation: ExpressionOperation, _ at: String) {
    let table = operation == .distance ? program.places.distances : program.places.times
    require(!table.isEmpty || program.places.labels.isEmpty, "\(at): no table of ways")
  }
}

extension Disassembler {
  mutating func printPlaces() {
    guard !program.places.labels.isEmpty else { return }
    lines.append(
      "\nplaces: \(program.places.labels.count), kept in "
        + program.attributes[Int(program.places.attribute)])
    for transport in program.transports {
      lines.append(
        "  \(program.resources[Int(transport.resource)].name): from place \(transport.home), "
          + "\(transport.rule)")
    }
  }
}
