import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

@Suite("Trips, windows and spare parts")
struct TripTests {
  /// Two machines; a job of 50 minutes and one of 35 at 0; a trip 30 minutes after the last.
  private func plant(_ rule: String) throws -> ReplicationRecord {
    try record(
      facility(
        time: #""length": "100 min""#,
        resources: """
          "m": { "capacity": 2, "failures": {
            "units": "all", "after": "30 min", "repair": "10 min"\(rule) } }
          """,
        arrivals: """
          "a": { "at": [ "0 min", "0 min" ], "pathway": "p",
                 "attributes": { "t": "if(ordinal = 1, 50 min, 35 min)" } }
          """,
        pathways: #""p": [ { "do": "s", "with": "m", "for": "t" } ]"#))
  }

  @Test("put all units out of service at once, worked by hand")
  func trip() throws {
    // Out of service 30–40 and 70–80: the jobs end at 60 and 45.
    let stopped = try plant("")
    #expect(stopped.area(.broken, of: 0) == Int128(2 * 20 * minute))
    #expect(stopped.stays[0].mean == Double(105 * minute) / 2)
    // The second unit is given back at 35 and stays out until 40; the first never goes.
    let finished = try plant(#", "workInHand": "finish""#)
    #expect(finished.area(.broken, of: 0) == Int128((5 + 20) * minute))
    #expect(finished.stays[0].mean == Double(85 * minute) / 2)
    let scrapped = try plant(#", "workInHand": "scrap""#)
    #expect(scrapped.outcomes == [0, 2])
    #expect(scrapped.stays[1].mean == Double(30 * minute))
  }

  /// Trips every 30 minutes and failures of each unit 45 minutes after the last, which last 5.
  @Test("leave units out that are being repaired, which follow where it lasts longer")
  func tripsAndFailures() throws {
    let record = try EventEngineTests.record(
      facility(
        time: #""length": "60 min""#,
        resources: """
          "m": { "capacity": 2, "failures": [
            { "name": "each", "after": "25 min", "repair": "10 min" },
            { "name": "trip", "units": "all", "after": "30 min", "repair": "12 min" } ] }
          """,
        every: #""at": [ "59 min" ]"#, steps: #"{ "delay": "s", "for": "1 min" }"#))
    // 25–35 by themselves, 35–42 by the trip; then from 60 on again.
    #expect(record.area(.broken, of: 0) == Int128(2 * 17 * minute))
  }

  private func windows(_ arrivals: String, clock: String = "calendar", length: String) throws
    -> Int128
  {
    try record(
      facility(
        time: #""start": "2026-01-05T08:00", "length": "\#(length)""#,
        resources: """
          "m": { "capacity": 1, "maintenance": {
            "every": "2 h", "for": "1 h", "clock": "\(clock)",
            "window": { "from": "18:00", "to": "20:00" } } }
          """,
        every: #""at": [ \#(arrivals) ]"#, steps: #"{ "do": "s", "with": "m", "for": "3 h" }"#)
    ).area(.broken, of: 0)
  }

  @Test("put maintenance off until its window, worked by hand")
  func window() throws {
    // Due at 10:00, done 18:00–19:00; due at 21:00, done 18:00–19:00 of the next day.
    #expect(try windows("", length: "24 h") == Int128(60 * minute))
    #expect(try windows("", length: "35 h") == Int128(120 * minute))
    // A job from 17:00 to 20:00 misses the window of the first day.
    #expect(try windows(#""9 h""#, length: "24 h") == 0)
    #expect(try windows(#""9 h""#, length: "35 h") == Int128(60 * minute))
    // A job from 16:30 to 19:30 is finished first.
    #expect(try windows(#""8.5 h""#, length: "24 h") == Int128(60 * minute))
    // Two hours of work are done at 10:00; the machine is idle from 11:00 on.
    #expect(try windows(#""0 h""#, clock: "operating", length: "24 h") == Int128(60 * minute))
    #expect(try windows("", clock: "operating", length: "24 h") == 0)
  }

  @Test("make repairs wait for spare parts, worked by hand")
  func spares() throws {
    let record = try EventEngineTests.record(
      """
      { "name": "test", "time": { "length": "4 h" },
        "resources": { "m": { "capacity": 1,
          "failures": { "after": "1 h", "repair": "10 min", "spares": "bearing" } } },
        "stocks": { "bearing": { "initial": 1, "reorder": { "upTo": 1, "leadTime": "100 min" } } },
        "arrivals": { "a": { "at": [ "1 h" ], "pathway": "p" } },
        "pathways": { "p": [ { "do": "s", "with": "m", "for": "20 min" } ] } }
      """)
    // Out of service 60–70; from 130, when the next bearing is under way till 160, to 170; and from
    // 230, when that ordered at 130 comes, to 240.
    #expect(record.area(.broken, of: 0) == Int128((10 + 40 + 10) * minute))
    #expect(record.stays[0].mean == Double(30 * minute))
  }

  /// As long as two sources share the factor of a day, their daily counts go up and down together:
  /// Var = m + m² cv², and the covariance is m² cv², for means m by the day.
  @Test("A factor of the day that two sources share makes their counts go together")
  func sharedFactor() throws {
    let (days, mean, cv) = (2_000, 60.0, 0.3)
    func counts(_ factors: (String, String)) throws -> (correlation: Double, ratio: Double) {
      let program = try compiled(
        """
        { "name": "test", "time": { "length": "1 day" },
          "dayFactors": { "busy": { "gamma": { "mean": 1, "cv": \(cv) } } },
          "arrivals": {
            "a": { "rate": "2.5 per hour", "dayFactor": \(factors.0), "pathway": "p" },
            "b": { "rate": "2.5 per hour", "dayFactor": \(factors.1), "pathway": "p" } },
          "pathways": { "p": [ { "delay": "d", "for": "1 min" } ] } }
        """
      ).program
      var (a, b, aa, bb, ab) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for day in 0..<days {
        var engine = Engine(program, seed: 3, replication: UInt64(day))
        try engine.run()
        let found = engine.record().entered.map(Double.init)
        (a, b) = (a + found[0], b + found[1])
        (aa, bb) = (aa + found[0] * found[0], bb + found[1] * found[1])
        ab += found[0] * found[1]
      }
      let n = Double(days)
      let (va, vb) = (aa / n - a / n * a / n, bb / n - b / n * b / n)
      return ((ab / n - a / n * b / n) / (va * vb).squareRoot(), va / (a / n))
    }
    let gamma = #"{ "gamma": { "mean": 1, "cv": 0.3 } }"#
    let shared = try counts((#""busy""#, #""busy""#))
    let own = try counts((gamma, gamma))
    let expected = mean * cv * cv / (1 + mean * cv * cv)
    // The standard error of a correlation is at most 1/√n, of a ratio of variances √(2/n) of it
    // and a little more for the skewness: five of them.
    #expect(abs(shared.correlation - expected) < 5 * (1 - expected * expected) / 44.7)
    #expect(abs(own.correlation) < 5 / 44.7)
    #expect(abs(shared.ratio - (1 + mean * cv * cv)) < 5 * 6.4 * (3.0 / 2_000).squareRoot())
  }
}

@Suite("Counts of days")
struct DayFactorTests {
  /// Arrivals at the emergency department of the University of Iowa Hospitals in 2016 (data set
  /// uihc_ed_arrivals of the R package fastTS): 163.44 a day on average, and within the days of the
  /// week a variance of 202.11, pooled over the seven: 1.237 times the mean.
  ///
  /// A gamma factor of the day with mean 1 and cv² = (ratio − 1) / mean = 0.03805² gives that;
  /// Poisson counts do not.
  @Test("have the spread that is observed in an emergency department")
  func observedSpread() throws {
    let days = 2_000
    func ratio(_ factor: String) throws -> (mean: Double, ratio: Double) {
      let program = try compiled(
        """
        { "name": "test", "time": { "length": "1 day" },
          "arrivals": { "a": { "rate": "163.44 per day"\(factor), "pathway": "p" } },
          "pathways": { "p": [ { "leave": "seen" } ] } }
        """
      ).program
      var (sum, squares) = (0.0, 0.0)
      for day in 0..<days {
        var engine = Engine(program, seed: 5, replication: UInt64(day))
        try engine.run()
        let count = Double(engine.record().entered[0])
        (sum, squares) = (sum + count, squares + count * count)
      }
      let mean = sum / Double(days)
      return (mean, (squares / Double(days) - mean * mean) / mean)
    }
    let fitted = try ratio(#", "dayFactor": { "gamma": { "mean": 1, "cv": 0.03805 } }"#)
    // Four standard errors of a mean and of a variance: false alarms in 8,000 seeds each.
    #expect(abs(fitted.mean - 163.44) < 4 * (202.11 / Double(days)).squareRoot())
    #expect(abs(fitted.ratio - 1.237) < 4 * 1.237 * (2 / Double(days)).squareRoot())
    let poisson = try ratio("")
    #expect(abs(poisson.ratio - 1) < 4 * (2 / Double(days)).squareRoot())
  }
}

@Suite("Hand over")
struct HandOverTests {
  /// Two on duty, one from 1:00 to 5:00; two jobs of 2 hours at 0:00, the second of worse priority.
  private func meanStay(_ atShiftEnd: String, _ ifPreempted: String) throws -> Double {
    try record(
      facility(
        time: #""start": "2026-01-05T00:00", "length": "1 day""#,
        resources: """
          "r": { "capacity": { "daily": { "00:00": 2, "01:00": 1, "05:00": 2 } },
                 "atShiftEnd": "\(atShiftEnd)" }
          """,
        every: #""at": [ "0 h", "0 h" ]"#,
        steps: """
          { "do": "s", "with": "r", "for": "2 h", "priority": "ordinal",
            "ifPreempted": \(ifPreempted) }
          """)
    ).stays[0].mean ?? 0
  }

  @Test("lets work go on where it was left, whatever its step says of interruptions")
  func handOver() throws {
    // The second job stops at 1:00; from 2:00 on the first one's unit goes on with it until 3:00.
    for rule in [#""restart""#, #""resume""#, #"{ "then": [] }"#] {
      #expect(try meanStay("hand over", rule) == Double(150 * minute))
    }
    #expect(try meanStay("pre-empt", #""restart""#) == Double(180 * minute))
    #expect(try meanStay("pre-empt", #"{ "then": [] }"#) == Double(90 * minute))
    // What may not be interrupted is finished in overtime.
    #expect(try meanStay("hand over", #""never""#) == Double(120 * minute))
  }
}
