import Foundation
import Testing

@Suite("kendall sweep") struct SweepCommandTests {
  /// One customer every ten minutes; a delay of `a` and then of 2 `b`: 2 b + a in the system.
  private static let model = """
    { "name": "line", "time": { "length": "1 day", "warmUp": "6 h" },
      "parameters": { "a": "10 min", "b": "10 min", "c": 1 },
      "resources": { "r": { "capacity": "c" } },
      "arrivals": { "x": { "every": "10 min", "pathway": "p" } },
      "pathways": { "p": [ { "delay": "one", "for": "a" }, { "delay": "two", "for": "2 * b" } ] } }
    """

  private func withModel(_ body: (_ model: String, _ out: String) throws -> Void) throws {
    try Kendall.withModel(Self.model) { try body($0, $1.appendingPathComponent("out").path) }
  }

  private func sweep(_ model: String, _ out: String, _ more: [String]) throws -> Kendall.Outcome {
    try Kendall.run(
      [
        "sweep", model, "-r", "2", "--out", out, "--vary", "a=10 min..20 min", "--vary",
        "b=10 min..20 min", "--measure", "time in system",
      ] + more)
  }

  @Test func `a grid of a linear model gives its coefficients and the tornado's ends`() throws {
    try withModel { model, out in
      let outcome = try sweep(model, out, ["--points", "3"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("9 points, 2 replications each"))
      #expect(Kendall.hasPage("sweep", chart: "tornado-1", outcome, in: out))
      #expect(outcome.output.contains("a linear fit explains 100 %"))
      // b matters twice as much and comes first: 35 → 55 against 40 → 50 minutes.
      let b = try #require(outcome.output.range(of: "  b  35 → 55 min, weight 0.894"))
      let a = try #require(outcome.output.range(of: "  a  40 → 50 min, weight 0.447"))
      #expect(b.lowerBound < a.lowerBound)
      let table = try String(contentsOfFile: out + "/sweep.csv", encoding: .utf8)
      #expect(table.hasPrefix("point,a,b,measure,scope,statistic,unit,estimate,"))
      #expect(table.contains("\r\n6,15,20,time in system,all,mean,min,55,"))
      let again = try sweep(model, out, ["--points", "3", "--threads", "1"])
      #expect(again.output == outcome.output)
    }
  }

  @Test func `Morris's design finds what matters and what does not`() throws {
    try withModel { model, out in
      let outcome = try sweep(
        model, out, ["--design", "morris", "--points", "4", "--vary", "c=1..4", "--json"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      let table = try String(contentsOfFile: out + "/sensitivity.csv", encoding: .utf8)
      let rows = table.split(separator: "\r\n").map { $0.split(separator: ",").map(String.init) }
      let effects = Dictionary(rows.map { ($0[4], Double($0[12])) }) { first, _ in first }
      #expect(abs(try #require(effects["a"] ?? nil) - 10) < 1e-4)
      #expect(abs(try #require(effects["b"] ?? nil) - 20) < 1e-4)
      #expect(effects["c"] == 0)
      #expect(outcome.output.contains("\"design\": \"morris\""))
    }
  }

  @Test(arguments: ["lhs", "sobol"])
  func `points within the ranges give the same fit`(_ design: String) throws {
    try withModel { model, out in
      let outcome = try sweep(model, out, ["--design", design, "--points", "12"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("12 points"))
      #expect(outcome.output.contains("a linear fit explains 100 %"))
    }
  }

  @Test(arguments: [
    (["--vary", "zz=1..2"], Int32(65), "zz"), (["--vary", "c"], 64, "has no range"),
    (["--vary", "a=1 min..2 min"], 64, "more than once"),
    (["--points", "300"], 64, "more than 20000 points"),
    (["--measure", "time in sistem"], 64, "did you mean “time in system”?"),
  ])
  func `what makes no sense is refused`(_ options: [String], _ code: Int32, _ message: String)
    throws
  {
    try withModel { model, out in
      let outcome = try sweep(model, out, options)
      #expect(outcome.code == code)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }
}
