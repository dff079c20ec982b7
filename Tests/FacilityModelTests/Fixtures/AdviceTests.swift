import FacilityModel
import Foundation
import Testing

@Suite struct `Advice on models` {
  /// The models that come with Kendall, with their names.
  private func models() throws -> [(name: String, compiler: ModelCompiler)] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Models")
    var found: [(name: String, compiler: ModelCompiler)] = []
    for path in ["", "verification"] {
      let here = folder.appendingPathComponent(path)
      let names = try FileManager.default.contentsOfDirectory(atPath: here.path).sorted()
      for name in names where name.hasSuffix(".json") && name != "kendall.schema.json" {
        let data = try Data(contentsOf: here.appendingPathComponent(name))
        let reading = ModelCompiler.read(
          SourceFile(name: name, bytes: Array(data)), files: FolderFiles(folder: here.path))
        found.append((name, try #require(reading.compiler, "\(name)")))
      }
    }
    return found
  }

  @Test func `has nothing to say of the models that come with Kendall`() throws {
    let models = try models()
    #expect(models.count > 20)
    for (name, compiler) in models {
      #expect(FindingRenderer().text(compiler.check()) == "", "\(name)")
    }
  }

  /// All findings of a model's check, as codes.
  private func codes(_ text: String) -> [String] {
    let reading = ModelCompiler.read(SourceFile(name: "m.json", text: text), files: NoFiles())
    return reading.compiler?.check().sorted.map(\.code) ?? reading.findings.sorted.map(\.code)
  }

  @Test func `takes a name for used that stands within an expression or in a policy`() {
    func named(_ capacity: String, policies: String = "{}") -> [String] {
      codes(
        model(
          steps:
            #"[ { "call": "lab" }, { "do": "see", "with": ["doctor", "bed"], "for": "1 min" } ]"#,
          parameters: #"{ "doctors by day": 2 }"#,
          resources: #"{ "doctor": { "capacity": \#(capacity) }, "bed": { "capacity": 3 } }"#,
          policies: policies))
    }
    #expect(named(#""'doctors by day' + 1""#) == [])
    #expect(named(#""doctors by day""#) == [])
    #expect(named("2") == ["K310"])
    // Who only gives it another value does not use it; who writes it somewhere does.
    #expect(
      named("2", policies: #"{ "p": { "parameters": { "doctors by day": 3 } } }"#).contains("K310"))
    let uses = #"{ "p": { "resources": { "doctor": { "capacity": "1 + 'doctors by day'" } } } }"#
    #expect(named("2", policies: uses) == [])
  }
}
