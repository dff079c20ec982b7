import EventEngine
import FacilityModel
import KendallTestSupport
import OutputStatistics
import Testing

private let minute = Ticks.minute

@Suite("The condition of units")
struct ConditionTests {
  /// One machine that is worn after 100 minutes and fails 40 later; its repair takes 30, one before
  /// the failure 10.
  private func machine(
    _ found: String, repair: String = "", length: Int = 375, units: Int = 1
  ) throws -> ReplicationRecord {
    let model = try compiled(
      facility(
        time: #""length": "\#(length) min""#,
        resources: """
          "m": { "capacity": \(units), "failures": {
            "stages": [ { "name": "good", "for": "100 min" }, { "name": "worn", "for": "40 min" } ],
            "repair": "30 min", \(found), "plannedRepair": { "for": "10 min"\(repair) } } }
          """,
        arrivals: #""a": { "at": [], "pathway": "p" }"#,
        pathways: #""p": [ { "do": "s", "with": "m", "for": "1 min" } ]"#))
    #expect(disagreements(model, seed: 1, replication: 0) == [])
    guard case .ended(let record) = runEngine(model.program, seed: 1, replication: 0) else {
      throw RunFailed()
    }
    return record
  }

  private struct RunFailed: Error {}

  /// Checks the counts of the machine, and its minutes out of service and worn.
  private func expect(
    _ record: ReplicationRecord, inspections: Int64 = 0, found: Int64, missed: Int64 = 0,
    failures: Int64 = 0, unforeseen: Int64 = 0, planned: Int64, out: Int64, worn: Int64,
    _ place: SourceLocation = #_sourceLocation
  ) {
    let counts = record.conditions[0]
    #expect(counts.inspections == inspections, sourceLocation: place)
    #expect(counts.found == found, sourceLocation: place)
    #expect(counts.missed == missed, sourceLocation: place)
    #expect(counts.falseAlarms == 0, sourceLocation: place)
    #expect(counts.failures == failures, sourceLocation: place)
    #expect(counts.unforeseen == unforeseen, sourceLocation: place)
    #expect(counts.planned == planned, sourceLocation: place)
    #expect(record.area(.broken, of: 0) == Int128(out * minute), sourceLocation: place)
    #expect(
      counts.deteriorated.area(at: record.windowEnd) == Int128(worn * minute),
      sourceLocation: place)
  }

  @Test("is seen by inspections in service, worked by hand")
  func visits() throws {
    let visits = #""inspections": { "every": "30 min", "outOfService": false"#
    // Seen at 120, 240 and 360: worn since 100, 230 and 350.
    expect(
      try machine(visits + " }"), inspections: 12, found: 3, planned: 3, out: 30, worn: 40)
    // Never seen: fails at 140 and 310; those due at 150 and 330 are left out, and those at 120,
    // 270 and 300 miss what there is.
    expect(
      try machine(visits + #", "finds": 0 }"#), inspections: 10, found: 0, missed: 3, failures: 2,
      unforeseen: 2, planned: 0, out: 60, worn: 80)
    // Seen at 120 and to be repaired at 150, it fails at 140; seen at 270, repaired at 300.
    expect(
      try machine(visits + " }", repair: #", "after": "30 min""#), inspections: 11, found: 2,
      failures: 1, planned: 1, out: 40, worn: 70)
  }

  @Test("is seen by inspections that stop the unit, worked by hand")
  func stops() throws {
    // Inspections begin at 30, 65, 100, 135, 170, 205, 240; repairs at 105 and 245.
    let record = try machine(
      #""inspections": { "every": "30 min", "for": "5 min" }"#, length: 250)
    expect(record, inspections: 7, found: 2, planned: 2, out: 50, worn: 35)
    #expect(record.outages.map(\.begun) == [0, 7, 2])
  }

  @Test("raises an alarm after a delay, worked by hand")
  func alarms() throws {
    // Worn at 100, noticed at 115, renewed at 125; worn at 225, noticed at 240, renewed at 250.
    expect(
      try machine(#""alarm": { "delay": "15 min" }"#, length: 300), found: 2, planned: 2, out: 20,
      worn: 30)
    // A delay longer than the stage helps nobody.
    expect(
      try machine(#""alarm": { "delay": "41 min" }"#, length: 300), found: 0, failures: 1,
      unforeseen: 1, planned: 0, out: 30, worn: 40 + 30)
  }

  /// A visit every `T` hours at a phase that is uniform, since the good stage is uniform over five
  /// of them: each fault is an independent trial.
  ///
  /// Tolerance 4.5 standard errors and one fault a
  /// unit at the end: one of the seven is outside with a probability of 5e-5.
  @Test(
    "has the closed-form share of faults found within a P–F interval",
    arguments: [
      (8.0, 4.0, 0.9), (8, 8, 0.9), (8, 12, 0.9), (12, 4, 0.7), (4, 4, 0.7), (26, 13, 0.8),
      (6, 13, 0.8),
    ])
  func interval(_ interval: Double, _ visits: Double, _ sensitivity: Double) throws {
    let record = try EventEngineTests.record(
      facility(
        time: #""length": "8000 h""#,
        resources: """
          "m": { "capacity": 20, "failures": {
            "stages": [
              { "name": "good", "for": { "uniform": { "min": "0 h", "max": "\(5 * visits) h" } } },
              { "name": "potential failure", "for": "\(interval) h" } ],
            "repair": "0 h", "plannedRepair": { "for": "0 h" },
            "inspections": {
              "every": "\(visits) h", "outOfService": false, "finds": \(sensitivity) } } }
          """,
        arrivals: #""a": { "at": [], "pathway": "p" }"#,
        pathways: #""p": [ { "do": "s", "with": "m", "for": "1 min" } ]"#))
    let whole = (interval / visits).rounded(.down)
    let rest = interval / visits - whole
    var missed = 1.0
    for _ in 0..<Int(whole) { missed *= 1 - sensitivity }
    let share = 1 - missed * (1 - rest + rest * (1 - sensitivity))
    let counts = record.conditions[0]
    let faults = Double(counts.found + counts.unforeseen)
    #expect(faults > 3000)
    #expect(
      abs(Double(counts.found) / faults - share)
        < 4.5 * (share * (1 - share) / faults).squareRoot() + 20 / faults)
  }

  /// 0.1 an hour over 20 units and 500 hours: Poisson with mean 1000.
  ///
  /// Tolerance 4.5 standard
  /// deviations, outside with a probability of 7e-6.
  @Test("raises false alarms at their rate")
  func falseAlarms() throws {
    let record = try EventEngineTests.record(
      facility(
        time: #""length": "500 h""#,
        resources: """
          "m": { "capacity": 20, "failures": {
            "stages": [ { "name": "good", "for": "5000 h" }, { "name": "worn", "for": "1 h" } ],
            "repair": "1 h", "plannedRepair": { "for": "0 h" },
            "alarm": { "falseAlarms": "0.1 per hour" } } }
          """,
        arrivals: #""a": { "at": [], "pathway": "p" }"#,
        pathways: #""p": [ { "do": "s", "with": "m", "for": "1 min" } ]"#))
    let counts = record.conditions[0]
    #expect(counts.found == 0 && counts.failures == 0)
    #expect(counts.planned == counts.falseAlarms)
    #expect(abs(Double(counts.falseAlarms) - 1000) < 4.5 * 1000.squareRoot())
  }
}
