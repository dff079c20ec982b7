import Foundation
import Testing

@Suite("kendall report and new") struct ReportTests {
  /// The page and its charts.
  private func pages(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let charts = folder.appendingPathComponent("charts")
    for name in try FileManager.default.contentsOfDirectory(atPath: charts.path) {
      files[name] = try Data(contentsOf: charts.appendingPathComponent(name))
    }
    for name in ["report.html", "dictionary.md"] {
      files[name] = try Data(contentsOf: folder.appendingPathComponent(name))
    }
    return files
  }

  @Test func `the page is made anew from the folder alone, with the same bytes`() throws {
    try Kendall.withFolder { folder in
      let model = folder.appendingPathComponent("m.json")
      try Data(RunTests.small.utf8).write(to: model)
      let out = folder.appendingPathComponent("out")
      let run = try Kendall.run([
        "compare", model.path, "-r", "3", "--set", "units=1", "--out", out.path,
      ])
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.output.contains("report.html"))
      let first = try pages(in: out)
      #expect(first.keys.contains { $0.hasSuffix(".vl.json") })
      try FileManager.default.removeItem(at: model)
      for name in ["report.html", "charts", "dictionary.md"] {
        try FileManager.default.removeItem(at: out.appendingPathComponent(name))
      }
      let again = try Kendall.run(["report", out.path])
      #expect(again.code == 0, "\(again.errors)")
      #expect(again.output == "\(out.path)/report.html\n")
      #expect(try pages(in: out) == first)
      let stress = try Kendall.run(["report", out.path, "--stress"])
      #expect(stress.output == "\(out.path)/method.md\n", "\(stress.errors)")
      let method = try String(
        contentsOf: out.appendingPathComponent("method.md"), encoding: .utf8)
      #expect(method.contains("- set for this run: units = 1"))
    }
  }

  /// The page that stands in the repository for those who want to see one first.
  @Test func `the sample report is what the command makes of a template`() throws {
    try Kendall.withFolder { folder in
      let model = folder.appendingPathComponent("queue.json")
      #expect(try Kendall.run(["new", "queue", "--out", model.path]).code == 0)
      let out = folder.appendingPathComponent("out")
      let run = try Kendall.run([
        "run", model.path, "-r", "12", "--all-policies", "--quiet", "--out", out.path,
      ])
      #expect(run.code == 0, "\(run.errors)")
      let page = try Data(contentsOf: out.appendingPathComponent("report.html"))
      #expect(page.count < 480_000, "\(page.count) bytes")
      let sample = Kendall.root.appendingPathComponent("Reports/sample/report.html")
      if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
        try page.write(to: sample)
      }
      // Bytes are promised for one kind of processor and C library alone.
      #if arch(x86_64) && os(Linux)
        #expect(try Data(contentsOf: sample) == page, "UPDATE_EXPECTED=1 writes it anew")
      #endif
    }
  }

  @Test func `all tables of a folder make a workbook, or the command says what it lacks`() throws {
    try Kendall.withFolder { folder in
      let empty = try Kendall.run(["report", folder.path, "--workbook"])
      #expect(empty.code == 66 && empty.errors.contains("no tables are there"))
      try Data("x,y\r\n1,a\r\n".utf8).write(to: folder.appendingPathComponent("t.csv"))
      let made = try Kendall.run(["report", folder.path, "--workbook"])
      let book = folder.appendingPathComponent("report.xlsx")
      if made.code == 0 {
        #expect(made.output == "\(folder.path)/report.xlsx\n")
        #expect(try Data(contentsOf: book).prefix(2) == Data("PK".utf8))
      } else {
        #expect(made.code == 69 && made.errors.contains("libxlsxwriter-dev"))
        #expect(!FileManager.default.fileExists(atPath: book.path))
      }
      #expect(try Kendall.run(["report", folder.path, "--workbook", "--stress"]).code == 64)
    }
  }

  @Test func `a folder without results is refused`() throws {
    try Kendall.withFolder { folder in
      let nothing = try Kendall.run(["report", folder.path])
      #expect(nothing.code == 66)
      #expect(nothing.errors.contains("kendall run makes it"))
      try Data("{}".utf8).write(to: folder.appendingPathComponent("manifest.json"))
      let empty = try Kendall.run(["report", folder.path])
      #expect(empty.code == 65)
      #expect(empty.errors.contains("no manifest of a run"))
    }
  }

  @Test(arguments: ["emergency-department", "factory-line", "maintenance-crew", "clinic", "queue"])
  func `every template is a model without findings that runs as it is`(_ name: String) throws {
    try Kendall.withFolder { folder in
      let model = folder.appendingPathComponent("new/model.json")
      let new = try Kendall.run(["new", name, "--out", model.path])
      #expect(new.code == 0, "\(new.errors)")
      let check = try Kendall.run(["check", model.path])
      #expect(check.code == 0 && check.errors.isEmpty, "\(check.errors)")
      let run = try Kendall.run([
        "run", model.path, "-r", "2", "--all-policies", "--quiet", "--out",
        folder.appendingPathComponent("out").path,
      ])
      #expect(run.code == 0 && run.errors.isEmpty && run.output.isEmpty, "\(run.errors)")
      let schema = folder.appendingPathComponent("new/kendall.schema.json")
      #expect(try Data(contentsOf: schema).count > 10_000)
      let twice = try Kendall.run(["new", name, "--out", model.path])
      #expect(twice.code == 73, "a file is never replaced")
    }
  }

  @Test func `templates are listed, and an unknown one is named with what was perhaps meant`()
    throws
  {
    let list = try Kendall.run(["new"])
    #expect(list.code == 0 && list.output.contains("  factory-line "))
    let wrong = try Kendall.run(["new", "factory-lines"])
    #expect(wrong.code == 64)
    #expect(wrong.errors.contains("did you mean “factory-line”?"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `there are completions`(_ shell: String) throws {
    let script = try Kendall.run(["--generate-completion-script", shell])
    #expect(script.code == 0)
    #expect(script.output.contains("draw") && script.output.contains("all-policies"))
  }
}
