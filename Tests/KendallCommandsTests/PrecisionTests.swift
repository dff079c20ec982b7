import Foundation
import Testing

@Suite("kendall run --precision") struct PrecisionTests {
  private func withModel(_ body: (_ model: String, _ folder: URL) throws -> Void) throws {
    try Kendall.withModel(Self.model, body)
  }

  /// A queue whose mean wait varies much between days.
  static let model = """
    { "name": "queue", "time": { "length": "5 days" }, "parameters": { "units": 1 },
      "resources": { "r": { "capacity": "units" } },
      "arrivals": { "x": { "rate": "2 per hour", "pathway": "p" } },
      "pathways": { "p": [
        { "do": "work", "with": "r", "for": { "exponential": { "mean": "20 min" } } } ] },
      "policies": { "more": { "parameters": { "units": 2 } } } }
    """

  @Test func `it goes on until the interval is narrow, with the same bytes for any threads`() throws
  {
    try withModel { model, folder in
      var expected: [String: Data] = [:]
      for threads in ["1", "3"] {
        let out = folder.appendingPathComponent("out" + threads)
        let outcome = try Kendall.run([
          "run", model, "-r", "10", "--precision", "time in system: 10%", "--threads", threads,
          "--out", out.path,
        ])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("Precision: reached after "))
        let reports = try Kendall.reports(in: out)
        #expect(reports["precision.csv"] != nil)
        if expected.isEmpty { expected = reports }
        #expect(reports == expected)
      }
    }
  }

  @Test func `stopped and begun again, it ends with the bytes of an uninterrupted run`() throws {
    try withModel { model, folder in
      func arguments(_ out: URL) -> [String] {
        [
          "run", model, "-r", "5", "--precision", "time in system: 4%", "--quiet", "--out",
          out.path,
        ]
      }
      let whole = folder.appendingPathComponent("whole")
      let started = Date()
      #expect(try Kendall.run(arguments(whole)).code == 0)
      let length = Date().timeIntervalSince(started)
      let expected = try Kendall.reports(in: whole)
      for moment in 1...4 {
        let out = folder.appendingPathComponent("out\(moment)")
        let process = try Kendall.start(arguments(out))
        Thread.sleep(forTimeInterval: length * Double(moment) / 5)
        kill(process.processIdentifier, moment % 2 == 0 ? SIGINT : SIGKILL)
        process.waitUntilExit()
        #expect(try Kendall.run(arguments(out)).code == 0)
        #expect(try Kendall.reports(in: out) == expected)
      }
    }
  }

  @Test func `the cap ends it with a code of its own, and the reports are there`() throws {
    try withModel { model, folder in
      let out = folder.appendingPathComponent("out")
      let outcome = try Kendall.run([
        "run", model, "-r", "3", "--at-most", "6", "--precision", "time in system: 0.1%", "--out",
        out.path,
      ])
      #expect(outcome.code == 3)
      #expect(
        outcome.output.contains("NOT reached after 6 replications, the most that were allowed"))
      #expect(outcome.output.contains(" would do"))
      let table = try #require(try Kendall.reports(in: out)["precision.csv"])
      let rows = String(decoding: table, as: UTF8.self).split(separator: "\r\n")
      #expect(rows.count == 1 + 4, "looks after 3, 4, 5 and 6 replications")
      let quiet = try Kendall.run([
        "run", model, "-r", "3", "--at-most", "6", "--precision", "time in system: 0.1%",
        "--quiet", "--out", out.path,
      ])
      #expect(quiet.code == 3)
      #expect(quiet.errors.contains("NOT reached"))
      #expect(quiet.errors.contains("warning: judged from 3 replications on, the intervals cover"))
      #expect(String(decoding: table, as: UTF8.self).contains("judged from 3 replications on"))
    }
  }

  @Test func `from twenty replications on there is nothing to warn of`() throws {
    try withModel { model, folder in
      let outcome = try Kendall.run([
        "run", model, "-r", "20", "--at-most", "20", "--precision", "time in system: 90%", "--out",
        folder.path,
      ])
      #expect(outcome.code == 0)
      #expect(!outcome.errors.contains("cover less often"))
    }
  }

  @Test func `a comparison goes on until the differences are precise`() throws {
    try withModel { model, folder in
      let outcome = try Kendall.run([
        "compare", model, "-r", "10", "--precision", "time in system: 25%", "--out",
        folder.appendingPathComponent("out").path,
      ])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Precision: reached"))
    }
  }

  @Test(arguments: [
    (["--precision", "time in system"], "does not say how narrow"),
    (["--precision", "time in sistem: 5%"], "did you mean “time in system”?"),
    (["--precision", "time in system: 5 kg"], "takes a percentage of the mean or a duration"),
    (["--precision", "time in system: 5%", "--at-most", "10"], "--at-most takes a number from"),
    (["--precision", "time in system: 5%", "-r", "1"], "needs at least 2 replications"),
    (["--at-most", "50"], "--at-most is for --precision"),
  ])
  func `what makes no sense is refused before much is run`(_ options: [String], _ message: String)
    throws
  {
    try withModel { model, folder in
      let outcome = try Kendall.run(
        ["run", model, "--out", folder.appendingPathComponent("out").path] + options)
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }
}
