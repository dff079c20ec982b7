import EventEngine
import Experiments
import FacilityModel
import OutputStatistics
import Testing

/// Warm-up and long runs, worked out by hand and against closed forms.
@Suite("Steady state") struct SteadyStateTests {
  private func compiled(_ text: String) throws -> CompiledModel {
    let (compiler, found) = ModelCompiler.read(
      SourceFile(name: "model.json", text: text), files: NoFiles())
    let made = try #require(compiler, "\(FindingRenderer().text(found))")
    let (compiled, findings) = made.compile()
    return try #require(compiled, "\(FindingRenderer().text(findings))")
  }

  /// One arrives every 6 min and stays for 5 h: the number inside rises until 5 h and is 50 then.
  static let filling = """
    { "name": "filling", "time": { "length": "5 days" },
      "arrivals": { "x": { "every": "6 min", "pathway": "p" } },
      "pathways": { "p": [ { "delay": "stay", "for": "5 h" } ] } }
    """

  @Test func `a facility that fills for five hours needs a warm-up of five hours`() async throws {
    let result = await WarmUpStudy.run(
      try compiled(Self.filling), seed: 1, replications: 3, length: 5 * Ticks.day,
      width: 15 * Ticks.minute, unit: .minutes, threads: 2)
    let study = try #require(try result?.get())
    #expect(study.cycle == nil && study.open.isEmpty && study.isDeclaredTooShort)
    let inside = try #require(study.series.first { $0.name.measure == "number inside" })
    #expect(inside.averages.count == 480)
    // Over the first quarter of an hour 0, 1 and 2 are inside for 6, 6 and 3 minutes.
    #expect(abs(inside.averages[0] - 0.8) < 1e-12)
    #expect(inside.averages[20...].allSatisfy { $0 == 50 })
    #expect(inside.warmUp == 5 * Ticks.hour && study.proposal == 5 * Ticks.hour)
    let stay = try #require(study.series.first { $0.name.measure == TimeInSystem.name })
    #expect(stay.averages.allSatisfy { $0 == 300 } && stay.warmUp == 0)
  }

  @Test func `a facility that only grows is not steady`() async throws {
    let result = await WarmUpStudy.run(
      try compiled(
        """
        { "name": "overloaded", "time": { "length": "5 days" },
          "resources": { "r": { "capacity": 1 } },
          "arrivals": { "x": { "every": "6 min", "pathway": "p" } },
          "pathways": { "p": [ { "do": "work", "with": "r", "for": "9 min" } ] } }
        """), seed: 1, replications: 1, length: 5 * Ticks.day, width: 15 * Ticks.minute,
      unit: .minutes, threads: 1)
    let study = try #require(try result?.get())
    #expect(study.open.map(\.name.measure).contains("queue length"))
  }

  @Test func `daily waves are averaged out`() async throws {
    // Ten an hour in daylight, none at night, each there for an hour: steady from the first day on.
    let result = await WarmUpStudy.run(
      try compiled(
        """
        { "name": "waves", "time": { "length": "30 days" },
          "arrivals": { "x": { "rate": { "daily": { "00:00": "0 per hour", "08:00": "10 per hour",
            "20:00": "0 per hour" } }, "pathway": "p" } },
          "pathways": { "p": [ { "delay": "stay", "for": "1 h" } ] } }
        """), seed: 1, replications: 20, length: 30 * Ticks.day, width: Ticks.hour,
      unit: .minutes, threads: 2)
    let study = try #require(try result?.get())
    #expect(study.cycle == Ticks.day)
    let inside = try #require(study.series.first { $0.name.measure == "number inside" })
    // Five on average; of one hour the sd is at most √(10/20) = 0.71, and waves go from 0 to 10.
    #expect(inside.level.count == 720 && inside.level.allSatisfy { abs($0 - 5) < 3.6 })
    #expect(inside.averages.max()! > 9 && inside.averages.min()! == 0)
    #expect((inside.warmUp ?? .max) <= 15 * Ticks.day)
  }

  @Test func `one long run of a single-server queue covers the closed forms`() throws {
    // M/M/1 with ρ = ½: 1 inside, 40 min in the system, 20 min of them waiting. Fixed seed; three
    // intervals of 99.9 % miss once in 330 seeds.
    let run = try LongRun.run(
      try compiled(
        """
        { "name": "mm1", "time": { "length": "1 week" }, "resources": { "r": { "capacity": 1 } },
          "arrivals": { "x": { "rate": "1.5 per hour", "pathway": "p" } },
          "pathways": { "p": [
            { "do": "work", "with": "r", "for": { "exponential": { "mean": "20 min" } } } ] } }
        """), seed: 5, warmUp: Ticks.day, length: 400 * Ticks.day, batches: 20, level: 0.999,
      unit: .minutes
    ).get()
    #expect(run.length == 400 * Ticks.day && run.without.isEmpty)
    #expect(!run.isCorrelated, "\(run.rows.map { $0.means.correlationStatistic ?? 0 })")
    for (measure, expected) in [
      ("number inside", 1.0), (TimeInSystem.name, 40), ("total wait", 20),
    ] {
      let row = try #require(run.rows.first { $0.name.measure == measure })
      let interval = row.means.interval
      #expect(interval.lower! < expected && expected < interval.upper!, "\(measure)")
      #expect(interval.halfWidth! < 0.2 * expected)
      let overlapping = try #require(row.overlapping)
      #expect(overlapping.halfWidth > 0.4 * interval.halfWidth!)
      #expect(overlapping.halfWidth < 1.6 * interval.halfWidth!)
    }
  }

  @Test func `a run that begins within a bin loses that bin alone`() throws {
    let series = try LongSeries.run(
      try compiled(
        """
        { "name": "m", "time": { "start": "2026-01-05T00:20", "length": "5 h" },
          "arrivals": { "x": { "every": "6 min", "pathway": "p" } },
          "pathways": { "p": [ { "delay": "stay", "for": "1 h" } ] } }
        """), seed: 1, replication: 0, length: 5 * Ticks.hour, width: Ticks.hour, unit: .minutes
    ).get()
    #expect(series.starts == [40, 100, 160, 220].map { $0 * Ticks.minute })
    #expect(series.bins[0].dropFirst() == [10, 10, 10])
  }
}
