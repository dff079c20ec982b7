import EventEngine
import FacilityModel
import KendallTestSupport
import Testing

/// What is used up and comes again, worked by hand.
@Suite("Stocks")
struct StockTests {
  private func run(_ stock: String, arrivals: String, pathways: String, measures: String = "")
    throws -> ReplicationRecord?
  {
    let model = try compiled(
      """
      { "name": "test", "time": { "length": "10 h", "profile": "none" },
        "stocks": { "part": { \(stock) } }, "arrivals": { \(arrivals) },
        "pathways": { \(pathways) }, "measures": { \(measures) } }
      """)
    #expect(disagreements(model, seed: 1, replication: 1) == [])
    guard case .ended(let record) = runEngine(model.program, seed: 1, replication: 1) else {
      Issue.record("the run fails")
      return nil
    }
    return record
  }

  @Test("an order comes after its lead time, and those who wait are served in their order")
  func reorder() throws {
    // Takes of 2 at 1, 2, 3 and 4 h from 4: the position is 2 after the first, which is the reorder
    // point; 4 are ordered and come at 3.5 h. The second empties the stock, and its position of 4
    // orders nothing; the third waits from 3 to 3.5 h, and its position of 2 orders 4 more, for
    // 5.5 h; the fourth finds 2. Levels: 4, 2 from 1 h, 0 from 2 h, 2 from 3.5 h, 0 from 4 h, 4 from
    // 5.5 h. The position after the fourth is 4.
    let record = try run(
      #""initial": 4, "reorder": { "at": 2, "quantity": 4, "leadTime": "2.5 h" }"#,
      arrivals: #""a": { "at": ["1 h", "2 h", "3 h", "4 h"], "pathway": "p" }"#,
      pathways: #""p": [ { "take": { "part": 2 } } ]"#)
    guard let record else { return }
    let hour = Int128(Ticks.hour)
    #expect(record.area(.onDuty, of: 0) == (4 * 2 + 2 * 2 + 4 * 9 + 2) * hour / 2)
    #expect(record.stocks[0].demanded == 8)
    #expect(record.stocks[0].filled == 6)
    #expect(record.stocks[0].orders == 2)
    #expect(record.stocks[0].emptyTicks == 3 * hour)
    #expect(record.waits[0].mean == 0.5 * Double(Ticks.hour) / 4)
  }

  @Test("what keeps no longer is gone and ordered anew")
  func shelfLife() throws {
    // Of 4 that keep for 3 h, one is taken at 1 and one at 2 h; 2 expire at 3 h, 4 are ordered and come
    // at 4 h; these expire at 7 h, before somebody asks for one, who waits for the next 4 until 8 h.
    let record = try run(
      #""initial": 4, "shelfLife": "3 h", "reorder": { "at": 1, "upTo": 4, "leadTime": "1 h" }"#,
      arrivals: #""a": { "at": ["1 h", "2 h", "7 h"], "pathway": "p" }"#,
      pathways: #""p": [ { "take": "part" } ]"#)
    guard let record else { return }
    let hour = Int128(Ticks.hour)
    #expect(record.area(.onDuty, of: 0) == (4 + 3 + 2 + 4 * 3 + 3 * 2) * hour)
    #expect(record.stocks[0].expired == 6)
    #expect(record.stocks[0].orders == 2)
    #expect(record.stocks[0].emptyTicks == 2 * hour)
    #expect(record.waits[0].mean == Double(Ticks.hour) / 3)
  }

  @Test("what keeps the shortest is used first")
  func oldestFirst() throws {
    // 2 from the start, 2 more at 1 h, and 3 are taken at 2 h: nothing is left to expire at 3 h, and
    // one unit at 4 h.
    let record = try run(
      #""initial": 2, "shelfLife": "3 h""#,
      arrivals:
        #""b": { "at": ["1 h"], "pathway": "q" }, "a": { "at": ["2 h"], "pathway": "p" }"#,
      pathways: #""p": [ { "take": { "part": 3 } } ], "q": [ { "put": { "part": 2 } } ]"#)
    guard let record else { return }
    #expect(record.stocks[0].expired == 1)
    #expect(record.area(.onDuty, of: 0) == (2 + 4 + 1 * 2) * Int128(Ticks.hour))
  }

  @Test("a run in which nothing happens but that units expire and come again is stopped")
  func inVain() throws {
    let model = try compiled(
      """
      { "name": "test", "time": { "until": { "departures": 5 }, "profile": "none" },
        "stocks": { "part": { "initial": 1, "shelfLife": "1 h",
          "reorder": { "upTo": 1, "leadTime": "1 h" } } },
        "arrivals": { "a": { "at": ["1 h"], "pathway": "p" } },
        "pathways": { "p": [ { "wait": "for ever", "signal": "never" } ],
          "q": [ { "take": "part" }, { "signal": "never" } ] } }
      """)
    #expect(disagreements(model, seed: 1, replication: 1) == [])
    guard case .failed(let failure) = runEngine(model.program, seed: 1, replication: 1) else {
      Issue.record("the run ends")
      return
    }
    if case .deadlock = failure.kind {} else { Issue.record("\(failure)") }
  }

  @Test("what is looked at from time to time is ordered then, up to its level")
  func review() throws {
    // Five are taken one an hour from 5; looked at every 2 h, 2 are ordered at 2 h (taken at 1 and
    // at 2, the later after the review: one), and so on: reviews come before arrivals.
    let record = try run(
      #""initial": 5, "reorder": { "upTo": 5, "leadTime": "30 min", "review": "2 h" }"#,
      arrivals: #""a": { "at": ["1 h", "2 h", "3 h", "4 h", "5 h"], "pathway": "p" }"#,
      pathways: #""p": [ { "take": "part" } ]"#, measures: #""last": { "atEnd": "level(part)" }"#)
    guard let record else { return }
    // Orders of 1 at 2 h, 2 at 4 h, 2 at 6 h.
    #expect(record.stocks[0].orders == 3)
    #expect(record.stocks[0].filled == 5)
    #expect(record.tallies[0].mean == 5)
  }

  @Test("who brings waits for room, or loses what has none")
  func room() throws {
    let arrivals =
      #""bring": { "at": ["1 h", "2 h"], "pathway": "b" }, "take": { "at": ["4 h"], "pathway": "t" }"#
    let take = #""t": [ { "take": { "part": 2 } } ]"#
    // 3 of 4 come at 1 h; 3 more at 2 h wait until 2 are taken at 4 h.
    let waiting = try run(
      #""initial": 0, "capacity": 4"#, arrivals: arrivals,
      pathways: #""b": [ { "put": { "part": 3 } } ], \#(take)"#)
    #expect(waiting?.area(.onDuty, of: 0) == (3 * 3 + 4 * 6) * Int128(Ticks.hour))
    #expect(waiting?.waits[0].mean == Double(Ticks.hour))
    let losing = try run(
      #""initial": 0, "capacity": 4"#, arrivals: arrivals,
      pathways: #""b": [ { "put": { "part": 3 }, "ifFull": "overflow" } ], \#(take)"#)
    #expect(losing?.stocks[0].overflow == 2)
    #expect(losing?.area(.onDuty, of: 0) == (3 + 4 * 2 + 2 * 6) * Int128(Ticks.hour))
  }

  @Test("a copy in the middle goes on alike")
  func copies() throws {
    let model = try compiled(
      """
      { "name": "test", "time": { "length": "10 h" },
        "stocks": { "part": { "initial": 3, "reorder": { "upTo": 3,
          "leadTime": { "exponential": { "mean": "20 min" } } } } },
        "arrivals": { "a": { "every": { "exponential": { "mean": "5 min" } }, "pathway": "p" } },
        "pathways": { "p": [ { "take": "part" } ] } }
      """)
    var engine = Engine(model.program, seed: 3, replication: 1, watching: .fingerprint)
    try engine.start()
    for _ in 0..<90 { _ = try engine.step() }
    var other = engine.copy()
    while try engine.step() {}
    while try other.step() {}
    #expect(engine.record().fingerprint == other.record().fingerprint)
    #expect(engine.record().stocks == other.record().stocks)
  }
}
