import Experiments
import FacilityModel
import OutputStatistics
import Testing

@Suite("Comparison of policies") struct ComparisonTests {
  private static let text = """
    { "name": "clinic", "time": { "length": "2 days" }, "parameters": { "doctors": 1, "rate": 2 },
      "resources": { "doctor": { "capacity": "doctors" } },
      "arrivals": { "patient": { "rate": "rate * 1 per hour", "pathway": "visit" } },
      "pathways": { "visit": [
        { "do": "see", "with": "doctor", "for": { "exponential": { "mean": "24 min" } } } ] },
      "measures": {
        "in 30 min": { "share": "waitingTime <= 30 min", "target": 0.9 },
        "wait": { "mean": "waitingTime", "key": true },
        "odd": { "share": "ordinal mod 2 = 1" } },
      "policies": {
        "two": { "parameters": { "doctors": 2 } },
        "more": { "parameters": { "rate": 2.2 } },
        "none": { "about": "changes nothing" } } }
    """

  private func result(_ policies: [String], replications: Int = 12) async throws
    -> ExperimentResult
  {
    let file = SourceFile(name: "model.json", text: Self.text)
    let compiler = try #require(ModelCompiler.read(file, files: NoFiles()).compiler)
    let arms = try ([nil] + policies).map { policy -> Experiment.Arm in
      let (compiled, findings) = compiler.compile(policies: policy.map { [$0] } ?? [])
      return Experiment.Arm(
        name: policy ?? Experiment.asWritten,
        compiled: try #require(compiled, "\(FindingRenderer().text(findings))"))
    }
    return try await ExperimentResult.run(
      Experiment(arms: arms, replications: replications, seed: 4), threads: 2)
  }

  @Test func `intervals, p values and verdicts of the key measures share one correction`()
    async throws
  {
    let result = try await result(["two", "more"], replications: 40)
    let comparison = Comparison(result)
    let keys = comparison.rows.filter(\.isKey)
    #expect(comparison.comparisons == 4)
    #expect(keys.count == 4)
    for row in keys {
      let base = result.arms[0]
      let other = try #require(result.arms.first { $0.name == row.policy })
      let index = try #require(base.figures.firstIndex(of: row.figure))
      let differences = zip(other.replications, base.replications).compactMap { a, b in
        a.values[index].value.flatMap { x in b.values[index].value.map { x - $0 } }
      }
      // Student's interval by hand, at 1 − 0.05/4, and its p value times 4.
      let n = Double(differences.count)
      let mean = differences.reduce(0, +) / n
      let variance = differences.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / (n - 1)
      let error = (variance / n).squareRoot()
      let half = StudentT.criticalValue(level: 1 - 0.05 / 4, degreesOfFreedom: n - 1) * error
      let lower = try #require(row.difference.interval.lower)
      #expect(abs(lower - (mean - half)) < 1e-9 * max(1, abs(mean)))
      let p = min(1, 4 * StudentT.twoSidedP(mean / error, degreesOfFreedom: n - 1))
      #expect(abs(try #require(row.pValue) - p) < 1e-9)
      let isShown = p < 0.05
      #expect((row.verdict == .better || row.verdict == .worse) == isShown)
    }
    let wait = try #require(keys.first { $0.policy == "two" && $0.figure.measure == "wait" })
    #expect(wait.verdict == .better)
    #expect(wait.lowerCount == 40)
    let share = try #require(keys.first { $0.policy == "two" && $0.figure.measure == "in 30 min" })
    #expect(share.better == .higher)
    #expect(share.verdict == .better)
  }

  @Test func `a second doctor meets the same patients, so the difference varies less`() async throws
  {
    let comparison = Comparison(try await result(["two"], replications: 30))
    let row = try #require(
      comparison.rows.first {
        $0.figure.measure == "time in system" && $0.figure.scope == "all"
          && $0.figure.statistic == "mean"
      })
    #expect(!row.isKey)
    #expect(try #require(row.difference.varianceRatio) < 1)
    #expect(comparison.changedArrivals.isEmpty)
  }

  @Test func `a policy that changes who arrives is named`() async throws {
    #expect(Comparison(try await result(["two", "more"])).changedArrivals == ["more"])
  }

  @Test func `a policy that changes nothing is the same in every replication`() async throws {
    let comparison = Comparison(try await result(["none"]))
    #expect(!comparison.rows.isEmpty)
    for row in comparison.rows where row.difference.count > 0 {
      #expect(row.verdict == .same, "\(row.figure)")
      #expect(row.pValue == nil)
    }
  }

  @Test func `any policy can be the baseline`() async throws {
    let result = try await result(["two"])
    let there = Comparison(result, baseline: 0)
    let back = Comparison(result, baseline: 1)
    #expect(back.baseline == "two")
    for (a, b) in zip(there.rows.filter(\.isKey), back.rows.filter(\.isKey)) {
      #expect(a.difference.mean == b.difference.mean.map { -$0 })
      #expect(a.pValue == b.pValue)
    }
  }
}
