import Foundation
import Testing

@Suite("kendall validate") struct ValidateTests {
  private static func model(_ minutes: Int) -> String {
    """
    { "name": "desk", "time": { "start": "2026-01-05T00:00", "length": "14 days" },
      "resources": { "clerk": { "capacity": 1 } },
      "arrivals": { "visitor": { "rate": "4 per hour", "pathway": "p" } },
      "pathways": { "p": [
        { "do": "talk", "with": "clerk", "for": { "exponential": { "mean": "\(minutes) min" } } } ] } }
    """
  }

  /// The rows of the table that do not fit.
  private func misfits(_ folder: URL) throws -> [String] {
    let text = try String(
      contentsOf: folder.appendingPathComponent("out/validation.csv"), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).map(String.init).filter { $0.hasSuffix(",0") }
  }

  /// The log of another seed of the same model; some 75 figures, of which 4 would not fit by chance:
  /// more than 16 with a probability below 10⁻⁴ even though neighbours depend on one another.
  @Test func `a model fits its own log, and one with longer talks does not`() throws {
    try Kendall.withFolder { folder in
      let (same, other) = (
        folder.appendingPathComponent("same.json"), folder.appendingPathComponent("other.json")
      )
      try Data(Self.model(9).utf8).write(to: same)
      try Data(Self.model(12).utf8).write(to: other)
      let log = folder.appendingPathComponent("log.csv").path
      let made = try Kendall.run(["log", same.path, "--seed", "7", "--out", log])
      #expect(made.code == 0, "\(made.errors)")
      let out = folder.appendingPathComponent("out").path
      let fits = try Kendall.run([
        "validate", same.path, "--observed", log, "-r", "10", "--out", out,
      ])
      #expect(fits.code == 0, "\(fits.errors)")
      #expect(try misfits(folder).count <= 16)
      #expect(fits.output.contains("observed figures lie where 95 %"))
      #expect(Kendall.hasPage("validation", chart: "validation-1", fits, in: out))
      let wrong = try Kendall.run([
        "validate", other.path, "--observed", log, "-r", "10", "--out", out,
      ])
      #expect(wrong.code == 0, "\(wrong.errors)")
      #expect(try misfits(folder).contains { $0.hasPrefix("duration,activity talk,mean,") })
      #expect(wrong.output.contains("duration of activity talk"))
    }
  }

  /// One an hour stays for 30 hours: how many are seen to leave depends on how long one looks.
  @Test func `replications are as long as the log`() throws {
    try Kendall.withFolder { folder in
      let model = folder.appendingPathComponent("m.json")
      try Data(
        """
        { "name": "ward", "time": { "start": "2026-01-05T00:00", "warmUp": "2 days", "length": "3 days" },
          "arrivals": { "patient": { "every": "1 h", "pathway": "p" } },
          "pathways": { "p": [ { "delay": "stay", "for": "30 h" } ] } }
        """.utf8
      ).write(to: model)
      let log = folder.appendingPathComponent("log.csv").path
      let out = folder.appendingPathComponent("out").path
      // One comes at the end of every hour, at that of the run as well.
      for (flags, arrivals) in [([], 120), (["--after-warm-up"], 73)] {
        let made = try Kendall.run(["log", model.path, "--out", log] + flags)
        #expect(made.code == 0, "\(made.errors)")
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(
          whereSeparator: \.isNewline)
        #expect(lines.count { $0.contains(",arrival,") } == arrivals, "\(lines.prefix(3))")
        let outcome = try Kendall.run([
          "validate", model.path, "--observed", log, "-r", "2", "--out", out,
        ])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let rows = try String(contentsOfFile: out + "/validation.csv", encoding: .utf8)
          .split(whereSeparator: \.isNewline).filter { $0.hasPrefix("occurrence,activity stay,") }
        let cells = try #require(rows.first).split(separator: ",", omittingEmptySubsequences: false)
        // Observed and simulated.
        #expect(cells[4] == cells[6], "\(rows)")
      }
    }
  }

  @Test func `figures are found by their names, and unknown ones refused`() throws {
    try Kendall.withFolder { folder in
      let model = folder.appendingPathComponent("m.json")
      try Data(Self.model(9).utf8).write(to: model)
      let observed = folder.appendingPathComponent("o.csv")
      let out = folder.appendingPathComponent("out").path
      try Data(
        "figure,value,days\nutilisation of clerk,0.6,140\np95 of time in system,900,14\n".utf8
      )
      .write(to: observed)
      let outcome = try Kendall.run([
        "validate", model.path, "--observed", observed.path, "-r", "10", "--out", out,
      ])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try misfits(folder).count == 1)
      try Data("figure,value\nutilisation of clark,0.6\n".utf8).write(to: observed)
      let unknown = try Kendall.run([
        "validate", model.path, "--observed", observed.path, "-r", "2", "--out", out,
      ])
      #expect(unknown.code == 65 && unknown.errors.contains("“utilisation of clark”"))
      let none = try Kendall.run(["validate", model.path, "--observed", out + "/none.csv"])
      #expect(none.code == 66)
    }
  }
}
