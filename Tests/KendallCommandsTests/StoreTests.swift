import Foundation
import Testing

/// What is kept of a run, and that a stopped one ends with the bytes of one that was not.
@Suite("Results are kept", .serialized) struct StoreTests {
  /// Some 24 replications of a few milliseconds each.
  private let model = "Models/refinery-turnaround.json"

  private func arguments(_ folder: URL, _ more: [String] = []) -> [String] {
    ["run", model, "--all-policies", "-r", "4", "--quiet", "--out", folder.path] + more
  }

  /// How many replications a folder holds, as another program reads them.
  private func kept(in folder: URL) throws -> Int {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute("
        + "'select count(*) from replication').fetchone()[0])",
      folder.appendingPathComponent("results.sqlite").path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Int(
      String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
      ?? -1
  }

  @Test func `killed at twelve moments, a run ends with the bytes of an uninterrupted one`() throws
  {
    try Kendall.withFolder { whole in
      let started = Date()
      #expect(try Kendall.run(arguments(whole)).code == 0)
      let length = Date().timeIntervalSince(started)
      let expected = try Kendall.reports(in: whole)
      for moment in 1...12 {
        try Kendall.withFolder { folder in
          let process = try Kendall.start(arguments(folder, ["--threads", "2"]))
          Thread.sleep(forTimeInterval: length * Double(moment) / 14)
          kill(process.processIdentifier, moment % 3 == 0 ? SIGINT : SIGKILL)
          process.waitUntilExit()
          let again = try Kendall.run(arguments(folder, ["--threads", "1"]))
          #expect(again.code == 0, "\(again.errors)")
          #expect(try Kendall.reports(in: folder) == expected, "stopped at \(moment)/14")
        }
      }
    }
  }

  @Test func `more replications are added to those that are there`() throws {
    try Kendall.withFolder { folder in
      let model = "Models/verification/10-trace-driven-queue.json"
      for count in ["2", "5", "3"] {
        let outcome = try Kendall.run(["run", model, "-r", count, "--out", folder.path])
        #expect(outcome.code == 0, "\(outcome.errors)")
      }
      #expect(try kept(in: folder) == 5)
      let table = try String(
        contentsOf: folder.appendingPathComponent("replications.csv"), encoding: .utf8)
      #expect(!table.contains("as written,3,"), "three were asked for, so three are reported")
    }
  }

  @Test func `tables of a run before do not stay beside another's, and others do`() throws {
    try Kendall.withModel(PrecisionTests.model) { model, folder in
      let out = folder.appendingPathComponent("out")
      func names() throws -> Set<String> { Set(try Kendall.reports(in: out).keys) }
      func run(_ arguments: [String]) throws {
        let outcome = try Kendall.run(arguments + ["--quiet", "--out", out.path])
        #expect(outcome.code == 0, "\(outcome.errors)")
      }
      try run(["run", model, "-r", "5", "--precision", "time in system: 90%"])
      #expect(try names().contains("precision.csv"))
      try Data("mine".utf8).write(to: out.appendingPathComponent("mine.csv"))
      let chart = try #require(
        try FileManager.default.contentsOfDirectory(atPath: out.path + "/charts").first {
          $0.hasSuffix(".svg") && !$0.hasPrefix(".")
        })
      let leftover = out.path + "/charts/.3.\(chart).partial"
      try Data("left".utf8).write(to: URL(fileURLWithPath: leftover))
      try run(["compare", model, "-r", "5"])
      #expect(try names().isSuperset(of: ["comparison.csv", "mine.csv"]))
      #expect(try !names().contains("precision.csv"))
      #expect(!FileManager.default.fileExists(atPath: leftover))
      try run(["sweep", model, "-r", "2", "--vary", "units=1..2", "--measure", "time in system"])
      try run(["run", model, "-r", "6"])
      #expect(try names().isSuperset(of: ["sweep.csv", "mine.csv"]))
      #expect(try !names().contains("comparison.csv"))
    }
  }

  @Test func `a store of another seed, setting or model is refused with what differs`() throws {
    try Kendall.withFolder { folder in
      let model = folder.appendingPathComponent("small.json")
      let text = """
        { "name": "small", "parameters": { "n": 1 }, "time": { "length": "1 day" },
          "resources": { "r": { "capacity": "n" } },
          "arrivals": { "x": { "rate": "2 per hour", "pathway": "p" } },
          "pathways": { "p": [ { "do": "w", "with": "r", "for": "20 min" } ] } }
        """
      try text.write(to: model, atomically: true, encoding: .utf8)
      let out = folder.appendingPathComponent("out").path
      func run(_ more: [String] = []) throws -> Kendall.Outcome {
        try Kendall.run(["run", model.path, "-r", "2", "--quiet", "--out", out] + more)
      }
      #expect(try run().code == 0)
      let seed = try run(["--seed", "7"])
      #expect(seed.code == 65)
      #expect(
        seed.errors == "kendall: \(out)/results.sqlite holds results of another origin (seed 1 "
          + "instead of 7): replace them with --fresh, or keep them and use another folder with "
          + "--out\n")
      #expect(try run(["--set", "n=2"]).errors.contains("--set n=(not set) instead of 2"))
      try text.replacingOccurrences(of: "20 min", with: "25 min")
        .write(to: model, atomically: true, encoding: .utf8)
      #expect(try run().errors.contains("the model file has changed"))
      #expect(try run(["--fresh"]).code == 0)
      #expect(try run().code == 0)
    }
  }

