import EventEngine
import Experiments
import FacilityModel
import OutputStatistics
import Testing

/// Control variates of models.
@Suite("Controls") struct ControlTests {
  /// M/M/1 with ρ = ½: on average 1 inside.
  private static let text = """
    { "name": "mm1", "time": { "warmUp": "1 day", "length": "10 days", "profile": "none" },
      "resources": { "r": { "capacity": 1 } },
      "arrivals": {
        "x": { "rate": "1.5 per hour", "pathway": "p" },
        "y": { "every": "1 h", "pathway": "q" } },
      "pathways": { "p": [
        { "do": "work", "with": "r", "for": { "exponential": { "mean": "20 min" } } } ],
        "q": [ { "delay": "look", "for": { "normal": { "mean": "timeInSystem + 1 h", "sd": "1 min" } } } ] },
      "measures": { "customers": { "timeAverage": "queue(r) + busy(r)" } } }
    """

  private func result(_ replications: Int) async throws -> ExperimentResult {
    let (compiler, found) = ModelCompiler.read(
      SourceFile(name: "model.json", text: Self.text), files: NoFiles())
    let made = try #require(compiler, "\(FindingRenderer().text(found))")
    let (compiled, findings) = made.compile()
    let model = try #require(compiled, "\(FindingRenderer().text(findings))")
    return try await ExperimentResult.run(
      Experiment(
        arms: [Experiment.Arm(name: Experiment.asWritten, compiled: model)],
        replications: replications, seed: 3), threads: 2)
  }

  @Test func `are the arrivals at a rate and the draws of a constant law`() async throws {
    let result = try await result(60)
    let controls = Control.all(of: result.arms[0].program)
    #expect(controls.map(\.name) == ["x", "p/work/service"])
    let mean = 20.0 * Double(Ticks.minute)
    guard case .draws(_, let found) = controls[1].kind else {
      Issue.record("no draws")
      return
    }
    #expect(found == mean)
    #expect(result.arms[0].controls.count == 60)
    // Their deviations are 0 on average: fixed seed, five standard errors, twice in 10⁶ seeds.
    for place in controls.indices {
      let moments = SampleMoments(result.arms[0].controls.map { $0[place] })
      let error = try #require(moments.standardError)
      #expect(error > 0 && abs(moments.mean ?? .infinity) < 5 * error)
    }
    // 360 arrivals are expected in ten days: the sd of their number is √360.
    let spread = SampleMoments(result.arms[0].controls.map { $0[0] }).sd ?? 0
    #expect(spread > 19 * 0.6 && spread < 19 * 1.4)
  }

  @Test func `are found by their last parts, and by no other name`() async throws {
    let controls = Control.all(of: try await result(2).arms[0].program)
    #expect(try controls.places(of: ["work"]) == [1])
    #expect(try controls.places(of: ["p/work/service", "x", "work"]) == [1, 0])
    #expect(try controls.places(of: ["all"]) == [0, 1])
    let failure = #expect(throws: FigureQuery.Failure.self) {
      try controls.places(of: ["wark"])
    }
    #expect(failure?.message.contains("“wark” is no control") == true)
  }

  /// With 60 replications of 360 customers the 99.9 % interval covers 1 customer inside, and both
  /// controls leave less than 70 % of the variance; a fixed seed.
  @Test func `tell the number inside an M∕M∕1 queue more precisely`() async throws {
    let controlled = try ControlledResult(try await result(60), controls: ["all"])
    let row = try #require(
      controlled.rows.first { $0.figure.measure == "customers" && $0.figure.statistic == "mean" })
    #expect(row.isKey && row.controlled.rank == 2)
    let half = try #require(row.controlled.upper) - row.controlled.mean
    #expect(abs(row.controlled.mean - 1) < 1.8 * half)
    let factor = try #require(row.controlled.varianceFactor)
    #expect(factor < 0.7, "\(factor)")
    #expect(try #require(row.controlled.explained) > 0.3)
  }
}
