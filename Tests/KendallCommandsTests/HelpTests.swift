import Foundation
import Testing

@Suite("The help") struct HelpTests {
  private static let commands = [
    "run", "compare", "validate", "select", "robustness", "inputs", "sweep", "optimise", "warmup",
    "long-run", "merge", "submit", "status", "report", "new", "check", "explain", "draw", "trace",
    "log", "schema", "reference",
  ]

  /// What is written is wrapped by hand: where a line is too long, the rest of it stands alone.
  @Test(arguments: commands) func `has lines that fit a terminal, as they are written`(
    _ command: String
  ) throws {
    let folder = Kendall.root.appendingPathComponent("Sources/KendallCommands")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let source = try files?.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }
      .first { $0.contains("commandName: \"\(command)\"") }
    let help = try Kendall.run(["help", command]).output
    let text = try #require(source).split(separator: "commandName: \"\(command)\"").last ?? ""
    guard
      let discussion = text.split(separator: "discussion: \"\"\"\n").dropFirst().first?
        .split(separator: "\"\"\"").first
    else { return }
    for line in discussion.split(separator: "\n") where !line.contains("\\(") {
      let words = line.trimmingCharacters(in: .whitespaces).replacing("\\\\", with: "\\")
      #expect(words.isEmpty || help.contains(words), "\(command): \(words)")
    }
  }

  /// Whoever looks for the figure of an example finds it in the model that is shipped.
  @Test func `names figures that the emergency department has`() throws {
    let folder = Kendall.root.appendingPathComponent("Models/emergency-department.json")
    let model = try String(contentsOf: folder, encoding: .utf8)
    let readme = try String(
      contentsOf: Kendall.root.appendingPathComponent("README.md"), encoding: .utf8)
    let texts = try ["run", "select", "optimise", "robustness"].map {
      try Kendall.run(["help", $0]).output
    }
    for text in texts + [readme] {
      for match in text.matches(of: /"([a-z0-9 ]+ in (4 hours|the department))/) {
        #expect(model.contains("\"\(match.output.1)\":"), "\(match.output.1)")
      }
    }
    #expect(readme.contains("\"out in 4 hours: 1 point\""))
  }

  @Test func `tells what there is to look up`() throws {
    let topics = try Kendall.run(["reference", "--topics"])
    #expect(topics.code == 0)
    for word in ["renege", "policies", "resource", "lognormal", "expectedWait", "turnaround"] {
      #expect(topics.output.contains(word), "\(word)")
    }
    let unknown = try Kendall.run(["reference", "polices"])
    #expect(unknown.code == 64)
    #expect(unknown.errors.contains("did you mean “policies”?"))
    #expect(unknown.errors.contains("kendall reference --topics"))
  }
}
