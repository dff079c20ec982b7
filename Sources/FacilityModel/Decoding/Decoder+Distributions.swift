import EventEngine
import RandomStreams

extension Decoder {
  typealias LawReading = (
    law: RandomQuantity.Law, type: ValueType, values: [(label: String, value: Double)]
  )

  /// A distribution written as `{ "lognormal": { "mean": "25 min", "sd": "15 min" } }`.
  func distribution(
    _ member: LocatedNode.Member, wanting type: ValueType?, _ what: String,
    in scope: ExpressionScope
  ) -> LawReading? {
    guard let index = Distributions.index(of: member.key) else {
      let names = Distributions.catalogue.map { $0.name }
      report(
        .unknownName, "no distribution is named “\(member.key)”", at: member.keyPlace,
        help: suggest(member.key, among: names).map { "did you mean “\($0)”?" }
          ?? "there are \(names.joined(separator: ", "))")
      return nil
    }
    let entry = Distributions.catalogue[index]
    if let nesting = entry.nesting {
      return nested(member, entry, nesting, wanting: type, what, in: scope)
    }
    if entry.isObserved { return observed(member.value, entry, wanting: type, what) }
    switch entry.name {
    case "choice": return choice(member.value, wanting: type, what)
    case "constant": return constantLaw(member.value, entry: index, wanting: type, what, in: scope)
    default: break
    }
    guard let members = member.value.members else {
      report(
        .wrongKind, "“\(entry.name)” takes a mapping of its parameters", at: member.value.place,
        help: "write for example \(entry.example)")
      return nil
    }
    if entry.forms.isEmpty || members.contains(where: { $0.value.elements != nil }) {
      return listed(members, entry: entry, wanting: type, what, at: member.value.place)
    }
    let names = Set(members.map(\.key))
    guard
      let form = entry.forms.firstIndex(where: { form in
        names.isSubset(of: form.parameters.map(\.name))
          && form.parameters.allSatisfy { $0.optionalDefault != nil || names.contains($0.name) }
      })
    else {
      reportForm(entry, members, at: member)
      return nil
    }
    return parameters(
      members, of: entry, index: index, form: form, wanting: type, what, at: member, in: scope)
  }

  /// `{ "constant": "5 min" }` and `{ "constant": { "value": "5 min" } }`.
  private func constantLaw(
    _ node: LocatedNode, entry: Int, wanting type: ValueType?, _ what: String,
    in scope: ExpressionScope
  ) -> LawReading? {
    if let members = node.members {
      for member in members where member.key != "value" {
        report(
          .unknownKey, "“constant” has no parameter “\(member.key)”", at: member.keyPlace,
          help: "write { \"constant\": { \"value\": \"5 min\" } }")
      }
      if node.member("value") == nil { return nil }
    }
    let value = node.member("value") ?? node
    guard let typed = expression(value, wanting: type, what, in: scope) else { return nil }
    guard let number = typed.expression.constantValue else {
      return (.computed(entry: entry, form: 0, parameters: [typed.expression]), typed.type, [])
    }
    guard let law = try? Distributions.catalogue[entry].forms[0].make([number]) else {
      report(
        .badDistribution, "\(what) is no usable constant", at: value.place,
        help: "write an ordinary number or duration")
      return nil
    }
    return (.fixed(law), typed.type, [])
  }

  /// Says which parameters a distribution takes.
  private func reportForm(
    _ entry: DistributionEntry, _ members: [LocatedNode.Member], at member: LocatedNode.Member
  ) {
    let known = Set(entry.forms.flatMap { $0.parameters.map(\.name) })
    var unknown = false
    for given in members where !known.contains(given.key) {
      unknown = true
      report(
        .unknownKey, "“\(entry.name)” has no parameter “\(given.key)”", at: given.keyPlace,
        help: suggest(given.key, among: Array(known).sorted()).map { "did you mean “\($0)”?" }
          ?? forms(of: entry))
    }
    if !unknown {
      let given = members.map { "“\($0.key)”" }.joined(separator: ", ")
      report(
        .badDistribution,
        members.isEmpty
          ? "“\(entry.name)” lacks its parameters"
          : "“\(entry.name)” cannot be made from \(given)\(members.count == 1 ? " alone" : "")",
        at: member.keyPlace, help: forms(of: entry))
    }
  }

