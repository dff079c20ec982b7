import Foundation
import Testing

@Suite("kendall inputs") struct InputsTests {
  /// Time in the system is the mean of what is drawn: of sixteen values from 1 to 31 min, whose mean
  /// is 16 and whose variance is 85; and a rate of 6 an hour, the mean over 24 hours.
  private static let model = """
    { "name": "line", "time": { "length": "100 days", "profile": "none" },
      "arrivals": { "x": { "rate": { "file": "rates.csv", "hour": "hour", "column": "mean",
        "per": "hour", "periods": "n" }, "pathway": "p" } },
      "pathways": { "p": [ { "delay": "stay", "for":
        { "empirical": { "file": "stays.csv", "column": "stay", "unit": "min" } } } ] } }
    """

  private func withModel(_ body: (_ model: String, _ out: String) throws -> Void) throws {
    try Kendall.withModel(Self.model) { model, folder in
      let stays = "stay\n" + (0..<16).map { "\(1 + 2 * $0)\n" }.joined()
      try Data(stays.utf8).write(to: folder.appendingPathComponent("stays.csv"))
      let rates = "hour,mean,n\n" + (0..<24).map { "\($0),6,1\n" }.joined()
      try Data(rates.utf8).write(to: folder.appendingPathComponent("rates.csv"))
      try body(model, folder.appendingPathComponent("out").path)
    }
  }

  private func rows(_ out: String) throws -> [[String]] {
    try String(contentsOfFile: out + "/inputs.csv", encoding: .utf8).split(separator: "\r\n")
      .dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
  }

  /// The variance of the mean of sixteen values drawn again is 85/16, its sd 2.30 min; the sd of
  /// the arrivals an hour that of the mean of 24 counts of mean 6, 0.5.
  ///
  /// Forty samples tell a standard deviation to within 11 %; the limits are five times that, a fixed
  /// seed.
  @Test func `tell the standard deviation that sampled data have`() throws {
    try withModel { model, out in
      let outcome = try Kendall.run([
        "inputs", model, "-r", "3", "--samples", "40", "--each", "--out", out, "--measure",
        "time in system", "--measure", "throughput",
      ])
      #expect(outcome.code == 0, "\(outcome.errors)")
      let rows = try rows(out)
      #expect(
        rows.map { $0[4] } == ["all", "rates.csv", "stays.csv", "all", "rates.csv", "stays.csv"])
      func sd(_ place: Int) throws -> Double { try #require(Double(rows[place][8])) }
      let stay = (85.0 / 16).squareRoot()
      #expect(try abs(sd(0) / stay - 1) < 0.55 && abs(sd(2) / stay - 1) < 0.55)
      // Stays do not depend on how many come, nor arrivals on how long they stay.
      #expect(try sd(1) < 0.1 * stay)
      let arrivals = try (sd(3), sd(4), sd(5))
      #expect(arrivals.2 < 0.05 * arrivals.1)
      #expect(abs(arrivals.1 / 0.5 - 1) < 0.55, "\(arrivals) an hour")
      #expect(try #require(Double(rows[0][9])) > 0.99)
      let again = try Kendall.run([
        "inputs", model, "-r", "3", "--samples", "40", "--each", "--out", out, "--measure",
        "time in system", "--measure", "throughput", "--threads", "1",
      ])
      #expect(again.output == outcome.output)
    }
  }

  @Test func `refuse a model without data, and periods that are none`() throws {
    let text = Self.model.replacing(
      #"{ "file": "rates.csv", "hour": "hour", "column": "mean",\#n    "per": "hour", "periods": "n" }"#,
      with: #""6 per hour""#
    ).replacing(
      #"{ "empirical": { "file": "stays.csv", "column": "stay", "unit": "min" } }"#,
      with: #""16 min""#)
    try Kendall.withModel(text) { model, folder in
      let outcome = try Kendall.run(
        ["inputs", model, "--out", folder.appendingPathComponent("out").path])
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains("no data that could be drawn anew"), "\(outcome.errors)")
    }
  }
}
