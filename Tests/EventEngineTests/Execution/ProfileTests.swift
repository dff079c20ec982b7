import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

@Suite("The time profile")
struct ProfileTests {
  @Test(
    "adds up to the integrals over the window",
    arguments: [
      #""length": "30 h""#, #""length": "10 days", "warmUp": "95 min""#,
      #""length": "1 day", "start": "2026-01-07T13:45", "warmUp": "20 min""#,
    ])
  func addsUp(time: String) throws {
    let program = try compiled(
      facility(
        time: time, resources: #""r": { "capacity": { "daily": { "06:30": 2, "20:00": 1 } } }"#,
        every: #""rate": "9 per hour""#,
        steps: #"{ "do": "s", "with": "r", "for": { "exponential": { "mean": "8 min" } } }"#)
    ).program
    guard case .ended(let record) = runEngine(program, seed: 5, replication: 1) else {
      Issue.record("the run fails")
      return
    }
    #expect(record.binTimes.reduce(0, +) == record.windowEnd - record.windowStart)
    let width = record.areas.count + 1
    #expect(record.binAreas.count == width * program.profileBins)
    for (column, total) in ([record.insideArea] + record.areas).enumerated() {
      let sum = stride(from: column, to: record.binAreas.count, by: width)
        .reduce(Int128(0)) { $0 + record.binAreas[$1] }
      #expect(sum == total)
    }
  }

  @Test(
    "from the start adds up to the time spent inside, and changes nothing else",
    arguments: [
      #""length": "30 h""#, #""length": "10 days", "warmUp": "95 min""#,
      #""length": "1 day", "start": "2026-01-07T13:45", "warmUp": "20 min""#,
    ])
  func fromTheStart(time: String) throws {
    let program = try compiled(
      facility(
        time: time, resources: #""r": { "capacity": { "daily": { "06:30": 2, "20:00": 1 } } }"#,
        every: #""rate": "9 per hour""#,
        steps: #"{ "do": "s", "with": "r", "for": { "exponential": { "mean": "8 min" } } }"#)
    ).program
    var followed = program
    followed.startBin = 5 * Ticks.minute
    var whole = followed
    whole.warmUp = 0
    guard case .ended(let plain) = runEngine(program, seed: 5, replication: 1),
      case .ended(var record) = runEngine(followed, seed: 5, replication: 1),
      case .ended(let all) = runEngine(whole, seed: 5, replication: 1)
    else {
      Issue.record("a run fails")
      return
    }
    // Both ends of the window lie at edges.
    let skipped = Int(record.windowStart / followed.startBin)
    #expect(Int64(record.startAreas.count) == record.windowEnd / followed.startBin)
    #expect(record.startAreas.dropFirst(skipped).reduce(0, +) == record.insideArea)
    #expect(record.startAreas == all.startAreas && all.startAreas.reduce(0, +) == all.insideArea)
    #expect(plain.startAreas.isEmpty)
    record.startAreas = []
    #expect("\(record)" == "\(plain)")
  }
}
