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
            help: "write for example \"\(Self.plain(value)) min\", or declare time.unit")
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
      do {
        result = try ExpressionParser.parse(text, in: scope)
      } catch {
        let place = Place(
          file: node.place.file, line: node.place.line,
          column: node.place.column + (node.place.length > text.count ? 1 : 0) + error.offset,
          length: error.length, trail: node.place.trail)
        report(
          .badExpression, error.message, at: place,
          help: error.help ?? unitHelp(text, wanted))
        return nil
      }
    default:
      report(
        .wrongKind, "\(what) is a number or an expression, not \(node.kindName)", at: node.place)
      return nil
    }
    if let wanted, wanted != result.type {
      if wanted == .duration, result.type == .number, let unit = time.unit {
        return TypedExpression(
          .binary(.multiply, result.expression, .constant(unit)), .duration)
      }
      let needsUnit = wanted == .duration && result.type == .number
      report(
        needsUnit ? .badUnit : .badExpression,
        "\(what) is \(wanted.words), not \(result.type.words)", at: node.place,
        help: needsUnit ? "give it a unit, for example \"5 min\"" : nil)
      return nil
    }
    if let value = result.expression.constantValue {
      guard value.isFinite else {
        report(.badValue, "\(what) is no finite number", at: node.place)
        return nil
      }
      if result.type == .duration, abs(value) > TimeUnits.longest {
        report(
          .badValue, "\(what) is longer than the clock can hold (73,000 years)", at: node.place)
        return nil
      }
    }
    return result
  }

  private func unitHelp(_ text: String, _ wanted: ValueType?) -> String? {
    guard wanted == .duration, let first = text.first, first.isNumber else { return nil }
    return "units of time are \(TimeUnits.names.joined(separator: ", "))"
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
    in scope: ExpressionScope
  ) -> (value: QuantityModel, type: ValueType, values: [(label: String, value: Double)])? {
    guard case .mapping(let members) = node.content else {
      guard let typed = expression(node, wanting: type, what, in: scope) else { return nil }
      if type == .duration, let value = typed.expression.constantValue, value < 0 {
        report(.badValue, "\(what) is negative", at: node.place, help: "time cannot run back")
        return nil
      }
      return (.expression(typed.expression), typed.type, [])
    }
    guard let only = node.soleMember else {
      report(
        .wrongKind, "\(what) is one distribution, not a mapping of \(members.count) keys",
        at: node.place, help: "write for example { \"exponential\": { \"mean\": \"10 min\" } }")
      return nil
    }
    if only.key == "text" {
      guard let text = text(only.value, "a text") else { return nil }
      let number = self.scope.labels.intern(text)
      return (.expression(.constant(number)), .text, [(text, number)])
    }
    guard let law = distribution(only, wanting: type, what, in: scope) else { return nil }
    let random = RandomQuantity(law: law.law, purpose: purpose, loopDepth: scope.loopDepth)
    if law.type == .duration, case .fixed(let distribution) = law.law,
      distribution.support(tables: tables.span).lower < 0
    {
      report(
        .badDistribution, "\(what) could be negative", at: only.keyPlace,
        help: "give \"min\": \"0 min\", or use a distribution of positive values")
      return nil
    }
    return (.random(random), law.type, law.values)
  }
}
