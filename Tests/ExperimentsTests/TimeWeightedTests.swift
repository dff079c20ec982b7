import Experiments
import Foundation
import Testing

@Suite("Averages over time of expressions") struct TimeWeightedTests {
  @Test func `of three customers of one server are those worked out by hand`() async throws {
    // Inside: 1 from 0 to 10, 2 to 12, 1 to 20, 2 to 24, 1 to 36 minutes.
    let result = try await SmallResult(
      """
      { "name": "three", "time": { "until": "empty" },
        "resources": { "r": { "capacity": 1 } },
        "arrivals": { "x": { "at": ["0 min", "10 min", "20 min"], "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "r", "for": "12 min" } ] },
        "measures": {
          "there": { "timeAverage": "busy(r) + queue(r)", "levels": 2, "foundBy": "x" },
          "half": { "timeAverage": "0.5 * queue(r) - 0.25" },
          "crowded": { "shareOfTime": "queue(r) > 0", "foundBy": true } } }
      """)
    #expect(try result.value("there") == 42.0 / 36)
    #expect(try result.value("there", "all", "max") == 2)
    // Before the first arrival and after the last departure no time passes.
    #expect(try result.value("there", "all", "min") == 1)
    #expect(try result.value("there", "level 0", "share of time") == 0)
    #expect(try result.value("there", "level 1", "share of time") == 30.0 / 36)
    #expect(try result.value("there", "level 2 or more", "share of time") == 6.0 / 36)
    #expect(try result.value("there", "all", "mean found by arrivals") == 2.0 / 3)
    #expect(try result.value("there", "level 0", "share of arrivals") == 1.0 / 3)
    #expect(try result.value("there", "level 1", "share of arrivals") == 2.0 / 3)
    #expect(try result.observations("there", "level 1", "share of arrivals") == 3)
    #expect(try abs(result.value("half") - (0.5 * 6 - 0.25 * 36) / 36) < 1e-15)
    #expect(try result.value("crowded", "all", "share") == 6.0 / 36)
    #expect(try result.value("crowded", "all", "share of arrivals") == 0)
    #expect(!result.has("crowded", "all", "max"))
  }

  @Test func `count from the end of the warm-up, whatever the value was before`() async throws {
    let result = try await SmallResult(
      """
      { "name": "window", "time": { "warmUp": "15 min", "length": "15 min" },
        "resources": { "r": { "capacity": 1 } },
        "arrivals": { "x": { "at": ["0 min", "10 min", "20 min"], "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "r", "for": "12 min" } ] },
        "measures": {
          "there": { "timeAverage": "busy(r) + queue(r)", "levels": true, "foundBy": "x" },
          "crowded": { "shareOfTime": "queue(r) > 0" } } }
      """)
    // 1 to 20, 2 to 24, 1 to 30 minutes; the third customer alone arrives in the window.
    #expect(try result.value("there") == 19.0 / 15)
    #expect(try result.value("there", "level 1", "share of time") == 11.0 / 15)
    #expect(try result.value("there", "level 2", "share of time") == 4.0 / 15)
    #expect(try result.value("there", "level 1", "share of arrivals") == 1)
    #expect(try result.observations("there", "level 1", "share of arrivals") == 1)
    #expect(try result.value("crowded", "all", "share") == 4.0 / 15)
  }

  @Test func `stand in the profile by hour`() async throws {
    let result = try await SmallResult(
      """
      { "name": "profile", "time": { "start": "2026-01-05T06:00", "length": "1 day" },
        "resources": { "r": { "capacity": 2 } },
        "arrivals": { "x": { "at": ["30 min"], "pathway": "p" } },
        "pathways": { "p": [ { "do": "work", "with": "r", "for": "1 h" } ] },
        "measures": { "twice": { "timeAverage": "2 * busy(r)" } } }
      """)
    let profile = result.arm.profile
    let series = try #require(profile.series.firstIndex { $0.measure == "twice" })
    #expect(profile.values[series][6] == [1])
    #expect(profile.values[series][7] == [1])
    #expect(profile.values[series][8] == [0])
  }

  @Test func `of M/M/1 are geometric, and its arrivals see what time averages see`() async throws {
    // ρ = 0.6: P(n) = 0.4 · 0.6ⁿ (Erlang); Poisson arrivals see time averages (Wolff 1982).
    let result = try await SmallResult(
      """
      { "name": "M/M/1", "time": { "warmUp": "1 day", "length": "20 days" },
        "resources": { "r": { "capacity": 1 } },
        "arrivals": { "x": { "rate": "6 per hour", "pathway": "p" } },
        "pathways": { "p": [
          { "do": "work", "with": "r", "for": { "exponential": { "mean": "6 min" } } } ] },
        "measures": { "n": { "timeAverage": "inside", "levels": 6, "foundBy": "x" } } }
      """, replications: 60)
    // Ten figures within five standard errors: a false alarm once in 170,000 seeds.
    for level in 0..<5 {
      let share = 0.4 * pow(0.6, Double(level))
      #expect(try result.isNear(share, "n", "level \(level)", "share of time"))
      #expect(try result.isNear(share, "n", "level \(level)", "share of arrivals"))
    }
    #expect(try result.isNear(pow(0.6, 6), "n", "level 6 or more", "share of time"))
    #expect(try result.isNear(1.5, "n", "all", "mean found by arrivals"))
    #expect(try result.value("n") == result.value("number inside"))
  }

  @Test func `of machines and repair crews follow the birth and death equations`() async throws {
    // Case 11 in small: 3 positions, 1 spare, 1 crew; failures every 40 h, repair 6 h. A pump that
    // runs is an entity that holds a position.
    let text = """
      { "name": "pumps", "time": { "warmUp": "2000 h", "length": "20000 h", "profile": "none" },
        "resources": { "position": { "capacity": 3 }, "crew": { "capacity": 1 } },
        "arrivals": { "pump": { "at": ["0 h", "0 h", "0 h", "0 h"], "pathway": "life" } },
        "pathways": { "life": [ { "repeat": "cycle", "while": "true", "steps": [
          { "do": "run", "with": "position", "for": { "exponential": { "mean": "40 h" } } },
          { "do": "repair", "with": "crew", "for": { "exponential": { "mean": "6 h" } } } ] } ] },
        "measures": {
          "all run": { "shareOfTime": "busy(position) = 3" },
          "running": { "timeAverage": "busy(position)", "levels": 3 },
          "failed": { "timeAverage": "busy(crew) + queue(crew)" } } }
      """
    let result = try await SmallResult(text, replications: 40)
    // p(n) of n failed: p(n + 1) · (1 / 6) = p(n) · min(3, 4 − n) / 40.
    var weights = [1.0]
    for failed in 0..<4 {
      weights.append(weights[failed] * min(3, Double(4 - failed)) / 40 * 6)
    }
    let total = weights.reduce(0, +)
    let p = weights.map { $0 / total }
    #expect(try result.isNear(p[0] + p[1], "all run", "all", "share"))
    let running = p.enumerated().reduce(0) { $0 + $1.1 * min(3, Double(4 - $1.0)) }
    #expect(try result.isNear(running, "running"))
    let failed = p.enumerated().reduce(0) { $0 + $1.1 * Double($1.0) }
    #expect(try result.isNear(failed, "failed"))
    #expect(try result.isNear(p[2], "running", "level 2", "share of time"))
  }
}
