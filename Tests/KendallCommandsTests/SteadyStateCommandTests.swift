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
