import Foundation
import Testing

@Suite("The manual pages and completions") struct ManualTests {
  /// Another program, and what it printed; nil where it is not installed.
  private func run(_ command: [String]) throws -> (code: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = Kendall.root
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus == 127 { return nil }
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test func `has a page for every command, the same every time`() throws {
    try Kendall.withFolder { folder in
      let outcome = try Kendall.run(["man", "--out", folder.path])
      #expect(outcome.code == 0 && outcome.errors.isEmpty)
      let help = try Kendall.run(["--help"]).output
      let commands = help.split(separator: "SUBCOMMANDS:\n").last?.split(separator: "\n")
        .filter { $0.hasPrefix("  ") && !$0.dropFirst(2).hasPrefix(" ") }
        .compactMap { $0.split(separator: " ").first.map(String.init) }
        .filter { $0 != "See" }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      let wanted = try #require(commands)
      #expect(wanted.count > 20)
      #expect(Set(names) == Set(wanted.map { "kendall-\($0).1" } + ["kendall.1"]))
      let run = try String(
        contentsOf: folder.appendingPathComponent("kendall-run.1"), encoding: .utf8)
      for words in [
        "\\fB\\-r\\fR, \\fB\\-\\-replications\\fR \\fIreplications\\fR\nHow many independent",
        "\\fBkendall run\\fR [\\fIoptions\\fR] \\fImodel\\fR", "Default: 20.",
      ] {
        #expect(run.contains(words))
      }
      #expect(try Kendall.run(["man"]).output == (try Kendall.run(["man"]).output))
    }
  }

  @Test func `has pages that the formatter of manuals takes without a warning`() throws {
    try Kendall.withFolder { folder in
      _ = try Kendall.run(["man", "--out", folder.path])
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
        let file = folder.appendingPathComponent(name).path
        guard let groff = try run(["groff", "-man", "-ww", "-z", file]) else { return }
        #expect(groff.code == 0 && groff.output.isEmpty, "\(name): \(groff.output)")
        guard let mandoc = try run(["mandoc", "-T", "lint", file]) else { continue }
        #expect(mandoc.output.isEmpty, "\(name): \(mandoc.output)")
      }
    }
  }

  @Test func `names the same exit codes in help, manual and README`() throws {
    let help = try Kendall.run(["--help"]).output
    let readme = try String(
      contentsOf: Kendall.root.appendingPathComponent("README.md"), encoding: .utf8)
    let table = try #require(help.split(separator: "Exit codes:\n").last).split(separator: "\n\n")
    let rows = try #require(table.first).split(separator: "\n").map {
      $0.split(separator: " ", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(rows.map { $0.first ?? "" }.contains("130"))
    let manual = try Kendall.run(["man"]).output
    for row in rows {
      try #require(row.count == 2, "a line that was broken: \(row)")
      #expect(readme.contains("| \(row[0]) | \(row[1]) |"), "\(row)")
      let first = row[1].prefix(1).uppercased() + row[1].dropFirst().prefix(20)
      #expect(
        manual.contains("\\fB\(row[0])\\fR\n" + first.replacing("-", with: "\\-")), "\(row)")
    }
  }

  @Test(arguments: [
    ("--policy", "third doctor"), ("--set", "doctors="), ("--precision", "seen in 30 min"),
  ]) func `completes names of the model in bash`(option: String, name: String) throws {
    let clinic = """
      { "parameters": { "doctors": 2 }, "measures": { "seen in 30 min": {} },
        "policies": { "third doctor": {} } }
      """
    try Kendall.withModel(clinic) { model, folder in
      let script = folder.appendingPathComponent("kendall.bash")
      try Data(try Kendall.run(["--generate-completion-script", "bash"]).output.utf8)
        .write(to: script)
      let words = "kendall run '\(model)' \(option) ''"
      let line = """
        source \(script.path); kendall() { "\(Kendall.path)" "$@"; }
        export PATH="$(dirname "\(Kendall.path)"):$PATH"
        COMP_WORDS=(\(words)); COMP_CWORD=4; COMP_LINE="kendall run x \(option) "
        COMP_POINT=${#COMP_LINE}
        $(complete -p kendall | sed -E 's/.*-F ([^ ]+).*/\\1/') kendall '' \(option)
        printf '%s\\n' "${COMPREPLY[@]}"
        """
      guard let outcome = try run(["bash", "-c", line]) else { return }
      #expect(outcome.output.contains(name), "\(outcome.output)")
    }
  }
}
