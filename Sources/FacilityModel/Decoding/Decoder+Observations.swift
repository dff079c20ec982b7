import EventEngine
import RandomStreams

extension Decoder {
  /// `{ "empirical": { "file": "stays.csv", "column": "los", "unit": "days" } }`, or a list.
  func observed(
    _ node: LocatedNode, _ entry: DistributionEntry, wanting type: ValueType?, _ what: String
  ) -> LawReading? {
    guard let form = entry.tableForm else { return nil }
    if let elements = node.elements {
      var values: [Double] = []
      var valueType = type
      for element in elements {
        var constants = scope
        constants.constantsOnly = true
        guard
          let typed = expression(
            element, wanting: valueType, "an observed value", in: constants),
          let value = typed.expression.constantValue
        else { return nil }
        valueType = typed.type
        values.append(value)
      }
      values = observations(values, at: node.place)
      return tabled(valueType ?? .number, values: [], at: node.place, name: entry.name) {
        tables throws(ParameterProblem) in
        try form.make([values], &tables)
      }
    }
    let isWeighted = entry.name == "empirical"
    guard
      var reader = ObjectReader(
        node, isWeighted ? "an empirical distribution" : "“\(entry.name)”", self,
        as: "observations")
    else { return nil }
    let file = reader.required("file")
    let column = reader.required("column", help: "name the column of the observed values")
    let unitNode = reader.optional("unit")
    let filter = reader.optional("where")
    let weight = reader.optional("weight")
    reader.finish()
    if let weight, !isWeighted {
      report(
        .contradiction, "“weight” does not go with “\(entry.name)”", at: weight.place,
        help: "use “empirical”, or “histogram” where values are grouped")
      return nil
    }
    guard let file, let column, let whole = table(file), let name = text(column, "a column"),
      let selected = whole.selected(where: filter, for: name, at: column.place, self)
    else { return nil }
    let table = observations(selected)
    var factor = 1.0
    var valueType = ValueType.number
    if let unitNode {
      guard let ticks = unit(unitNode) else { return nil }
      factor = ticks
      valueType = .duration
    } else if type == .duration {
      guard let unit = time.unit else {
        report(
          .badUnit, "\(what) is a duration: the column needs its unit", at: node.place,
          help: "add \"unit\": \"h\"")
        return nil
      }
      factor = unit
      valueType = .duration
    }
    guard let numbers = table.numbers(name, at: column.place, self) else { return nil }
    let values = numbers.map { $0 * factor }
    guard let weight else {
      return tabled(valueType, values: [], at: node.place, name: entry.name) {
        tables throws(ParameterProblem) in
        try form.make([values], &tables)
      }
    }
    guard let weights = rowWeights(weight, of: table) else { return nil }
    return tabled(valueType, values: [], at: weight.place, name: entry.name) {
      tables throws(ParameterProblem) in
      try .choice(values: values, weights: weights, appendingTo: &tables)
    }
  }

  /// How often each row of a table counts, from the column that a node names.
  func rowWeights(_ node: LocatedNode, of table: DataTable) -> [Double]? {
    text(node, "a column").flatMap { table.numbers($0, at: node.place, self) }
  }
}