  private func forms(of entry: DistributionEntry) -> String {
    let forms = entry.forms.map { form in
      form.parameters.map { $0.optionalDefault == nil ? $0.name : "\($0.name) (optional)" }
        .joined(separator: ", ")
    }
    return "it takes " + forms.joined(separator: "; or ")
  }

  private func parameters(
    _ members: [LocatedNode.Member], of entry: DistributionEntry, index: Int, form: Int,
    wanting type: ValueType?, _ what: String, at member: LocatedNode.Member,
    in scope: ExpressionScope
  ) -> LawReading? {
    var expressions: [Expression] = []
    let hasQuantity = entry.forms[form].parameters.contains { $0.kind == .quantity }
    var quantityType = hasQuantity ? type : .number
    var failed = false
    for parameter in entry.forms[form].parameters {
      guard let given = members.first(where: { $0.key == parameter.name }) else {
        expressions.append(.constant(parameter.optionalDefault ?? 0))
        continue
      }
      let wanted = parameter.kind == .number ? ValueType.number : quantityType
      let name = "“\(parameter.name)” of “\(entry.name)”"
      guard let typed = expression(given.value, wanting: wanted, name, in: scope) else {
        failed = true
        continue
      }
      if parameter.kind == .quantity, quantityType == nil { quantityType = typed.type }
      expressions.append(typed.expression)
    }
    if failed { return nil }
    let constants = expressions.compactMap(\.constantValue)
    guard constants.count == expressions.count else {
      return (
        .computed(entry: index, form: form, parameters: expressions), quantityType ?? .number, []
      )
    }
    do {
      let law = try entry.forms[form].make(constants)
      return (.fixed(law), quantityType ?? .number, [])
    } catch {
      let place =
        members.first { $0.key == error.parameter }?.value.place ?? member.keyPlace
      let isDuration =
        quantityType == .duration
        && entry.forms[form].parameters.contains {
          $0.name == error.parameter && $0.kind == .quantity
        }
      let value = isDuration ? TimeUnits.words(error.value) : Self.plain(error.value)
      let requirement =
        isDuration ? Self.inDurations(error.requirement) : error.requirement
      report(
        .badDistribution,
        "“\(error.parameter)” of “\(entry.name)” \(requirement), not \(value)", at: place,
        help: error.value == 0 && isDuration
          ? "for something that takes no time leave the step out" : "for example \(entry.example)")
      return nil
    }
  }

  /// A requirement whose numbers in brackets are ticks, as a person reads it.
  static func inDurations(_ requirement: String) -> String {
    var result = ""
    for piece in requirement.split(separator: "(", omittingEmptySubsequences: false) {
      if let end = piece.firstIndex(of: ")"), let ticks = Double(piece[..<end]) {
        result += "(" + TimeUnits.words(ticks) + piece[end...]
      } else {
        result += (result.isEmpty ? "" : "(") + piece
      }
    }
    return result
  }

