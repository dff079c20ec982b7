import Experiments
import FacilityModel
import OutputStatistics
import Testing

@Suite("Figures by their words") struct FigureQueryTests {
  private let figures = [
    Figure(measure: "waiting time", scope: "step visit/see", statistic: "mean", unit: "min"),
    Figure(measure: "waiting time", scope: "step visit/see", statistic: "p95", unit: "min"),
    Figure(measure: "waiting time", scope: "resource doctor", statistic: "mean", unit: "min"),
    Figure(measure: "waiting time", scope: "resource doctor", statistic: "p95", unit: "min"),
    Figure(measure: "waiting time", scope: "resource doctor", statistic: "sd", unit: "min"),
    Figure(measure: "time in system", scope: "all", statistic: "mean", unit: "min"),
    Figure(measure: "time in system", scope: "all", statistic: "p50", unit: "min"),
    Figure(measure: "time in system", scope: "source urgent", statistic: "mean", unit: "min"),
    Figure(measure: "share of the urgent", scope: "all", statistic: "share", unit: "1"),
    Figure(measure: "cost", scope: "all", statistic: "total", unit: "EUR"),
    Figure(measure: "cost", scope: "all", statistic: "per day", unit: "EUR per day"),
  ]

  @Test(arguments: [
    ("waiting time of doctor", 2), ("Waiting time of resource doctor", 2),
    ("waiting time, resource doctor", 2), ("p95 of waiting time of doctor", 3),
    ("95th percentile of waiting time, doctor", 3), ("sd of waiting time of doctor", 4),
    ("waiting time of see", 0), ("waiting time of visit/see", 0), ("time in system", 5),
    ("median of time in system", 6), ("time in system of urgent", 7),
    ("mean of time in system of source urgent", 7), ("share of the urgent", 8), ("cost", 9),
    ("per day of cost", 10),
  ])
  func `a figure is found`(_ words: String, _ place: Int) throws {
    #expect(try FigureQuery(words).find(in: figures) == place)
  }

  @Test func `each figure is found by the name that messages give it`() throws {
    for (place, figure) in figures.enumerated() {
      #expect(try FigureQuery(FigureQuery.name(of: figure)).find(in: figures) == place)
    }
  }

  @Test(arguments: [
    (
      "waiting time",
      "“waiting time” may mean “waiting time of step visit/see” or "
        + "“waiting time of resource doctor”"
    ),
    ("time in systen", "no figure is called “time in systen”: did you mean “time in system”?"),
  ])
  func `what is not clear is said`(_ words: String, _ message: String) {
    #expect(throws: FigureQuery.Failure(message: message)) {
      try FigureQuery(words).find(in: figures)
    }
  }

  @Test(arguments: [
    ("time in system: 5%", 5, PrecisionGoal.relative(0.05)),
    ("time in system: 5 %", 5, .relative(0.05)), ("time in system: 120 s", 5, .absolute(2)),
    ("time in system: 3", 5, .absolute(3)), ("share of the urgent: 2 points", 8, .absolute(0.02)),
    ("share of the urgent: 0.02", 8, .absolute(0.02)), ("cost: 100 EUR", 9, .absolute(100)),
  ])
  func `a target is read in the unit of its figure`(
    _ text: String, _ place: Int, _ goal: PrecisionGoal
  ) throws {
    let target = try PrecisionTarget(text)
    #expect(try target.query.find(in: figures) == place)
    #expect(try target.goal(for: figures[place], unit: .minutes) == goal)
  }

  @Test(arguments: [
    "time in system", "time in system:", ": 5%", "wait: 0%", "wait: -3%", "wait: x",
  ])
  func `what is no target is refused`(_ text: String) {
    #expect(throws: FigureQuery.Failure.self) { try PrecisionTarget(text) }
  }

  @Test(arguments: [("cost: 5 min", 9), ("time in system: 2 points", 5), ("cost: 3 GBP", 9)])
  func `a width in a unit that the figure has not is refused`(_ text: String, _ place: Int) throws {
    let target = try PrecisionTarget(text)
    #expect(throws: FigureQuery.Failure.self) {
      try target.goal(for: figures[place], unit: .minutes)
    }
  }
}

