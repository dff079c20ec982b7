import FacilityModel
import Foundation
import RandomStreams
import Testing

@Suite struct `The sections of the language` {
  @Test func `are documented, each with an example of JSON and keys told apart`() {
    let names = Section.catalogue.map(\.name)
    #expect(Set(names).count == names.count)
    for section in Section.catalogue {
      #expect(section.summary.hasSuffix("."), "\(section.name)")
      #expect(section.fields.allSatisfy { !$0.meaning.isEmpty }, "\(section.name)")
      let keys = section.fields.map(\.name)
      #expect(Set(keys).count == keys.count, "\(section.name)")
      #expect(Set(section.exactlyOne).isSubset(of: keys), "\(section.name)")
      var findings = Findings()
      let node = parseDocument(
        SourceFile(name: "example.json", text: section.example), into: &findings)
      #expect(findings.isEmpty, "\(section.name)")
      let given = Set(node?.members?.map(\.key) ?? [])
      let isKnown = given.isSubset(of: keys) || section.others != nil
      #expect(!given.isEmpty && isKnown, "\(section.name)")
      for field in section.fields where field.isRequired {
        #expect(given.contains(field.name), "\(section.name): \(field.name)")
      }
    }
  }

  @Test func `are those that fields name`() {
    let names = Set(Section.catalogue.map(\.name))
    let fields =
      Section.catalogue.flatMap(\.fields) + Steps.catalogue.flatMap { $0.fields }
      + MeasureKind.catalogue.flatMap(\.fields)
    let used = Set(
      fields.flatMap(\.kind.sections) + [
        "model", "observations", "distribution by cases", "distribution between bounds",
      ]
        + ["moved distribution", "part of a mixture"])
    #expect(used.subtracting(names) == [])
    #expect(names.subtracting(used) == [])
  }

  @Test func `say of every key what stands under it`() {
    for section in Section.catalogue {
      for field in section.fields { #expect(field.kind.isSaid, "\(section.name): \(field.name)") }
    }
    for kind in Steps.catalogue {
      for field in kind.fields { #expect(field.kind.isSaid, "\(kind.keyword): \(field.name)") }
    }
    for kind in MeasureKind.catalogue {
      for field in kind.fields { #expect(field.kind.isSaid, "\(kind.keyword): \(field.name)") }
    }
  }

  /// A key that a decoder reads and the catalogue lacks would be a secret, and a key of the
  /// catalogue that no decoder reads would be refused.
  @Test func `list the very keys that the decoders read`() throws {
    let fixtures = try Fixtures("good")
    var read: [String: Set<String>] = [:]
    for name in try fixtures.models() {
      let compiled = try fixtures.compiler(name).compiler?.compile().compiled
      for (entry, keys) in compiled?.keysRead ?? [:] { read[entry, default: []].formUnion(keys) }
    }
    var documented: [String: Set<String>] = [
      "measure": Set(MeasureKind.catalogue.flatMap { $0.fields.map(\.name) })
    ]
    for section in Section.catalogue { documented[section.name] = Set(section.fields.map(\.name)) }
    for kind in Steps.catalogue { documented[kind.keyword] = Set(kind.fields.map(\.name)) }
    // These are told apart by their only key, and not read from a mapping of keys.
    documented["end of a run"] = nil
    documented["rate"]?.remove("phases")
    documented["factor"]?.subtract(["daily", "weekly"])
    for entry in Set(documented.keys).union(read.keys) {
      #expect(read[entry] == documented[entry], "\(entry)")
    }
  }

  /// The schema and the manual beside the models, written anew with UPDATE_EXPECTED=1.
  @Test func `stand in the schema and the manual that are kept beside the models`() throws {
    let models = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Models")
    let made = [
      ("kendall.schema.json", ModelSchema.document.json), ("REFERENCE.md", ReferenceManual.whole),
    ]
    for (name, text) in made {
      let file = models.appendingPathComponent(name)
      if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] != nil {
        try Data(text.utf8).write(to: file)
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(name)")
    }
  }

  private static let lookedUp: [(String, String)] = [
    ("resources", "### resource\n"), ("failures", "### failure\n"), ("failure", "### failure\n"),
    ("measures", "## Measures\n"), ("policies", "### policies\n"), ("policy", "### policies\n"),
    ("expressions", "## Expressions\n"), ("distribution", "## Distributions\n"),
    ("priority", "- in `seize`"), ("stress", "what policies may have to stand"),
    ("parameters", "constants by name"), ("renege", "### renege\n"), ("K314", "| `K314` |"),
    ("edit", "### edit\n"), ("Resource", "### resource\n"),
  ]

  /// Whatever stands in a model can be looked up as it stands there.
  @Test func `find every key of a model, in singular and in plural`() {
    for field in Section.model.fields {
      let text = ReferenceManual.text(on: field.name) ?? ""
      #expect(text.contains(field.meaning), "\(field.name)")
    }
    let fields = Section.catalogue.flatMap(\.fields) + Steps.catalogue.flatMap { $0.fields }
    for field in fields {
      let text = ReferenceManual.text(on: field.name)
      #expect(text != nil, "\(field.name)")
    }
    for (word, found) in Self.lookedUp {
      let text = ReferenceManual.text(on: word) ?? ""
      #expect(text.contains(found), "\(word)")
      #expect(text.count < 20_000, "\(word)")
    }
    let nothing = ReferenceManual.text(on: "nothing of the kind")
    #expect(nothing == nil)
  }

  @Test func `stand in the list of what can be looked up`() {
    let contents = ReferenceManual.contents
    for name in ReferenceManual.topics where name.first != "K" {
      #expect(contents.contains(name), "\(name)")
    }
    #expect(contents.contains("capacity"))
    for line in contents.split(separator: "\n") { #expect(line.count <= 100) }
  }
}
