import FacilityModel
import Testing

@Suite struct `Mistakes in JSON` {
  /// A text, and the position, code, message and remedy of each finding.
  private static let mistakes: [(String, [String])] = [
    ("{\"a\": [1, 2,]}", ["1:12 K106 a comma stands before “]” — remove the comma"]),
    ("{\"a\": 1,}", ["1:8 K106 a comma stands before “}” — remove the comma"]),
    (
      "{'a': 'b'}",
      [
        "1:2 K108 a text stands in single quotes — use double quotes: \"a\"",
        "1:7 K108 a text stands in single quotes — use double quotes: \"b\"",
      ]
    ),
    ("{\"a\": “b”}", ["1:7 K108 a text stands in other quotes — use double quotes: \"b\""]),
    (
      "{rate: 3}",
      ["1:2 K109 the name “rate” stands without quotes — put double quotes around it: \"rate\""]
    ),
    ("{\"a\": 1 \"b\": 2}", ["1:8 K105 a comma is missing behind this value — add a comma"]),
    (
      "{\"a\": -Infinity}",
      ["1:7 K110 “-Infinity” is not a number — leave the member out where there is no limit"]
    ),
    (
      "{\"at\": 22:00, \"for\": 5 min }",
      [
        "1:8 K109 the text “22:00” stands without quotes — put double quotes around it: \"22:00\"",
        "1:22 K109 the text “5 min” stands without quotes — put double quotes around it: \"5 min\"",
      ]
    ),
    (
      "{\"p\": .5}",
      ["1:7 K111 “.5” is not a number — write a digit in front of the point, such as 0.5"]
    ),
    (
      "{\"noShow\": 0,08, \"b\": -12,5}",
      [
        "1:12 K111 “0,08” is not a number — a decimal point is written “.”: 0.08",
        "1:23 K111 “-12,5” is not a number — a decimal point is written “.”: -12.5",
      ]
    ),
    ("{\"p\": yes}", ["1:7 K109 “yes” is not a value — did you mean true?"]),
    ("{\"p\": 1e999}", ["1:7 K112 the number 1e999 is too large — the largest is about 1.8e308"]),
    (
      "{\"a\": \"x\n\"}",
      [
        "1:7 K119 the text that begins here is not closed on this line — add a double quote at its"
          + " end, and write \\n for a line break within it"
      ]
    ),
    (
      "{\"a\": [1}", ["1:9 K120 “}” does not close the “[” before it — add the missing “]”"]
    ),
    ("{\"a\": [1]\n", ["1:10 K120 the file ends before “{” is closed — add the missing “}”"]),
    (
      "{\"a\":\u{A0}1}",
      ["1:6 K104 the character U+00A0 stands where only plain spaces may — replace it with a space"]
    ),
    (
      "{\"é\\ud800\": 1}",
      [
        "1:4 K117 U+D800 is half of a surrogate pair — write the character itself, or both halves"
          + " of the pair"
      ]
    ),
    ("{} {}", ["1:4 K121 a second document begins here — keep one document in a file"]),
    (
      "{\"a\u{202E}\": 1}",
      [
        "1:4 K118 the character U+202E (it changes the direction of reading) is not allowed in a"
          + " name — remove it"
      ]
    ),
  ]

  /// Models in which one bracket is missing: the line behind which it is, as the indentation tells, or
  /// nil where nothing tells it.
  private static let unclosed: [(String, String?)] = [
    (
      """
      { "name": "x",
        "policies": {
          "a": { "b": { "c": 3 },
          "d": { "e": 1 }
        }
      }
      """, "3:10 probably in line 3, which opens “a” and does not close it"
    ),
    (
      """
      {
        "resources": {
          "doctor": {
            "capacity": 2,
            "turnaround": "5 min"
        },
        "arrivals": { "x": [ 1, 2 ] }
      }
      """, "3:15 probably behind line 5, where “doctor” of line 3 ends"
    ),
    (
      """
      {
        "pathways": {
          "p": [
            { "do": "a } {", "for": "1 min" },
            { "do": "b" }
        },
        "x": 1
      }
      """, nil
    ),
    ("{\n\"a\": {\n\"b\": 1\n}\n", nil),
    ("{ \"a\": {\n  \"b\": 1 }\n", nil),
  ]

  @Test func `tell by the indentation where a bracket is missing`() throws {
    for (text, expected) in Self.unclosed {
      let finding = try #require(Reading(text).findings.sorted.first { $0.code == "K120" })
      guard let expected else {
        #expect(finding.help?.contains("indentation") == false, "\(text)")
        continue
      }
      let opened = try #require(finding.notes.first?.place)
      let help = finding.help ?? ""
      #expect(
        "\(opened.line):\(opened.column) \(help)"
          == expected.replacing(
            " probably", with: " add the missing “}”: by the indentation, probably"), "\(text)")
    }
  }

  @Test func `are named at their place with the remedy`() {
    for (text, expected) in Self.mistakes {
      let found = Reading(text).findings.sorted.map { finding in
        "\(finding.place!.line):\(finding.place!.column) \(finding.code) \(finding.message)"
          + (finding.help.map { " — " + $0 } ?? "")
      }
      #expect(found == expected, "\(text)")
    }
  }

  @Test func `are all found in one pass`() {
    let text = "{\n  // remark\n  a: 'b',\n  \"c\": [1 2,],\n  \"c\": NaN\n}"
    #expect(Reading(text).codes == ["K107", "K109", "K108", "K105", "K106", "K114", "K110"])
  }

  @Test func `leave a tree where the meaning is beyond doubt`() {
    #expect(Reading("{'a': [1, 2,], /* x */ \"a\": 3}").plain == "{\"a\":[1,2]}")
    #expect(Reading("{\"a\": 5 min}").plain == nil)
    #expect(Reading("{\"a\": [1}").plain == nil)
  }

  @Test func `of one name in two spellings of the same character are found`() {
    #expect(Reading("{\"é\": 1, \"e\u{301}\": 2}").codes == ["K114"])
    let many = (0..<40).map { "\"k\($0)\": 0, " }.joined()
    #expect(Reading("{" + many + "\"k3\": 1, \"k39\": 1}").codes == ["K114", "K114"])
  }

  @Test func `of depth are found at the first bracket too many`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(Reading(nested(128)).findings.isEmpty)
    #expect(Reading(nested(129)).findings.sorted.first?.place?.column == 129)
  }
}
