import FacilityModel
import Testing

@Suite struct `Merge patches` {
  private func merge(
    _ target: String, _ patch: String, alternatives: Set<String> = []
  ) throws -> (node: LocatedNode, findings: Findings) {
    let target = try #require(Reading(target, as: "target.json").node)
    let patch = try #require(Reading(patch, as: "patch.json").node)
    var findings = Findings()
    let node = merging(patch, into: target, alternatives: alternatives, findings: &findings)
    return (node, findings)
  }

  /// RFC 7396, appendix A: original, patch, result.
  private static let examples = [
    (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
    (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#),
    (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
    (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
    (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
    (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
    (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
    (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#),
    (#"{"a":"foo"}"#, #"null"#, #"null"#),
    (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
    (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
    (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
    (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
  ]

  @Test func `do what the examples of RFC 7396 say`() throws {
    for (target, patch, result) in Self.examples {
      #expect(try plain(merge(target, patch).node) == result, "\(target) + \(patch)")
    }
  }

  @Test func `leave every node at the place where it was written`() throws {
    let merged = try merge(
      #"{"r":{"n":{"capacity":1},"d":{"capacity":2}}}"#, "{\"r\":{\n\"n\":{\"capacity\":7}}}"
    ).node
    let changed = try #require(merged.member("r")?.member("n")?.member("capacity")?.place)
    #expect(changed.file.name == "patch.json" && changed.line == 2)
    #expect(merged.member("r")?.member("d")?.member("capacity")?.place.file.name == "target.json")
    #expect(merged.member("r")?.members?[0].keyPlace.file.name == "target.json")
  }

  @Test func `replace one-key alternatives whole`() throws {
    let alternatives: Set<String> = ["gamma", "uniform"]
    func result(_ target: String, _ patch: String) throws -> String {
      try plain(merge(target, patch, alternatives: alternatives).node)
    }
    #expect(
      try result(#"{"for":{"gamma":{"mean":1,"cv":2}}}"#, #"{"for":{"uniform":{"min":1}}}"#)
        == #"{"for":{"uniform":{"min":1}}}"#)
    #expect(
      try result(#"{"for":{"gamma":{"mean":1,"cv":2}}}"#, #"{"for":{"gamma":{"mean":3}}}"#)
        == #"{"for":{"gamma":{"mean":3}}}"#)
    #expect(
      try result(#"{"for":{"gamma":1,"x":2}}"#, #"{"for":{"uniform":3}}"#)
        == #"{"for":{"gamma":1,"x":2,"uniform":3}}"#)
    #expect(try result(#"{"for":{"gamma":1}}"#, #"{"for":{"gamma":null}}"#) == #"{"for":{}}"#)
  }

  @Test func `give a rota another timetable and leave its exceptions`() throws {
    let target = #"{"capacity":{"daily":{"00:00":1,"08:00":3},"exceptions":{"2026-12-25":0}}}"#
    for (patch, result) in [
      (
        #"{"capacity":{"weekly":{"Mon":2}}}"#,
        #"{"capacity":{"exceptions":{"2026-12-25":0},"weekly":{"Mon":2}}}"#
      ),
      (
        #"{"capacity":{"daily":{"00:00":2}}}"#,
        #"{"capacity":{"exceptions":{"2026-12-25":0},"daily":{"00:00":2}}}"#
      ),
      (
        #"{"capacity":{"exceptions":{"2026-12-26":1}}}"#,
        #"{"capacity":{"daily":{"00:00":1,"08:00":3},"exceptions":{"2026-12-25":0,"2026-12-26":1}}}"#
      ),
    ] {
      let merged = try merge(target, patch, alternatives: ["daily", "weekly"])
      #expect(plain(merged.node) == result, "\(patch)")
    }
  }

  @Test func `edit where there is no list is a finding`() throws {
    let (node, findings) = try merge(
      #"{"pathways":{"attendance":[]}}"#, #"{"pathways":{"atendance":{"edit":[]}}}"#)
    #expect(findings.sorted.map(\.code) == ["K153"])
    #expect(findings.sorted.first?.help == "did you mean “attendance”?")
    #expect(node.member("pathways")?.members?.count == 2)
    #expect(try merge(#"{"r":{"a":1}}"#, #"{"r":{"edit":{"b":1}}}"#).findings.isEmpty)
  }
}

@Suite struct `Edits of pathways` {
  private static let target = #"""
    {"p": [
      {"do": "registration", "for": 1},
      {"seize": "cubicle", "renege": {"after": 2, "then": [{"leave": "x", "name": "gone"}]}},
      {"branch": [{"share": 0.3, "steps": [{"do": "imaging"}]}, {"otherwise": [{"do": "talk"}]}]},
      {"release": "cubicle", "name": "leave cubicle"},
      {"do": "wait"}, {"do": "wait"}
    ]}
    """#

  private func edit(_ edits: String) throws -> (names: [String], findings: [Finding]) {
    let target = try #require(Reading(Self.target).node)
    let patch = try #require(Reading("{\"p\": {\"edit\": \(edits)}}", as: "patch.json").node)
    var findings = Findings()
    let node = merging(patch, into: target, alternatives: [], findings: &findings)
    let list = StepList(try #require(node.member("p")?.elements))
    return (list.named().map(\.name), findings.sorted)
  }

  private static let before = [
    "registration", "cubicle", "gone", "imaging", "talk", "leave cubicle", "wait", "wait",
  ]

  @Test func `find steps however deep they are nested`() throws {
    #expect(try edit("[]").names == Self.before)
    let (names, findings) = try edit(
      #"""
      [{"before": "imaging", "insert": [{"do": "a"}, {"do": "b"}]},
       {"after": "a", "insert": {"do": "c"}}, {"replace": "talk", "with": {"do": "phone"}},
       {"remove": "gone"}, {"after": "leave cubicle", "insert": [{"do": "d"}]}]
      """#)
    #expect(findings.isEmpty)
    #expect(
      names == [
        "registration", "cubicle", "a", "c", "b", "imaging", "phone", "leave cubicle", "d", "wait",
        "wait",
      ])
  }

  @Test func `that cannot be applied are findings in the patch's own lines`() throws {
    let cases: [(String, String, String, String?)] = [
      (#"{"remove": "imagin"}"#, "K151", "no step is named “imagin”", "did you mean “imaging”?"),
      (
        #"{"remove": "wait"}"#, "K152", "2 steps are named “wait”",
        "give the step that you mean a “name” of its own"
      ),
      (#"{"before": "talk"}"#, "K150", "an edit with “before” needs “insert”", nil),
      (
        #"{"befor": "talk", "insert": []}"#, "K150",
        "an edit has to say “before”, “after”, “replace” or “remove”", "did you mean “before”?"
      ),
      (
        #"{"before": "talk", "after": "talk", "insert": []}"#, "K150",
        "an edit says both “before” and “after”", nil
      ),
      (#"{"remove": 3}"#, "K150", "“remove” takes a step's name, not a number", nil),
      (
        #"{"replace": "talk", "with": 3}"#, "K150",
        "“with” takes a step or a list of steps, not a number", nil
      ),
      (
        #"{"replace": "talk", "with": [], "wiht": []}"#, "K150",
        "“wiht” does not belong to an edit with “replace”", "did you mean “with”?"
      ),
      ("3", "K150", "an edit is a mapping, not a number", nil),
    ]
    for (text, code, message, help) in cases {
      let (names, findings) = try edit("[\(text)]")
      #expect(findings.map(\.code) == [code], "\(text)")
      #expect(findings.first?.message == message, "\(text)")
      #expect(findings.first?.place?.file.name == "patch.json", "\(text)")
      if let help { #expect(findings.first?.help == help, "\(text)") }
      if !text.contains("wiht") { #expect(names == Self.before, "\(text)") }
    }
  }
}
