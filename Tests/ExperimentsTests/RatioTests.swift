import EventEngine
import Experiments
import FacilityModel
import KendallTestSupport
import Testing

@Suite("Ratios, outcomes and percentiles in time") struct RatioTests {
  /// One server, work of 12 minutes; arrivals at 0, 10 and 20; the third waits no longer than 2.
  private func result() async throws -> SmallResult {
    try await SmallResult(
      """
      { "name": "three", "time": { "length": "100 min" }, "currency": "EUR",
        "resources": { "r": { "capacity": 1, "cost": { "perHour": 60, "perUse": 3 } } },
        "arrivals": { "x": { "at": ["0 min", "10 min", "20 min"], "pathway": "p",
          "attributes": { "k": "if(ordinal = 2, 7, 5)" } } },
        "pathways": { "p": [ { "mark": "door" }, { "set": { "before": "costSoFar" } },
          { "do": "work", "with": "r", "for": "12 min",
            "renege": { "after": "3 min", "then": [ { "leave": "gone" } ] } },
          { "record": "bill", "value": "costSoFar" },
          { "record": "work alone", "value": "costSoFar - before" }, { "mark": "out" } ] },
        "measures": {
          "stay": { "mean": "timeInSystem", "by": "outcome" },
          "work": { "between": ["door", "out"], "by": "outcome" },
          "k": { "mean": "k", "by": "outcome" },
          "paid": { "mean": "2 * costSoFar" },
          "power": { "mean": "energySoFar" },
          "there": { "timeAverage": "busy(r) + queue(r)", "levels": 4 },
          "one of two": { "ratio": [ "there", { "measure": "occupancy", "resource": "r" } ] },
          "done": { "mean": "1", "outcome": "completed" },
          "cost of one": { "ratio": [ "cost", { "measure": "done", "statistic": "count" } ] },
          "sum": { "ratio": [ { "measure": "k", "statistic": "total" },
            { "measure": "stay", "statistic": "max" } ] },
          "nothing": { "ratio": [ "cost", { "measure": "there", "statistic": "min" } ] } } }
      """)
  }

  @Test func `by outcome are those of the entities that left so`() async throws {
    // At work 0 to 12, 12 to 24; the third gives up at 23.
    let result = try await result()
    #expect(try result.value("stay") == (12 + 14 + 3) / 3.0)
    #expect(try result.value("stay", "outcome completed") == 13)
    #expect(try result.value("stay", "outcome gone") == 3)
    #expect(try result.observations("stay", "outcome gone") == 1)
    #expect(try result.value("work", "outcome completed", "max") == 14)
    #expect(try result.observations("work", "outcome gone") == 0)
    #expect(try result.value("k", "outcome completed") == 6)
    #expect(try result.value("k", "outcome gone") == 5)
  }

  @Test func `of time are the levels up to which it was for so long`() async throws {
    // Level 1 for 10, 2 to 12, 1 to 20, 2 to 23, 1 to 24 minutes; then 0 for 76 of 100.
    let result = try await result()
    #expect(try result.value("there", "level 0", "share of time up to") == 0.76)
    #expect(try result.value("there", "level 1", "share of time up to") == 0.95)
    #expect(try result.value("there", "level 3", "share of time up to") == 1)
    #expect(!result.has("there", "level 4 or more", "share of time up to"))
    for (statistic, level) in [("p5", 0.0), ("p75", 0), ("p90", 1), ("p95", 1), ("p99", 2)] {
      #expect(try result.value("there", "all", statistic + " of time") == level, "\(statistic)")
    }
  }

  @Test func `divide what the run gave`() async throws {
    let result = try await result()
    #expect(try result.value("one of two", "all", "ratio") == 0.29 / 0.24)
    // 100 minutes at 1 a minute, twice 3, over two.
    #expect(try result.value("cost of one", "all", "ratio") == 53)
    #expect(try result.value("sum", "all", "ratio") == 17.0 / 14)
    let nothing = try #require(result.arm.figures.firstIndex { $0.measure == "nothing" })
    #expect(result.arm.replications[0].values[nothing].value == nil)
    #expect(try result.value("cost per use", "resource r") == 53)
    #expect(try result.observations("cost per use", "resource r") == 2)
  }

  @Test func `have the units of what they are made of`() async throws {
    let result = try await result()
    func unit(_ measure: String) -> String? {
      result.arm.figures.first { $0.measure == measure }?.unit
    }
    #expect(unit("paid") == "EUR")
    #expect(unit("bill") == "EUR")
    #expect(unit("work alone") == "EUR")
    #expect(try result.value("work alone") == 15)
    #expect(unit("power") == "kWh")
    #expect(unit("k") == "1")
    #expect(unit("one of two") == "per units")
    #expect(unit("cost of one") == "EUR")
    #expect(unit("sum") == "per min")
  }

  @Test func `of every run have names that models are warned of`() throws {
    for seed in 0..<60 as Range<UInt64> {
      let compiled = try compiled(ModelGenerator.model(seed: seed))
      var engine = Engine(compiled.program, seed: seed, replication: 0)
      do { try engine.run() } catch { continue }
      let figures = Measures.figures(
        of: engine.record(), compiled.model, compiled.program, unit: .minutes
      ).figures
      let own = Set(compiled.model.measures.map(\.name) + compiled.model.variables.map(\.name))
      for figure in figures where !own.contains(figure.measure) {
        #expect(BuiltInMeasures.contains(figure.measure), "\(figure.measure)")
      }
    }
  }

  /// M/M/1 with ρ = 0.7: P(N ≤ n) = 1 - 0.7^(n + 1), so the 95th percentile in time is 8 (0.9596 up
  /// to 8, 0.9424 up to 7) and the share up to 3 is 0.7599.
  @Test func `of M/M/1 are those of the geometric law`() async throws {
    let result = try await SmallResult(
      """
      { "name": "M/M/1", "time": { "warmUp": "2 days", "length": "120 days", "profile": "none" },
        "resources": { "r": { "capacity": 1 } },
        "arrivals": { "x": { "rate": "7 per hour", "pathway": "p" } },
        "pathways": { "p": [
          { "do": "work", "with": "r", "for": { "exponential": { "mean": "6 min" } } } ] },
        "measures": { "n": { "timeAverage": "inside", "levels": 40 } } }
      """, replications: 20)
    #expect(try result.isNear(1 - 0.2401, "n", "level 3", "share of time up to"))
    #expect(try abs(result.value("n", "all", "p95 of time") - 8) < 0.5)
    #expect(try result.value("n", "all", "p25 of time") == 0)
  }
}
