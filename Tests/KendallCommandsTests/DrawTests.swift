import Foundation
import Testing

@Suite("kendall draw") struct DrawTests {
  private let model = "Models/emergency-department.json"

  @Test func `prints a picture, or writes it to a file`() throws {
    let printed = try Kendall.run(["draw", model])
    #expect(printed.code == 0, "\(printed.errors)")
    #expect(printed.output.hasPrefix("<svg ") && printed.output.hasSuffix("</svg>\n"))
    let folder = try Kendall.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("new/picture.svg")
    #expect(try Kendall.run(["draw", model, "--out", file.path]).output.isEmpty)
    #expect(try String(contentsOf: file, encoding: .utf8) == printed.output)
  }

  @Test func `draws what a policy changes`() throws {
    let plain = try Kendall.run(["draw", model, "--format", "mermaid"])
    let track = try Kendall.run(["draw", model, "--format", "mermaid", "--policy", "fast track"])
    #expect(plain.code == 0 && track.code == 0, "\(track.errors)")
    #expect(!plain.output.contains("fast track care"))
    #expect(track.output.contains("fast track care<br>with practitioner, fast track chair"))
    #expect(try Kendall.run(["draw", model, "--format", "dot"]).output.hasPrefix("digraph"))
  }

  @Test func `ends as other commands do where it cannot draw`() throws {
    #expect(try Kendall.run(["draw", "nowhere.json"]).code == 66)
    #expect(try Kendall.run(["draw", model, "--policy", "no such"]).code == 65)
    #expect(try Kendall.run(["draw", model, "--format", "png"]).code == 64)
    #expect(try Kendall.run(["draw", model, "--out", "README.md/x.svg"]).code == 73)
  }
}
