import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

@Suite("A section with a limit of time")
struct SectionTests {
  @Test("takes an entity out of its work or its line, worked by hand")
  func byHand() throws {
    // Three come at 0, 2 and 4. The first is served 0–6. The second begins at 6 and is stopped at
    // 10 (2 + 8) with 2 of 6 minutes left; the third begins at 10 and is stopped at 12 (4 + 8).
    let record = try record(
      facility(
        time: #""length": "1 h""#, resources: #""r": { "capacity": 1 }"#,
        every: #""at": [ "0 min", "2 min", "4 min" ]"#,
        steps: """
          { "within": "8 min", "steps": [ { "do": "s", "with": "r", "for": "6 min" } ],
            "otherwise": [ { "delay": "sulk", "for": "1 min" }, { "leave": "late" } ] }
          """))
    #expect(record.outcomes == [1, 2])
    #expect(record.area(.busy, of: 0) == Int128(12 * minute))
    #expect(record.area(.queued, of: 0) == Int128((4 + 6) * minute))
    #expect(record.stays[1].mean == Double(9 * minute))
    #expect(record.waits[0].mean == Double((0 + 4 + 6) * minute) / 3)
    #expect(record.abandonedWaits[0].count == 0)
  }

  @Test("counts a wait that it cuts short among those without a grant")
  func whileWaiting() throws {
    let record = try record(
      facility(
        time: #""length": "1 h""#, resources: #""r": { "capacity": 1 }"#,
        every: #""at": [ "0 min", "2 min" ]"#,
        steps: """
          { "within": "8 min", "steps": [
            { "branch": [ { "when": "ordinal = 1", "steps": [
                { "within": "20 min", "steps": [ { "do": "s", "with": "r", "for": "8 min" } ] } ] },
              { "otherwise": [
                { "do": "t", "with": "r", "for": "6 min",
                  "renege": { "after": "7 min", "then": [] } } ] } ] } ] }
          """))
    // The service ends at the very instant of its limit: it counts as done.
    #expect(record.outcomes == [2])
    #expect(record.area(.busy, of: 0) == Int128((8 + 2) * minute))
    #expect(record.waits.map(\.count) == [1, 1])
  }

  @Test("keeps what was held before and gives back what was seized inside")
  func holdings() throws {
    // Holds 2 of r, takes 2 more inside and gives 3 back: 1 is left, and none is taken away.
    // The other way round it holds 3 at the end of its time, of which 1 is taken away.
    let record = try record(
      facility(
        time: #""length": "1 h""#, resources: #""r": { "capacity": 4 }"#,
        every: #""at": [ "0 min" ]"#,
        steps: """
          { "seize": { "r": 2 }, "name": "first" },
          { "within": "10 min", "steps": [
            { "seize": { "r": 2 }, "name": "second" }, { "release": { "r": 3 }, "name": "three" },
            { "delay": "a", "for": "20 min" } ] },
          { "release": { "r": 1 }, "name": "the last" },
          { "seize": { "r": 2 }, "name": "third" },
          { "within": "10 min", "steps": [
            { "seize": { "r": 1 }, "name": "fourth" }, { "delay": "b", "for": "20 min" } ] },
          { "delay": "c", "for": "5 min" }, { "release": { "r": 2 }, "name": "end" }
          """))
    #expect(record.area(.busy, of: 0) == Int128((10 + 30 + 10) * minute))
  }

  @Test("is left in time as often as two exponential clocks say")
  func exponential() throws {
    // min of exponentials of rates 1/10 and 1/30 per minute: late with probability 1/4, and
    // 7.5 minutes in the mean.
    let record = try record(
      facility(
        time: #""length": "2 weeks""#, every: #""rate": "60 per hour""#,
        steps: """
          { "within": { "exponential": { "mean": "30 min" } }, "name": "limit",
            "steps": [ { "delay": "work", "for": { "exponential": { "mean": "10 min" } } } ],
            "otherwise": [ { "leave": "late" } ] }
          """), seed: 5)
    let (inTime, late) = (Double(record.outcomes[0]), Double(record.outcomes[1]))
    let all = inTime + late
    #expect(abs(late / all - 0.25) < 4 * (0.25 * 0.75 / all).squareRoot())
    let mean = try #require(record.stays[0].mean) / Double(minute)
    #expect(abs(mean - 7.5) < 4 * 7.5 / inTime.squareRoot())
  }
}

@Suite("Pre-emption")
struct PreemptionTests {
  /// One server; an ordinary entity comes at 0 and takes 10 minutes, an urgent one at 4 takes 3.
  private func rule(_ rule: String, after: String = "") throws -> ReplicationRecord {
    try record(
      facility(
        time: #""length": "1 h""#, resources: #""r": { "capacity": 1 }"#,
        arrivals: """
          "a": { "at": [ "0 min" ], "pathway": "p" }, "b": { "at": [ "4 min" ], "pathway": "q" }
          """,
        pathways: """
          "p": [ { "do": "s", "with": "r", "for": "10 min", "priority": 2\(rule) } \(after) ],
          "q": [ { "do": "u", "with": "r", "for": "3 min", "priority": 1, "preempt": true } ]
          """))
  }

