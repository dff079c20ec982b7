import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

@Suite("The memory of a run")
struct MemoryTests {
  @Test("grows with the entities present, not with those that have passed through")
  func places() throws {
    let program = try compiled(
      facility(
        time: #""until": { "departures": 20000 }"#, resources: #""r": { "capacity": 1 }"#,
        every: #""rate": "48 per hour""#,
        steps: #"{ "do": "s", "with": "r", "for": { "exponential": { "mean": "1 min" } } }"#)
    ).program
    var engine = Engine(program, seed: 1, replication: 1)
    try engine.run()
    let record = engine.record()
    #expect(record.outcomes == [20_000])
    #expect(engine.entityPlaces <= record.maximumInside)
    #expect(record.maximumInside < 200)
  }
}
