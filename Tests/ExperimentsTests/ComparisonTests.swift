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

  private func result(
    _ policies: [String], replications: Int = 12, of text: String = Self.text
  ) async throws -> ExperimentResult {
    let file = SourceFile(name: "model.json", text: text)
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

  /// A value a replication, missing in most, and a policy that adds 0.1 to it.
  private static let rare = """
    { "name": "rare", "time": { "length": "1 day", "profile": "none" },
      "parameters": { "q": 0.3, "s": 0 },
      "arrivals": { "x": { "at": ["1 h"], "pathway": "p" } },
      "pathways": { "p": [
        { "set": { "z": { "uniform": { "min": 0, "max": 1 } } } }, { "delay": "d", "for": "1 h" } ] },
      "measures": {
        "low": { "mean": "z * 10", "where": "z < q", "key": true },
        "score": { "mean": "z * 1.1 + s", "key": true },
        "hit": { "share": "z < q / 100" } },
      "policies": {
        "shift": { "parameters": { "s": 0.1 } },
        "more": { "parameters": { "q": 0.6 } } } }
    """

  @Test func `a difference that is the same but for rounding has no interval`() async throws {
    let comparison = Comparison(try await result(["shift", "more"], of: Self.rare))
    let row = try #require(
      comparison.rows.first { $0.policy == "shift" && $0.figure.measure == "score" })
    #expect(row.verdict == .constant && row.pValue == nil)
    #expect(abs(try #require(row.difference.mean) - 0.1) < 1e-12)
    // Where the figure itself never varies, equal differences say nothing.
    let low = try #require(
      comparison.rows.first { $0.policy == "more" && $0.figure.measure == "low" })
    #expect(low.difference.count < 12 && low.unpaired == 12 - low.difference.count)
  }

  @Test func `equal replications are precise enough only as far as they tell`() async throws {
    func looks(_ target: String, cap: Int) async throws -> PrecisionReport {
      let whole = try await result(["shift"], of: Self.rare)
      let result = try await ExperimentResult.run(
        whole.experiment,
        until: PrecisionPlan(targets: [try PrecisionTarget(target)], floor: 5, cap: cap),
        ofDifferences: true, threads: 2)
      return try #require(result.precision)
    }
    // 1 − 0.05^(1/n) ≤ 0.1 from n = 29 on; the looks are after 5, 7, 9, 12, 15, 19, 24, 30.
    let share = try await looks("hit: 10 points", cap: 200)
    #expect(share.isReached && share.replications == 30)
    #expect(!(try await looks("hit: 0.1 point", cap: 50).isReached))
    // Of other figures the 75th (the first look from 59 on) takes the same for certain.
    let number = try await looks("score: 0.01", cap: 200)
    #expect(number.isReached && number.replications >= 59 && number.replications < 80)
    #expect(number.looks.dropLast().allSatisfy { $0.halfWidth == nil && $0.isConstant })
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
