import Foundation
import Testing

@Suite("kendall replay") struct ReplayCommandTests {
  private let model = "Models/emergency-department.json"

  @Test func `writes one page, the same each time, and says where and what`() throws {
    try Kendall.withFolder { folder in
      var pages: [Data] = []
      for name in ["a/replay.html", "b/replay.html"] {
        let file = folder.appendingPathComponent(name)
        let outcome = try Kendall.run([
          "replay", model, "--from", "2026-01-06T08:00", "--length", "2 h", "--by", "triage",
          "--out",
          file.path,
        ])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.errors.isEmpty)
        #expect(
          outcome.output
            == "The replay, from 2026-01-06 08:00 to 2026-01-06 10:00: \(file.path)\n")
        pages.append(try Data(contentsOf: file))
      }
      #expect(pages[0] == pages[1])
      let text = String(decoding: pages[0], as: UTF8.self)
      #expect(text.hasPrefix("<!DOCTYPE html>") && text.hasSuffix("</html>\n"))
      #expect(text.contains("Replication 0 with seed 1, from 2026-01-06 08:00"))
      #expect(text.contains("walk-in:"))
      let other = folder.appendingPathComponent("other.html")
      let quiet = try Kendall.run([
        "replay", model, "--from", "32 h", "--length", "2 h", "--seed", "2", "--quiet", "--out",
        other.path,
      ])
      #expect(quiet.code == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
      #expect(try Data(contentsOf: other) != pages[0])
    }
  }

  @Test func `shows a model of a few events as a whole, from its start`() throws {
    try Kendall.withModel(
      """
      { "name": "two", "time": { "until": "empty" }, "resources": { "bench": { "capacity": 1 } },
        "arrivals": { "job": { "at": [ "0 min", "3 days" ], "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "bench", "for": "10 min" } ] } }
      """
    ) { model, folder in
      let file = folder.appendingPathComponent("two.html").path
      let outcome = try Kendall.run(["replay", model, "--out", file])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output == "The replay, from day 1 00:00 to day 4 00:10: \(file)\n")
      #expect(try Kendall.run(["replay", model, "--from", "2026-01-01"]).errors.contains("start"))
      let late = try Kendall.run(["replay", model, "--from", "9 days"])
      #expect(late.code == 64)
      #expect(late.errors.contains("--from lies behind the end of the run, day 4 00:10"))
    }
  }

  @Test func `says what is wrong with its arguments`() throws {
    let wrong = [
      (["--from", "yesterday"], "--from takes a date"), (["--length", "0 h"], "above 0"),
      (["--length", "much"], "--length"), (["--by", "triag"], "did you mean “triage”?"),
      (["--from", "1999-01-01"], "before the start of the run, 2026-"),
      (["--set", "x"], "--set takes name=value"), (["--replication", "-1"], "--replication"),
    ]
    for (arguments, words) in wrong {
      let outcome = try Kendall.run(["replay", model] + arguments)
      #expect(outcome.code == 64, "\(arguments)")
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
    #expect(try Kendall.run(["replay", "nowhere.json"]).code == 66)
    #expect(try Kendall.run(["replay", model, "--policy", "no such"]).code == 65)
    #expect(try Kendall.run(["replay", model, "--out", "README.md/x.html"]).code == 73)
    #expect(try Kendall.run(["help", "replay"]).output.contains("kendall replay Models/"))
  }
}
