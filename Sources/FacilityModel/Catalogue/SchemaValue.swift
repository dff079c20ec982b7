/// A piece of a JSON Schema: JSON whose objects keep the order in which they were written.
package indirect enum SchemaValue: Sendable {
  case object([(String, SchemaValue)])
  case array([SchemaValue])
  case text(String)
  case number(Int)
  case truth(Bool)

  /// The document, indented by two spaces.
  package var json: String {
    var result = ""
    write(to: &result, indent: 0)
    return result + "\n"
  }

  private func write(to result: inout String, indent: Int) {
    let space = String(repeating: "  ", count: indent + 1)
    let end = "\n" + String(repeating: "  ", count: indent)
    switch self {
    case .text(let text): result += Self.quoted(text)
    case .number(let number): result += "\(number)"
    case .truth(let value): result += "\(value)"
    case .array(let elements):
      result += "["
      for (index, element) in elements.enumerated() {
        result += (index == 0 ? "\n" : ",\n") + space
        element.write(to: &result, indent: indent + 1)
      }
      result += elements.isEmpty ? "]" : end + "]"
    case .object(let members):
      result += "{"
      for (index, member) in members.enumerated() {
        result += (index == 0 ? "\n" : ",\n") + space + Self.quoted(member.0) + ": "
        member.1.write(to: &result, indent: indent + 1)
      }
      result += members.isEmpty ? "}" : end + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
        "\n", with: "\\n") + "\""
  }
}

extension SchemaValue: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral
{
  package init(stringLiteral text: String) { self = .text(text) }
  package init(booleanLiteral value: Bool) { self = .truth(value) }
  package init(arrayLiteral elements: SchemaValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, SchemaValue)...) { self = .object(elements) }
}
