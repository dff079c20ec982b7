import Foundation
import Testing

@Suite("kendall validate") struct ValidateTests {
  private static let model = """
    { "name": "clinic", "time": { "start": "2026-01-05T00:00", "warmUp": "1 day", "length": "14 days" },
      "parameters": { "stay": "40 min" },
      "arrivals": { "walk-in": { "rate": { "daily": { "00:00": "1 per hour", "08:00": "6 per hour",
        "20:00": "1 per hour" } }, "pathway": "p" } },
      "pathways": { "p": [
        { "delay": "care", "for": { "gamma": { "mean": "stay", "cv": 0.5 } } } ] } }
    """

  private func withModel(_ body: (_ model: String, _ folder: URL) throws -> Void) throws {
    let folder = try Kendall.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("model.json")
    try Data(Self.model.utf8).write(to: file)
    try body(file.path, folder)
  }

  private func validate(_ model: String, _ folder: URL, _ observed: String, _ more: [String] = [])
    throws -> Kendall.Outcome
  {
    try Kendall.run(
      [
        "validate", model, "-r", "20", "--observed", observed, "--out",
        folder.appendingPathComponent("out").path,
      ] + more)
  }

  @Test func `the model's own log fits, and that of another does not`() throws {
    try withModel { model, folder in
      let own = folder.appendingPathComponent("own.csv").path
      #expect(try Kendall.run(["log", model, "--seed", "99", "--out", own]).code == 0)
      let outcome = try validate(model, folder, own, ["--skip", "1 day", "--json"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      // 60 figures, of which about 3 are to lie outside; ten would once in some thousand seeds.
      let line = try #require(
        outcome.output.split(separator: "\n").first { $0.contains("\"misfits\"") })
      let misfits = try #require(Int(line.filter(\.isNumber)))
      #expect(misfits < 10, "\(misfits) misfits")
      let slow = folder.appendingPathComponent("slow.csv").path
      #expect(
        try Kendall.run(["log", model, "--set", "stay=70 min", "--out", slow]).code == 0)
      let other = try validate(model, folder, slow, ["--skip", "1 day"])
      #expect(other.code == 0)
      #expect(other.output.contains("What does not fit, the worst first:"))
      #expect(other.output.contains("time in system"))
      let table = try String(
        contentsOf: folder.appendingPathComponent("out/validation.csv"), encoding: .utf8)
      #expect(table.contains("\r\ntime in system,source walk-in,,,mean,min,"))
    }
  }

  @Test func `figures are found by the words of the reports`() throws {
    try withModel { model, folder in
      let file = folder.appendingPathComponent("figures.csv")
      try Data(
        """
        measure,scope,statistic,weekday,hour,value
        time in system,all,mean,,,40
        time in system,,p95,,,300
        number inside,all,,,14,4
        number inside,,,Tuesday,3,0.7
        """.utf8
      ).write(to: file)
      let outcome = try validate(model, folder, file.path)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("3 of 4 figures"))
      #expect(outcome.output.contains("p95 of time in system  observed 300 min, model "))
    }
  }

  @Test(arguments: [
    ("measure,value\ntime in sistem,4\n", "did you mean “time in system”?"),
    ("measure,value\ntime in system,many\n", "row 2: “many” in column “value” is no number"),
    ("measure,hour,value\nnumber inside,25,4\n", "is no hour from 0 to 23"),
    ("measure,hour,value\nnumber insid,2,4\n", "no level by the hour is called “number insid”"),
    ("case,start\nx,yesterday\n", "is no date and time"),
    ("case,start\nx,2026-01-05T10:00\n", "the log holds no whole day"),
    ("a,b\n1,2\n", "it has the columns of neither figures"),
  ])
  func `a file that makes no sense is refused with its place`(_ text: String, _ message: String)
    throws
  {
    try withModel { model, folder in
      let file = folder.appendingPathComponent("wrong.csv")
      try Data(text.utf8).write(to: file)
      let outcome = try validate(model, folder, file.path)
      #expect(outcome.code == 65)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }
}
