import EventEngine
import FacilityModel
import KendallTestSupport
import OutputStatistics
import Testing

/// Listed units that are taken from those who hold them, worked out by hand.
@Suite("Pre-emption of listed units")
struct ListedPreemptionTests {
  private let minute = Int128(Ticks.minute)

  /// Two benches and five jobs, in minutes.
  ///
  /// X is in use by a job of priority 5 and Y by one of 9, of 60 each from 0 on. At 20
  /// comes one of priority 1 that wants X for 10: it takes it, though the holder of Y is worse. At 40
  /// another of priority 1 would have either for 5: it takes Y, from the worst. One of priority 9 at
  /// 42 that pre-empts as well finds nobody worse, and waits for X until 70.
  @Test("takes the unit that will do from the worst who holds one")
  func worst() throws {
    let jobs = [
      ("X", 0, 60, 5), ("Y", 0, 60, 9), ("X", 20, 10, 1), ("any", 40, 5, 1), ("X", 42, 3, 9),
    ]
    let sources = jobs.enumerated().map { index, job in
      """
      "job \(index + 1)": { "at": [ "\(job.1) min" ], "pathway": "work",
        "attributes": { "wanted": { "text": "\(job.0)" }, "stay": "\(job.2) min", "p": \(job.3) } }
      """
    }
    let compiled = try KendallTestSupport.compiled(
      """
      { "name": "two", "time": { "length": "2 h" },
        "resources": { "bench": { "units": [ { "name": "X", "kind": "X" }, { "name": "Y", "kind": "Y" } ] } },
        "arrivals": { \(sources.joined(separator: ", ")) },
        "pathways": { "work": [ { "do": "work", "with": "bench", "priority": "p", "preempt": true,
          "where": "wanted = any or unit(kind) = wanted", "for": "stay" } ] } }
      """)
    #expect(disagreements(compiled, seed: 1, replication: 0) == [])
    guard case .ended(let run) = runEngine(compiled.program, seed: 1, replication: 0),
      case .ticks(let waits, _) = run.waits[0],
      case .ticks(let resumptions, _) = run.resumptions[0]
    else {
      Issue.record("the run fails")
      return
    }
    #expect(run.unitAreas == [73 * minute, 65 * minute])
    #expect(waits.sum == 28 * minute)
    #expect(resumptions.sum == 15 * minute)
    #expect(run.resumptions[0].count == 2)
  }

  /// A bay of two for one sex: whoever takes one bed from the only man in it is no longer beside him.
  ///
  /// A man has X1 from 0; at 10 a woman who is urgent takes it, since she would be alone. At 20 a
  /// second woman takes X2 beside her. The man goes on when both have gone, at 50.
  @Test("looks at the unit as if its holder had gone")
  func alone() throws {
    func source(_ name: String, _ sex: String, _ at: Int, _ stay: Int, _ priority: Int) -> String {
      """
      "\(name)": { "at": [ "\(at) min" ], "pathway": "stay", "attributes": {
        "sex": { "choice": { "\(sex)": 1 } }, "stay": "\(stay) min", "p": \(priority) } }
      """
    }
    let compiled = try KendallTestSupport.compiled(
      """
      { "name": "bay", "time": { "length": "2 h" },
        "resources": { "bed": { "units": [ { "name": "X", "count": 2, "bay": "X" } ] } },
        "arrivals": { \(source("a", "man", 0, 40, 2)), \(source("b", "woman", 10, 30, 1)),
          \(source("c", "woman", 20, 30, 1)) },
        "pathways": { "stay": [ { "do": "stay", "with": "bed", "priority": "p",
          "preempt": "p = 1", "where": "occupants(bay) = 0 or alike(bay, sex)", "for": "stay" } ] } }
      """)
    #expect(disagreements(compiled, seed: 1, replication: 0) == [])
    guard case .ended(let run) = runEngine(compiled.program, seed: 1, replication: 0) else {
      Issue.record("the run fails")
      return
    }
    // The man is there from 0 to 10 and from 50 to 80.
    #expect(run.unitAreas == [70 * minute, 30 * minute])
  }

  /// A machine that is set up for 20 from 0 on and then works for 10.
  ///
  /// Somebody urgent comes at 5 and needs it for 10 after a set-up of 20. It takes the machine, has
  /// it until 35, and the first begins its set-up anew: done at 65. Where its step is never
  /// pre-empted, nor is its set-up, and the urgent one waits until 30.
  @Test("interrupts a set-up as it interrupts the work", arguments: [false, true])
  func setUp(never: Bool) throws {
    func source(_ name: String, _ at: Int, _ kind: Int, _ pathway: String) -> String {
      """
      "\(name)": { "at": [ "\(at) min" ], "pathway": "\(pathway)", "attributes": { "kind": \(kind) } }
      """
    }
    let rule = never ? #", "ifPreempted": "never""# : ""
    let compiled = try KendallTestSupport.compiled(
      """
      { "name": "machine", "time": { "length": "2 h" },
        "resources": { "machine": { "capacity": 1,
          "setUp": { "by": "kind", "default": "20 min", "first": "20 min" } } },
        "arrivals": { \(source("a", 0, 1, "slow")), \(source("b", 5, 2, "urgent")) },
        "pathways": {
          "slow": [ { "do": "work", "with": "machine", "priority": 2, "for": "10 min"\(rule) } ],
          "urgent": [ { "do": "rush", "with": "machine", "priority": 1, "preempt": true, "for": "10 min" } ] },
        "measures": { "slow": { "mean": "timeInSystem", "of": "a" },
          "urgent": { "mean": "timeInSystem", "of": "b" } } }
      """)
    #expect(disagreements(compiled, seed: 1, replication: 0) == [])
    guard case .ended(let run) = runEngine(compiled.program, seed: 1, replication: 0) else {
      Issue.record("the run fails")
      return
    }
    let expected: [Double?] = (never ? [30, 55] : [65, 30]).map { $0 * Double(Ticks.minute) }
    #expect(run.tallies.prefix(2).map(\.mean) == expected)
    #expect(run.setUpAreas == [(never ? 40 : 45) * minute])
  }
}
