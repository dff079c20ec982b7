import EventEngine
import Experiments
import FacilityModel
import OutputStatistics
import Testing

@Suite("Figures of small models worked out by hand") struct FigureTests {
  /// The results of a model given as text.
  private func result(_ text: String, replications: Int = 1, seed: UInt64 = 1, threads: Int = 1)
    async throws -> ExperimentResult
  {
    let file = SourceFile(name: "model.json", text: text)
    let (compiler, findings) = ModelCompiler.read(file, files: NoFiles())
    let compiled = try #require(
      compiler?.compile().compiled, "\(FindingRenderer().text(findings))")
    let experiment = Experiment(
      arms: [Experiment.Arm(name: Experiment.asWritten, compiled: compiled)],
      replications: replications, seed: seed)
    return try await ExperimentResult.run(experiment, threads: threads)
  }

  /// The estimate of one figure.
  private func estimate(
    _ result: ExperimentResult, _ measure: String, _ scope: String, _ statistic: String = "mean"
  ) throws -> Double {
    let arm = try #require(result.arms.first)
    let index = try #require(
      arm.figures.firstIndex {
        $0.measure == measure && $0.scope == scope && $0.statistic == statistic
      }, "\(measure), \(scope), \(statistic)")
    return try #require(arm.estimate(index, confidence: 0.95).interval.mean)
  }

  private static let three = """
    { "name": "three", "time": { "until": "empty" },
      "resources": { "r": { "capacity": 1 } },
      "arrivals": { "x": { "at": ["0 min", "10 min", "20 min"], "pathway": "p" } },
      "pathways": { "p": [ { "do": "work", "with": "r", "for": "12 min" } ] } }
    """

  @Test func `three customers of one server`() async throws {
    let result = try await result(Self.three)
    // Waits 0, 2 and 4 minutes; stays 12, 14 and 16; the last leaves after 36 minutes.
    #expect(try estimate(result, "waiting time", "resource r") == 2)
    #expect(try estimate(result, "waiting time", "step p/work", "max") == 4)
    #expect(try estimate(result, "waiting time", "step p/work", "p50") == 2)
    #expect(try estimate(result, "waiting time", "step p/work", "p75") == 3)
    #expect(try estimate(result, "time in system", "all") == 14)
    #expect(try estimate(result, "time in system", "all", "sd") == 2)
    #expect(try estimate(result, "run length", "all", "total") == 36)
    #expect(try estimate(result, "utilisation", "resource r") == 1)
    #expect(try estimate(result, "queue length", "resource r") == 6.0 / 36)
    #expect(try estimate(result, "queue length", "resource r", "max") == 1)
    #expect(try estimate(result, "number inside", "all") == 42.0 / 36)
    #expect(try estimate(result, "number inside", "all", "end") == 0)
    #expect(try estimate(result, "throughput", "all") == 5)
  }

  @Test func `a line in random order makes a recorded day random`() async throws {
    let result = try await result(
      Self.three.replacing(
        "\"capacity\": 1", with: "\"capacity\": 1, \"queue\": \"random\""), replications: 3)
    #expect(!result.arms[0].isDeterministic)
  }

  @Test func `a run in which nothing is random has exact figures`() async throws {
    let result = try await result(Self.three, replications: 3)
    let arm = try #require(result.arms.first)
    #expect(arm.isDeterministic)
    #expect(arm.estimate(0, confidence: 0.95).interval.halfWidth == 0)
  }

  @Test func `work after the shift is overtime and utilisation stays at 1`() async throws {
    // On duty 08:00 to 10:00; one job from 09:30 to 11:00, another waits for the next morning.
    let result = try await result(
      """
      { "name": "shift", "time": { "length": "1 day" },
        "resources": { "r": { "capacity": { "daily": { "08:00": 1, "10:00": 0 } } } },
        "arrivals": { "x": { "at": ["9.5 h", "9.75 h"], "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "r", "for": "90 min" } ] } }
      """)
    #expect(try estimate(result, "overtime", "resource r", "total") == 1)
    #expect(try estimate(result, "units on duty", "resource r") == 3.0 / 24)
    #expect(try estimate(result, "occupancy", "resource r") == 1.5 / 24)
    #expect(try estimate(result, "utilisation", "resource r") == 0.5)
    #expect(try estimate(result, "queue length", "resource r") == 14.25 / 24)
    #expect(try estimate(result, "number inside", "all", "end") == 1)
  }

  @Test func `turnaround is neither busy nor free`() async throws {
    let result = try await result(
      """
      { "name": "clean", "time": { "until": "empty" },
        "resources": { "r": { "capacity": 1, "turnaround": "5 min" } },
        "arrivals": { "x": { "at": ["0 min", "1 min"], "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "r", "for": "10 min" } ] } }
      """)
    // The second starts at 15 minutes, when the unit is clean, and leaves at 25.
    #expect(try estimate(result, "waiting time", "resource r", "max") == 14)
    #expect(try estimate(result, "units in turnaround", "resource r") == 5.0 / 25)
    #expect(try estimate(result, "occupancy", "resource r") == 20.0 / 25)
  }

  @Test func `only the window after the warm-up counts`() async throws {
    let result = try await result(
      """
      { "name": "window", "time": { "warmUp": "15 min", "length": "15 min" },
        "resources": { "r": { "capacity": 1 } },
        "arrivals": { "x": { "at": ["0 min", "10 min", "20 min"], "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "r", "for": "12 min" } ] } }
      """)
    // From 15 to 30 minutes: one leaves (at 24, after 14), one waits from 20 to 24.
    #expect(try estimate(result, "time in system", "all") == 14)
    #expect(try estimate(result, "waiting time", "resource r") == 4)
    #expect(try estimate(result, "queue length", "resource r") == 4.0 / 15)
    #expect(try estimate(result, "number inside", "all") == 19.0 / 15)
    #expect(try estimate(result, "throughput", "all") == 4)
    #expect(try estimate(result, "arrivals", "all") == 4)
  }

  @Test func `outcomes and measures by class are counted apart`() async throws {
    let result = try await result(
      """
      { "name": "classes", "time": { "until": "empty" },
        "arrivals": { "x": { "at": ["0 min", "1 min", "2 min", "3 min"], "pathway": "p",
          "attributes": { "kind": { "choice": { "a": 1 } } } } },
        "pathways": { "p": [ { "branch": [
          { "when": "ordinal <= 3", "steps": [ { "delay": "d", "for": "ordinal * 1 min" } ] },
          { "otherwise": [ { "leave": "turned away" } ] } ] } ] },
        "measures": { "short": { "share": "timeInSystem <= 2 min", "by": "kind" },
          "stay": { "mean": "timeInSystem", "where": "ordinal > 1", "outcome": "completed" } } }
      """)
    #expect(try estimate(result, "outcome", "turned away", "share") == 0.25)
    #expect(try estimate(result, "short", "all", "share") == 0.75)
    #expect(try estimate(result, "short", "kind a", "share") == 0.75)
    #expect(try estimate(result, "stay", "all") == 2.5)
  }

  @Test func `the profile gives the time average of each hour`() async throws {
    let result = try await result(
      """
      { "name": "profile", "time": { "start": "2026-01-05T06:00", "length": "1 day" },
        "resources": { "r": { "capacity": 2 } },
        "arrivals": { "x": { "at": ["30 min"], "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "r", "for": "1 h" } ] } }
      """)
    let profile = try #require(result.arms.first).profile
    #expect(profile.bins == 24)
    let occupancy = try #require(profile.series.firstIndex { $0.measure == "occupancy" })
    #expect(profile.values[occupancy][6] == [0.5])
    #expect(profile.values[occupancy][7] == [0.5])
    #expect(profile.values[occupancy][8] == [0])
  }

  private static let random = """
    { "name": "random", "time": { "warmUp": "1 h", "length": "8 h" },
      "resources": { "r": { "capacity": 1 } },
      "arrivals": { "x": { "rate": "5 per hour", "pathway": "p" } },
      "pathways": { "p": [
        { "do": "work", "with": "r", "for": { "exponential": { "mean": "10 min" } } },
        { "record": "score", "value": "waitingTime / 1 min + 0.1" } ] } }
    """

  @Test func `results do not depend on the number of threads`() async throws {
    let one = try await result(Self.random, replications: 30, threads: 1)
    for threads in [2, 5] {
      let other = try await result(Self.random, replications: 30, threads: threads)
      for index in one.arms[0].figures.indices {
        let (a, b) = (
          one.arms[0].estimate(index, confidence: 0.9),
          other.arms[0].estimate(index, confidence: 0.9)
        )
        #expect(a.interval == b.interval)
        #expect(a.observations == b.observations)
      }
      let pools = zip(one.arms[0].thinPools, other.arms[0].thinPools)
      for (a, b) in pools { #expect(a.values == b.values) }
    }
  }

  @Test func `where replications are small, percentiles are pooled as well`() async throws {
    let result = try await result(Self.random, replications: 30)
    let pool = try #require(
      result.arms[0].thinPools.first {
        let figure = result.arms[0].figures[$0.figure]
        return figure.measure == "time in system" && figure.scope == "all"
      })
    let total = result.arms[0].replications.reduce(0) { sum, replication in
      let index = result.arms[0].figures.firstIndex {
        $0.measure == "time in system" && $0.statistic == "mean"
      }
      return sum + (index.flatMap { replication.values[$0].observations } ?? 0)
    }
    #expect(pool.values?.count == total)
  }

  @Test func `a replication without an observation is left out and counted`() async throws {
    let result = try await result(
      """
      { "name": "rare", "time": { "length": "1 h" },
        "arrivals": { "x": { "rate": "1 per hour", "pathway": "p" } },
        "pathways": { "p": [ { "delay": "d", "for": "1 min" } ] } }
      """, replications: 200)
    let arm = try #require(result.arms.first)
    let index = try #require(
      arm.figures.firstIndex { $0.measure == "time in system" && $0.statistic == "mean" })
    let estimate = arm.estimate(index, confidence: 0.95)
    #expect(estimate.interval.count + estimate.without == 200)
    // About 200 · e⁻¹ = 74 are empty; beyond five standard deviations once in two million seeds.
    #expect((40...108).contains(estimate.without))
    #expect(estimate.interval.mean == 1)
  }
}