  @Test("resumes, restarts, or is refused, worked by hand")
  func rules() throws {
    // Resumed at 7 with 6 minutes left; restarted at 7 with 10; served after it, from 10 on.
    #expect(try rule("").stays.map(\.mean) == [13, 3].map { Double($0 * minute) })
    #expect(
      try rule(#", "ifPreempted": "resume""#).stays.map(\.mean)
        == [13, 3].map { Double($0 * minute) })
    #expect(
      try rule(#", "ifPreempted": "restart""#).stays.map(\.mean)
        == [17, 3].map { Double($0 * minute) })
    #expect(
      try rule(#", "ifPreempted": "never""#).stays.map(\.mean)
        == [10, 9].map { Double($0 * minute) })
    let resumed = try rule("")
    #expect(resumed.resumptions[0].mean == Double(3 * minute))
    #expect(resumed.waits.map(\.mean) == [0, 0])
    #expect(resumed.area(.busy, of: 0) == Int128(13 * minute))
  }

  @Test("sends elsewhere what is given up")
  func rerouted() throws {
    let record = try rule(
      #", "ifPreempted": { "then": [ { "delay": "away", "for": "1 min" } ] }"#,
      after: #", { "delay": "home", "for": "2 min" }"#)
    #expect(record.stays.map(\.mean) == [7, 3].map { Double($0 * minute) })
    #expect(record.area(.busy, of: 0) == Int128(7 * minute))
  }

  @Test("takes the work's other units back too, and only the worst of the holders")
  func several() throws {
    // Two nurses, one room. At 0 a (priority 3) takes a nurse and the room, b (2) a nurse. At 2 an
    // urgent one (1) needs a nurse: a loses both, so c (5), who waits for the room, gets in.
    let record = try record(
      facility(
        time: #""length": "2 h""#,
        resources: #""nurse": { "capacity": 2 }, "room": { "capacity": 1 }"#,
        arrivals: """
          "a": { "at": [ "0 min" ], "pathway": "a" }, "b": { "at": [ "0 min" ], "pathway": "b" },
          "c": { "at": [ "1 min" ], "pathway": "c" }, "u": { "at": [ "2 min" ], "pathway": "u" }
          """,
        pathways: """
          "a": [ { "do": "sa", "with": [ "nurse", "room" ], "for": "10 min", "priority": 3 } ],
          "b": [ { "do": "sb", "with": "nurse", "for": "20 min", "priority": 2 } ],
          "c": [ { "do": "sc", "with": "room", "for": "30 min", "priority": 5 } ],
          "u": [ { "do": "su", "with": "nurse", "for": "6 min", "priority": 1, "preempt": true } ]
          """))
    // a is stopped at 2 with 8 minutes left, waits for the nurse until 8 and the room until 32.
    #expect(record.stays.map(\.mean) == [40, 20, 31, 6].map { Double($0 * minute) })
  }

  @Test("draws a time anew for each passage that was stopped")
  func resampled() throws {
    // An exponential time that is begun anew is as long as one that goes on.
    let text = { (rule: String) in
      facility(
        time: #""length": "20 weeks""#, resources: #""r": { "capacity": 1 }"#,
        arrivals: """
          "a": { "rate": "4 per hour", "pathway": "p" }, "b": { "rate": "3 per hour", "pathway": "q" }
          """,
        pathways: """
          "p": [ { "do": "s", "with": "r", "for": { "exponential": { "mean": "5 min" } },
                   "priority": 2, "ifPreempted": "\(rule)" } ],
          "q": [ { "do": "u", "with": "r", "for": { "exponential": { "mean": "6 min" } },
                   "preempt": true } ]
          """)
    }
    // Mean time in system of class 2 of two, pre-emptive resume (Conway, Maxwell, Miller 1967):
    // (E S2 / (1 - r1)) + (sum of l E S^2 / 2) / ((1 - r1) (1 - r1 - r2)), r1 = 0.3, r2 = 1/3.
    let residual = (3.0 / 60 * 2 * 36 + 4.0 / 60 * 2 * 25) / 2
    let expected = 5 / 0.7 + residual / (0.7 * (0.7 - 1.0 / 3))
    for rule in ["resume", "resample"] {
      let compiled = try compiled(text(rule))
      var sum = 0.0
      var squares = 0.0
      let runs = 12.0
      for replication in 0..<12 {
        guard
          case .ended(let record) = runEngine(
            compiled.program, seed: 3, replication: UInt64(replication)),
          let mean = record.stays[0].mean
        else { continue }
        sum += mean / Double(minute)
        squares += (mean / Double(minute)) * (mean / Double(minute))
      }
      let error = ((squares / runs - (sum / runs) * (sum / runs)) / (runs - 1)).squareRoot()
      #expect(abs(sum / runs - expected) < 4 * error, "\(rule): \(sum / runs), \(expected)")
    }
  }
}

@Suite("Generated models")
struct GeneratedInterruptionTests {
  @Test("pre-empt, go on and run out of time often enough to test it")
  func coverage() throws {
    var counts: [Happening: Int] = [:]
    var resumed = 0
    for seed in 0..<UInt64(generatedModels / 2) {
      let model = try compiled(ModelGenerator.model(seed: seed))
      guard
        let reference = try? ReferenceInterpreter.run(
          model.model, seed: seed, replication: 1, entityLimit: 500)
      else { continue }
      for note in reference.story { counts[note.happening, default: 0] += 1 }
      resumed += reference.resumptions.values.map(\.count).reduce(0, +)
    }
    #expect(counts[.failed, default: 0] > 100)
    #expect(counts[.timedOut, default: 0] > 100)
    #expect(counts[.interrupted, default: 0] > 300)
    #expect(resumed > 10)
  }
}
