/// A JSON value whose objects keep the order of their members, written the same way every time.
package indirect enum JSONText: Sendable {
  /// Members in the order in which they are written; no name may occur twice.
  case object([(name: String, value: JSONText)])
  case array([JSONText])
  case string(String)
  /// A number; one that is not finite is written as null, which is all that JSON has for it.
  case number(Double)
  /// A whole number of any size in use, among them unsigned seeds of 64 bits.
  case integer(Int128)
  case bool(Bool)
  case null

  /// The document (RFC 8259): indented by two spaces, ended by a line feed.
  package var text: String {
    var result = ""
    write(to: &result, indent: 0)
    return result + "\n"
  }

  /// A number, or null where there is none.
  package static func optional(_ value: Double?) -> JSONText {
    value.map(JSONText.number) ?? .null
  }
}

extension JSONText: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
  package init(stringLiteral text: String) { self = .string(text) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONText: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  package init(integerLiteral value: Int64) { self = .integer(Int128(value)) }
  package init(floatLiteral value: Double) { self = .number(value) }
}

extension JSONText: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  package init(arrayLiteral elements: JSONText...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONText)...) {
    self = .object(elements.map { (name: $0.0, value: $0.1) })
  }
}

extension JSONText {
  private func write(to result: inout String, indent: Int) {
    switch self {
    case .null: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .integer(let value): result += String(value)
    case .number(let value): result += NumberText.shortest(value) ?? "null"
    case .string(let text): Self.write(text, to: &result)
    case .array(let elements):
      Self.write(elements, between: ("[", "]"), to: &result, indent: indent) { element, result in
        element.write(to: &result, indent: indent + 1)
      }
    case .object(let members):
      precondition(Set(members.map(\.name)).count == members.count, "internal: a name twice")
      Self.write(members, between: ("{", "}"), to: &result, indent: indent) { member, result in
        Self.write(member.name, to: &result)
        result += ": "
        member.value.write(to: &result, indent: indent + 1)
      }
    }
  }

  /// Writes items one a line between brackets, or just the brackets if there are none.
  private static func write<Item>(
    _ items: [Item], between brackets: (String, String), to result: inout String, indent: Int,
    item write: (Item, inout String) -> Void
  ) {
    result += brackets.0
    for (index, item) in items.enumerated() {
      result += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indent + 1)
      write(item, &result)
    }
    if !items.isEmpty { result += "\n" + String(repeating: "  ", count: indent) }
    result += brackets.1
  }

  /// Writes a string with the escapes that RFC 8259 asks for and no others.
  private static func write(_ text: String, to result: inout String) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0"..<" ":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "\""
  }
}
