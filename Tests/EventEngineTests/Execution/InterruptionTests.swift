import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

/// The record of one replication of a model.
private func record(_ text: String, seed: UInt64 = 1) throws -> ReplicationRecord {
  let compiled = try compiled(text)
  guard case .ended(let record) = runEngine(compiled.program, seed: seed, replication: 0) else {
    Issue.record("the run fails")
    throw RefusedModel(description: "the run fails")
  }
  #expect(record.isConserved)
  #expect(disagreements(compiled, seed: seed, replication: 0) == [])
  return record
}

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
