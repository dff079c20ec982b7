import Foundation
import Testing

@Suite("JSON for programs") struct JSONOutputTests {
  private static let model = """
    { "name": "Two servers", "time": { "length": "2 days" }, "parameters": { "servers": 1 },
      "resources": { "server": { "capacity": "servers" } },
      "arrivals": { "customer": { "rate": "3 per hour", "pathway": "p" } },
      "pathways": { "p": [ { "do": "serve", "with": "server", "for": { "exponential": { "mean": "15 min" } } } ] },
      "measures": { "stay": { "mean": "timeInSystem", "target": "20 min" } },
      "policies": { "two": { "parameters": { "servers": 2 } } } }
    """

  private func object(_ arguments: [String]) throws -> [String: Any] {
    let outcome = try Kendall.run(arguments)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(value as? [String: Any])
  }

  @Test func `has the figures of a run and where its reports are`() throws {
    try Kendall.withModel(Self.model) { model, folder in
      let out = folder.path + "/out"
      let run = try object(["run", model, "-r", "2", "--json", "--out", out])
      #expect(run["report"] as? String == out + "/report.html")
      #expect(run["replications"] as? Int == 2)
      let policies = try #require(run["policies"] as? [[String: Any]])
      let figures = try #require(policies.first?["figures"] as? [[String: Any]])
      #expect(policies.first?["policy"] as? String == "as written" && !figures.isEmpty)
      let summary = try String(contentsOfFile: out + "/summary.csv", encoding: .utf8)
      let rows = summary.split(separator: "\r\n").map { $0.split(separator: ",").map(String.init) }
      for figure in figures {
        let names = ["measure", "scope", "statistic"].compactMap { figure[$0] as? String }
        let row = try #require(rows.first { $0.count > 5 && Array($0[1...3]) == names })
        let (written, mean) = (
          try #require(Double(row[5])), try #require(figure["mean"] as? Double)
        )
        // Foundation's reader of JSON misreads last digits.
        #expect(abs(written - mean) <= 1e-12 * abs(written), "\(figure)")
      }
    }
  }

  @Test func `has the key measures of a comparison`() throws {
    try Kendall.withModel(Self.model) { model, folder in
      let comparison = try object([
        "compare", model, "-r", "4", "--json", "--out", folder.path + "/out",
      ])
      let rows = try #require(comparison["comparison"] as? [[String: Any]])
      #expect(rows.count == 1 && rows.first?["policy"] as? String == "two")
      #expect(try #require(rows.first?["difference"] as? Double) < 0)
      // A target is in the unit of its figure, not in ticks.
      let policies = try #require(comparison["policies"] as? [[String: Any]])
      let figures = try #require(policies.first?["figures"] as? [[String: Any]])
      #expect(figures.first?["target"] as? Double == 20)
    }
  }

  @Test func `lists templates`() throws {
    let outcome = try Kendall.run(["new", "--json"])
    let list = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let names = try #require(list as? [[String: String]]).compactMap { $0["name"] }
    #expect(names.contains("clinic"))
  }

  @Test func `or nothing is printed where that is wanted`() throws {
    try Kendall.withModel(Self.model) { model, folder in
      let quiet = try Kendall.run(["run", model, "-r", "2", "--quiet", "--out", folder.path])
      #expect(quiet.code == 0 && quiet.output.isEmpty)
      #expect(quiet.errors.split(separator: "\n").allSatisfy { $0.contains("warning") })
      let check = try Kendall.run(["check", model, "--quiet"])
      #expect(check.code == 0 && check.output.isEmpty)
    }
  }
}
