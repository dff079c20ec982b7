import Foundation
import Testing

@Suite("Control variates and antithetic pairs of kendall run") struct VarianceReductionTests {
  private static let model = """
    { "name": "mm1", "time": { "warmUp": "6 h", "length": "3 days" },
      "resources": { "r": { "capacity": 2 } },
      "arrivals": { "x": { "rate": "1.5 per hour", "pathway": "p" } },
      "pathways": { "p": [
        { "do": "work", "with": "r", "for": { "exponential": { "mean": "20 min" } } } ] },
      "measures": { "customers": { "timeAverage": "queue(r) + busy(r)" } } }
    """

  private func run(_ model: String, _ out: URL, _ more: [String]) throws -> Kendall.Outcome {
    try Kendall.run(["run", model, "-r", "12", "--out", out.path] + more)
  }

  @Test func `controls can be asked of results that are there`() throws {
    try Kendall.withModel(Self.model) { model, folder in
      let out = folder.appendingPathComponent("out")
      #expect(try run(model, out, []).code == 0)
      let summary = try Data(contentsOf: out.appendingPathComponent("summary.csv"))
      let controlled = try run(model, out, ["--control", "x", "--control", "work"])
      #expect(controlled.code == 0, "\(controlled.errors)")
      #expect(controlled.output.contains("With the controls “x”, “p/work/service”:"))
      #expect(controlled.output.contains("% of the plain mean's variance"))
      #expect(try Data(contentsOf: out.appendingPathComponent("summary.csv")) == summary)
      let file = out.appendingPathComponent("controlled.csv")
      let table = try Data(contentsOf: file)
      let fresh = try run(
        model, out, ["--fresh", "--threads", "1", "--control", "x", "--control", "work"])
      #expect(fresh.code == 0)
      #expect(try Data(contentsOf: file) == table)
    }
  }

  @Test func `pairs are results of another origin`() throws {
    try Kendall.withModel(Self.model) { model, folder in
      let out = folder.appendingPathComponent("out")
      let pairs = try run(model, out, ["--antithetic"])
      #expect(pairs.code == 0 && pairs.output.contains("12 antithetic pairs"), "\(pairs.errors)")
      let page = try Data(contentsOf: out.appendingPathComponent("report.html"))
      #expect(String(decoding: page, as: UTF8.self).contains("each the mean of an antithetic pair"))
      // The page can be made anew from the folder alone.
      #expect(try Kendall.run(["report", out.path]).code == 0)
      #expect(try Data(contentsOf: out.appendingPathComponent("report.html")) == page)
      let plain = try run(model, out, [])
      #expect(plain.code == 65 && plain.errors.contains("antithetic pairs"), "\(plain.errors)")
      #expect(try run(model, out, ["--antithetic", "--threads", "1"]).output.isEmpty == false)
    }
  }

  @Test(arguments: [
    (["--control", "y"], "“y” is no control"),
    (["--control", "all", "-r", "4"], "2 controls need at least 5 replications"),
    (["--control", "x", "--shard", "1/2"], "exclude each other"),
    (["--antithetic", "--shard", "1/2"], "exclude each other"),
  ])
  func `what makes no sense is refused`(_ options: [String], _ message: String) throws {
    try Kendall.withModel(Self.model) { model, folder in
      let outcome = try run(model, folder.appendingPathComponent("out"), options)
      #expect(outcome.code == 64 && outcome.errors.contains(message), "\(outcome.errors)")
    }
  }
}