  /// A distribution given by lists, such as the phases of a hyperexponential.
  private func listed(
    _ members: [LocatedNode.Member], entry: DistributionEntry, wanting type: ValueType?,
    _ what: String, at place: Place
  ) -> LawReading? {
    guard let form = entry.tableForm else {
      report(.wrongKind, "“\(entry.name)” takes no lists", at: place, help: forms(of: entry))
      return nil
    }
    var quantityType = type
    var columns: [[Double]] = []
    for member in members where !form.columns.contains(where: { $0.name == member.key }) {
      let names = form.columns.map(\.name)
      report(
        .unknownKey, "“\(entry.name)” made from lists has no “\(member.key)”", at: member.keyPlace,
        help: suggestion(for: member.key, among: names)
          ?? "it takes \(names.joined(separator: ", "))")
    }
    for column in form.columns {
      guard let given = members.first(where: { $0.key == column.name }),
        let elements = given.value.elements
      else {
        report(
          .missingKey, "“\(entry.name)” lacks the list “\(column.name)”", at: place,
          help: "it takes \(form.columns.map { "\"\($0.name)\": […]" }.joined(separator: ", "))")
        return nil
      }
      var values: [Double] = []
      // A matrix may be written row by row.
      for element in elements.flatMap({ $0.elements ?? [$0] }) {
        let wanted = column.kind == .number ? ValueType.number : quantityType
        let name = "“\(column.name)” of “\(entry.name)”"
        var constants = scope
        constants.constantsOnly = true
        guard let typed = expression(element, wanting: wanted, name, in: constants),
          let value = typed.expression.constantValue
        else { return nil }
        if column.kind == .quantity, quantityType == nil { quantityType = typed.type }
        values.append(value)
      }
      if column.name == "shares", !values.isEmpty, abs(values.reduce(0, +) - 1) > 1e-9 {
        let sum = (values.reduce(0, +) * 1e9).rounded() / 1e9
        report(
          .badShares, "the shares add up to \(Self.plain(sum)), not to 1", at: given.value.place,
          help: "change a share")
        return nil
      }
      columns.append(values)
    }
    return tabled(quantityType ?? .number, values: [], at: place, name: entry.name) {
      tables throws(ParameterProblem) in
      try form.make(columns, &tables)
    }
  }

  /// `{ "choice": { "home": 0.7, "ward": 0.3 } }`: numbers if all labels read as numbers.
  private func choice(_ node: LocatedNode, wanting type: ValueType?, _ what: String)
    -> LawReading?
  {
    guard let members = node.members, !members.isEmpty else {
      report(
        .wrongKind, "a choice is a mapping of values to their weights", at: node.place,
        help: "write for example { \"choice\": { \"1\": 0.2, \"2\": 0.8 } }")
      return nil
    }
    let weights = members.compactMap {
      constant($0.value, wanting: .number, "the weight of “\($0.key)”")
    }
    guard weights.count == members.count else { return nil }
    let numbers = members.compactMap { Self.number($0.key) }
    var values: [(label: String, value: Double)] = []
    var valueType = ValueType.number
    if numbers.count == members.count {
      for (member, number) in zip(members, numbers) { values.append((member.key, number)) }
    } else {
      let durations = members.compactMap { member in
        try? ExpressionParser.parse(member.key, in: ExpressionScope())
      }
      .filter { $0.type == .duration }.compactMap(\.expression.constantValue)
      if durations.count == members.count {
        valueType = .duration
        for (member, ticks) in zip(members, durations) { values.append((member.key, ticks)) }
      } else {
        valueType = .text
        for member in members { values.append((member.key, scope.labels.intern(member.key))) }
      }
    }
    if let type, type != valueType {
      report(
        .badValue, "\(what) is \(type.words), but this chooses \(valueType.words)",
        at: node.place,
        help: type == .duration
          ? "give every value a unit, for example \"5 min\"" : "use other values, or another name")
      return nil
    }
    return tabled(valueType, values: values, at: node.place, name: "choice") {
      tables throws(ParameterProblem) in
      try Distribution.choice(
        values: values.map(\.value), weights: weights, appendingTo: &tables)
    }
  }

  /// Makes a distribution with tables, reporting what is wrong with its lists.
  func tabled(
    _ type: ValueType, values: [(label: String, value: Double)], at place: Place, name: String,
    make: (inout [Double]) throws(ParameterProblem) -> Distribution
  ) -> LawReading? {
    do {
      let law = try make(&tables)
      return (.fixed(law), type, values)
    } catch {
      report(
        .badDistribution, "“\(error.parameter)” of “\(name)” \(error.requirement)", at: place,
        help: "look at each of its numbers")
      return nil
    }
  }

  /// The ticks of a named unit of time, or nil with a finding.
  func unit(_ node: LocatedNode) -> Double? {
    guard let name = text(node, "a unit of time") else { return nil }
    if let ticks = TimeUnits.ticks[name] { return ticks }
    report(
      .badUnit, "“\(name)” is no unit of time", at: node.place,
      help: suggestion(for: name, among: TimeUnits.ticks.keys.filter { $0.count > 2 }.sorted())
        ?? "units of time are \(TimeUnits.names.joined(separator: ", "))")
    return nil
  }
}
