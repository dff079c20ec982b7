import EventEngine
import RandomStreams

extension Decoder {
  /// `"resampled"`: attributes that an entity takes over together from one row of a data file.
  ///
  /// All columns are drawn with the same random number, which decides on the row.
  func readResampled(_ node: LocatedNode, source: String) -> [(index: Int32, value: QuantityModel)]
  {
    guard
      var reader = ObjectReader(
        node, "what “\(source)” is resampled from", self, as: "resampled rows")
    else { return [] }
    let file = reader.required("file", help: "name the CSV file, one row a case")
    let attributes = reader.required(
      "attributes", help: "write for example { \"age\": \"age\" }, an attribute and its column")
    let weight = reader.optional("weight")
    let filter = reader.optional("where")
    reader.finish()
    guard let file, let attributes, let whole = table(file) else { return [] }
    guard let members = attributes.members, !members.isEmpty else {
      report(
        .wrongKind,
        attributes.members == nil
          ? "“attributes” is a mapping of names to columns, not \(attributes.kindName)"
          : "“attributes” names no column",
        at: attributes.place,
        help: "write for example { \"age\": \"age\", \"stay\": { \"column\": \"los\", \"unit\": "
          + "\"days\" } }")
      return []
    }
    guard
      let selected = whole.selected(
        where: filter, for: members[0].key, at: filter?.place ?? file.place, self)
    else { return [] }
    let table = observations(selected)
    var weights: [Double]?
    if let weight {
      guard let read = rowWeights(weight, of: table) else { return [] }
      weights = read
    }
    let columns = members.compactMap { member in traceColumn(member, of: table) }
    guard columns.count == members.count else { return [] }
    let purpose = "arrivals/\(source)/resampled"
    claim(purpose, at: node.place)
    do {
      let rows = try ResampledRows(
        count: table.rows.count, weights: weights, appendingTo: &tables)
      return try columns.map { column in
        let law = try rows.column(column.values, appendingTo: &tables)
        return (
          column.attribute,
          .random(RandomQuantity(law: .fixed(law), purpose: purpose, loopDepth: 0))
        )
      }
    } catch let problem as ParameterProblem {
      report(
        .badDistribution, "“\(problem.parameter)” of what is resampled \(problem.requirement)",
        at: weight?.place ?? node.place, help: "look at each of its numbers")
    } catch {
      preconditionFailure("internal: \(error), please report")
    }
    return []
  }
}
