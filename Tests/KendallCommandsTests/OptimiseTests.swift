import Foundation
import Testing

@Suite("kendall optimise") struct OptimiseTests {
  /// A price that is least, 3, at a = 6 and b = 2, whatever happens.
  private static let model = """
    { "name": "bowl", "time": { "length": "1 h" }, "parameters": { "a": 1, "b": 1 },
      "resources": { "r": { "capacity": 1 } },
      "arrivals": { "x": { "rate": "2 per hour", "pathway": "p" } },
      "pathways": { "p": [ { "do": "work", "with": "r", "for": "10 min" } ] },
      "measures": { "price": { "timeAverage":
        "(a - 6) * (a - 6) + (b - 2) * (b - 2) + 3 + 0 * busy(r)" },
        "size": { "timeAverage": "a + b + 0 * busy(r)" } } }
    """

  private func withModel(_ body: (_ model: String, _ out: String) throws -> Void) throws {
    try Kendall.withModel(Self.model) { try body($0, $1.appendingPathComponent("out").path) }
  }

  private func optimise(_ model: String, _ out: String, _ more: [String]) throws
    -> Kendall.Outcome
  {
    try Kendall.run(
      [
        "optimise", model, "-r", "2", "--measure", "price", "--minimise", "--vary", "a=0..20",
        "--vary", "b=0..20", "--out", out,
      ] + more)
  }

  @Test func `it finds the bottom of a bowl, and again the same way`() throws {
    try withModel { model, out in
      let outcome = try optimise(model, out, [])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Best: a=6, b=2\n"))
      #expect(outcome.output.contains("No neighbour is better"))
      #expect(Kendall.hasPage("optimise", chart: "search", outcome, in: out))
      let again = try optimise(model, out, ["--threads", "1"])
      #expect(again.output == outcome.output)
      let table = try String(contentsOfFile: out + "/optimise.csv", encoding: .utf8)
      #expect(table.hasPrefix("point,a,b,state,role,measure,"))
      #expect(table.contains(",6,2,best,minimised,price,all,mean,1,,3,"))
    }
  }

  @Test func `it keeps limits, and says where none can be kept`() throws {
    try withModel { model, out in
      let outcome = try optimise(model, out, ["--subject-to", "size >= 12", "--json"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      // On a + b = 12 the nearest to (6, 2) is (8, 4): single steps alone would end anywhere on it.
      #expect(outcome.output.contains("\"estimates\": [\n    11,\n    12\n  ]"))
      let frontier = try String(contentsOfFile: out + "/frontier.csv", encoding: .utf8)
      #expect(frontier.contains(",8,4,best,minimised,price,"))
      let none = try optimise(model, out, ["--subject-to", "size >= 50"])
      #expect(none.code == 3)
      #expect(none.output.contains("No point that was visited keeps all limits"))
      let short = try optimise(model, out + "2", ["--budget", "10"])
      #expect(short.code == 3 && short.output.contains("The budget came first"))
    }
  }

  @Test(arguments: [
    (["--vary", "c=0.5..1"], "“c” has no steps"), (["--vary", "a=1..2"], "more than once"),
    (["--maximise"], "--minimise or --maximise"), (["--subject-to", "size"], "has no limit"),
  ])
  func `what makes no sense is refused`(_ options: [String], _ message: String) throws {
    try withModel { model, out in
      let outcome = try optimise(model, out, options)
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }
}
