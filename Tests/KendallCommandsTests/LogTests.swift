import Foundation
import Testing

@Suite("kendall log") struct LogTests {
  @Test func `writes every format, the same each time`() throws {
    let folder = try Kendall.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = folder.appendingPathComponent("model.json")
    try Data(RunTests.small.utf8).write(to: model)
    let starts = [
      "csv": "case,source,activity,resource,start,complete", "vidigi": "entity_id,pathway,",
      "xes": "<?xml ", "ocel": "{",
    ]
    for (format, start) in starts {
      let printed = try Kendall.run(["log", model.path, "--format", format])
      #expect(printed.code == 0, "\(printed.errors)")
      #expect(printed.output.hasPrefix(start), "\(format)")
      let file = folder.appendingPathComponent("log." + format)
      let written = try Kendall.run([
        "log", model.path, "--format", format, "--out", file.path,
      ])
      #expect(written.code == 0 && written.output.isEmpty)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.count >= printed.output.count - 1 && text.hasPrefix(start))
    }
  }

  @Test func `ends as other commands do where it cannot`() throws {
    #expect(try Kendall.run(["log", "nowhere.json"]).code == 66)
    let model = "Models/emergency-department.json"
    #expect(try Kendall.run(["log", model, "--policy", "no such"]).code == 65)
    #expect(try Kendall.run(["log", model, "--format", "mxml"]).code == 64)
  }
}
