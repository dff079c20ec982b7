import Foundation
import Testing

@Suite("kendall select") struct SelectTests {
  /// A queue with 1, 2 and 3 units: mean times in the system 60, 22.5 and 20.4 minutes (M/M/c with
  /// λ = 2 and μ = 3 an hour), and units that cost 30, 60 and 90 an hour.
  private static let model = """
    { "name": "queue", "time": { "warmUp": "2 days", "length": "20 days" },
      "parameters": { "n": 1 },
      "resources": { "r": { "capacity": "n", "cost": { "perHour": 30 } } },
      "arrivals": { "x": { "rate": "2 per hour", "pathway": "p" } },
      "pathways": { "p": [
        { "do": "work", "with": "r", "for": { "exponential": { "mean": "20 min" } } } ] },
      "measures": { "soon": { "share": "timeInSystem <= 40 min" } },
      "policies": { "two": { "parameters": { "n": 2 } }, "three": { "parameters": { "n": 3 } } } }
    """

  private func withModel(_ body: (_ model: String, _ out: String) throws -> Void) throws {
    try Kendall.withModel(Self.model) { try body($0, $1.appendingPathComponent("out").path) }
  }

  private func select(_ model: String, _ out: String, _ more: [String]) throws -> Kendall.Outcome {
    try Kendall.run(
      ["select", model, "-r", "10", "--measure", "time in system", "--minimise", "--out", out]
        + more)
  }

  @Test func `it selects the best, and takes less where the difference is plain`() throws {
    try withModel { model, out in
      let outcome = try select(model, out, ["--indifference", "1 min"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Selected: three\n"))
      #expect(Kendall.hasPage("select", chart: "selection-1", outcome, in: out))
      let table = try String(contentsOfFile: out + "/select.csv", encoding: .utf8)
      #expect(table.contains("as written,worse,minimised,time in system,all,mean,min,,"))
      // The same again reads what is there; threads do not matter.
      let again = try select(model, out, ["--indifference", "1 min", "--threads", "1"])
      #expect(again.output == outcome.output)
      let wide = try select(model, out + "2", ["--indifference", "1 min", "--json"])
      #expect(wide.output.contains("\"selected\": \"three\""))
      #expect(wide.output.contains("\"method\": \"KN\""))
    }
  }

  @Test func `it keeps limits, and says where none can be kept`() throws {
    try withModel { model, out in
      // Within 40 min: 1 − e^(−2/3) = 49 % with one unit; with two, 86 % without waiting alone.
      let limits = ["--subject-to", "soon >= 70% within 2%"]
      let cheap = try Kendall.run(
        [
          "select", model, "-r", "10", "--measure", "utilisation of r", "--maximise",
          "--indifference", "1%", "--out", out,
        ] + limits)
      #expect(cheap.code == 0, "\(cheap.errors)")
      #expect(cheap.output.contains("Selected: two\n"))
      #expect(cheap.output.contains("breaks “soon >= 70% within 2%”"))
      let none = try select(
        model, out,
        ["--indifference", "1 min", "--subject-to", "time in system <= 10 min within 2 min"])
      #expect(none.code == 3)
      #expect(none.output.contains("no policy keeps all limits"))
      let open = try select(model, out, ["--indifference", "0.0001", "--at-most", "12"])
      #expect(open.code == 3)
      #expect(open.output.contains("after 12 replications it is still open"))
    }
  }

  @Test func `a budget is spent to the last replication`() throws {
    try withModel { model, out in
      let outcome = try select(model, out, ["--budget", "70"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Selected: three\n"))
      #expect(outcome.output.contains("70 replications in all"))
      #expect(outcome.output.contains("estimated probability of at least"))
    }
  }

  @Test(arguments: [
    (["--indifference", "1", "--budget", "100"], "give --indifference for a guarantee, or"),
    (["--indifference", "1 kg"], "not in kg"),
    (["--budget", "20"], "--budget is at least"),
    (["--indifference", "1", "--subject-to", "soon"], "has no limit"),
    (["--indifference", "1", "--subject-to", "soon >= 5 min"], "is in 1, not in min"),
    (["--indifference", "1", "--subject-to", "sooon >= 5%"], "did you mean “soon”?"),
    (["--indifference", "1", "--maximise"], "--minimise or --maximise"),
    (["--indifference", "1", "--policies", "two"], "two different policies or more"),
  ])
  func `what makes no sense is refused`(_ options: [String], _ message: String) throws {
    try withModel { model, out in
      let outcome = try select(model, out, options)
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }
}
