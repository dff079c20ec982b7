import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

@Suite("A run that gets nowhere stops and says why")
struct BudgetTests {
  /// The failure of a model and the name of the step it names.
  private func failure(_ text: String, entityLimit: Int? = nil) throws -> (
    failure: SimulationFailure, step: String?
  ) {
    var program = try compiled(text).program
    if let entityLimit { program.entityLimit = entityLimit }
    guard case .failed(let failure) = runEngine(program, seed: 1, replication: 1) else {
      throw RefusedModel(description: "the run ended")
    }
    return (failure, failure.step.map { program.steps[Int($0)].name })
  }

  @Test(
    "in a loop without time, whatever is in it",
    arguments: [
      #"{ "delay": "nothing", "for": "0 min" }"#,
      #"{ "do": "nothing", "with": "r", "for": "0 min" }"#,
      #"{ "seize": "r", "name": "nothing" }, { "release": "r", "name": "nothing too" }"#,
      #"{ "delay": "nothing", "for": "0.3 us" }"#,
    ])
  func zeroDelayLoop(steps: String) throws {
    let (failure, step) = try failure(
      facility(
        resources: #""r": { "capacity": 1 }"#,
        steps: #"{ "repeat": "spin", "while": "ordinal > 0", "steps": [ \#(steps) ] }"#))
    #expect(failure.kind == .noTimePasses)
    #expect(failure.entity == "a:1")
    #expect(failure.tick == 5 * Ticks.minute)
    #expect(step?.hasPrefix("p/spin") == true)
  }

  @Test("when arrivals come without end in one instant")
  func arrivalsInOneInstant() throws {
    let (failure, _) = try failure(
      facility(
        resources: #""r": { "capacity": 1 }"#, every: #""every": "1 min * (capacity(r) - 1)""#,
        steps: #"{ "delay": "d", "for": "1 h" }"#),
      entityLimit: 20_000)
    #expect(failure.kind == .tooManyEntities(20_000))
    #expect(failure.tick == 0)
  }

  @Test("when two resources are seized in opposite order", arguments: [false, true])
  func deadlock(withRota: Bool) throws {
    let rota = #""rota": { "capacity": { "daily": { "08:00": 1, "20:00": 0 } } },"#
    let text = facility(
      time: #""until": "empty""#,
      resources: """
        \(withRota ? rota : "") "left": { "capacity": 1 }, "right": { "capacity": 1 }
        """,
      arrivals: """
        "a": { "at": [ "0 min" ], "pathway": "a" }, "b": { "at": [ "0 min" ], "pathway": "b" }
        """,
      pathways: """
        "a": [ { "seize": "left" }, { "delay": "d", "for": "5 min" }, { "seize": "right" } ],
        "b": [ { "seize": "right" }, { "delay": "d", "for": "5 min" }, { "seize": "left" } ]
        """)
    let (failure, _) = try failure(text)
    guard case .deadlock(let words) = failure.kind else {
      Issue.record("\(failure)")
      return
    }
    #expect(words.contains("1 wait for “left” (1 of 1 units in use)"))
    #expect(words.contains("1 wait for “right” (1 of 1 units in use)"))
    #expect(
      words.hasSuffix(
        "; a circle: a:1 holds “left” and waits for “right”, b:1 holds “right” and waits for “left”"
      ))
  }

  @Test("with the shortest circle of those who wait for one another, and none where there is none")
  func circle() throws {
    let text = facility(
      time: #""until": "empty""#,
      resources: #""x": { "capacity": 1 }, "y": { "capacity": 2 }, "z": { "capacity": 1 }"#,
      arrivals: """
        "a": { "at": [ "0 min" ], "pathway": "a" }, "b": { "at": [ "0 min" ], "pathway": "b" },
        "c": { "at": [ "0 min" ], "pathway": "c" }
        """,
      pathways: """
        "a": [ { "seize": "x" }, { "delay": "d", "for": "5 min" }, { "seize": { "y": 2 } } ],
        "b": [ { "seize": "y" }, { "delay": "d", "for": "5 min" }, { "seize": "z" } ],
        "c": [ { "seize": "z" }, { "delay": "d", "for": "5 min" }, { "seize": "x" } ]
        """)
    guard case .deadlock(let words) = try failure(text).0.kind else {
      Issue.record("no deadlock")
      return
    }
    #expect(
      words.hasSuffix(
        "; a circle: a:1 holds “x” and waits for “y”, b:1 holds “y” and waits for “z”, "
          + "c:1 holds “z” and waits for “x”"))
    let forever = facility(
      time: #""until": "empty""#, resources: #""x": { "capacity": 1 }"#,
      arrivals: #""a": { "at": [ "0 min", "1 min" ], "pathway": "a" }"#,
      pathways: #""a": [ { "seize": "x" }, { "wait": "w", "signal": "never" } ], "#
        + #""b": [ { "signal": "never" } ]"#)
    guard case .deadlock(let others) = try failure(forever).0.kind else {
      Issue.record("no deadlock")
      return
    }
    #expect(!others.contains("circle"))
  }

  @Test("but not when it has ended by then")
  func noDeadlockAfterTheEnd() throws {
    let model = try compiled(
      facility(
        time: #""until": { "departures": 1 }"#,
        resources: #""left": { "capacity": 1 }, "right": { "capacity": 1 }"#,
        arrivals: """
          "a": { "at": [ "0 min" ], "pathway": "a" }, "b": { "at": [ "0 min" ], "pathway": "b" },
          "c": { "at": [ "0 min" ], "pathway": "c" }
          """,
        pathways: """
          "a": [ { "seize": "left" }, { "delay": "d", "for": "1 min" }, { "seize": "right" } ],
          "b": [ { "seize": "right" }, { "delay": "d", "for": "1 min" }, { "seize": "left" } ],
          "c": [ { "delay": "d", "for": "5 min" } ]
          """))
    guard case .ended(let record) = runEngine(model.program, seed: 1, replication: 1) else {
      Issue.record("the run fails")
      return
    }
    #expect(record.windowEnd == 5 * Ticks.minute)
    #expect(record.insideAtEnd == 2)
    #expect(disagreements(model, seed: 1, replication: 1) == [])
  }

  @Test("when more units are asked for than there ever are", arguments: [0, 1])
  func neverEnough(capacity: Int) throws {
    let (failure, step) = try failure(
      facility(
        resources: #""r": { "capacity": \#(capacity) }"#,
        steps: #"{ "do": "s", "with": { "r": "ordinal + 1" }, "for": "1 min" }"#))
    #expect(failure.kind == .neverEnoughUnits(resource: "r"))
    #expect(failure.entity == "a:1")
    #expect(step == "p/s")
  }

  @Test("when more entities are present than the limit")
  func entityLimit() throws {
    let (failure, _) = try failure(
      facility(steps: #"{ "delay": "d", "for": "7 days" }"#), entityLimit: 20)
    #expect(failure.kind == .tooManyEntities(20))
    #expect(failure.tick == 21 * 5 * Ticks.minute)
  }

  @Test("when an entity gives back what it does not hold")
  func notHeld() throws {
    let (failure, step) = try failure(
      facility(
        resources: #""r": { "capacity": 3 }"#,
        steps: #"{ "seize": "r" }, { "release": { "r": "ordinal + 1" } }"#))
    #expect(failure.kind == .notHeld(resource: "r"))
    #expect(step == "p/release r")
  }

  @Test("when a duration computed on the way is negative or no number")
  func badDurations() throws {
    #expect(
      try failure(facility(steps: #"{ "delay": "d", "for": "3 min - timeInSystem - 4 min" }"#))
        .failure.kind == .negativeDuration)
    let (failure, step) = try failure(
      facility(steps: #"{ "delay": "d", "for": "1 min / (ordinal - 1)" }"#))
    #expect(failure.kind == .notFinite(what: "a duration"))
    #expect(step == "p/d")
  }

  @Test("when a duration to be observed is negative or longer than the clock")
  func badObservations() throws {
    let steps = #"{ "delay": "d", "for": "9 min" }"#
    #expect(
      try failure(facility(steps: steps, measures: #""late": { "mean": "timeInSystem - 4 h" }"#))
        .failure.kind == .negativeDuration)
    #expect(
      try failure(facility(steps: steps, measures: #""long": { "mean": "timeInSystem * 1e30" }"#))
        .failure.kind == .beyondClock)
    let (failure, step) = try failure(
      facility(steps: #"{ "record": "m", "value": "timeInSystem - 1 min" }"#))
    #expect(failure.kind == .negativeDuration)
    #expect(step == "p/m")
  }

  @Test("and arrivals without time between them are refused before the run")
  func everyZero() {
    #expect(
      findingCodes(facility(every: #""every": "0 min""#, steps: #"{ "delay": "d", "for": "1 h" }"#))
        == ["K205"])
  }

  @Test(
    "and one with rotas that is to end when all have left does end",
    arguments: [
      #""at": [ "0 min", "5 min" ]"#, #""every": "10 min", "count": 30"#, #""at": []"#,
      #""rate": "5 per hour", "count": 0"#, #""rate": { "daily": { "00:00": "0 per hour" } }"#,
    ])
  func endsWhenEmpty(process: String) throws {
    for end in [
      #""until": "empty""#, #""until": { "arrivals": 99 }"#, #""until": { "departures": 99 }"#,
    ] {
      let model = try compiled(
        facility(
          time: end,
          resources:
            #""r": { "capacity": { "weekly": { "Mon 08:00": 1, "Mon 09:00": 0, "Thu 10:00": 2, "Thu 11:00": 0 } } }"#,
          every: process, steps: #"{ "do": "s", "with": "r", "for": "20 min" }"#))
      guard case .ended(let record) = runEngine(model.program, seed: 1, replication: 1) else {
        Issue.record("\(end) with \(process) fails")
        continue
      }
      #expect(record.insideAtEnd == 0)
      #expect(record.isConserved)
      #expect(disagreements(model, seed: 1, replication: 1) == [])
    }
  }
}
