import Foundation
import Testing

@Suite("kendall compare --entities") struct EntityTests {
  @Test func `it writes both tables and says who gains`() throws {
    let folder = try Kendall.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try Kendall.run([
      "compare", "Models/emergency-department.json", "-r", "2", "--entities", "--by", "triage",
      "--out", folder.path,
    ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Entity by entity, against “as written”"))
    #expect(outcome.output.contains("triage 1"))
    let files = try Kendall.reports(in: folder)
    let entities = String(decoding: try #require(files["entities.csv"]), as: UTF8.self)
    let rows = entities.split(separator: "\r\n")
    #expect(rows.count > 1000)
    #expect(rows.dropFirst().allSatisfy { $0.split(separator: ",")[1] == "0" })
    let differences = String(
      decoding: try #require(files["entity-differences.csv"]), as: UTF8.self)
    #expect(differences.contains(",triage 1,difference of waiting time,p95,min,"))
  }

  @Test(arguments: [
    (["--entities", "--by", "trage"], "did you mean “triage”?"),
    (["--by", "triage"], "--by is for --entities"),
    (["--entities", "--shard", "1/2"], "--entities is for the whole"),
  ])
  func `what makes no sense is refused`(_ options: [String], _ message: String) throws {
    let folder = try Kendall.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try Kendall.run(
      ["compare", "Models/emergency-department.json", "-r", "2", "--out", folder.path] + options)
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
