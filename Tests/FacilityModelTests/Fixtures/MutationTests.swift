import FacilityModel
import Foundation
import RandomStreams
import Testing

#if DEBUG
  private let mutantCount = 6_000
#else
  private let mutantCount = 6_000
#endif

/// Models that somebody has spoilt: whatever is written, there is a finding with its place, or a model
/// that can be run, and never a crash.
@Suite struct `Spoilt models` {
  @Test func `get findings within the file, or compile`() throws {
    let originals = try ["good", "bad"].flatMap { folder -> [(String, Fixtures)] in
      let fixtures = try Fixtures(folder)
      return try fixtures.models().filter { $0.hasSuffix(".json") }.map { ($0, fixtures) }
    }
    for number in 0..<mutantCount {
      var mutator = Mutator(number)
      let (name, fixtures) = originals[mutator.below(originals.count)]
      let bytes = try mutator.spoil(fixtures.text(name))
      // What is JSON is YAML as well.
      let file = SourceFile(name: number % 4 == 3 ? name + ".yaml" : name, bytes: bytes)
      if ProcessInfo.processInfo.environment["SHOW_MUTANTS"] != nil {
        try Data(bytes).write(to: URL(filePath: "/tmp/mutant.json"))
      }
      let reading = ModelCompiler.read(file, files: fixtures.files)
      let result = reading.compiler?.compile()
      let findings = result?.findings ?? reading.findings
      #expect(findings.hasErrors || result?.compiled != nil, "mutant \(number) of \(name)")
      for finding in findings.sorted {
        let words = "mutant \(number) of \(name): \(finding.message)"
        #expect(!finding.message.contains("internal"), "\(words)")
        let place = try #require(finding.place, "\(words)")
        // Behind a last line break stands one more line, at whose beginning the text ends.
        #expect(place.line >= 0 && place.line <= place.file.lineCount + 1, "\(words)")
        #expect(place.column >= 0 && place.length >= 0, "\(words)")
      }
      #expect(FindingRenderer().text(findings).isEmpty == findings.isEmpty)
    }
  }
}

/// Spoils texts, each number in its own way.
private struct Mutator {
  private var state: UInt64

  /// Values of every kind, and those that have been trouble elsewhere.
  private static let values = [
    "null", "true", "-1", "0", "1e308", "-0.0", "9223372036854775807", "0.1", #""""#, #""a""#, "[]",
    "{}", "[[]]", #"{ "a": {} }"#, #""1 h""#, #""-5 min""#, #""1 / 0""#, #""now""#, #""hour > 3""#,
    #""level(a)""#, #"{ "exponential": { "mean": "0 min" } }"#, #"{ "file": "../../etc/passwd" }"#,
    #""\u0000""#, #""\ud800""#, #""'""#, #""((((""#, #"{ "daily": { "25:00": 1 } }"#, "1e999",
    #""99999999999 years""#, "[1, \"a\", null]", #"{ "choice": { "1": -1 } }"#, "NaN",
  ]

  init(_ number: Int) { state = nameHash("mutant \(number)") }

  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, count)))
  }

  mutating func spoil(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...below(3) {
      switch below(8) {
      case 0...4: bytes = changed(bytes)
      case 5: bytes = Array(bytes.prefix(below(bytes.count)))
      case 6: bytes.insert(UInt8(below(256)), at: below(bytes.count + 1))
      default:
        if !bytes.isEmpty { bytes[below(bytes.count)] = UInt8(below(128)) }
      }
    }
    return bytes
  }

  /// Changes the tree of a text; the text as it is, where it is none any more.
  private mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
    var findings = Findings()
    guard
      let tree = parseDocument(SourceFile(name: "m.json", bytes: bytes), into: &findings),
      !findings.hasErrors
    else { return bytes }
    let target = 1 + below(max(1, count(tree) - 1))
    let way = below(5)
    let other = written(tree, at: 1 + below(max(1, count(tree) - 1)))
    let value = Self.values[below(Self.values.count)]
    var number = -1
    return Array(
      render(tree, &number, target) { node, key in
        switch way {
        case 0: nil
        case 1: (key, other)
        case 2: (key.map { $0 + "x" }, plain(node))
        case 3: (key.map { _ in "name" }, plain(node))
        default: (key, value)
        }
      }.utf8)
  }

  private func count(_ node: LocatedNode) -> Int {
    1 + children(node).map { count($0) }.reduce(0, +)
  }

  private func children(_ node: LocatedNode) -> [LocatedNode] {
    (node.members ?? []).map(\.value) + (node.elements ?? [])
  }

  /// The text of the n-th node of a tree.
  private func written(_ node: LocatedNode, at number: Int) -> String {
    var rest = [node]
    var index = 0
    while let next = rest.popLast() {
      if index == number { return plain(next) }
      index += 1
      rest += children(next)
    }
    return "null"
  }

  private func plain(_ node: LocatedNode) -> String {
    var number = 0
    return render(node, &number, -1) { _, _ in nil }
  }

  /// A tree as text, with one of its nodes changed or, where the change is nil, left out.
  private func render(
    _ node: LocatedNode, _ number: inout Int, _ target: Int,
    _ change: (LocatedNode, String?) -> (key: String?, value: String)?
  ) -> String {
    number += 1
    switch node.content {
    case .string(let text): return quoted(text)
    case .number(_, let literal): return literal
    case .boolean(let truth): return truth ? "true" : "false"
    case .null: return "null"
    case .sequence(let elements):
      var parts: [String] = []
      for element in elements {
        let isMeant = number + 1 == target
        let text = render(element, &number, target, change)
        if !isMeant {
          parts.append(text)
        } else if let new = change(element, nil) {
          parts.append(new.value)
        }
      }
      return "[" + parts.joined(separator: ", ") + "]"
    case .mapping(let members):
      var parts: [String] = []
      for member in members {
        let isMeant = number + 1 == target
        let text = render(member.value, &number, target, change)
        if !isMeant {
          parts.append("\n" + quoted(member.key) + ": " + text)
        } else if let new = change(member.value, member.key) {
          parts.append("\n" + quoted(new.key ?? member.key) + ": " + new.value)
        }
      }
      return "{" + parts.joined(separator: ",") + "}"
    }
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case _ where scalar.value < 32:
        result +=
          "\\u00" + (scalar.value < 16 ? "0" : "")
          + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
