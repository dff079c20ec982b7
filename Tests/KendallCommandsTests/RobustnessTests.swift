import Foundation
import Testing

@Suite("kendall robustness") struct RobustnessTests {
  /// Minutes in the system are a, and f more in a storm.
  ///
  /// In usual times 10, 14 and 8; in a storm 13, 14 and 18.
  private static let model = """
    { "name": "line", "time": { "length": "1 day", "warmUp": "6 h" },
      "parameters": { "a": "10 min", "f": "3 min", "storm": 0 },
      "resources": {},
      "arrivals": { "x": { "every": "10 min", "pathway": "p" } },
      "pathways": { "p": [ { "delay": "stay", "for": "a + f * storm" } ] },
      "policies": {
        "steady": { "parameters": { "a": "14 min", "f": "0 min" } },
        "bold": { "parameters": { "a": "8 min", "f": "10 min" } } },
      "stress": {
        "usual": { "weight": 3 },
        "storm": { "parameters": { "storm": 1 } } } }
    """

  private func withModel(_ body: (_ model: String, _ out: String) throws -> Void) throws {
    try Kendall.withModel(Self.model) { try body($0, $1.appendingPathComponent("out").path) }
  }

  private func robustness(_ model: String, _ out: String, _ more: [String] = []) throws
    -> Kendall.Outcome
  {
    try Kendall.run(
      ["robustness", model, "-r", "2", "--out", out, "--measure", "time in system", "--minimise"]
        + more)
  }

  private func rows(_ file: String) throws -> [[String]] {
    try String(contentsOfFile: file, encoding: .utf8).split(separator: "\r\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test func `ranks policies by their mean and by their greatest regret`() throws {
    try withModel { model, out in
      let outcome = try robustness(model, out)
      #expect(outcome.code == 0, "\(outcome.errors)")
      // Regrets 2, 6, 0 in usual times, which count three times, and 0, 1, 5 in a storm.
      let table = try rows(out + "/robustness.csv").map { row in
        [row[0], row[5], row[8], row[11]] + row[14...]
      }
      #expect(
        table == [
          ["as written", "10.75", "1.5", "2", "usual", "2", "1", "2"],
          ["steady", "14", "4.75", "6", "usual", "3", "3", "2"],
          ["bold", "10.5", "1.25", "5", "storm", "1", "2", "2"],
        ])
      let cases = try rows(out + "/robustness-cases.csv").map { row in
        [row[0], row[1], row[2], row[7], row[10], row[11], row[12], row[13], row[14]]
      }
      #expect(
        cases == [
          ["as written", "usual", "3", "10", "2", "2", "2", "bold", "0"],
          ["as written", "storm", "1", "13", "0", "0", "0", "as written", "1"],
          ["steady", "usual", "3", "14", "6", "6", "6", "bold", "0"],
          ["steady", "storm", "1", "14", "1", "1", "1", "as written", "0"],
          ["bold", "usual", "3", "8", "0", "0", "0", "bold", "1"],
          ["bold", "storm", "1", "18", "5", "5", "5", "as written", "0"],
        ])
      #expect(
        outcome.output.contains(
          "“bold” gives least away on average: 1.25 min of “time in system” against the best policy in the "
            + "same case (mean regret).\n“as written” gives least away at worst: 2 min, in “usual”")
      )
      let again = try robustness(model, out, ["--threads", "1"])
      #expect(again.output == outcome.output)
    }
  }

  @Test func `takes some of the policies and cases, and the greatest for the best`() throws {
    try withModel { model, out in
      let outcome = try Kendall.run([
        "robustness", model, "-r", "2", "--out", out, "--measure", "time in system", "--maximise",
        "--policies", "steady", "bold", "--cases", "storm", "--json",
      ])
      #expect(outcome.code == 0, "\(outcome.errors)")
      let table = try rows(out + "/robustness.csv")
      #expect(table.map { $0[0] } == ["steady", "bold"])
      #expect(table.map { $0[11] } == ["4", "0"])
      #expect(outcome.output.contains("\"goal\": \"maximise\""))
    }
  }

  @Test(arguments: [
    (["--cases", "strom"], Int32(65), "did you mean “storm”?"),
    (["--policies", "bolt", "steady"], 65, "did you mean “bold”?"),
    (["--policies", "bold"], 64, "two policies or more"),
    (["--policies", "bold", "bold"], 64, "each name once"), (["--maximise"], 64, "--minimise"),
  ])
  func `what makes no sense is refused`(_ options: [String], _ code: Int32, _ message: String)
    throws
  {
    try withModel { model, out in
      let outcome = try robustness(model, out, options)
      #expect(outcome.code == code)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test func `asks for cases where the model has none`() throws {
    let cut = try #require(Self.model.range(of: ",\n  \"stress\""))
    try Kendall.withModel(String(Self.model[..<cut.lowerBound]) + " }") { model, folder in
      let outcome = try robustness(model, folder.appendingPathComponent("out").path)
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains("the model has no stress cases"), "\(outcome.errors)")
    }
  }
}
