import EventEngine
import FacilityModel
import Foundation
import KendallTestSupport
import Testing

private let minute = Ticks.minute

/// Shocks against closed forms and hand-worked figures.
///
/// Seeds are fixed; a tolerance of four standard errors would be missed by a right program with
/// probability below 0.0001.
@Suite("Shocks")
struct ShockTests {
  private func records(_ text: String, replications: UInt64) throws -> [ReplicationRecord] {
    let model = try compiled(text)
    return try (0..<replications).map { replication in
      guard case .ended(let record) = runEngine(model.program, seed: 3, replication: replication)
      else { throw RefusedModel(description: "a replication failed") }
      return record
    }
  }

  private func expect(_ values: [Double], mean: Double, _ what: String) {
    let n = Double(values.count)
    let average = values.reduce(0, +) / n
    let variance = values.map { ($0 - average) * ($0 - average) }.reduce(0, +) / (n - 1)
    #expect(abs(average - mean) < 4 * sqrt(variance / n), "\(what): \(average), not \(mean)")
  }

  private func arrivals(_ source: String, _ shocks: String, time: String = #""length": "10 h""#)
    -> String
  {
    """
    { "name": "shocks", "time": { \(time), "profile": "none" }, "shocks": { \(shocks) },
      "arrivals": { "a": { \(source), "pathway": "p" } }, "pathways": { "p": [] } }
    """
  }

  @Test("multiply arrivals, and each other where they overlap")
  func rates() throws {
    // 20 an hour for 10 hours; ×1.5 from 2 h to 6 h, ×0.2 from 4 h to 8 h:
    // 2 h · 20 + 2 h · 30 + 2 h · 6 + 2 h · 4 + 2 h · 20 = 160. The counts are Poisson.
    let counts = try records(
      arrivals(
        #""rate": "20 per hour""#,
        #""hot": { "at": "2 h", "for": "4 h", "arrivals": { "a": 1.5 } }, "closed": { "at": "4 h", "for": "4 h", "arrivals": { "a": 0.2 } }"#
      ), replications: 1_000
    ).map { Double($0.entered[0]) }
    expect(counts, mean: 160, "overlapping shocks")
    let dispersion = counts.map { ($0 - 160) * ($0 - 160) }.reduce(0, +) / 1_000 / 160
    #expect(abs(dispersion - 1) < 4 * sqrt(2.0 / 1_000), "\(dispersion)")
  }

  @Test("that come again and again are on for the share of time of an alternating renewal process")
  func renewal() throws {
    // Exponential gaps of 3 h and lengths of 1 h, from off: on at t with 1/4 (1 − e^(−4t/3)), so
    // that the mean over 40 h is 1/4 (1 − 3/160) but for e^(−53). Arrivals ×3 then, 10 an hour.
    let share = 0.25 * (1 - 3.0 / 160)
    let shock =
      #""storm": { "every": { "exponential": { "mean": "3 h" } }, "for": { "exponential": { "mean": "1 h" } }, "arrivals": { "a": 3 } }"#
    let runs = try records(
      arrivals(#""rate": "10 per hour""#, shock, time: #""length": "40 h""#), replications: 1_000)
    expect(runs.map { Double($0.entered[0]) }, mean: 400 * (1 + 2 * share), "arrivals")
    expect(runs.map { $0.gauges[0].area / Double($0.windowEnd) }, mean: share, "share of time")
    // Of appointments, every quarter of an hour, nobody comes during it.
    let kept = try records(
      arrivals(
        #""every": "15 min""#, shock.replacingOccurrences(of: "\"a\": 3", with: "\"a\": 0"),
        time: #""until": "40 h""#), replications: 1_000)
    // The n-th comes at t = n/4 h with 1 − 1/4 (1 − e^(−4t/3)).
    let mean = (1...160).map { 1 - 0.25 * (1 - exp(-Double($0) / 3)) }.reduce(0, +)
    expect(kept.map { Double($0.entered[0]) }, mean: mean, "thinned arrivals")
  }

  @Test("happen with their probability, at a time of their distribution")
  func probability() throws {
    // On from U to U + 2 h, U uniform on 0 to 6 h, with probability 0.3: share 0.3 · 0.2.
    let runs = try records(
      arrivals(
        #""rate": "1 per hour""#,
        #""fire": { "at": { "uniform": { "min": "0 h", "max": "6 h" } }, "for": "2 h", "probability": 0.3 }"#
      ), replications: 1_000)
    expect(runs.map { $0.gauges[0].area / Double($0.windowEnd) }, mean: 0.06, "share of time")
  }

  /// Five units 08:00 to 16:00, three else, from Monday 00:00; nobody comes.
  private func planned(_ shocks: String) throws -> Double {
    let record = try EventEngineTests.record(
      """
      { "name": "shocks", "time": { "start": "2026-01-05", "until": "2 days" }, "shocks": { \(shocks) },
        "resources": { "r": { "capacity": { "daily": { "00:00": 3, "08:00": 5, "16:00": 3 } } } },
        "arrivals": { "a": { "at": ["1 min"], "pathway": "p" } },
        "pathways": { "p": [ { "do": "s", "with": "r", "for": "1 min" } ] } }
      """)
    return Double(record.area(.planned, of: 0)) / Double(Ticks.hour)
  }

  @Test("leave of a rota what is worked by hand")
  func capacities() throws {
    let rota = Double(2 * (16 * 3 + 8 * 5))
    #expect(try planned(#""x": { "at": "day 9", "for": "1 h", "capacity": { "r": 0 } }"#) == rota)
    // Day 1 from 06:00 to 10:00: half of 3 is 1 and half of 5 is 2, rounded down.
    let half = #""x": { "at": "day 1 06:00", "for": "4 h", "capacity": { "r": 0.5 } }"#
    #expect(try planned(half) == rota - 2 * 2 - 2 * 3)
    // And one less from 09:00 to 12:00: 2 − 1 until 10:00, then 5 − 1.
    let less = #", "y": { "at": "9 h", "for": "3 h", "capacity": { "r": { "less": 1 } } }"#
    #expect(try planned(half + less) == rota - 2 * 2 - 2 * 3 - 1 - 2)
    // Factors multiply before they are rounded: 5 × 0.5 × 0.5 is 1, not 0.5 of 2.
    let quarter = #", "y": { "at": "8 h", "for": "2 h", "capacity": { "r": 0.5 } }"#
    #expect(try planned(half + quarter) == rota - 2 * 2 - 2 * 4)
    // The least number that is set wins over all else; times that overlap are one.
    let set = """
      , "y": { "at": ["8 h", "9 h"], "for": "2 h", "capacity": { "r": { "set": 4 } } },
      "z": { "at": "2026-01-05 10:00", "for": "30 min", "capacity": { "r": { "set": 6 } } }
      """
    #expect(try planned(half + set) == rota - 2 * 2 - 3)
    let more = #""x": { "at": "day 2", "for": "24 h", "capacity": { "r": { "more": 2 } } }"#
    #expect(try planned(more) == rota + 48)
    #expect(
      try planned(half.replacingOccurrences(of: "0.5 }", with: "0.5 }, \"enabled\": false")) == rota
    )
  }

  @Test("let work in hand be finished, or interrupt it, worked by hand")
  func workInHand() throws {
    func stay(_ rule: String) throws -> (stay: Double, busy: Double) {
      let record = try EventEngineTests.record(
        facility(
          time: #""length": "10 h""#, resources: #""unit": { "capacity": 1 }"#,
          every: #""at": [ "0 h", "2 h" ]"#,
          steps: #"{ "do": "s", "with": "unit", "for": "90 min" }"#
        ).replacingOccurrences(
          of: "\"resources\"",
          with: """
            "shocks": { "trip": { "at": "1 h", "for": "2 h", "capacity": { "unit": { "set": 0 } }\(rule) } },
            "resources"
            """))
      return ((record.stays[0].mean ?? 0) / Double(minute), Double(record.maximumBusy[0]))
    }
    // Finished at 1:30; the second begins at 3:00 and ends at 4:30: stays of 90 and 150 min.
    #expect(try stay("") == (120, 1))
    // One hour is done, the rest from 3:00 to 3:30; the second until 5:00: 210 and 180 min.
    #expect(try stay(#", "workInHand": "pre-empt""#) == (195, 1))
  }

  @Test("leave everybody who comes in any case the same")
  func commonRandomNumbers() throws {
    let shock = #""x": { "at": "5 h", "for": "1 h", "arrivals": { "a": 2 } }"#
    func times(_ shocks: String) throws -> [Int64] {
      let model = try compiled(arrivals(#""rate": "20 per hour""#, shocks))
      return try ReferenceInterpreter.run(model.model, seed: 1, replication: 0).story
        .filter { $0.happening == .arrived }.map(\.tick)
    }
    let (with, without) = (try times(shock), try times(""))
    let before = without.filter { $0 < 5 * Ticks.hour }.count
    #expect(before > 80)
    for index in 0..<before { #expect(abs(with[index] - without[index]) <= 1) }
    // Who comes after the hour in which twice as many come, comes an hour earlier.
    let last = without.count - 1
    #expect(with.count > without.count)
    #expect(abs(with[last] - (without[last] - Ticks.hour)) <= 1)
  }

  @Test("that never help do not keep a run without an end going for ever")
  func inVain() throws {
    let model = try compiled(
      facility(
        time: #""until": "empty""#,
        resources: #""r": { "capacity": { "daily": { "00:00": 0, "01:00": 1, "02:00": 0 } } }"#,
        every: #""at": [ "0 h", "3 h" ]"#,
        steps: #"{ "seize": "r" }, { "wait": "s", "until": "never" }, { "release": "r" }"#
      ).replacingOccurrences(
        of: "\"resources\"",
        with: """
          "variables": { "never": false },
          "shocks": { "x": { "every": "1 h", "for": "1 h", "capacity": { "r": { "set": 0 } } } },
          "resources"
          """))
    guard case .failed(let failure) = runEngine(model.program, seed: 1, replication: 0),
      case .deadlock = failure.kind
    else {
      Issue.record("no deadlock")
      return
    }
  }
}
