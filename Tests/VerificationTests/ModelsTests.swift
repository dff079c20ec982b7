import EventEngine
import FacilityModel
import Foundation
import Testing

/// Every model that comes with the package.
@Suite struct ModelsTests {
  static let paths: [String] = {
    let folder = Project.root.appendingPathComponent("Models")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).filter {
      ($0.hasSuffix(".json") && !$0.hasSuffix(".schema.json")) || $0.hasSuffix(".yaml")
    }.sorted()
      .map { "Models/" + $0 }
  }()

  @Test func `There are models`() { #expect(Self.paths.count >= 14) }

  @Test(arguments: paths)
  func `A model is free of errors and warnings, under each of its policies`(path: String) throws {
    let findings = try ModelOnDisk(path).compiler.check()
    #expect(findings.isEmpty, "\(findings.sorted.map { $0.message })")
  }

  /// Entered = left + inside, and ∫ inside dt = Σ time inside, as whole numbers.
  @Test(arguments: paths)
  func `A replication loses nobody, under each policy`(path: String) throws {
    let model = try ModelOnDisk(path)
    for policies in [[]] + model.compiler.policyNames.map({ [$0] }) {
      var program = try model.compiled(policies).program
      #if DEBUG
        // A hundred thousand time constants are for optimised builds.
        if path.contains("verification"), case .tick(let end) = program.end {
          program.warmUp /= 50
          program.end = .tick(end / 50)
        }
      #endif
      var engine = Engine(program, seed: 1, replication: 0)
      try engine.run()
      let record = engine.record()
      #expect(record.isConserved, "\(policies)")
      #expect(record.insideArea == record.sojourn, "\(policies)")
      // In a closed model all have come before the window begins; units that fail need nobody.
      let fails = try model.compiled(policies).model.resources.contains { !$0.outages.isEmpty }
      #expect(
        record.entered.reduce(0, +) > 0 || record.insideArea > 0 || fails, "\(policies)")
    }
  }
}
