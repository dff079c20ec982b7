import Foundation
import Testing

@Suite("kendall warmup and kendall long-run") struct SteadyStateCommandTests {
  private func withModel(_ text: String, _ body: (String, String) throws -> Void) throws {
    try Kendall.withModel(text) { try body($0, $1.appendingPathComponent("out").path) }
  }

  private let filling = """
    { "name": "filling", "time": { "length": "5 days" },
      "arrivals": { "x": { "every": "6 min", "pathway": "p" } },
      "pathways": { "p": [ { "delay": "stay", "for": "5 h" } ] } }
    """

  @Test func `warmup proposes a length that the model may take`() throws {
    try withModel(filling) { model, out in
      let outcome = try Kendall.run(["warmup", model, "--bin", "15 min", "-r", "2", "--out", out])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Proposed: \"warmUp\": \"5 h\""))
      #expect(outcome.output.contains("SHORTER"))
      let files = try Kendall.reports(in: URL(fileURLWithPath: out))
      let table = String(decoding: try #require(files["warm-up.csv"]), as: UTF8.self)
      #expect(table.contains("number inside,all,entities,5,0,50,steady\r\n"))
      #expect(files["welch.csv"] != nil)
      #expect(Kendall.hasPage("warm-up", chart: "welch-1", outcome, in: out))
      let json = try Kendall.run(
        ["warmup", model, "--bin", "15 min", "-r", "2", "--json", "--out", out])
      #expect(json.output.contains("\"proposedHours\": 5,"))
      #expect(try Kendall.run(["warmup", model, "--bin", "1 day", "--out", out]).code == 64)
      #expect(try Kendall.run(["warmup", model, "--length", "soon", "--out", out]).code == 64)
    }
  }

  @Test func `long-run says where batches are alike`() throws {
    try withModel(
      filling.replacing("\"every\": \"6 min\"", with: "\"rate\": \"10 per hour\"")
    ) { model, out in
      let good = try Kendall.run([
        "long-run", model, "--length", "100 days", "--warm-up", "1 day", "--out", out,
      ])
      #expect(good.code == 0, "\(good.output)")
      #expect(Kendall.hasPage("long-run", chart: "long-run-1", good, in: out))
      // Batches of half an hour, while everybody stays for five: neighbours share most entities.
      let alike = try Kendall.run([
        "long-run", model, "--length", "100 h", "--batches", "200", "--warm-up", "1 day",
        "--out", out,
      ])
      #expect(alike.code == 3)
      #expect(alike.output.contains("give a greater --length, or fewer --batches"))
      let json = try Kendall.run([
        "long-run", model, "--length", "100 days", "--warm-up", "1 day", "--json", "--out", out,
      ])
      #expect(json.output.contains("\"vonNeumann\": "))
      #expect(try Kendall.run(["long-run", model, "--batches", "2", "--out", out]).code == 64)
    }
  }
}

@Suite("The warning about warm-ups") struct WarmUpWarningTests {
  private static let model = """
    { "name": "filling", "time": { "length": "5 days" },
      "arrivals": { "x": { "every": { "exponential": { "mean": "6 min" } }, "pathway": "p" } },
      "pathways": { "p": [ { "delay": "stay", "for": "10 h" } ] },
      "policies": { "longer": { "time": { "warmUp": "20 h" } } } }
    """

  @Test func `comes with every run whose warm-up is shorter than the run itself asks for`() throws {
    try Kendall.withModel(Self.model) { model, folder in
      let out = folder.appendingPathComponent("out")
      let run = try Kendall.run(["run", model, "-r", "8", "--out", out.path])
      #expect(run.code == 0)
      #expect(
        run.errors.contains(
          "kendall: warning: there is no warm-up: of “as written” the number inside is"),
        "\(run.errors)")
      #expect(run.errors.contains("% lower") && run.errors.contains("kendall warmup says more"))
      let page = try String(
        contentsOf: out.appendingPathComponent("report.html"), encoding: .utf8)
      #expect(page.contains("the number inside is biased"))
      // What has been run before, by another number of threads, says the same.
      let before = try Kendall.reports(in: out)
      let again = try Kendall.run(["run", model, "-r", "8", "--threads", "1", "--out", out.path])
      #expect(again.errors == run.errors)
      #expect(try Kendall.reports(in: out) == before)
    }
  }

  @Test func `does not come where the warm-up is long enough`() throws {
    try Kendall.withModel(Self.model) { model, folder in
      let out = folder.appendingPathComponent("out")
      let run = try Kendall.run(
        ["run", model, "-r", "8", "--policy", "longer", "--out", out.path])
      #expect(run.code == 0 && run.errors == "", "\(run.errors)")
      let page = try String(
        contentsOf: out.appendingPathComponent("report.html"), encoding: .utf8)
      #expect(page.contains("shows no bias due to that"))
    }
  }
}
