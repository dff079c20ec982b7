import EventEngine
import RandomStreams

extension Decoder {
  /// What a mapping draws from: one distribution, or one of several by the value of an expression.
  func law(
    _ members: [LocatedNode.Member], at node: LocatedNode, wanting type: ValueType?,
    _ what: String, in scope: ExpressionScope
  ) -> LawReading? {
    if members.contains(where: { $0.key == "cases" || $0.key == "by" }) {
      return lawByCases(node, wanting: type, what, in: scope)
    }
    guard let only = node.soleMember else {
      report(
        .wrongKind, "\(what) is one distribution, not a mapping of \(members.count) keys",
        at: node.place, help: "write for example { \"exponential\": { \"mean\": \"10 min\" } }")
      return nil
    }
    guard let law = distribution(only, wanting: type, what, in: scope) else { return nil }
    if let type, type != law.type {
      report(
        .badDistribution, "\(what) is \(type.words), but “\(only.key)” gives \(law.type.words)",
        at: only.keyPlace,
        help: type == .duration
          ? "use a distribution whose parameters are durations"
          : "use one type, or another name")
      return nil
    }
    return law
  }

  /// What another distribution is made from: a distribution, or an expression as its only value.
  private func innerLaw(
    _ node: LocatedNode, wanting type: ValueType?, _ what: String, in scope: ExpressionScope
  ) -> LawReading? {
    if let text = node.string, case .random(let given, let around)? = scope.arguments[text] {
      return innerLaw(given, wanting: type, what, in: around)
    }
    if let members = node.members {
      guard let only = node.soleMember, only.key == "text" else {
        return law(members, at: node, wanting: type, what, in: scope)
      }
      guard let text = text(only.value, "a text") else { return nil }
      if let type, type != .text {
        report(
          .badExpression, "\(what) is \(type.words), not a text", at: node.place,
          help: "use one type throughout")
        return nil
      }
      let number = self.scope.labels.intern(text)
      return (constantly(.constant(number)), .text, [(text, number)])
    }
    guard let typed = expression(node, wanting: type, what, in: scope) else { return nil }
    return (constantly(typed.expression), typed.type, [])
  }

  /// The law of a value that is certain once it is computed.
  private func constantly(_ expression: Expression) -> RandomQuantity.Law {
    let entry = Distributions.index(of: "constant") ?? 0
    if let value = expression.constantValue,
      let law = try? Distributions.catalogue[entry].forms[0].make([value])
    {
      return .fixed(law)
    }
    return .computed(entry: entry, form: 0, parameters: [expression])
  }

  /// A distribution that is made from others.
  func nested(
    _ member: LocatedNode.Member, _ entry: DistributionEntry, _ nesting: Nesting,
    wanting type: ValueType?, _ what: String, in scope: ExpressionScope
  ) -> LawReading? {
    switch nesting {
    case .bounded: return bounded(member, entry, wanting: type, what, in: scope)
    case .moved(let parameter):
      return moved(member, entry, by: parameter, wanting: type, what, in: scope)
    case .mixed: return mixed(member, entry, wanting: type, what, in: scope)
    }
  }

  /// The distribution under “of”, which must give numbers or durations.
  private func measurable(
    _ node: LocatedNode, _ entry: DistributionEntry, wanting type: ValueType?,
    in scope: ExpressionScope
  ) -> LawReading? {
    guard let inner = innerLaw(node, wanting: type, "“of” of “\(entry.name)”", in: scope) else {
      return nil
    }
    guard case .measure = inner.type else {
      report(
        .badDistribution,
        "“\(entry.name)” is made from numbers or durations, not \(inner.type.words)",
        at: node.place, help: "use values that are numbers")
      return nil
    }
    return inner
  }

