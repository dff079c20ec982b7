import EventEngine
import FacilityModel
import KendallTestSupport
import OutputStatistics
import Testing

/// Failures of listed units and of units that are set up: the same as of a unit without a name, and
/// worked out by hand.
@Suite("Failures of listed units")
struct ListedOutageTests {
  private let minute = Int128(Ticks.minute)

  private func record(_ text: String) throws -> ReplicationRecord? {
    let compiled = try KendallTestSupport.compiled(text)
    #expect(disagreements(compiled, seed: 1, replication: 0) == [])
    guard case .ended(let record) = runEngine(compiled.program, seed: 1, replication: 0) else {
      Issue.record("the run fails")
      return nil
    }
    return record
  }

  /// Whether a single server has a name changes nothing: not a tick of anybody's stay.
  @Test(
    "of the only unit are those of a capacity of 1", arguments: ["operating", "calendar", "uses"])
  func onlyUnit(clock: String) throws {
    let after =
      clock == "uses"
      ? #"{ "poisson": { "mean": 6 } }"# : #"{ "exponential": { "mean": "30 min" } }"#
    func records(_ units: String) throws -> ReplicationRecord? {
      try record(
        """
        { "name": "server", "time": { "length": "10 days", "warmUp": "1 day" },
          "resources": { "server": { \(units), "failures": [
            { "name": "breakdown", "clock": "\(clock)", "after": \(after),
              "repair": { "exponential": { "mean": "9 min" } } },
            { "name": "crash", "after": { "exponential": { "mean": "5 h" } }, "repair": "40 min",
              "workInHand": "restart", "renews": true } ],
            "turnaround": "1 min",
            "maintenance": { "every": "1 day", "for": "2 h" } } },
          "arrivals": { "job": { "rate": "6 per hour", "attributes": { "kind": 1 }, "pathway": "work" } },
          "pathways": { "work": [
            { "do": "work", "with": "server", "for": { "exponential": { "mean": "6 min" } } } ] } }
        """)
    }
    let plain = try records(#""capacity": 1"#)
    for units in [
      #""units": [ { "name": "server" } ]"#,
      #""capacity": 1, "setUp": { "by": "kind", "default": "0 min" }"#,
    ] {
      let listed = try records(units)
      #expect(listed?.fingerprint == plain?.fingerprint, "\(units)")
      #expect(listed?.waits[0].count == plain?.waits[0].count, "\(units)")
      #expect(listed?.waits[0].mean == plain?.waits[0].mean, "\(units)")
      #expect(listed?.area(.busy, of: 0) == plain?.area(.busy, of: 0), "\(units)")
      let out = plain?.outages.map { $0.units.area(at: plain?.windowEnd ?? 0) }.reduce(0, +)
      #expect(listed?.unitOutages.reduce(0, +) == out, "\(units)")
      #expect((out ?? 0) > 0)
    }
  }

  /// Two unlike units, each of which fails after 30 min of work and is repaired in 15. In minutes:
  ///
  /// the first job, of 50, wants A. It works until A fails at 30, waits for A until 45 though B is
  /// free, and is done at 65. The second, at 10, takes B until 30. The third, at 35, takes B, which
  /// fails at 45; it goes on with B at 60 and is done at 70. The fourth comes at 50, wants A, and
  /// has it from 65 to 70.
  @Test("of two unlike units are worked out by hand")
  func unlikeUnits() throws {
    let jobs = [("A", 0, 50), ("any", 10, 20), ("any", 35, 20), ("A", 50, 5)]
    let sources = jobs.enumerated().map { index, job in
      """
      "job \(index + 1)": { "at": [ "\(job.1) min" ], "pathway": "work",
        "attributes": { "wanted": { "text": "\(job.0)" }, "stay": "\(job.2) min" } }
      """
    }
    let run = try record(
      """
      { "name": "two", "time": { "length": "3 h" },
        "resources": { "bench": { "units": [ { "name": "A", "kind": "A" }, { "name": "B", "kind": "B" } ],
          "failures": { "clock": "operating", "after": "30 min", "repair": "15 min" } } },
        "arrivals": { \(sources.joined(separator: ", ")) },
        "pathways": { "work": [ { "do": "work", "with": "bench",
          "where": "wanted = any or unit(kind) = wanted", "prefer": "if(unit(kind) = A, 2, 1)",
          "for": "stay" } ] } }
      """)
    guard let run, case .ticks(let waits, _) = run.waits[0],
      case .ticks(let resumptions, _) = run.resumptions[0]
    else {
      Issue.record("waits are ticks")
      return
    }
    #expect(run.unitAreas == [55 * minute, 40 * minute])
    #expect(run.unitOutages == [15 * minute, 15 * minute])
    #expect(run.area(.broken, of: 0) == 30 * minute)
    #expect(run.area(.onDuty, of: 0) == 330 * minute)
    #expect(waits.sum == 15 * minute)
    #expect(run.waits[0].count == 4)
    #expect(resumptions.sum == 30 * minute)
    #expect(run.resumptions[0].count == 2)
  }

  /// Two machines that fail after 22 min of set-up and work, and are repaired in 30. In minutes:
  ///
  /// the first job, of 30 and kind A, sets up the first machine (5) and works for 17 until it fails
  /// at 22; it sets up the second (5) and works its last 13 there, from 27 to 40. The second, of
  /// kind A at 55, finds the first machine mended and as it was set up, and has it until 65. The
  /// third, of kind B at 70, sets up the first machine (10) and has worked for 2 when that fails at
  /// 82; it begins to set up the second, which fails at 86. At 112 the first machine is there again,
  /// still set up for it: the last 8 are done at 120.
  @Test("of machines that are set up are worked out by hand")
  func machines() throws {
    let jobs = [("A", 0, 30), ("A", 55, 10), ("B", 70, 10)]
    let sources = jobs.enumerated().map { index, job in
      """
      "job \(index + 1)": { "at": [ "\(job.1) min" ], "pathway": "work",
        "attributes": { "kind": { "choice": { "\(job.0)": 1 } }, "stay": "\(job.2) min" } }
      """
    }
    let run = try record(
      """
      { "name": "machines", "time": { "length": "3 h" },
        "resources": { "machine": { "capacity": 2,
          "setUp": { "by": "kind", "times": { "A": { "B": "10 min" } }, "default": "10 min",
            "first": "5 min" },
          "failures": { "clock": "operating", "after": "22 min", "repair": "30 min" } } },
        "arrivals": { \(sources.joined(separator: ", ")) },
        "pathways": { "work": [ { "do": "work", "with": "machine", "for": "stay" } ] } }
      """)
    #expect(run?.unitAreas == [52 * minute, 22 * minute])
    #expect(run?.setUpAreas == [15 * minute, 9 * minute])
    #expect(run?.unitOutages == [60 * minute, 30 * minute])
    #expect(run?.outcomes.reduce(0, +) == 3)
    // The set-up and the work are activities, of which the second is resumed three times.
    guard let run, case .ticks(let resumptions, _) = run.resumptions[1] else {
      Issue.record("waits are ticks")
      return
    }
    #expect(resumptions.sum == 26 * minute)
    #expect(run.resumptions[1].count == 3)
  }

  /// A machine that fails while one is set up for the first time has to be set up from the start.
  ///
  /// In minutes: the set-up takes 20 and is interrupted at 15 by a failure that takes 10; from 25 to
  /// 45 it is set up, from 45 to 50 the job is done, as the machine works for another 40.
  @Test("in a set-up begin it anew")
  func interruptedSetUp() throws {
    let run = try record(
      """
      { "name": "once", "time": { "length": "70 min" },
        "resources": { "machine": { "capacity": 1,
          "setUp": { "by": "kind", "default": "20 min", "first": "20 min" },
          "failures": { "after": "if(hour > 0.2, 40 min, 15 min)", "repair": "10 min" } } },
        "arrivals": { "job": { "at": [ "0 min" ], "pathway": "work", "attributes": { "kind": 1 } } },
        "pathways": { "work": [ { "do": "work", "with": "machine", "for": "5 min" } ] },
        "measures": { "stay": { "mean": "timeInSystem" } } }
      """)
    #expect(run?.setUpAreas == [35 * minute])
    #expect(run?.unitAreas == [40 * minute])
    #expect(run?.tallies[0].mean == Double(50 * Ticks.minute))
  }
}
