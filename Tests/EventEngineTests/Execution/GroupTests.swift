import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

@Suite("Entities that make others")
struct OffspringTests {
  @Test("spawn children of their own kind, worked by hand")
  func spawn() throws {
    // At 0, a spawns three samples and goes on; one analyser takes 10 minutes each: they leave at
    // 10, 20 and 30, 0 + 10 + 20 minutes after beginning to wait.
    let (record, program) = try replication(
      facility(
        time: #""until": "empty""#, resources: #""analyser": { "capacity": 1 }"#,
        arrivals: #""a": { "at": [ "0 min" ], "pathway": "p", "attributes": { "n": 3 } }"#,
        pathways: """
          "p": [ { "spawn": "sample", "pathway": "lab", "count": "n", "attributes": { "n": "n + 1" } },
                 { "delay": "home", "for": "5 min" } ],
          "lab": [ { "do": "analysis", "with": "analyser", "for": "10 min" },
                   { "record": "n", "value": "n" } ]
          """, measures: #""stay": { "mean": "timeInSystem", "of": "p/sample" }"#))
    #expect(program.sources.map(\.name) == ["a", "p/sample"])
    #expect(record.entered == [1, 3])
    #expect(record.outcomes == [1, 3])
    #expect(record.stays[1].mean == Double(20 * minute))
    #expect(record.waits[0].mean == Double(10 * minute))
    #expect(record.tallies.map(\.mean) == [4, Double(20 * minute)])
    #expect(record.insideArea == Int128((5 + 10 + 20 + 30) * minute))
  }

  @Test("have children whose draws depend on parent and number alone")
  func identity() throws {
    // The same times of analysis whether or not something else is spawned before.
    func times(_ before: String) throws -> Double? {
      let (record, program) = try replication(
        facility(
          time: #""until": "empty", "length": "5 h""#,
          arrivals: #""a": { "every": "5 min", "pathway": "p" }"#,
          pathways: """
            "p": [ \(before) { "spawn": "sample", "pathway": "lab", "count": 2 } ],
            "lab": [ { "delay": "analysis", "for": { "exponential": { "mean": "10 min" } } } ],
            "other": [ { "delay": "x", "for": { "exponential": { "mean": "10 min" } } } ]
            """))
      let source = try #require(program.sources.firstIndex { $0.name == "p/sample" })
      #expect(record.outcomes[source] == 120)
      return record.stays[source].mean
    }
    let plain = try times("")
    #expect(try times(#"{ "spawn": "other", "pathway": "other", "count": 3 },"#) == plain)
  }

  @Test("in a loop, have other children at each passage")
  func visits() throws {
    let record = try record(
      facility(
        time: #""until": "empty""#, every: #""at": [ "0 min" ]"#,
        steps: """
          { "repeat": "round", "times": 200, "steps": [ { "fork": "f", "branches": [ { "name": "b",
            "steps": [ { "delay": "d", "for": { "exponential": { "mean": "10 min" } } } ] } ] } ] }
          """))
    // 200 independent times: their sum is within four standard deviations of 2,000 minutes.
    let total = try #require(record.stays[0].mean) / Double(minute)
    #expect(abs(total - 2_000) < 4 * 10 * 200.0.squareRoot())
    #expect(record.merged == [0, 200])
  }

  @Test("split into parts that go on in their place, worked by hand")
  func split() throws {
    // Arrives at 0, is cut at 4 into three; one saw takes 2 minutes a part: 6, 8 and 10.
    let record = try record(
      facility(
        time: #""until": "empty""#, resources: #""saw": { "capacity": 1 }"#,
        every: #""at": [ "0 min" ]"#,
        steps: """
          { "seize": "saw" }, { "delay": "cut", "for": "4 min" },
          { "split": "parts", "into": 3, "outcome": "cut up" },
          { "do": "trim", "with": "saw", "for": "2 min" }
          """))
    #expect(record.outcomes == [0, 1, 3, 0])
    #expect(record.stays[2].mean == Double(8 * minute))
    #expect(record.area(.busy, of: 0) == Int128(10 * minute))
    #expect(record.insideArea == Int128((4 + 2 + 4 + 6) * minute))
  }

  @Test("keep a resource busy after they have gone, worked by hand")
  func wrapUp() throws {
    // Two come at 0 and 1; service takes 5, wrapping up 3: the second begins at 8, leaves at 13,
    // and the server is busy until 16.
    let record = try record(
      facility(
        time: #""until": "empty""#, resources: #""r": { "capacity": 1 }"#,
        every: #""at": [ "0 min", "1 min" ]"#,
        steps: #"{ "do": "call", "with": "r", "for": "5 min", "wrapUp": "3 min" }"#))
    #expect(record.stays[0].mean == Double((5 + 12) * minute) / 2)
    #expect(record.waits[0].mean == Double(7 * minute) / 2)
    #expect(record.area(.busy, of: 0) == Int128(16 * minute))
    #expect(record.outcomes == [2])
  }

  @Test("wait as the M/M/1 whose service is talk and wrap-up in one")
  func wrapUpQueue() throws {
    // Talk and wrap-up exponential with means 2 and 3 minutes: M/G/1 with mean 5 and variance 13,
    // λ = 0.1 per minute, so W = λ E[S²] / (2 (1 − ρ)) = 0.1 × 38 / 1 = 3.8 minutes.
    let record = try record(
      facility(
        time: #""length": "100 weeks", "warmUp": "1 day""#, resources: #""r": { "capacity": 1 }"#,
        every: #""rate": "6 per hour""#,
        steps: """
          { "do": "call", "with": "r", "for": { "exponential": { "mean": "2 min" } },
            "wrapUp": { "exponential": { "mean": "3 min" } } }
          """), seed: 3)
    // 100,000 correlated waits. The standard error of their mean is below that of the M/M/1 of this
    // load, whose service varies more: there it is E[S] √(29 / n), by Blomqvist's variance of the
    // mean of n waits at ρ = 0.5. Four of them are allowed.
    let wait = try #require(record.waits[0].mean) / Double(minute)
    #expect(abs(wait - 3.8) < 4 * 5 * (29 / 100_000.0).squareRoot())
  }
}

@Suite("Forks")
struct ForkTests {
  private func fork(_ keys: String, after: String = "") throws -> (ReplicationRecord, Program) {
    // One doctor each; ways of 4, 10 and 6 minutes.
    let (record, program) = try replication(
      facility(
        time: #""until": "empty""#,
        resources: #""x": { "capacity": 1 }, "y": { "capacity": 1 }, "bed": { "capacity": 1 }"#,
        every: #""at": [ "0 min" ]"#, attributes: #""found": 0"#,
        steps: """
          { "seize": "bed" },
          { "fork": "work-up", "branches": [
            { "name": "blood", "steps": [
              { "do": "draw", "with": "x", "for": "4 min" }, { "set": { "found": 1 } } ] },
            { "name": "scan", "steps": [
              { "do": "scan", "with": "y", "for": "10 min" }, { "set": { "found": 2 }, "name": "s2" } ] },
            { "name": "talk", "steps": [ { "delay": "talk", "for": "6 min" } ] } ]\(keys) },
          { "release": "bed", "name": "bed back" }\(after)
          """, measures: #""found": { "mean": "found", "of": "a" }"#))
    return (record, program)
  }

  @Test("wait for all, any or some, and stop the rest, worked by hand")
  func joins() throws {
    let (all, program) = try fork(#", "keep": [ "found" ]"#)
    #expect(
      program.sources.map(\.name) == ["a", "p/work-up/blood", "p/work-up/scan", "p/work-up/talk"])
    #expect(all.entered == [1, 1, 1, 1])
    #expect(all.merged == [0, 1, 1, 1])
    #expect(all.stays[0].mean == Double(10 * minute))
    #expect(all.gatherings.map(\.mean) == [Double(10 * minute), Double(10 * minute) / 3])
    #expect(all.tallies[0].mean == 2)
    #expect(all.area(.busy, of: 2) == Int128(10 * minute))
    #expect(all.insideArea == Int128(40 * minute))

    let (any, _) = try fork(#", "join": "any", "keep": "found""#)
    #expect(any.stays[0].mean == Double(4 * minute))
    #expect(any.area(.busy, of: 1) == Int128(4 * minute))
    #expect(any.tallies[0].mean == 1)
    #expect(any.gatherings.map(\.mean) == [Double(4 * minute), 0])
    #expect(any.merged == [0, 1, 1, 1])

    let (two, _) = try fork(#", "join": 2, "rest": "go on""#)
    #expect(two.stays[0].mean == Double(6 * minute))
    #expect(two.area(.busy, of: 1) == Int128(10 * minute))
    #expect(two.tallies[0].mean == 0)
    #expect(two.gatherings.map(\.mean) == [Double(6 * minute), Double(1 * minute)])
    #expect(two.insideArea == Int128((6 + 6 + 10 + 6) * minute))
  }

  @Test("are given up with all that their clones do when a limit of time is over")
  func within() throws {
    let record = try record(
      facility(
        time: #""until": "empty""#, resources: #""x": { "capacity": 2 }"#,
        every: #""at": [ "0 min" ]"#,
        steps: """
          { "within": "7 min", "steps": [ { "fork": "f", "branches": [
              { "name": "short", "steps": [ { "do": "s", "with": "x", "for": "4 min" } ] },
              { "name": "long", "steps": [
                { "fork": "g", "each": 2, "steps": [ { "do": "l", "with": "x", "for": "9 min" } ] } ] } ] } ],
            "otherwise": [ { "delay": "sulk", "for": "1 min" }, { "leave": "late" } ] }
          """))
    // Two of x busy from 0 to 4, one of them then taken by the second clone, both until 7.
    #expect(record.outcomes.reduce(0, +) == 1)
    #expect(record.stays[1].mean == Double(8 * minute))
    #expect(record.area(.busy, of: 0) == Int128(14 * minute))
    #expect(record.merged == [0, 1, 1, 2])
  }

  @Test("of two queues M/M/1 take (12 − ρ)/8 times as long as one")
  func nelsonTantawi() throws {
    // Flatto and Hahn (1984), Nelson and Tantawi (1988): two servers of rate μ, arrivals of rate λ
    // at both: the mean response is (12 − ρ)/8 · 1/(μ − λ). With λ = 6 and μ = 12 per hour it is
    // 11.5/8 × 10 = 14.375 minutes.
    let record = try record(
      facility(
        time: #""length": "60 weeks", "warmUp": "1 day""#,
        resources: #""x": { "capacity": 1 }, "y": { "capacity": 1 }"#,
        every: #""rate": "6 per hour""#,
        steps: """
          { "fork": "f", "branches": [
            { "name": "one", "steps": [
              { "do": "s", "with": "x", "for": { "exponential": { "mean": "5 min" } } } ] },
            { "name": "two", "steps": [
              { "do": "t", "with": "y", "for": { "exponential": { "mean": "5 min" } } } ] } ] }
          """), seed: 11)
    // 60,000 entities: the standard error, with their correlation, is about 0.15 minutes.
    let response = try #require(record.stays[0].mean) / Double(minute)
    #expect(abs(response - 14.375) < 0.6)
  }
}

@Suite("Batches")
struct BatchTests {
  @Test("gather, ride and come apart, worked by hand")
  func byHand() throws {
    // At 0, 2, 4, 6, 30. Three make a load: 0, 2 and 4 leave at 4, and ride till 14. The fourth
    // waits from 6 for 10 minutes, till 16, and rides alone till 26; the fifth from 30 till 40, 50.
    let record = try record(
      facility(
        time: #""until": "empty""#, resources: #""bus": { "capacity": 1 }"#,
        every: #""at": [ "0 min", "2 min", "4 min", "6 min", "30 min" ]"#,
        steps: """
          { "batch": "load", "size": 3, "timeOut": "10 min", "countAs": "riders",
            "steps": [ { "do": "ride", "with": "bus", "for": "10 min" } ] },
          { "record": "riders", "value": "riders" }
          """))
    #expect(record.outcomes == [5])
    #expect(record.gatherings[0].mean == Double((4 + 2 + 0 + 10 + 10) * minute) / 5)
    #expect(record.stays[0].mean == Double((14 + 12 + 10 + 20 + 20) * minute) / 5)
    #expect(record.area(.busy, of: 0) == Int128(30 * minute))
    #expect(record.tallies[0].mean == 11.0 / 5)
    #expect(record.waits[0].count == 3)
  }

  @Test("by an attribute, or for good, worked by hand")
  func byKey() throws {
    // Odd and even ones pair: 0 with 4, 2 with 6. The first of each pair leaves a minute later.
    let record = try record(
      facility(
        time: #""until": "empty""#, every: #""at": [ "0 min", "2 min", "4 min", "6 min" ]"#,
        attributes: #""parity": "ordinal mod 2""#,
        steps: """
          { "batch": "pair", "size": 2, "by": "parity", "permanent": true,
            "steps": [ { "delay": "glue", "for": "1 min" } ] }
          """))
    #expect(record.outcomes == [2])
    #expect(record.merged == [2])
    #expect(record.stays[0].mean == Double(5 * minute))
    #expect(record.insideArea == Int128((5 + 5) * minute))
  }

  @Test("for good end a fork whose clones they are made of, worked by hand")
  func endsFork() throws {
    // The second clone ends in the batch, so that the fork has what it waits for: the clone that
    // was to lead the batch stops, and so do those who are in it or just come. The rest may go on
    // instead: the first of three then spends 5 minutes for all.
    for (clones, size, rest, area) in [
      (3, 2, "cancel", 1), (4, 3, "cancel", 1), (3, 3, "go on", 1 + 5),
    ] {
      let record = try record(
        facility(
          time: #""until": "empty""#, every: #""at": [ "0 min" ]"#,
          steps: """
            { "fork": "f", "each": \(clones), "join": "any", "rest": "\(rest)", "steps": [
                { "batch": "kit", "size": \(size), "permanent": true,
                  "steps": [ { "delay": "glue", "for": "5 min" } ] } ] },
            { "delay": "after", "for": "1 min" }
            """))
      #expect(record.outcomes == [1, 0])
      #expect(record.merged.reduce(0, +) == Int64(clones))
      #expect(record.insideArea == Int128(Int64(area) * minute))
    }
  }

  @Test("leave together when one leads the others out")
  func leave() throws {
    let record = try record(
      facility(
        time: #""until": "empty""#, every: #""at": [ "0 min", "2 min", "4 min" ]"#,
        steps: """
          { "batch": "load", "size": 3, "steps": [ { "delay": "d", "for": "1 min" },
            { "branch": [ { "when": "ordinal = 1", "steps": [ { "leave": "out" } ] } ] } ] }
          """))
    #expect(record.outcomes == [0, 3])
    #expect(record.stays[1].mean == Double((5 + 3 + 1) * minute) / 3)
  }

  @Test("of k gathered from Poisson arrivals take (k − 1)/(2λ) in the mean")
  func poisson() throws {
    // k = 4, λ = 12 per hour: 7.5 minutes.
    let record = try record(
      facility(
        time: #""length": "20 weeks""#, every: #""rate": "12 per hour""#,
        steps: #"{ "batch": "load", "size": 4 }"#), seed: 2)
    // 10,000 batches; the mean wait of one has a standard deviation below 5 minutes: four errors.
    let wait = try #require(record.gatherings[0].mean) / Double(minute)
    #expect(abs(wait - 7.5) < 4 * 5 / 10_000.0.squareRoot())
  }

  @Test("that never fill end a run with who waits")
  func deadlock() throws {
    let program = try compiled(
      facility(
        time: #""until": "empty""#, every: #""at": [ "0 min", "2 min" ]"#,
        steps: #"{ "batch": "load", "size": 3 }"#)
    ).program
    guard case .failed(let failure) = runEngine(program, seed: 1, replication: 0) else {
      Issue.record("the run does not fail")
      return
    }
    #expect(failure.kind == .deadlock("2 of 3 have gathered at “p/load”"))
  }

  @Test("of no whole number are refused with entity and step")
  func badSize() throws {
    let program = try compiled(
      facility(
        time: #""until": "empty""#, every: #""at": [ "0 min" ]"#, attributes: #""n": 1.5"#,
        steps: #"{ "batch": "load", "size": "n" }"#)
    ).program
    guard case .failed(let failure) = runEngine(program, seed: 1, replication: 0) else {
      Issue.record("the run does not fail")
      return
    }
    #expect(failure.kind == .badCount)
    #expect(failure.entity == "a:1")
  }
}

@Suite("Generated models with groups")
struct GeneratedGroupTests {
  @Test("make, join and lose entities often enough to test it")
  func coverage() throws {
    var counts: [Happening: Int] = [:]
    var ended = 0
    for seed in 0..<UInt64(generatedModels / 4) {
      let model = try compiled(ModelGenerator.model(seed: seed))
      guard
        let reference = try? ReferenceInterpreter.run(
          model.model, seed: seed, replication: 1, entityLimit: 500)
      else { continue }
      ended += 1
      for note in reference.story { counts[note.happening, default: 0] += 1 }
    }
    #expect(ended > generatedModels / 10)
    #expect(counts[.created, default: 0] > 1_000)
    #expect(counts[.merged, default: 0] > 500)
    #expect(counts[.reunited, default: 0] > 400)
  }
}
