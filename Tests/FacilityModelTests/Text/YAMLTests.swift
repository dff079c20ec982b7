import FacilityModel
import Testing

@Suite struct `YAML` {
  private func read(_ text: String) -> Reading { Reading(text, as: "m.YAML") }

  @Test func `scalars stay texts unless JSON would read them without quotes`() {
    let text = """
      time: 22:00
      numbers: [1, -0.5, 1e3, 9007199254740993]
      texts: [yes, no, on, 0x10, 1_000, 007, .5, +1, .inf, .nan, 2026-01-05, True, NULL]
      quoted: ["1", 'true', "null"]
      words: [true, false, null, ~]
      empty:
      """
    let expected =
      "{\"time\":\"22:00\",\"numbers\":[1,-0.5,1e3,9007199254740993],"
      + "\"texts\":[\"yes\",\"no\",\"on\",\"0x10\",\"1_000\",\"007\",\".5\",\"+1\",\".inf\",\".nan\","
      + "\"2026-01-05\",\"True\",\"NULL\"],\"quoted\":[\"1\",\"true\",\"null\"],"
      + "\"words\":[true,false,null,null],\"empty\":null}"
    #expect(read(text).plain == expected)
    #expect(read(text).findings.isEmpty)
    let last = read(text).node?.member("numbers")?.elements?.last
    #expect(last?.integer == 9_007_199_254_740_993)
  }

  @Test func `nodes know their places`() throws {
    let node = try #require(read("a:\n  - é: \"x y\"\n    22:00: 3\n").node)
    let members = try #require(node.member("a")?.elements?[0].members)
    #expect(members[0].value.place.line == 2 && members[0].value.place.column == 8)
    #expect(members[0].value.place.length == 5)
    #expect(members[1].key == "22:00" && members[1].keyPlace.column == 5)
    #expect(members[1].value.place.path == "$.a[0]['22:00']")
  }

  @Test func `refusals have their codes and places`() {
    let cases: [(String, String, Int, Int)] = [
      ("a: !!str 5", "K131", 1, 4), ("a: &x !t [1]", "K131", 1, 4), ("<<: {a: 1}", "K132", 1, 1),
      ("? [a]\n: 1", "K133", 1, 3), ("a: 1\nb: 2\na: 3", "K114", 1, 1),
      ("a: 1\n---\nb: 2", "K135", 3, 1), ("a: *x", "K134", 1, 4), ("a:\n\tb: 1", "K130", 2, 1),
      ("a: b: c", "K130", 1, 5), ("a: \"\\ud83d\\ude00\"", "K130", 1, 7),
      ("a: 1e999", "K112", 1, 4), ("a: \"\\0\"", "K118", 1, 4), ("a: \u{202E}x", "K118", 1, 4),
      ("a: x\u{2028}y", "K118", 1, 5), ("", "K103", 0, 0), ("# only\n", "K103", 0, 0),
    ]
    for (text, code, line, column) in cases {
      let finding = read(text).findings.sorted.first
      #expect(finding?.code == code, "\(text)")
      #expect(finding?.place?.line == line && finding?.place?.column == column, "\(text)")
    }
  }

  @Test func `messages do not quote the source a second time`() {
    let expected = """
      m.yaml:2:1: error[K130]: found character that cannot start any token
        at $
         1 | a:
        >2 |     b: 1
           | ^^^^
        note: m.yaml:2:1: while scanning for the next token
        help: indent with spaces, not with tabs

      """
    #expect(Reading("a:\n\tb: 1", as: "m.yaml").messages == expected)
  }

  @Test func `aliases stand for what their anchor marks`() {
    #expect(read("a: &x [1, 2]\nb: *x\n").plain == "{\"a\":[1,2],\"b\":[1,2]}")
    #expect(read("&n key: *n\n").plain == "{\"key\":\"key\"}")
  }

  /// Lists each of which holds the one before several times.
  private func laughs(_ count: Int) -> String {
    "a0: &a0 [x]\n"
      + (1..<count).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]\n" }.joined()
  }

  @Test func `aliases cannot multiply without bound`() {
    #expect(read(laughs(40)).codes == ["K134"])
    #expect(read(laughs(40) + "? *a39\n: 1\n").codes == ["K134"])
    #expect(read(laughs(40) + "{[*a39] : 1}: 1\n").codes == ["K134"])
    #expect(read(laughs(5)).findings.isEmpty)
  }

  @Test func `aliases cannot nest without bound`() {
    func chain(_ count: Int, depth: Int) -> String {
      let open = String(repeating: "[", count: depth)
      let close = String(repeating: "]", count: depth)
      return "- &a0 [x]\n"
        + (1..<count).map { "- &a\($0) \(open)*a\($0 - 1)\(close)\n" }.joined()
    }
    #expect(read(chain(19, depth: 990)).codes == ["K115"])
    #expect(read(chain(99, depth: 990)).codes == ["K134"])
    #expect(read(chain(20_000, depth: 1)).codes == ["K134"])
    #expect(read(String(repeating: "[", count: 100_000)).codes == ["K115"])
    #expect(read(String(repeating: "- ", count: 100_000)).codes == ["K115"])
  }

  @Test func `is read as JSON is where both can be`() {
    let text = "{\"a\": [1, {\"b c\": \"22:00\"}, true, null], \"d\": -1.5e3}"
    #expect(read(text).plain == Reading(text).plain)
    let column = Reading(text).node?.member("d")?.place.column
    #expect(column == 47 && read(text).node?.member("d")?.place.column == column)
  }
}
