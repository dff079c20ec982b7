import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

/// What is never scarce, and what all who are present share.
@Suite("Unlimited and shared resources")
struct SharingTests {
  private func stays(_ resources: String, _ steps: String, at times: String) throws -> [Double] {
    let model = try compiled(
      facility(
        time: #""until": "empty", "length": "8 h""#, resources: resources,
        arrivals: #""a": { "at": [ \#(times) ], "pathway": "p" }"#,
        pathways: #""p": [ \#(steps) ]"#,
        measures:
          #""first": { "mean": "timeInSystem", "where": "ordinal = 1" }, "second": { "mean": "timeInSystem", "where": "ordinal = 2" }, "third": { "mean": "timeInSystem", "where": "ordinal = 3" }"#
      ))
    #expect(disagreements(model, seed: 1, replication: 1) == [])
    guard case .ended(let record) = runEngine(model.program, seed: 1, replication: 1) else {
      Issue.record("the run fails")
      return []
    }
    return record.tallies.map { ($0.mean ?? .nan) / Double(Ticks.minute) }
  }

  @Test("two share one unit: worked by hand")
  func oneUnit() throws {
    // 10 min of work come at 0, 4 min at 2: from then on each goes at half the pace, so that the
    // short one ends at 10; by then 6 of the long one are done, and the other 4 go alone.
    let stays = try stays(
      #""net": { "capacity": 1, "sharing": "processor" }"#,
      #"{ "do": "send", "with": "net", "for": "if(ordinal = 1, 10 min, 4 min)" }"#,
      at: #""0 min", "2 min""#)
    #expect(stays[0] == 14)
    #expect(stays[1] == 8)
  }

  @Test("three share two units, and nobody is faster than one unit")
  func twoUnits() throws {
    // Two go at full pace until the third comes at 3; then each at 2/3: the 6 minutes' work of the
    // first two have 3 left, over after 4.5 more; the third has done 3 of its 6 by then.
    let stays = try stays(
      #""net": { "capacity": 2, "sharing": "processor" }"#,
      #"{ "do": "send", "with": "net", "for": "6 min" }"#,
      at: #""0 min", "0 min", "3 min""#)
    #expect(stays[0] == 7.5)
    #expect(stays[1] == 7.5)
    #expect(stays[2] == 7.5)
  }

  @Test("who is taken out leaves the others more")
  func limit() throws {
    // The first gives up after 4 min, with 2 done since the second came at 0 too; then the second
    // has 4 of its 6 left and goes alone.
    let stays = try stays(
      #""net": { "capacity": 1, "sharing": "processor" }"#,
      #"{ "within": "if(ordinal = 1, 4 min, 1 h)", "steps": [ { "do": "send", "with": "net", "for": "6 min" } ] }"#,
      at: #""0 min", "0 min""#)
    #expect(stays[0] == 4)
    #expect(stays[1] == 8)
  }

  @Test("nobody waits for what is unlimited")
  func unlimited() throws {
    let stays = try stays(
      #""home": { "capacity": "unlimited" }"#,
      #"{ "do": "rest", "with": "home", "for": "6 min" }"#, at: #""0 min", "0 min", "3 min""#)
    #expect(stays == [6, 6, 6])
  }

  @Test("a copy in the middle goes on alike")
  func copies() throws {
    let model = try compiled(
      facility(
        resources: #""net": { "capacity": 2, "sharing": "processor" }"#,
        every: #""every": { "exponential": { "mean": "5 min" } }"#,
        steps: #"{ "do": "send", "with": "net", "for": { "exponential": { "mean": "9 min" } } }"#))
    var engine = Engine(model.program, seed: 3, replication: 1, watching: .fingerprint)
    try engine.start()
    for _ in 0..<60 { _ = try engine.step() }
    var other = engine.copy()
    while try engine.step() {}
    while try other.step() {}
    #expect(engine.record().fingerprint == other.record().fingerprint)
  }
}
