import FacilityModel
import RandomStreams
import Testing

@Suite struct `The catalogues of the language` {
  private static let resources = #"""
    { "doctor": { "capacity": 2 }, "nurse": { "capacity": 2 }, "cubicle": { "capacity": 3 },
      "analyser": { "capacity": 1 }, "x-ray room": { "capacity": 1 }, "bus": { "capacity": 1 } }
    """#
  private static let patient =
    #""rate": "4 per hour", "attributes": { "triage": 2, "severity": 1 }"#

  private static let stocks =
    #""stocks": { "blood": { "initial": 20, "reorder": { "upTo": 20, "leadTime": "1 h" } } }, "tanks": { "diesel": { "capacity": 900, "initial": 400 } }"#

  /// Where entities are that move.
  private static let places =
    #""places": { "coordinates": { "scanner": [0, 0], "ward": [3, 4] }, "speed": "1 per min" }, "arrivals": { "patient": { "place": "ward", "#
  private static let porter =
    #""resources": { "porter": { "capacity": 1, "transport": { "home": "ward" } }, "#

  /// Those for whom others wait.
  private static let partners =
    #""matches": { "car": { "of": { "body": 1, "door": 1 } } }, "pathways": { "doors": [ { "match": "car", "as": "door" } ], "#

  /// A pathway to be called.
  private static let round = #"""
    "round": { "parameters": { "length": "10 min" }, "steps": [
      { "do": "look", "with": "doctor", "for": "length" } ] }
    """#

  @Test func `hold steps whose examples compile`() throws {
    for kind in Steps.catalogue {
      #expect(!kind.summary.isEmpty && kind.summary.hasSuffix("."), "\(kind.keyword)")
      #expect(kind.fields.first?.name == kind.keyword)
      #expect(kind.fields.first?.isRequired == true, "\(kind.keyword)")
      #expect(kind.fields.contains { $0.name == "name" }, "\(kind.keyword)")
      #expect(kind.fields.allSatisfy { !$0.meaning.isEmpty }, "\(kind.keyword)")
      #expect(Set(kind.fields.map(\.name)).count == kind.fields.count, "\(kind.keyword)")
      let before = kind.keyword == "release" ? #"{ "seize": "cubicle" },"# : ""
      let after = kind.keyword == "seize" ? #", { "release": "cubicle" }"# : ""
      let compilation = Compilation(
        model(
          steps: "[ \(before) \(kind.example) \(after) ]", resources: Self.resources,
          patient: Self.patient
        ).replacing(#""pathways": { "#, with: #"\#(Self.stocks), "pathways": { \#(Self.round), "#)
          .replacing(
            #""arrivals": { "patient": { "#,
            with: kind.keyword == "move" ? Self.places : #""arrivals": { "patient": { "#
          )
          .replacing(
            #""resources": { "#,
            with: kind.keyword == "move" ? Self.porter : #""resources": { "#
          )
          .replacing(
            #""pathways": { "#,
            with: kind.keyword == "match" ? Self.partners : #""pathways": { "#))
      #expect(compilation.messages == "", "\(kind.keyword)")
      _ = try run(#require(compilation.program, "\(kind.keyword)"))
    }
  }

  @Test func `hold distributions whose examples compile`() throws {
    let numbers = [
      "choice", "poisson", "binomial", "negativeBinomial", "geometric", "zipf", "gumbel",
      "gumbelMin",
      "johnsonSU", "discreteUniform", "bernoulli",
    ]
    for entry in Distributions.catalogue {
      #expect(entry.summary.hasSuffix("."), "\(entry.name)")
      #expect(
        !entry.forms.isEmpty || entry.tableForm != nil || entry.nesting != nil, "\(entry.name)")
      let isNumber = numbers.contains(entry.name)
      let steps =
        isNumber
        ? #"[ { "set": { "x": \#(entry.example) } } ]"#
        : #"[ { "delay": "stay", "for": \#(entry.example) } ]"#
      let files = OneFile(text: "minutes\n5\n6\n")
      let time = #"{ "length": "8 h", "unit": "min" }"#
      let compilation = Compilation(model(steps: steps, time: time), files: files)
      #expect(compilation.messages == "", "\(entry.name)")
      _ = try run(#require(compilation.program, "\(entry.name)"))
    }
  }

  @Test func `hold words and functions with their meanings`() {
    for builtin in Builtin.catalogue { #expect(!builtin.meaning.isEmpty, "\(builtin.name)") }
    for function in ExpressionFunction.catalogue {
      #expect(!function.meaning.isEmpty, "\(function.name)")
    }
    for code in ModelCode.allCases { #expect(!code.meaning.isEmpty, "\(code)") }
    let codes = ModelCode.allCases.map(\.rawValue) + TextCode.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
  }
}

/// The same file under every name.
struct OneFile: ModelFiles {
  var text: String

  func bytes(of name: String) throws(FileProblem) -> [UInt8] { Array(text.utf8) }
}
