import FacilityModel
import Foundation
import Testing

/// What came of reading a text.
struct Reading {
  let node: LocatedNode?
  let findings: Findings

  init(_ text: String, as name: String = "m.json") {
    self.init(bytes: Array(text.utf8), as: name)
  }

  init(bytes: [UInt8], as name: String = "m.json", asModel: Bool = false) {
    var findings = Findings()
    let file = SourceFile(name: name, bytes: bytes)
    node = asModel ? parseMapping(file, into: &findings) : parseDocument(file, into: &findings)
    self.findings = findings
  }

  var codes: [String] { findings.sorted.map(\.code) }
  var messages: String { FindingRenderer().text(findings) }
  var plain: String? { node.map(FacilityModelTests.plain) }
}

/// A tree as compact JSON, with the literals of numbers.
func plain(_ node: LocatedNode) -> String {
  switch node.content {
  case .mapping(let members):
    "{" + members.map { "\"\($0.key)\":\(plain($0.value))" }.joined(separator: ",") + "}"
  case .sequence(let elements): "[" + elements.map(plain).joined(separator: ",") + "]"
  case .string(let text): "\"\(text)\""
  case .number(_, let literal): literal
  case .boolean(let value): value ? "true" : "false"
  case .null: "null"
  }
}

/// A file of vectors.
func vectors<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
  let url = try #require(Bundle.module.url(forResource: "Vectors/" + name, withExtension: "json"))
  return try JSONDecoder().decode(type, from: Data(contentsOf: url))
}