  private func bounded(
    _ member: LocatedNode.Member, _ entry: DistributionEntry, wanting type: ValueType?,
    _ what: String, in scope: ExpressionScope
  ) -> LawReading? {
    guard
      var reader = ObjectReader(
        member.value, "“\(entry.name)”", self, as: "distribution between bounds")
    else { return nil }
    let of = reader.required("of", help: "give the distribution that is \(entry.name)")
    let bounds = ["min", "max"].map { reader.optional($0) }
    reader.finish()
    if bounds.allSatisfy({ $0 == nil }) {
      report(
        .missingKey, "“\(entry.name)” lacks a bound", at: member.keyPlace,
        help: "give it “min”, “max” or both")
    }
    guard let of, let inner = measurable(of, entry, wanting: type, in: scope) else { return nil }
    var read: [Expression?] = []
    for (name, node) in zip(["min", "max"], bounds) {
      guard let node else {
        read.append(nil)
        continue
      }
      guard
        let typed = expression(
          node, wanting: inner.type, "“\(name)” of “\(entry.name)”", in: scope)
      else { return nil }
      read.append(typed.expression)
    }
    guard bounds.contains(where: { $0 != nil }) else { return nil }
    let (min, max) = (read[0], read[1])
    if case .fixed(let law) = inner.law,
      [min, max].allSatisfy({ $0 == nil || $0?.constantValue != nil })
    {
      let (lower, upper) = (min?.constantValue ?? -.infinity, max?.constantValue ?? .infinity)
      return made(member, inner.type, entry) { tables throws(ParameterProblem) in
        entry.name == "clamped"
          ? try .clamped(law, min: lower, max: upper, appendingTo: &tables)
          : try .truncated(law, min: lower, max: upper, appendingTo: &tables)
      }
    }
    return (
      entry.name == "clamped"
        ? .clamped(inner.law, min: min, max: max) : .truncated(inner.law, min: min, max: max),
      inner.type, []
    )
  }

  private func moved(
    _ member: LocatedNode.Member, _ entry: DistributionEntry, by parameter: Parameter,
    wanting type: ValueType?, _ what: String, in scope: ExpressionScope
  ) -> LawReading? {
    guard
      var reader = ObjectReader(member.value, "“\(entry.name)”", self, as: "moved distribution")
    else { return nil }
    let of = reader.required("of", help: "give the distribution that is \(entry.name)")
    let by = reader.required("by", help: "say by how much")
    reader.finish()
    guard let of, let by, let inner = measurable(of, entry, wanting: type, in: scope),
      let typed = expression(
        by, wanting: parameter.kind == .number ? .number : inner.type,
        "“by” of “\(entry.name)”", in: scope)
    else { return nil }
    let isShift = parameter.kind == .quantity
    if case .fixed(let law) = inner.law, let value = typed.expression.constantValue {
      return made(member, inner.type, entry) { tables throws(ParameterProblem) in
        isShift
          ? try .moved(law, by: value, appendingTo: &tables)
          : try .moved(law, times: value, appendingTo: &tables)
      }
    }
    return (
      isShift
        ? .shifted(inner.law, by: typed.expression) : .scaled(inner.law, by: typed.expression),
      inner.type, []
    )
  }

