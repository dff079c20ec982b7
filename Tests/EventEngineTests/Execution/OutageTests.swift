import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

private let minute = Ticks.minute

@Suite("Outages")
struct OutageTests {
  /// One machine that runs into an outage after an hour of its clock; a job of 50 minutes comes at
  /// 0, one of 20 minutes at 55, one of 5 minutes at 3 h.
  private func machine(_ outage: String, section: String = "failures") throws -> ReplicationRecord {
    try record(
      facility(
        time: #""length": "4 h""#,
        resources: #""m": { "capacity": 1, "\#(section)": { \#(outage) } }"#,
        arrivals: """
          "a": { "at": [ "0 min", "55 min", "3 h" ], "pathway": "p",
                 "attributes": { "t": "if(ordinal = 1, 50 min, if(ordinal = 2, 20 min, 5 min))" } }
          """,
        pathways: #""p": [ { "do": "s", "with": "m", "for": "t" } ]"#))
  }

  @Test("interrupt the work in hand, by its rule, worked by hand")
  func rules() throws {
    // The second job begins at 55 and is stopped at 60 by a repair of 10 minutes.
    func stays(_ rule: String) throws -> Double {
      let record = try machine(#""after": "1 h", "repair": "10 min"\#(rule)"#)
      // Out of service 60–70, 130–140 and 200–210.
      #expect(record.area(.broken, of: 0) == Int128(30 * minute))
      return (record.stays[0].mean ?? 0) * Double(record.stays[0].count) / Double(minute)
    }
    #expect(try stays("") == 50 + 30 + 5)
    #expect(try stays(#", "workInHand": "restart""#) == 50 + 35 + 5)
    let scrapped = try machine(#""after": "1 h", "repair": "10 min", "workInHand": "scrap""#)
    #expect(scrapped.outcomes == [2, 1])
    #expect(scrapped.stays[1].mean == Double(5 * minute))
    let finished = try machine(
      #""after": "1 h", "repair": "10 min", "workInHand": "finish""#)
    // Out of service 75–85, 145–155 and 215–225.
    #expect(finished.stays[0].mean == Double(75 * minute) / 3)
    #expect(finished.area(.broken, of: 0) == Int128(30 * minute))
  }

  @Test("count the time at work, or uses, where they are told to")
  func clocks() throws {
    // 50 + 10 minutes of work: the second job is stopped at 65.
    let operating = try machine(
      #""after": "1 h", "clock": "operating", "repair": "10 min""#)
    #expect(operating.stays[0].mean == Double((50 + 30 + 5) * minute) / 3)
    #expect(operating.area(.broken, of: 0) == Int128(10 * minute))
    // After the second use, at 75, for an hour and a half.
    let uses = try machine(
      #""every": 2, "clock": "uses", "for": "110 min""#, section: "maintenance")
    #expect(uses.area(.broken, of: 0) == Int128(110 * minute))
    #expect(uses.stays[0].mean == Double((50 + 20 + 10) * minute) / 3)
  }

  @Test("wait for the crew, which mends one unit at a time")
  func crew() throws {
    // Three units fail at 1 h; the crew mends them by 1:10, 1:20 and 1:30.
    let record = try record(
      facility(
        time: #""length": "2 h""#,
        resources: """
          "m": { "capacity": 3, "failures": { "after": "1 h", "repair": "10 min", "with": "crew" } },
          "crew": { "capacity": 1 }
          """,
        arrivals: #""a": { "at": [ "65 min" ], "pathway": "p" }"#,
        pathways: #""p": [ { "do": "s", "with": "m", "for": "4 min" } ]"#))
    #expect(record.area(.broken, of: 0) == Int128((10 + 20 + 30) * minute))
    #expect(record.area(.busy, of: 1) == Int128(30 * minute))
    #expect(record.area(.queued, of: 1) == Int128((10 + 20) * minute))
    #expect(record.stays[0].mean == Double(9 * minute))
    #expect(record.entered == [1] && record.outcomes == [1] && record.maximumInside == 1)
  }

  @Test("leave a unit as good as new where they renew it")
  func renewal() throws {
    // Wear after 100 minutes, a service every 60 that renews: no failure ever, 3 services in 4 h.
    func area(_ renews: Bool) throws -> Int128 {
      try record(
        facility(
          time: #""length": "4 h""#,
          resources: """
            "m": { "capacity": 1, "failures": { "after": "100 min", "repair": "30 min" },
                   "maintenance": { "every": "60 min", "for": "5 min", "renews": \(renews) } }
            """,
          arrivals: #""a": { "at": [ "1 min" ], "pathway": "p" }"#,
          pathways: #""p": [ { "do": "s", "with": "m", "for": "4 min" } ]"#)
      ).area(.broken, of: 0)
    }
    #expect(try area(true) == Int128(15 * minute))
    // Failures 100–130; then 230–260. Services 60–65, 125 put off to 130–135, 195–200.
    #expect(try area(false) == Int128((30 + 10 + 15) * minute))
  }

  @Test("do not hide that entities wait for ever")
  func deadlock() throws {
    let model = try compiled(
      facility(
        time: #""until": "empty""#,
        resources: """
          "a": { "capacity": 1, "failures": { "after": "1 h", "repair": "10 min" } },
          "b": { "capacity": 1 }
          """,
        arrivals: """
          "x": { "at": [ "0 min" ], "pathway": "p" }, "y": { "at": [ "0 min" ], "pathway": "q" }
          """,
        pathways: """
          "p": [ { "seize": "a" }, { "delay": "d", "for": "1 min" }, { "seize": "b" },
                 { "release": [ "a", "b" ] } ],
          "q": [ { "seize": "b" }, { "delay": "e", "for": "1 min" }, { "seize": "a" },
                 { "release": [ "a", "b" ], "name": "back" } ]
          """))
    guard case .failed(let failure) = runEngine(model.program, seed: 1, replication: 0) else {
      Issue.record("the run ends")
      return
    }
    guard case .deadlock = failure.kind else {
      Issue.record("\(failure.kind)")
      return
    }
  }
}
