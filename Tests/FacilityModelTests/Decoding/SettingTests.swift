import EventEngine
import FacilityModel
import Testing

@Suite struct `Parameters, settings and policies` {
  private static let text = model(
    steps: #"[ { "do": "see", "with": "doctor", "for": "service" } ]"#,
    parameters: #"{ "a": 2, "b": "a * 3", "service": "a * 1 min", "x ray dose": 1 }"#,
    resources: #"{ "doctor": { "capacity": "b" } }"#,
    policies: #"""
      { "three": { "parameters": { "a": 3 } },
        "fixed": { "resources": { "doctor": { "capacity": "a + 10" } } },
        "four": { "parameters": { "a": 4 } },
        "b alone": { "parameters": { "b": 100 } } }
      """#)

  private func capacity(
    policies: [String] = [], _ settings: [(name: String, value: String)] = []
  ) -> Int64? {
    Compilation(Self.text, policies: policies, settings: settings)
      .compiled?.model.resources[0].plan.changes[0].value
  }

  @Test func `use the parameters before them`() {
    let parameters = Compilation(Self.text).compiled?.model.parameters
    #expect(parameters?.map(\.name) == ["a", "b", "service", "x ray dose"])
    #expect(parameters?.map(\.value) == [2, 6, 120_000_000, 1])
    #expect(parameters?.map(\.type) == [.number, .number, .duration, .number])
  }

  @Test func `compose in written order, settings last`() {
    #expect(capacity() == 6)
    #expect(capacity(policies: ["three"]) == 9)
    #expect(capacity(policies: ["three", "four"]) == 12)
    #expect(capacity(policies: ["four", "three"]) == 9)
    #expect(capacity(policies: ["fixed"]) == 12)
    #expect(capacity(policies: ["fixed", "three"]) == 13)
    #expect(capacity(policies: ["b alone", "fixed"]) == 12)
    #expect(capacity(policies: ["b alone"]) == 100)
    #expect(capacity(policies: ["three"], [("a", "5")]) == 15)
    #expect(capacity([("a", "5"), ("a", "7")]) == 21)
    #expect(capacity([("a", "2 + 2")]) == 12)
    #expect(capacity([("b", "a + 1")]) == 3)
    #expect(capacity([("x ray dose", "1e3")]) == 6)
    #expect(capacity([("service", "PT1H")]) == 6)
  }

  @Test func `are refused where they have no meaning`() {
    for (name, value, code) in [
      ("A", "5", "K204"), ("c", "5", "K204"), ("a", "", "K206"), ("a", "five", "K206"),
      ("a", "inf", "K206"), ("a", "nan", "K206"), ("a", "1e999", "K206"), ("a", "1 / 0", "K205"),
      ("a", "0x10", "K206"), ("service", "5", "K207"), ("b", "0.5", "K205"), ("b", "-1", "K205"),
      ("a", "hour", "K206"), ("b", "b", "K206"),
    ] {
      let compilation = Compilation(Self.text, settings: [(name, value)])
      #expect(compilation.codes == [code], "\(name)=\(value): \(compilation.messages)")
      #expect(compilation.program == nil)
    }
    let setting = Compilation(Self.text, settings: [("a", "2 + five")]).findings.sorted.first
    #expect(setting?.place?.file.name == "--set a")
    #expect(setting?.place?.column == 5)
    #expect(setting?.place?.path == "$.parameters.a")
    #expect(Compilation(Self.text, policies: ["thre"]).codes == ["K204"])
  }

  @Test func `point into the policy's own lines`() throws {
    let lines = """
      { "name": "n", "time": { "length": "1 h" },
        "parameters": { "a": 1 },
        "resources": { "doctor": { "capacity": "a" } },
        "arrivals": { "patient": { "rate": "1 per hour", "pathway": "visit" } },
        "pathways": { "visit": [ { "do": "see", "with": "doctor", "for": "1 min" } ] },
        "policies": {
          "slow": { "pathways": { "visit": { "edit": [
            { "after": "see", "insert": { "delay": "rest", "for": "5 mim" } } ] } } },
          "none": { "parameters": { "a": -1 } } } }
      """
    let reading = ModelCompiler.read(SourceFile(name: "m.json", text: lines), files: NoFiles())
    let findings = try #require(reading.compiler).check().sorted
    #expect(findings.map(\.code) == ["K205", "K206"])
    #expect(findings.last?.place?.line == 8)
    #expect(findings.last?.place?.column == 64)
    #expect(findings.last?.notes.isEmpty == true)
    // What a policy causes elsewhere says so.
    #expect(findings.first?.place?.line == 3)
    #expect(findings.first?.notes.map(\.place.line) == [9, 9])
  }

  @Test func `stress cases come over policies, and have weights`() throws {
    let text = """
      { "name": "n", "time": { "length": "1 h" }, "parameters": { "a": 1, "b": 1 },
        "resources": { "doctor": { "capacity": "10 * a + b" } },
        "arrivals": { "patient": { "rate": "1 per hour", "pathway": "visit" } },
        "pathways": { "visit": [ { "do": "see", "with": "doctor", "for": "1 min" } ] },
        "policies": { "p": { "parameters": { "a": 2, "b": 2 } } },
        "stress": {
          "usual": { "weight": "2 * 3" }, "ill": { "parameters": { "a": 3 } },
          "worse": { "parameters": { "c": 3 }, "weight": 0.5 } } }
      """
    let reading = ModelCompiler.read(SourceFile(name: "m.json", text: text), files: NoFiles())
    let compiler = try #require(reading.compiler)
    #expect(compiler.stressNames == ["usual", "ill", "worse"])
    func capacity(_ policies: [String], _ stress: String?) -> Int64? {
      let model = compiler.compile(policies: policies, stress: stress).compiled?.model
      return model?.resources[0].plan.changes.first.map { Int64($0.value) }
    }
    #expect(capacity([], nil) == 11)
    #expect(capacity([], "ill") == 31)
    #expect(capacity(["p"], "usual") == 22)
    #expect(capacity(["p"], "ill") == 32)
    let model = try #require(compiler.compile().compiled?.model)
    #expect(
      model.stressCases == [
        StressCase(name: "usual", weight: 6), StressCase(name: "ill", weight: 1),
        StressCase(name: "worse", weight: 0.5),
      ])
    #expect(compiler.compile(stress: "il").findings.sorted.map(\.code) == ["K204"])
    #expect(compiler.check().sorted.map(\.code) == ["K204"])
  }

  @Test func `attributes are computed from ones that are given further down`() throws {
    let compilation = Compilation(
      model(
        steps: #"""
          [ { "branch": [ { "when": "a > 5", "steps": [] } ] }, { "set": { "a": "b + 1" } },
            { "set": { "b": "c" } }, { "set": { "c": 3 } } ]
          """#))
    #expect(compilation.messages == "")
    #expect(compilation.program?.attributes.sorted() == ["a", "b", "c"])
  }
}
