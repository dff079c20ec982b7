import EventEngine
import FacilityModel
import Foundation
import KendallTestSupport
import Testing

/// The engine and the slow, obvious interpreter tell the same story of every model we ship.
@Suite("The engine agrees with the reference interpreter on every model")
struct ReferenceOnModelsTests {
  /// Every model file below Models/, by its path from there.
  private static let models: [String] = {
    let folder = Project.root.appendingPathComponent("Models")
    let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (found ?? []).filter { $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json") }.sorted()
  }()

  /// The interpreter looks at everything at every event, so the runs are cut to the first days or,
  /// where a model counts in other units, the first thousands of its arrivals.
  private func shortened(_ compiled: CompiledModel) -> CompiledModel {
    var short = compiled
    let warmUp = min(compiled.program.warmUp, Ticks.day)
    short.model.time.warmUp = warmUp
    short.program.warmUp = warmUp
    if case .tick(let end) = compiled.program.end {
      short.model.time.end = .tick(min(end, warmUp + 10 * Ticks.day))
      short.program.end = short.model.time.end
    }
    return short
  }

  @Test("by fingerprint, counts and exact integrals, under every policy", arguments: models)
  func agreement(name: String) throws {
    let file = Project.root.appendingPathComponent("Models").appendingPathComponent(name)
    let source = SourceFile(name: name, bytes: [UInt8](try Data(contentsOf: file)))
    let files = FolderFiles(folder: file.deletingLastPathComponent().path)
    let compiler = try #require(ModelCompiler.read(source, files: files).compiler)
    for policies in [[]] + compiler.policyNames.map({ [$0] }) {
      let compiled = shortened(try #require(compiler.compile(policies: policies).compiled))
      let differences = disagreements(compiled, seed: 3, replication: 1)
      #expect(differences == [], "\(name) \(policies)")
    }
  }

  @Test("and there are models to compare them on") func thereAreModels() {
    #expect(Self.models.count >= 10)
    #expect(Self.models.contains("emergency-department.json"))
  }
}