  @Test func `a file that is no store is refused, and replaced on demand`() throws {
    try Kendall.withFolder { folder in
      let file = folder.appendingPathComponent("results.sqlite")
      try Data("no database at all, only words that go on for a while".utf8).write(to: file)
      let refused = try Kendall.run(arguments(folder))
      #expect(refused.code == 65)
      #expect(refused.errors.contains("cannot be read as a store of results"))
      #expect(try Kendall.run(arguments(folder, ["--fresh"])).code == 0)
    }
  }

  @Test func `of two processes on one folder the second is told`() throws {
    try Kendall.withFolder { folder in
      let first = try Kendall.start(
        ["run", model, "-r", "500", "--quiet", "--out", folder.path])
      defer {
        first.terminate()
        first.waitUntilExit()
      }
      let lock = folder.appendingPathComponent("results.sqlite").path
      for _ in 0..<200 where !FileManager.default.fileExists(atPath: lock) {
        Thread.sleep(forTimeInterval: 0.01)
      }
      let second = try Kendall.run(arguments(folder))
      #expect(second.code == 75)
      #expect(second.errors.contains("another run is at work in \(folder.path)"))
    }
  }

  @Test func `Ctrl-C says how far it came and that the same command goes on`() throws {
    try Kendall.withFolder { folder in
      let errors = folder.appendingPathComponent("errors.txt")
      let process = try Kendall.start(
        ["run", model, "-r", "500", "--quiet", "--out", folder.path], errors: errors)
      Thread.sleep(forTimeInterval: 0.6)
      kill(process.processIdentifier, SIGINT)
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
      let text = try String(contentsOf: errors, encoding: .utf8)
      #expect(text.contains("of 500 replications, which are kept in"))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/summary.csv"))
      let first = try kept(in: folder)
      #expect(first > 0)
      // Stopped again at once, it still counts what the first had done.
      let again = try Kendall.start(
        ["run", model, "-r", "500", "--quiet", "--out", folder.path], errors: errors)
      Thread.sleep(forTimeInterval: 0.3)
      kill(again.processIdentifier, SIGINT)
      again.waitUntilExit()
      if again.terminationStatus == 130 {
        let text = try String(contentsOf: errors, encoding: .utf8)
        let all = try kept(in: folder)
        #expect(text.contains("stopped after \(all) of 500 replications"), "\(text)")
      }
    }
  }
}
