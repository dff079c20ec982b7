import FacilityModel
import Testing

@Suite struct `Located nodes` {
  @Test func `know line, column, length and path`() throws {
    let text = "{\r\n  \"walk in\": [1, { \"für's\": \"x\" }],\r  \"b_1\": true\n}"
    let root = try #require(Reading(text).node)
    let inner = try #require(root.member("walk in")?.elements?[1])
    let leaf = try #require(inner.members?[0])
    #expect(inner.place.line == 2 && inner.place.column == 18 && inner.place.length == 16)
    #expect(leaf.keyPlace.column == 20 && leaf.keyPlace.length == 7)
    #expect(leaf.value.place.column == 29 && leaf.value.place.length == 3)
    #expect(leaf.value.place.path == "$['walk in'][1]['für\\'s']")
    let last = try #require(root.member("b_1"))
    #expect(last.place.line == 3 && last.place.column == 10 && last.place.path == "$.b_1")
    #expect(root.place.line == 1 && root.place.path == "$")
  }

  @Test func `give integers exactly or not at all`() {
    let cases: [(String, Int64?)] = [
      ("0", 0), ("-0.0", 0), ("0e99999999999", 0), ("1e1", 10), ("10.0", 10), ("1.50e2", 150),
      ("9007199254740993", 9_007_199_254_740_993), ("-9223372036854775808", .min),
      ("9223372036854775807", .max), ("9223372036854775808", nil), ("1.5", nil), ("1e-1", nil),
      ("1e20", nil), ("100e-2", 1), ("1E+2", 100),
    ]
    for (text, expected) in cases {
      #expect(Reading(text).node?.integer == expected, "\(text)")
    }
    #expect(Reading("18446744073709551615").node?.unsignedInteger == .max)
    #expect(Reading("\"1\"").node?.integer == nil)
  }

  @Test func `keep the nearest double of a number`() {
    #expect(Reading("0.1").node?.number == 0.1)
    #expect(Reading("5e-324").node?.number == .leastNonzeroMagnitude)
    #expect(Reading("1.7976931348623157e308").node?.number == .greatestFiniteMagnitude)
  }

  @Test func `name their kind in words`() {
    let kinds = Reading("[{}, [], \"\", 1, true, null]").node?.elements?.map(\.kindName)
    #expect(kinds == ["a mapping", "a list", "a text", "a number", "true or false", "nothing"])
  }

  @Test func `decode escapes and pairs of surrogates`() {
    let text = Reading("\"\\u00e9\\ud83d\\ude00\\/\\n\\\"\"").node?.string
    #expect(text == "é😀/\n\"")
  }
}

@Suite struct `Source files` {
  @Test func `tell their lines whatever ends them`() {
    let file = SourceFile(name: "f", text: "a\r\nb\rc\n\nd\n")
    #expect((1...6).map { file.line($0) } == ["a", "b", "c", "", "d", ""])
    #expect(file.lineCount == 5)
  }

  @Test func `are refused where they are not UTF-8, with the place`() {
    let reading = Reading(bytes: Array("{\n\"é".utf8) + [0xFF])
    #expect(reading.codes == ["K102"])
    #expect(reading.findings.sorted.first?.place?.line == 2)
    #expect(reading.findings.sorted.first?.place?.column == 3)
  }
}
