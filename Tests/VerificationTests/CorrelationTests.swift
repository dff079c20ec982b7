import EventEngine
import FacilityModel
import Foundation
import KendallTestSupport
import Testing

/// Attributes that come together: by a copula, and from the rows of a file.
@Suite("Attributes that come together")
struct CorrelationTests {
  private func runs(_ attributes: String, _ correlated: String, _ measures: [String]) throws
    -> Replicated
  {
    let measures = measures.enumerated().map { #""m\#($0.offset)": { "mean": "\#($0.element)" }"# }
    return try Replicated(
      """
      { "name": "together", "time": { "unit": "min", "length": "1 day" },
        "arrivals": { "x": { "every": 1, "attributes": { \(attributes) },
          "correlated": \(correlated), "pathway": "p" } },
        "pathways": { "p": [] }, "measures": { \(measures.joined(separator: ", ")) } }
      """, minutes: 20_000)
  }

  private func mean(_ index: Int) -> (ReplicationRecord) -> Double? {
    { $0.tallies[index].mean }
  }

  /// The Pearson correlation of uniform attributes is Spearman's of any others with the same
  /// copula: E(a b) = 1/4 + ρ/12.
  @Test("have the rank correlations that are asked for, and keep their laws")
  func ranks() throws {
    let unit = #"{ "uniform": { "min": 0, "max": 1 } }"#
    let runs = try runs(
      #""a": \#(unit), "b": \#(unit), "c": \#(unit), "d": \#(unit)"#,
      """
      { "attributes": ["b", "a", "c"], "matrix": [[1, 0.6, -0.5], [0.6, 1, 0.1], [-0.5, 0.1, 1]] }
      """, ["a * b", "b * c", "a * c", "a * d", "a", "a * a", "c * c * c", "c > 0.9"])
    for (index, rank) in [0.6, -0.5, 0.1, 0].enumerated() {
      try runs.check("product \(index)", is: 0.25 + rank / 12, mean(index))
    }
    try runs.check("mean", is: 1 / 2.0, mean(4))
    try runs.check("second moment", is: 1 / 3.0, mean(5))
    try runs.check("third moment", is: 1 / 4.0, mean(6))
    try runs.check("tail", is: 0.1, mean(7))
  }

  /// With correlated normals behind them, E(X Y) of two lognormals is that of a lognormal, and a
  /// count keeps its moments.
  ///
  /// Also P(both above the median) = 1/4 + asin(ρ) / 2π (Sheppard 1899).
  @Test("have the correlation of their normals")
  func normals() throws {
    let (mu, sigma, nu, tau, rho) = (1.0, 0.5, 0.2, 0.8, 0.7)
    func law(_ mu: Double, _ sigma: Double) -> String {
      let mean = exp(mu + sigma * sigma / 2)
      return #"{ "lognormal": { "mean": \#(mean), "cv": \#(expm1(sigma * sigma).squareRoot()) } }"#
    }
    let runs = try runs(
      #""x": \#(law(mu, sigma)), "y": \#(law(nu, tau)), "n": { "poisson": { "mean": 3 } }"#,
      #"{ "attributes": ["n", "x", "y"], "correlation": 0.7, "of": "normals" }"#,
      ["x * y", "x", "x * x", "n", "n * n", "x > \(exp(mu)) and y > \(exp(nu))"])
    let product = exp(mu + nu + (sigma * sigma + tau * tau) / 2 + rho * sigma * tau)
    try runs.check("product", is: product, mean(0))
    try runs.check("mean", is: exp(mu + sigma * sigma / 2), mean(1))
    try runs.check("second moment", is: exp(2 * mu + 2 * sigma * sigma), mean(2))
    try runs.check("mean count", is: 3, mean(3))
    try runs.check("square of a count", is: 12, mean(4))
    try runs.check("both above", is: 0.25 + asin(rho) / (2 * .pi), mean(5))
  }

  @Test("stay as they are when what rises with them is left out of the model")
  func streams() throws {
    func values(_ attributes: String, _ correlated: String) throws -> Double? {
      let model = try compiled(
        """
        { "name": "t", "time": { "length": "1 day", "unit": "min" },
          "arrivals": { "x": { "every": 5, "attributes": { \(attributes) }\(correlated),
            "pathway": "p" } },
          "pathways": { "p": [] }, "measures": { "m": { "mean": "a" } } }
        """)
      #expect(disagreements(model, seed: 3, replication: 2) == [])
      guard case .ended(let record) = runEngine(model.program, seed: 3, replication: 2) else {
        return nil
      }
      return record.tallies[0].mean
    }
    let (a, b) = (
      #""a": { "weibull": { "shape": 1.5, "scale": 4 } }"#, #""b": { "poisson": { "mean": 9 } }"#
    )
    let with = try values(
      a + ", " + b, #", "correlated": { "attributes": ["a", "b"], "correlation": 0.9 }"#)
    let other = try values(
      b + ", " + a + #", "c": { "exponential": { "mean": 1 } }"#,
      #", "correlated": { "attributes": ["a", "b", "c"], "correlation": 0.1 }"#)
    #expect(with != nil)
    #expect(with == other)
  }

  /// Rows 1 to 4 with weights 1, 0, 3, 4: what stood in one row is never torn apart.
  @Test("come from one row of a file, as often as its weight says")
  func rows() throws {
    let model = try compiled(
      """
      { "name": "rows", "time": { "length": "20000 min" },
        "arrivals": { "x": { "every": "1 min",
          "resampled": { "file": "rows.csv", "weight": "number", "attributes": {
            "age": "age", "stay": { "column": "stay", "unit": "min" },
            "sex": { "column": "sex", "as": "text" } } },
          "pathway": "p" } },
        "pathways": { "p": [
          { "branch": [ { "when": "stay != age * 2 min or (sex = f) != (age > 25)",
            "steps": [ { "leave": "torn" } ] }, { "otherwise": [] } ] },
          { "delay": "stay", "for": "stay" } ] },
        "measures": { "10": { "share": "age = 10" }, "20": { "share": "age = 20" },
          "30": { "share": "age = 30" }, "40": { "share": "sex = f and age > 30" } } }
      """,
      files: ["rows.csv": "age,stay,sex,number\n10,20,m,1\n20,40,m,0\n30,60,f,3\n40,80,f,4\n"])
    #expect(disagreements(model, seed: 1, replication: 0) == [])
    guard case .ended(let record) = runEngine(model.program, seed: 1, replication: 0) else {
      Issue.record("the run fails")
      return
    }
    let torn = model.program.outcomes.firstIndex(of: "torn")
    #expect(torn.map { record.outcomes[$0] } == 0)
    // Four standard errors of a share among the 19,930 or so that have left.
    for (index, share) in [0.125, 0, 0.375, 0.5].enumerated() {
      let found = try #require(record.tallies[index].mean)
      let error = (share * (1 - share) / Double(record.tallies[index].count)).squareRoot()
      #expect(abs(found - share) <= 4 * error, "\(index): \(found)")
    }
  }
}
