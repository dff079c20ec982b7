extension ProgramVerifier {
  /// Proves that listed units have a value in every column, that each resource has as many units as
  /// are listed, and that only what chooses among them asks about a candidate, of its own resource.
  mutating func verifyListedUnits() {
    for (number, column) in program.unitColumns.enumerated() {
      index(column.resource, in: program.resources.count, "unit attribute \(number): resource")
      guard column.resource >= 0, Int(column.resource) < program.resources.count else { continue }
      let count = program.resources[Int(column.resource)].unitNames.count
      require(
        column.first >= 0 && Int(column.first) + count <= program.unitValues.count,
        "unit attribute \(number): values")
    }
    for resource in program.resources where !resource.unitNames.isEmpty {
      require(
        resource.plan.most <= Int64(resource.unitNames.count) && resource.stock < 0
          && resource.sharedUnits == 0 && resource.extraUnits == 0,
        "\(resource.name): units that are not listed")
    }
    for (number, setUp) in program.setUps.enumerated() {
      index(setUp.resource, in: program.resources.count, "set-up \(number): resource")
      index(setUp.attribute, in: program.attributes.count, "set-up \(number): attribute")
      let count = Int(setUp.valueCount)
      require(
        setUp.firstValue >= 0 && setUp.firstTime >= 0 && count >= 0
          && Int(setUp.firstValue) + count <= program.setUpValues.count
          && Int(setUp.firstTime) + count * count <= program.setUpTimes.count,
        "set-up \(number): times")
    }
    verifySetUpSteps()
    for outage in program.outages
    where outage.resource >= 0 && Int(outage.resource) < program.resources.count {
      let resource = program.resources[Int(outage.resource)]
      require(
        resource.unitNames.isEmpty || resource.mostUnits == Int64(resource.unitNames.count),
        "\(resource.name): units with clocks that are not listed")
    }
    for resource in program.resources {
      guard let rota = resource.rota else { continue }
      require(
        rota.sizes.allSatisfy { $0 >= 0 }
          && rota.sizes.reduce(0) { $0 + Int($1) } == resource.unitNames.count
          && rota.onDuty.count == rota.sizes.count * resource.plan.changes.count,
        "\(resource.name): rota of listed units")
    }
    var resourceOf: [Int32: Int32] = [:]
    for (number, item) in program.items.enumerated() {
      for expression in [item.condition, item.preference] where expression != -1 {
        index(expression, in: program.expressions.count, "item \(number): choice of a unit")
        resourceOf[expression] = item.resource
      }
    }
    for (number, range) in program.expressions.enumerated()
    where range.first >= 0 && Int(range.first) + Int(range.count) <= program.operations.count {
      for operation in program.operations[Int(range.first)..<Int(range.first + range.count)] {
        switch operation {
        case .candidate(let column), .occupants(let column), .alike(let column, _):
          guard column >= 0, Int(column) < program.unitColumns.count else { continue }
          require(
            resourceOf[Int32(number)] == program.unitColumns[Int(column)].resource,
            "expression \(number): asks about a candidate where there is none")
        case .setUpTime(let resource):
          require(
            resourceOf[Int32(number)] == resource,
            "expression \(number): asks about a candidate where there is none")
        default: break
        }
      }
    }
  }

  /// Proves that whoever takes what has to be set up knows the step that this is.
  private mutating func verifySetUpSteps() {
    if program.setUps.isEmpty { return }
    require(program.setUpSteps.count == program.items.count, "set-ups: steps")
    for (number, item) in program.items.enumerated() where number < program.setUpSteps.count {
      index(
        program.setUpSteps[number], in: program.steps.count,
        orNone: !program.setUps.contains { $0.resource == item.resource },
        "item \(number): set-up")
    }
  }
}
