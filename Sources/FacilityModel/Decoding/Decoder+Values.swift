import EventEngine
import RandomStreams

extension Decoder {
  /// An expression, or nil with a finding.
  ///
  /// - Parameter wanted: the type it must have, or nil for any.
  func expression(
    _ node: LocatedNode, wanting wanted: ValueType?, _ what: String, in scope: ExpressionScope
  ) -> TypedExpression? {
    let result: TypedExpression
    switch node.content {
    case .number(let value, _):
      if wanted == .duration {
        guard let unit = time.unit else {
          report(
            .badUnit, "\(what) is a duration and needs a unit", at: node.place,
            help: "write for example \"\(Self.plain(value)) min\", or declare \"unit\" in “time”")
          return nil
        }
        result = TypedExpression(.constant(value * unit), .duration)
      } else {
        result = TypedExpression(.constant(value), .number)
      }
    case .boolean(let value): result = TypedExpression(.constant(value ? 1 : 0), .truth)
    case .string(let text):
      if let ticks = TimeUnits.iso(text) {
        result = TypedExpression(.constant(ticks), .duration)
        break
      }
      if scope.parameters[text] != nil { namedConstants[node.place] = text }
      do {
        result = try ExpressionParser.parse(text, in: scope)
      } catch {
        if error.isReported { return nil }
        report(
          .badExpression, error.message,
          at: place(of: node, text: text, offset: error.offset, length: error.length),
          help: error.help)
        return nil
      }
    default:
      report(
        .wrongKind, "\(what) is a number or an expression, not \(node.kindName)", at: node.place,
        help: node.isNull ? "give it a value" : "write for example 5, \"5 min\" or a name")
      return nil
    }
    if let wanted, wanted != result.type {
      if wanted == .duration, result.type == .number, let unit = time.unit {
        return TypedExpression(
          .binary(.multiply, result.expression, .constant(unit)), .duration)
      }
      let needsUnit = result.type == .number && (wanted == .duration || wanted == .rate)
      report(
        needsUnit ? .badUnit : .badExpression,
        "\(what) is \(wanted.words), not \(result.type.words)", at: node.place,
        help: remedy(for: node, wanting: wanted, having: result.type))
      return nil
    }
    if let value = result.expression.constantValue {
      guard value.isFinite else {
        report(
          .badValue, "\(what) is no finite number", at: node.place,
          help: "look for a division by 0 or a number that is too large")
        return nil
      }
      if result.type == .duration, abs(value) > TimeUnits.longest {
        report(
          .badValue, "\(what) is longer than the clock can hold", at: node.place,
          help: "73,000 years are the most")
        return nil
      }
    }
    return result
  }

  private func remedy(for node: LocatedNode, wanting wanted: ValueType, having given: ValueType)
    -> String?
  {
    let written =
      switch node.content {
      case .number(_, let literal): literal
      case .string(let text) where Self.number(text) != nil: text
      default: "5"
      }
    switch (wanted, given) {
    case (.duration, .number): return "give it a unit, for example \"\(written) min\""
    case (.rate, .number): return "give it a unit, for example \"\(written) per hour\""
    case (.number, .duration): return "leave the unit out, or divide by it: “… / 1 h”"
    case (.rate, .duration): return "a rate is a number per time, for example \"12 per hour\""
    case (.truth, _): return "write a comparison, for example \"timeInSystem <= 4 h\""
    case (.duration, _), (.rate, _), (.number, _):
      return "look at the units of what it is computed from"
    default: return nil
    }
  }

  /// The finite decimal number that a text spells out, or nil: neither “inf” nor “0x10” is one.
  static func number(_ text: some StringProtocol) -> Double? {
    let trimmed = text.drop { $0 == " " }
    guard trimmed.utf8.contains(where: { (0x30...0x39).contains($0) }),
      trimmed.allSatisfy({ "0123456789.+-eE ".contains($0) }),
      let value = Double(String(trimmed.reversed().drop { $0 == " " }.reversed())),
      value.isFinite
    else { return nil }
    return value
  }

  static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }

  /// A constant, or nil with a finding.
  func constant(_ node: LocatedNode, wanting type: ValueType?, _ what: String) -> Double? {
    var constants = scope
    constants.constantsOnly = true
    constants.hasEntity = false
    guard let typed = expression(node, wanting: type, what, in: constants) else { return nil }
    return typed.expression.constantValue
  }

  /// A quantity: a constant, an expression or a distribution; nil with a finding.
  func quantity(
    _ node: LocatedNode, wanting type: ValueType?, _ what: String, purpose: String,
    in scope: ExpressionScope, mayBeNegative: Bool = false
  ) -> (value: QuantityModel, type: ValueType, values: [(label: String, value: Double)])? {
    if let text = node.string, case .random(let given, let around)? = scope.arguments[text] {
      var read = quantity(given, wanting: type, what, purpose: purpose, in: around)
      if case .random(var random)? = read?.value {
        random.loopDepth = scope.loopDepth
        read?.value = .random(random)
      }
      return read
    }
    guard case .mapping(let members) = node.content else {
      guard let typed = expression(node, wanting: type, what, in: scope) else { return nil }
      if type == .duration, !mayBeNegative, let value = typed.expression.constantValue, value < 0 {
        report(
          .badValue, "\(what) is negative", at: node.place,
          help: "a duration is 0 or longer: time cannot run back")
        return nil
      }
      return (.expression(typed.expression), typed.type, unitTexts(typed))
    }
    if let only = node.soleMember, only.key == "text" {
      guard let text = text(only.value, "a text") else { return nil }
      let number = self.scope.labels.intern(text)
      return (.expression(.constant(number)), .text, [(text, number)])
    }
    guard let law = law(members, at: node, wanting: type, what, in: scope) else { return nil }
    claim(purpose, at: node.place)
    let random = RandomQuantity(law: law.law, purpose: purpose, loopDepth: scope.loopDepth)
    if law.type == .duration, !mayBeNegative,
      let least = law.law.leastValue(tables: tables), least < 0
    {
      let only = node.soleMember
      report(
        .badDistribution, "\(what) could be negative", at: only?.keyPlace ?? node.place,
        help: only?.key == "normal"
          ? "give “normal” a \"min\": \"0 min\", or use “gamma” or “lognormal”"
          : "let its values be 0 or longer: time cannot run back")
      return nil
    }
    return (.random(random), law.type, law.values)
  }
}
