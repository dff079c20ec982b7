import Foundation
import Reporting
import Testing

@Suite struct JSONTextTests {
  @Test func `Members keep their order, indented by two spaces`() {
    let document: JSONText = [
      "zeta": 1, "alpha": [true, .null, 0.1, "x"], "none": [], "nothing": .object([]),
      "inner": ["b": .integer(Int128(UInt64.max)), "a": .optional(nil)],
    ]
    let expected = """
      {
        "zeta": 1,
        "alpha": [
          true,
          null,
          0.1,
          "x"
        ],
        "none": [],
        "nothing": {},
        "inner": {
          "b": 18446744073709551615,
          "a": null
        }
      }

      """
    #expect(document.text == expected)
  }

  @Test func `Strings are escaped as RFC 8259 asks, and every scalar reads back`() throws {
    #expect(
      JSONText.string("\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}é\u{7f}").text
        == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001fé\u{7f}\"\n")
    let all = String(String.UnicodeScalarView((0..<0x3000).compactMap(Unicode.Scalar.init)))
    let text = JSONText.array([.string(all), .string("a\r\nb"), .string("😀")]).text
    let back = try JSONDecoder().decode([String].self, from: Data(text.utf8))
    #expect(Array(back[0].unicodeScalars) == Array(all.unicodeScalars))
    #expect(Array(back[1].utf8) == Array("a\r\nb".utf8) && back[2] == "😀")
  }

  @Test func `Numbers are shortest, and null where JSON has none`() {
    #expect(JSONText.number(1e21).text == "1e+21\n" && JSONText.number(2).text == "2\n")
    #expect(JSONText.number(.nan).text == "null\n" && JSONText.number(-.infinity).text == "null\n")
  }
}
