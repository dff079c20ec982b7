import FacilityModel
import Foundation
import Testing

@Suite struct `Findings as text` {
  @Test func `show the line, its neighbour, a caret and the remedy`() throws {
    let text = """
      { "pathways": {
        "attendance": [
          { "seize": "nurze" } ] } }
      """
    var findings = Findings()
    let file = SourceFile(name: "Models/ed.json", text: text)
    let root = try #require(parseMapping(file, into: &findings))
    let step = root.member("pathways")?.member("attendance")?.elements?[0]
    let place = try #require(step?.member("seize")?.place)
    let finding = Finding(
      .error, code: "K201", "no resource is named “nurze”", at: place,
      notes: [.init("the pathway", at: root.place)],
      help: suggestion(for: "nurze", among: ["doctor", "nurse"]))
    findings.add(finding)
    findings.add(finding)
    let expected = """
      Models/ed.json:3:16: error[K201]: no resource is named “nurze”
        at $.pathways.attendance[0].seize
         2 |   "attendance": [
        >3 |     { "seize": "nurze" } ] } }
           |                ^^^^^^^
        note: Models/ed.json:1:1: the pathway
        help: did you mean “nurse”?

      """
    #expect(FindingRenderer().text(findings) == expected)
    let coloured = FindingRenderer(colour: true).text(findings)
    #expect(coloured.contains("\u{1B}[1;31merror[K201]:\u{1B}[0m"))
    #expect(!expected.contains("\u{1B}"))
  }

  @Test func `keep the caret below wide characters, tabs and escapes`() {
    let text = "{\t\"患者\": \"\u{7F}\", x: 1}"
    let expected = """
      m.json:1:10: error[K118]: the character U+007F (a control character) is not \
      allowed in a text
        at $['患者']
        >1 | {   "患者": "\\u007F", x: 1}
           |              ^^^^^^
        help: remove it
      m.json:1:14: error[K109]: the name “x” stands without quotes
        at $
        >1 | {   "患者": "\\u007F", x: 1}
           |                       ^
        help: put double quotes around it: "x"

      """
    #expect(Reading(text).messages == expected)
  }

  @Test func `cut long lines around the caret`() throws {
    let filler = String(repeating: "0123456789", count: 50)
    let text = "{\"k\": \"\(filler)\", bad: \"\(filler)\"}"
    let lines = Reading(text).messages.split(separator: "\n")
    let source = try #require(lines.first { $0.hasPrefix("  >1 | ") })
    let caret = try #require(lines.first { $0.hasPrefix("     | ") })
    #expect(source.hasPrefix("  >1 | …") && source.hasSuffix("…"))
    #expect(source.count <= 100)
    let column = caret.distance(from: caret.startIndex, to: caret.firstIndex(of: "^")!)
    #expect(source.dropFirst(column).hasPrefix("bad"))
  }

  @Test func `stand in the order of the file, and no more than a hundred`() {
    let text = "[" + String(repeating: "NaN,\n", count: 150) + "1]"
    let reading = Reading(text)
    #expect(reading.findings.errorCount == 150)
    let lines = reading.messages.split(separator: "\n")
    #expect(lines.count { $0.contains("error[") } == 100)
    #expect(lines.last == "and 50 more")
    #expect(reading.findings.sorted.map { $0.place!.line } == Array(1...150))
  }

  @Test func `never send control characters of names to the terminal`() {
    let reading = Reading("{\"\\u001b[31m\": x}", as: "a\u{1B}b.json")
    #expect(!reading.messages.contains("\u{1B}"))
  }

  private struct Row: Decodable {
    let severity, code, message, file: String
    let line, column: Int?
    let path, help: String?
  }

  @Test func `can be read by programs`() throws {
    var findings = Reading("{\"a\\\"\u{7F}\": 1e-999, \"b\": 1,}").findings
    let whole = SourceFile(name: "x", text: "").whole
    findings.add(Finding(.error, code: "K999", "all \"of\" it", at: whole))
    let json = FindingRenderer().json(findings)
    let rows = try JSONDecoder().decode([Row].self, from: Data(json.utf8))
    #expect(rows.map(\.code) == ["K118", "K113", "K106", "K999"])
    #expect(rows.map(\.severity) == ["error", "warning", "error", "error"])
    #expect(rows[1].line == 1 && rows[1].path == "$['a\"\u{7F}']")
    #expect(rows[3].line == nil && rows[3].message == "all \"of\" it")
    #expect(FindingRenderer().json(Findings()) == "[]\n")
  }
}

@Suite struct `Suggestions` {
  @Test func `are the nearest candidate, or none`() {
    let names = ["nurse", "doctor", "walk-in", "cubicle", "warmUp"]
    #expect(suggest("nurze", among: names) == "nurse")
    #expect(suggest("dcotor", among: names) == "doctor")
    #expect(suggest("walk_in", among: names) == "walk-in")
    #expect(suggest("warmup", among: names) == "warmUp")
    #expect(suggest("scanner", among: names) == nil)
    #expect(suggest("", among: names) == nil)
    #expect(suggest("x", among: ["y"]) == nil)
  }

  @Test func `measure insertions, deletions, substitutions and swaps`() {
    #expect(editDistance("ca", "ac", limit: 3) == 1)
    #expect(editDistance("kitten", "sitting", limit: 3) == 3)
    #expect(editDistance("kitten", "sitting", limit: 2) == nil)
    #expect(editDistance("", "abc", limit: 3) == 3)
  }
}