  private func mixed(
    _ member: LocatedNode.Member, _ entry: DistributionEntry, wanting type: ValueType?,
    _ what: String, in scope: ExpressionScope
  ) -> LawReading? {
    guard let elements = member.value.elements, !elements.isEmpty else {
      report(
        .wrongKind, "a mixture is a list of distributions with their weights",
        at: member.value.place, help: "write for example \(entry.example)")
      return nil
    }
    var parts: [(weight: Double, law: RandomQuantity.Law)] = []
    var values: [(label: String, value: Double)] = []
    var common = type
    for element in elements {
      guard var reader = ObjectReader(element, "a part of a mixture", self, as: "part of a mixture")
      else { continue }
      let weightNode = reader.required("weight", help: "say how often it occurs, for example 0.2")
      let of = reader.required("of", help: "give its distribution")
      reader.finish()
      let weight = weightNode.flatMap { constant($0, wanting: .number, "a weight") }
      guard let of, let law = innerLaw(of, wanting: common, "a part of a mixture", in: scope),
        let weight
      else { continue }
      if weight < 0, let weightNode {
        report(
          .badDistribution, "“weight” of “mixture” must not be negative", at: weightNode.place,
          help: "weights are numbers from 0, which need not add up to 1")
        continue
      }
      common = law.type
      parts.append((weight, law.law))
      values += law.values
    }
    guard parts.count == elements.count, let common else { return nil }
    let fixed = parts.compactMap { part -> Distribution? in
      if case .fixed(let distribution) = part.law { distribution } else { nil }
    }
    // Tried in any case, so that the weights are checked.
    let trial = fixed.count == parts.count ? fixed : []
    let weights = parts.map(\.weight)
    let whole = made(member, common, entry) { tables throws(ParameterProblem) in
      if trial.isEmpty { _ = try Distribution.mixtureWeights(weights, of: weights.count) }
      return try .mixture(
        trial.isEmpty ? [.exponential(mean: 1)] : trial, weights: trial.isEmpty ? [1] : weights,
        appendingTo: &tables)
    }
    guard let whole else { return nil }
    return trial.isEmpty ? (.mixture(parts), common, values) : (whole.law, common, values)
  }

  /// `{ "by": "age band", "cases": { "child": {…} }, "otherwise": {…} }`.
  private func lawByCases(
    _ node: LocatedNode, wanting type: ValueType?, _ what: String, in scope: ExpressionScope
  ) -> LawReading? {
    guard var reader = ObjectReader(node, what, self, as: "distribution by cases") else {
      return nil
    }
    let byNode = reader.required("by", help: "say which attribute or expression decides")
    let cases = reader.required("cases", help: "write { \"child\": …, \"adult\": … }")
    let otherwise = reader.optional("otherwise")
    reader.finish()
    let by = byNode.flatMap { expression($0, wanting: nil, "“by”", in: scope) }
    if let cases, (cases.members ?? []).isEmpty {
      report(
        .wrongKind, "“cases” is a mapping of values to distributions", at: cases.place,
        help: "write for example { \"child\": { \"exponential\": { \"mean\": \"2 days\" } } }")
      return nil
    }
    var ways: [(condition: Expression?, law: RandomQuantity.Law)] = []
    var values: [(label: String, value: Double)] = []
    var common = type
    var failed = by == nil
    for member in cases?.members ?? [] {
      let law = innerLaw(member.value, wanting: common, "the case “\(member.key)”", in: scope)
      let value = by.flatMap {
        BranchStep.value(
          member, of: $0.type, self,
          forRanges: "for ranges let “by” be a comparison, with the cases “true” and “false”")
      }
      guard let law, let value, let by else {
        failed = true
        continue
      }
      common = law.type
      ways.append((.binary(.equal, by.expression, .constant(value)), law.law))
      values += law.values
    }
    if let otherwise {
      guard let law = innerLaw(otherwise, wanting: common, "“otherwise”", in: scope) else {
        return nil
      }
      common = law.type
      ways.append((nil, law.law))
      values += law.values
    }
    guard !failed, let common else { return nil }
    return (.cases(ways), common, values)
  }

  /// Makes a distribution from others, reporting what is wrong with its parameters.
  private func made(
    _ member: LocatedNode.Member, _ type: ValueType, _ entry: DistributionEntry,
    make: (inout [Double]) throws(ParameterProblem) -> Distribution
  ) -> LawReading? {
    do {
      return (.fixed(try make(&tables)), type, [])
    } catch {
      let isDuration = type == .duration && error.parameter != "weights" && entry.name != "scaled"
      let value = isDuration ? TimeUnits.words(error.value) : Self.plain(error.value)
      let requirement = isDuration ? Self.inDurations(error.requirement) : error.requirement
      report(
        .badDistribution,
        "“\(error.parameter)” of “\(entry.name)” \(requirement), not \(value)",
        at: member.value.member(error.parameter)?.place ?? member.keyPlace,
        help: "for example \(entry.example)")
      return nil
    }
  }
}