@Suite("Runs until they are precise") struct PrecisionRunTests {
  private static let text = """
    { "name": "clinic", "time": { "length": "1 day" }, "parameters": { "doctors": 1 },
      "resources": { "doctor": { "capacity": "doctors" } },
      "arrivals": { "patient": { "rate": "2 per hour", "pathway": "visit" } },
      "pathways": { "visit": [
        { "do": "see", "with": "doctor", "for": { "exponential": { "mean": "18 min" } } } ] },
      "measures": { "in 30 min": { "share": "waitingTime <= 30 min", "target": 0.9 } },
      "policies": { "two": { "parameters": { "doctors": 2 } } } }
    """

  private func run(
    _ targets: [String], cap: Int = 400, policies: [String?] = [nil], ofDifferences: Bool = false,
    threads: Int = 2
  ) async throws -> ExperimentResult {
    let file = SourceFile(name: "model.json", text: Self.text)
    let compiler = try #require(ModelCompiler.read(file, files: NoFiles()).compiler)
    let arms = try policies.map { policy in
      Experiment.Arm(
        name: policy ?? Experiment.asWritten,
        compiled: try #require(compiler.compile(policies: policy.map { [$0] } ?? []).compiled))
    }
    return try await ExperimentResult.run(
      Experiment(arms: arms, replications: 10, seed: 3),
      until: PrecisionPlan(
        targets: try targets.map { try PrecisionTarget($0) }, floor: 10, cap: cap),
      ofDifferences: ofDifferences, threads: threads)
  }

  @Test func `a run ends at the first look that reaches all its targets`() async throws {
    let targets = ["time in system: 10%", "in 30 min: 3 points", "p95 of time in system: 20 min"]
    let result = try await run(targets)
    let report = try #require(result.precision)
    #expect(report.isReached && report.isComplete)
    #expect(report.plan.schedule.looks.contains(report.replications))
    #expect(result.experiment.replications == report.replications)
    #expect(result.arms[0].replications.map(\.index) == Array(0..<report.replications))
    // At each look the interval is that of a run of as many replications, and at none before the
    // last were all targets reached.
    for look in report.looks {
      let values = result.arms[0].replications.prefix(look.replications).compactMap { one in
        one.values[result.arms[0].figures.firstIndex(of: look.figure) ?? 0].value
      }
      #expect(look.halfWidth == MeanInterval(values).halfWidth)
    }
    let counts = Set(report.looks.map(\.replications)).sorted()
    for count in counts.dropLast() {
      #expect(report.looks.contains { $0.replications == count && !$0.isReached })
    }
    #expect(counts.count > 1)
  }

  @Test func `threads do not matter`() async throws {
    let one = try await run(["time in system: 15%"], threads: 1)
    let three = try await run(["time in system: 15%"], threads: 3)
    #expect(one.precision?.replications == three.precision?.replications)
    #expect(
      one.arms[0].estimate(0, confidence: 0.95).interval
        == three.arms[0].estimate(0, confidence: 0.95).interval)
  }

  @Test func `the cap ends a run that is not precise, and it says so`() async throws {
    let result = try await run(["time in system: 0.1%"], cap: 15)
    let report = try #require(result.precision)
    #expect(report.isComplete && !report.isReached && report.replications == 15)
  }

  @Test func `of a comparison the difference is judged, as the table gives it`() async throws {
    let result = try await run(
      ["time in system: 10%"], policies: [nil, "two"], ofDifferences: true)
    let report = try #require(result.precision)
    let row = try #require(
      Comparison(result).rows.first {
        $0.figure.measure == "time in system" && $0.figure.scope == "all"
          && $0.figure.statistic == "mean"
      })
    #expect(report.isReached)
    #expect(report.final.map(\.policy) == ["two"])
    #expect(report.final.first?.halfWidth == row.difference.interval.halfWidth)
    #expect(report.final.first?.reference == row.baselineMean)
  }

  @Test func `a figure that does not exist ends the run after its first replication`() async {
    await #expect(throws: ExperimentError.self) { try await run(["time in system of nobody: 5%"]) }
  }
}
