import EventEngine
import Experiments
import FacilityModel
import Foundation
import Testing

@Suite("What entities do, hold and cost") struct AccountTests {
  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(1, abs(b)) }

  /// Three patients at 0, 2 and 4 min need a bed (2), then a doctor (1) for 10 min, and rest 3 min.
  private static let ward = """
    { "name": "ward", "time": { "until": "empty" }, "observe": ["blocking"],
      "resources": {
        "bed": { "capacity": 2, "cost": { "perHour": 6, "perUse": 5 } },
        "doctor": { "capacity": 1, "cost": { "perHourBusy": 60 },
          "power": { "busy": "6 kW", "idle": "1 kW" } } },
      "arrivals": { "patient": { "at": ["0 min", "2 min", "4 min"], "pathway": "stay" } },
      "pathways": { "stay": [
        { "seize": "bed" }, { "do": "see", "with": "doctor", "for": "10 min" },
        { "delay": "rest", "for": "3 min" }, { "release": "bed" } ] },
      "measures": {
        "served": { "mean": "serviceTime" }, "blocked": { "mean": "blockedTime" },
        "rest": { "mean": "timeInSystem - serviceTime - blockedTime" },
        "cost each": { "mean": "costSoFar" }, "energy each": { "mean": "energySoFar" } } }
    """

  @Test func `of three patients are those worked out by hand`() async throws {
    // The first is seen from 0 to 10 and rests to 13; the second waits in bed from 2 to 10, is seen
    // to 20 and rests to 23; the third gets a bed at 13, waits in it to 20, is seen to 30, and goes
    // at 33.
    let result = try await SmallResult(Self.ward)
    #expect(try near(result.value("served"), 13))
    #expect(try near(result.value("blocked"), (0 + 8 + 7) / 3.0))
    #expect(try near(result.value("rest"), 9 / 3.0))
    #expect(try result.value("blocked", "all", "max") == 8)
    #expect(try result.observations("served") == 3)
    // In bed for 13, 21 and 20 min at 0.1 a minute and 5 each; with the doctor for 10 at 1.
    let beds = 54 * 0.1 + 15
    #expect(try near(result.value("cost each"), (beds + 30) / 3))
    #expect(try near(result.value("energy each"), 1))
    // Beds are held by those who wait for 15 of 54 bed minutes, in 33 minutes.
    #expect(try near(result.value("blocked", "resource bed"), 15 / 33.0))
    #expect(try near(result.value("blocked", "resource bed", "share"), 15 / 54.0))
    #expect(try result.value("blocked", "resource doctor", "share") == 0)
    // What entities are charged is the cost in use; the rest is that of standing ready.
    #expect(try near(result.value("cost in use", "resource bed", "total"), beds))
    #expect(try near(result.value("cost in use", "resource doctor", "total"), 30))
    #expect(
      try near(result.value("cost of standing ready", "resource bed", "total"), (66 - 54) * 0.1))
    #expect(
      try near(
        3 * result.value("cost each"),
        result.value("cost in use", "resource bed", "total")
          + result.value("cost in use", "resource doctor", "total")))
  }

  @Test func `emit by the hour, and wait for causes, as worked out by hand`() async throws {
    // Nobody is on duty until 08:00. The first waits from 07:00 to 08:00, and is seen until 10:00:
    // 4 kWh of each hour, at 0.1 and 0.5 kg. The second waits from 07:30, half an hour for the shift
    // and two hours for the first, and is seen from 10:00 to 12:00.
    let result = try await SmallResult(
      """
      { "name": "shift", "time": { "start": "2026-01-05T00:00", "length": "1 day" },
        "resources": { "doctor": { "capacity": { "daily": { "00:00": 0, "08:00": 1 } },
          "power": { "busy": "4 kW" } } },
        "emissions": { "kgPerKWh": { "daily": { "00:00": 0.1, "09:00": 0.5 } } },
        "arrivals": { "patient": { "at": ["7 h", "7.5 h"], "pathway": "stay" } },
        "pathways": { "stay": [ { "do": "see", "with": "doctor", "for": "2 h" } ] },
        "measures": {
          "first": { "mean": "emissionsSoFar", "where": "ordinal = 1" },
          "second": { "mean": "emissionsSoFar", "where": "ordinal = 2" },
          "off duty": { "mean": "waitOffDuty / 1 h" }, "busy": { "mean": "waitBusy / 1 h" },
          "rest": { "mean": "waitingTime - waitOffDuty - waitBusy" } } }
      """)
    #expect(try near(result.value("first"), 4 * 0.1 + 4 * 0.5))
    #expect(try near(result.value("second"), 8 * 0.5))
    #expect(try near(result.value("off duty"), (1 + 0.5) / 2))
    #expect(try near(result.value("busy"), 2 / 2.0))
    #expect(try result.value("rest", "all", "max") == 0)
  }

  @Test func `of two stations without room between them block as the chain says`() async throws {
    // Three parts go round for ever: 6 min at the first station, 4 min at the second, and no room
    // between. The states are (at work, idle), (at work, at work), (blocked, at work) with
    // a · µ₁ = b · µ₂ and c · µ₂ = b · µ₁, so b = 1 / (1 + µ₂/µ₁ + µ₁/µ₂).
    let result = try await SmallResult(
      """
      { "name": "tandem", "time": { "warmUp": "1 day", "length": "40 days" },
        "observe": ["blocking"],
        "resources": { "first": { "capacity": 1 }, "second": { "capacity": 1 } },
        "arrivals": { "part": { "at": ["0 min", "0 min", "0 min"], "pathway": "line" } },
        "pathways": { "line": [ { "repeat": "cycle", "while": "true", "steps": [
          { "seize": "first" }, { "delay": "cut", "for": { "exponential": { "mean": "6 min" } } },
          { "seize": "second" }, { "release": "first" },
          { "delay": "drill", "for": { "exponential": { "mean": "4 min" } } },
          { "release": "second" } ] } ] } }
      """, replications: 40)
    let both = 1 / (1 + 1.5 + 2.0 / 3)
    let blocked = both * 2 / 3
    #expect(try result.isNear(blocked, "blocked", "resource first"))
    #expect(try result.isNear(both + blocked, "occupancy", "resource second"))
    // The first station is never without a part.
    #expect(try result.isNear(blocked, "blocked", "resource first", "share"))
    #expect(try result.value("blocked", "resource second", "share") == 0)
  }

  @Test func `charge a parent for its clones, and a batch for its members`() async throws {
    // The parent holds nothing; its clones hold r for 2 and s for 3 min. Of two batches of two, each
    // member has held r for 1 min before.
    let result = try await SmallResult(
      """
      { "name": "family", "time": { "until": "empty" },
        "resources": { "r": { "capacity": 9, "cost": { "perHourBusy": 60 } },
          "s": { "capacity": 9, "cost": { "perHourBusy": 120, "perUse": 1 } } },
        "arrivals": { "whole": { "at": ["0 min"], "pathway": "fork" },
          "part": { "at": ["0 min", "0 min", "0 min", "0 min"], "pathway": "batch" } },
        "pathways": {
          "fork": [ { "fork": "tests", "branches": [
            { "name": "blood", "steps": [ { "do": "blood", "with": "r", "for": "2 min" } ] },
            { "name": "scan", "steps": [ { "do": "scan", "with": "s", "for": "3 min" } ] } ] } ],
          "batch": [ { "do": "prepare", "with": "r", "for": "1 min" },
            { "batch": "load", "size": 2, "permanent": true, "steps": [] } ] },
        "measures": { "cost": { "mean": "costSoFar", "by": "source" },
          "served": { "mean": "serviceTime", "by": "source" } } }
      """)
    #expect(try near(result.value("cost", "source whole"), 2 + 7))
    #expect(try near(result.value("served", "source whole"), 0))
    #expect(try near(result.value("cost", "source part"), 2))
    #expect(try near(result.value("served", "source part"), 1))
  }

  @Test func `account for every unit that is in use, to the tick`() async throws {
    // Asserted after every replication; here that it would be noticed.
    let file = SourceFile(name: "model.json", text: Self.ward)
    let compiled = try #require(
      ModelCompiler.read(file, files: NoFiles()).compiler?.compile().compiled)
    var engine = Engine(compiled.program, seed: 1, replication: 0)
    try engine.run()
    var record = engine.record()
    #expect(record.charged == [Int128(54 * Ticks.minute), Int128(30 * Ticks.minute)])
    #expect(record.isConserved)
    record.charged[0] += 1
    #expect(!record.isConserved)
  }
}
